"""Which figure does an English phrase state?"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from sinouk_innov.errors import UnreadableError
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.text.interpretation import PhraseRule
from sinouk_innov.text.numerals import NUMBER_WORDS, leading_number, scaled

__all__ = ["CURRENCIES", "read_english"]

_MOST_NOUNS = 8
_BEFORE = {
    phrase: bound
    for bound, phrases in {
        Bound.ABOUT: "about|around|approximately|approx.|approx|roughly|circa|c.|ca.|some|close to|~|≈",
        Bound.NEARLY: "nearly|almost|approaching",
        Bound.AT_LEAST: "at least|no less than|no fewer than|not less than|not fewer than|minimum|a minimum of|≥|>=",
        Bound.MORE_THAN: "more than|over|above|in excess of|exceeding|greater than|upwards of|well over|just over|>",
        Bound.AT_MOST: "at most|up to|no more than|not more than|not exceeding|maximum|a maximum of|≤|<=",
        Bound.LESS_THAN: "less than|fewer than|under|below|just under|<",
    }.items()
    for phrase in phrases.split("|")
}
_AFTER = {
    phrase: bound
    for bound, phrases in {
        Bound.AT_LEAST: "or more|and more|or above|and above|or over|and over|+",
        Bound.AT_MOST: "or less|or fewer|or below|and below|or under|and under",
        Bound.ABOUT: "or so",
    }.items()
    for phrase in phrases.split("|")
}
_VAGUE = (
    "(?:a (?:number|handful|couple|range) of|(?:an )?un(?:specified|known|told)(?: number of)?|a few|several|some|many"
    "|numerous|various|multiple|countless|(?:tens of|hundreds of|dozens of)? ?(?:thousands|millions|billions)(?: of)?"
    "|(?:hundreds|dozens|scores|tens)(?: of)?)"
)
_UNITS = {
    spelling: unit
    for unit, spellings in {
        Unit.PERCENT: "%|per cent|percent",
        Unit.M2: "square metre|square metres|square meter|square meters|sq m|sq metres|sq meters|sqm|m2",
        Unit.KM2: "square kilometre|square kilometres|square kilometer|square kilometers|sq km|km2",
        Unit.HA: "hectare|hectares|ha",
        Unit.MU: "mu",
        Unit.ACRE: "acre|acres",
        Unit.SQ_FT: "square foot|square feet|sq ft|sq feet|sqft|sf|ft2",
        Unit.M: "metre|metres|meter|meters",
        Unit.KM: "kilometre|kilometres|kilometer|kilometers|km",
        Unit.MW: "megawatt|megawatts",
        Unit.GW: "gigawatt|gigawatts",
        Unit.CNY: "yuan|cny|rmb|renminbi|rmb yuan|yuan rmb|yuan renminbi",
        Unit.GBP: "pounds sterling|pound sterling|gbp",
        Unit.USD: "us dollars|us dollar|u s dollars|usd",
        Unit.EUR: "euro|euros|eur",
        Unit.HOUR: "hour|hours",
        Unit.DAY: "day|days",
        Unit.WEEK: "week|weeks",
        Unit.MONTH: "month|months",
        Unit.YEAR: "year|years",
    }.items()
    for spelling in spellings.split("|")
}
# The case of these tells a mega- from a milliwatt, and a metre from a million.
_SYMBOLS = {"MW": Unit.MW, "GW": Unit.GW, "m": Unit.M}
CURRENCIES = {
    "us$": Unit.USD, "usd": Unit.USD, "$": Unit.USD, "£": Unit.GBP, "gbp": Unit.GBP, "€": Unit.EUR, "eur": Unit.EUR,
    "rmb": Unit.CNY, "cny": Unit.CNY,
}  # fmt: skip
"""What stands before an amount of money."""
_NO_NOUNS = NUMBER_WORDS | frozenset(
    # Words read best as words.
    "minute minutes min mins second seconds sec hr hrs decade decades century centuries fortnight "  # noqa: SIM905
    "fortnights quarter quarters tonne tonnes ton tons kg kilo kilos kilogram kilograms kilogramme "
    "kilogrammes gram grams g lb lbs oz ounce ounces mile miles mi inch inches ft foot feet yard yards "
    "yd cm mm nm millimetre millimetres centimetre centimetres litre litres liter liters l ml gallon "
    "gallons kw kwh mwh gwh twh tw w watt watts kilowatt kilowatts kilowatthour terawatt volt volts v "
    "hz khz mhz ghz byte bytes kb mb gb tb degree degrees celsius fahrenheit c f k cubic square sq "
    "knot knots bps pp dollar dollars pound pounds pence penny cent cents yen won rupee rupees rouble "
    "roubles ruble rubles franc francs hk hkd jpy aud cad chf sgd krw inr quid jiao fen li jin catty m "
    "mn bn tn b t times time fold score scores percentage point points percent per each every and or "
    "to of than more less fewer over under by from between in at on out x plus minus not no ago old "
    "other another th st nd rd am pm o'clock bc ad bce ce is are was were has have a an the mw gw sf "
    "third thirds fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths ninth "
    "ninths tenth tenths odd star stars mbps gbps kbps mph kph kmh rpm db ppm ph pa bar psi cal kcal "
    "calorie calories joule joules newton newtons decibel decibels carat carats barrel barrels pint "
    "pints teu teus hectolitre hectolitres ares".split()
)


@frozen
class _Amount:
    """One number of a phrase with the unit beside it, and what follows both."""

    value: Decimal | Fraction
    rest: str
    unit: Unit | None = None
    is_part: bool = False
    places: int = 0


def read_english(plain: str) -> tuple[Quantity, PhraseRule]:
    """Return the figure that a phrase in plain text states, and the rule that read it.

    Raises:
        UnreadableError: No rule reads the whole phrase as one figure.
        ValueError: The figure is too long, or a range is not in order.
    """
    before, core = _bound_before(plain)
    core, after = _bound_after(core)
    is_between = core[:8].casefold() == "between "
    if (before is not None) + (after is not None) + is_between > 1:
        raise UnreadableError(plain, "it holds two bounds")
    amount = _amount(core[8:] if is_between else core)
    if amount is None:
        return _vague(plain), PhraseRule.VAGUE
    joint = re.match(" (?:and) " if is_between else " ?- ?(?=[0-9£$€])| ?-(?=[A-Z]{3} ?[0-9])| to ", amount.rest)
    if joint:
        if before or after:
            raise UnreadableError(plain, "it holds two bounds")
        return _range(plain, amount, amount.rest[joint.end() :]), PhraseRule.RANGE
    if is_between:
        raise UnreadableError(plain, "a range takes two figures")
    unit = _whole_unit(plain, amount)
    bound = before or after
    rule = (
        PhraseRule.BOUNDED
        if bound
        else PhraseRule.FRACTION
        if amount.is_part and unit is Unit.SHARE
        else PhraseRule.PLAIN
    )
    return Quantity(amount.value, unit, bound or Bound.EXACT), rule


def _bound_before(text: str) -> tuple[Bound | None, str]:
    for phrase in sorted(_BEFORE, key=len, reverse=True):
        if text[: len(phrase)].casefold() == phrase:
            rest = text[len(phrase) :]
            if not phrase[-1].isalpha() or rest.startswith(" "):
                return _BEFORE[phrase], rest.strip()
    return None, text


def _bound_after(text: str) -> tuple[str, Bound | None]:
    for phrase, bound in _AFTER.items():
        head = text[: -len(phrase)]
        if text[-len(phrase) :].casefold() == phrase and (phrase == "+" or head.endswith(" ")):
            return head.strip(), bound
    # The words may also stand between the figure and what is counted.
    for phrase, bound in _AFTER.items():
        head, found, tail = text.partition(f"{phrase} " if phrase == "+" else f" {phrase} ")
        if found and head[-1:].isalnum():
            return f"{head} {tail}", bound
    return text, None


def _amount(text: str, money: Unit | None = None) -> _Amount | None:
    """Return the amount at the head of a text, or None where there is no number."""
    for sign, unit in CURRENCIES.items():
        if text[: len(sign)].casefold() == sign:
            text, money = text[len(sign) :].strip(), unit
            break
    number = leading_number(text)
    if number is None:
        return None
    found = _Amount(number.value, number.rest, money, number.is_part, number.places)
    if money and isinstance(found.value, Decimal) and not found.places:
        # Beside money, `m` is a million and no metre.
        short = re.match(r" ?([mMbB])\b", found.rest)
        if short:
            places = {"m": 6, "b": 9}[short[1].casefold()]
            found = evolve(found, value=scaled(found.value, places), rest=found.rest[short.end() :], places=places)
    return _with_unit(found)


def _with_unit(amount: _Amount) -> _Amount:
    """Return an amount with the unit that follows its number, if one does."""
    rest = amount.rest
    if re.match("m(?![A-Za-z0-9])", rest):
        raise UnreadableError(rest, "`m` right after a number is metres or a million")
    if rest.lstrip().startswith("%"):
        return _in(amount, Unit.PERCENT, rest.partition("%")[2])
    at = len(rest) - len(rest.lstrip())
    if amount.is_part:
        # As in `half an hour`.
        article = re.match(" (?:of )?an? ", rest)
        at = article.end() if article else at
    words: list[re.Match[str]] = []
    for _ in range(3):
        word = re.compile(r"[ -]?([A-Za-z][A-Za-z.]*[23]?)(?![A-Za-z0-9])").match(
            rest, words[-1].end() if words else at
        )
        if word is None:
            break
        words.append(word)
    for count in range(len(words), 0, -1):
        unit = _unit_called(" ".join(word[1].replace(".", "") for word in words[:count]))
        if unit:
            return _in(amount, unit, rest[words[count - 1].end() :])
    return amount


def _unit_called(name: str) -> Unit | None:
    return _SYMBOLS.get(name) or _UNITS.get(name.casefold())


def _in(amount: _Amount, unit: Unit, rest: str) -> _Amount:
    if amount.unit not in {None, unit}:
        raise UnreadableError(amount.rest, f"it is in {amount.unit} and in {unit} at once")
    return evolve(amount, unit=unit, rest=rest)


def _range(plain: str, lower: _Amount, text: str) -> Quantity:
    """Return the range from an amount to that at the head of a text."""
    money = lower.unit if lower.unit in CURRENCIES.values() else None
    upper = _amount(text, money)
    if upper is None or upper.is_part is not lower.is_part:
        raise UnreadableError(plain, "a range takes two figures of one kind")
    if lower.unit is not None and upper.unit is not lower.unit:
        raise UnreadableError(plain, "the two figures of a range have one unit")
    low = lower.value
    if upper.places and not lower.places and isinstance(low, Decimal):
        # As in `2-3 million`: the scale after the upper figure is that of both, unless the lower is the larger number.
        raw = Fraction(upper.value) / 10**upper.places
        low = scaled(low, upper.places) if low < raw else low
    return Quantity(low, _whole_unit(plain, upper), Bound.BETWEEN, upper.value)


def _whole_unit(plain: str, amount: _Amount) -> Unit:
    """Return the unit of an amount after which nothing stands but what is counted."""
    rest = amount.rest.strip().removeprefix("-")
    if amount.is_part and amount.unit is None and not -1 <= Fraction(amount.value) <= 1:
        raise UnreadableError(plain, "a part of a whole is no more than the whole")
    if not rest:
        return amount.unit or (Unit.SHARE if amount.is_part else Unit.COUNT)
    if amount.is_part or amount.unit is Unit.PERCENT:
        whole = re.match("of (?:the |its |their |all )?", rest)
        if amount.unit not in {None, Unit.PERCENT} or whole is None:
            raise UnreadableError(plain, f"no rule reads {rest[:40]!r} after a part of a whole")
        _check_nouns(plain, rest[whole.end() :])
        return amount.unit or Unit.SHARE
    if amount.unit:
        raise UnreadableError(plain, f"no rule reads {rest[:40]!r} after a unit")
    if amount.rest[0].isalpha():
        raise UnreadableError(plain, f"no rule reads {rest[:40]!r} right after a number")
    _check_nouns(plain, rest)
    return Unit.COUNT


def _check_nouns(plain: str, text: str) -> None:
    """Refuse words that are more than the name of what is counted."""
    words = re.split("[ -]", text)
    if any(sign.isdigit() for sign in text) or NUMBER_WORDS & {word.casefold() for word in words}:
        raise UnreadableError(plain, "it holds several figures")
    for word in words:
        if not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]*)?|&", word):
            raise UnreadableError(plain, f"no rule reads {word[:40]!r}")
        if word.casefold() in _NO_NOUNS or _unit_called(word):
            raise UnreadableError(plain, f"{word!r} is no noun that is counted")
    if len(words) > _MOST_NOUNS:
        raise UnreadableError(plain, f"what is counted has more than {_MOST_NOUNS} words")


def _vague(plain: str) -> Quantity:
    found = re.fullmatch(rf"{_VAGUE}(?: (?:(?:hundred|thousand|million|billion) )?(.+))?", plain, re.IGNORECASE)
    if found is None:
        raise UnreadableError(plain, "it holds no figure that a rule reads")
    amount = _with_unit(_Amount(Decimal(0), f" {found[1]}" if found[1] else ""))
    return Quantity(None, _whole_unit(plain, amount), Bound.VAGUE)
