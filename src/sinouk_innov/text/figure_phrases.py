"""Which figure does a phrase state, in English or Chinese, and how much does it leave open?

A phrase is read whole or not at all: a word that no rule knows, a second figure or a unit that is not kept makes it
unreadable, and no part of it is dropped to make the rest fit.
"""

from __future__ import annotations

import re

from sinouk_innov.errors import UnreadableError
from sinouk_innov.evidence import Basis
from sinouk_innov.quantities import Quantity
from sinouk_innov.text.chinese_figures import read_chinese
from sinouk_innov.text.english_figures import read_english
from sinouk_innov.text.interpretation import Interpretation, PhraseRule
from sinouk_innov.text.numerals import plain_text

__all__ = ["interpret_quantity"]

_NEUTRAL = ("a total of ", "in total ", "共有", "共计", "总计", "合计", "连续", "共")
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"


def interpret_quantity(text: str) -> Interpretation[Quantity]:
    """Read the one figure that a phrase states.

    A noun after a number is what is counted, and stays out of the unit. A dollar sign alone is the dollar of the United
    States, as in British style guides; a billion is a thousand million.

    Args:
        text: The phrase: the figure with the words that bound it and its unit, and no sentence around them.

    Raises:
        UnreadableError: No rule reads the whole phrase as one figure.

    Examples:
        >>> interpret_quantity("more than 2,100")
        <Interpretation 'more than 2,100': more_than 2100 count, bounded, stated>
        >>> interpret_quantity("35万平方米").value.describe()
        '350,000 m²'
    """
    plain = plain_text(text)
    for lead in _NEUTRAL:
        if plain.casefold().startswith(lead):
            plain = plain[len(lead) :]
            break
    read = read_chinese if re.search(_HAN, plain) else read_english
    try:
        found, rule = read(plain)
        value = Quantity(found.value, found.unit, found.bound, found.upto, text)
    except UnreadableError as error:
        raise UnreadableError(text, error.reason) from None
    except ValueError as error:
        # Only a quantity itself knows how long a figure may be, and that the ends of a range are in order.
        raise UnreadableError(text, str(error)) from None
    basis = Basis.ENTAILED if rule in {PhraseRule.ESTIMATE, PhraseRule.FLOOR} else Basis.STATED
    return Interpretation(value, text, rule, basis)
