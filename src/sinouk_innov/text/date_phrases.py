"""Which date or period does a phrase state, in English or Chinese?

What the words leave open stays open: `early 2018` is some day of 2018, and `today` is a day up to the publication. A
date that hangs on the day of publication is read only where that is given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from sinouk_innov.dates import PartialDate, Period, day_of
from sinouk_innov.errors import UnreadableError
from sinouk_innov.evidence import Basis
from sinouk_innov.text.chinese_dates import read_chinese_date
from sinouk_innov.text.date_steps import Anchor
from sinouk_innov.text.english_dates import read_english_date
from sinouk_innov.text.interpretation import Interpretation
from sinouk_innov.text.numerals import plain_text

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["interpret_when"]

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"


def interpret_when(
    text: str, published: str | dt.date | PartialDate | None = None
) -> Interpretation[PartialDate | Period]:
    """Read the one date or period that a phrase states.

    Args:
        text: The phrase: the date with the words that bound it, and no sentence around them.
        published: The day on which the text was published, from which `last year` or `2月1日` is counted.

    Raises:
        UnreadableError: No rule reads the whole phrase as one date or period.
        ValueError: The day of publication is none; see `day_of`.

    Examples:
        >>> interpret_when("the late 1990s")
        <Interpretation 'the late 1990s': [1990..1999], part, stated>
        >>> interpret_when("去年9月", published="2019-03")
        <Interpretation '去年9月': 2018-09, relative, entailed>
    """
    anchor = Anchor(None if published is None else day_of(published))
    try:
        plain = plain_text(text)
        read = read_chinese_date if re.search(_HAN, plain) else read_english_date
        found = read(plain, anchor)
    except UnreadableError as error:
        raise UnreadableError(text, error.reason) from None
    value = attrs.evolve(found.when, wording=text)
    return Interpretation(value, text, found.rule, Basis.ENTAILED if found.entailed else Basis.STATED)
