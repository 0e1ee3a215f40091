"""Which number does a numeral stand for, in digits, in English words and in Chinese characters?

Each reader takes what is grammatical and nothing else: a numeral that two people could read differently is refused.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from sinouk_innov.errors import UnreadableError

__all__ = [
    "MOST_CHARACTERS",
    "NUMBER_WORDS",
    "Leading",
    "chinese_number",
    "english_number",
    "leading_number",
    "plain_text",
    "scaled",
]

MOST_CHARACTERS = 400
"""A longer phrase holds more than one figure or date."""

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_NUMBER = rf"{_DIGITS}(?:\.[0-9]+)?"
_INVISIBLE = "[\u00ad\u200b-\u200d\ufeff]"
# A narrow or unbreakable space between three digits groups them (SI Brochure, 5.4.4); NFKC makes it a plain one.
_GROUPING = "(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))"
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"’": "'", "\u301c": "~"})
_HALVES = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}

_ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "  # noqa: SIM905 - words read best as words
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_GROUP = 1000
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT_SCALES = {"k": 3, "mn": 6, "mln": 6, "bn": 9, "tn": 12}
_DENOMINATORS = {
    word: number
    for number, word in enumerate(
        ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=2
    )
} | {"fourth": 4, "twentieth": 20, "hundredth": 100, "thousandth": 1000}
NUMBER_WORDS = frozenset({*_ONES, *_TENS, *_SCALES, "hundred", "dozen", "half"})
"""English words of which a numeral is made."""

_MOST_WORDS = 40

_CHINESE_DIGITS = "零一二三四五六七八九"
_ORDERS = {"十": 1, "百": 2, "千": 3}
_SECTIONS = {"万": 4, "亿": 8}
_BEYOND = 17
_VARIANTS = str.maketrans("〇两兩壹贰叁肆伍陆柒捌玖拾佰仟萬億點", "零二二一二三四五六七八九十百千万亿点")
_ARABIC_PART = rf"({_NUMBER})([十百千万]亿|[十百千]万|[十百千万亿])?"


def plain_text(text: str) -> str:
    """Return a phrase in NFKC, on one line, with one kind of dash and apostrophe.

    Raises:
        UnreadableError: It is blank, too long, or has superscript or circled digits, which NFKC would make digits.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(text, f"it is longer than {MOST_CHARACTERS} characters")
    plain = text
    for square in ("m²", "㎡", "㎢"):
        plain = plain.replace(square, unicodedata.normalize("NFKC", square))
    for sign, fraction in _HALVES.items():
        plain = plain.replace(sign, f" {fraction}")
    plain = re.sub(_INVISIBLE, "", plain)
    if any(unicodedata.category(sign) == "No" for sign in plain):
        raise UnreadableError(text, "superscript and circled digits may be footnotes")
    plain = unicodedata.normalize("NFKC", re.sub(_GROUPING, ",", plain)).translate(_DASHES)
    plain = " ".join(plain.split())
    if not plain:
        raise UnreadableError(text, "it has no words")
    return plain


def scaled(number: Decimal, places: int) -> Decimal:
    """Return a number times a power of ten, without loss."""
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))


def english_number(text: str) -> int:
    """Return the whole number that English words stand for.

    Tens and ones may be hyphened, `and` may follow `hundred` or come before the last two digits, and scales are short:
    a billion is a thousand million.

    Raises:
        UnreadableError: The words are no numeral.

    Examples:
        >>> english_number("two thousand one hundred and twenty-one"), english_number("a hundred")
        (2121, 100)
    """
    words = text.casefold().replace("-", " ").split()
    found = _english(words)
    if found is None:
        raise UnreadableError(text, "these words are no English numeral")
    return found


def _english(words: list[str]) -> int | None:
    if words == ["zero"]:
        return 0
    if len(words) > 1 and words[0] == "a" and words[1] in {"hundred", *_SCALES}:
        words = ["one", *words[1:]]
    total, last = 0, 15
    group: list[str] = []
    for word in words:
        if word not in _SCALES:
            group.append(word)
            continue
        value = _hundreds(group, follows=False)
        if value is None or _SCALES[word] >= last or (total and value >= _GROUP):
            return None
        last = _SCALES[word]
        total += value * 10**last
        group = []
    if not group:
        return total or None
    value = _hundreds(group, follows=total > 0)
    # `Two million fifteen hundred` would overlap with the thousands, and so is no numeral.
    return None if value is None or (total and value >= _GROUP) else total + value


def _hundreds(words: list[str], *, follows: bool) -> int | None:
    """Return a number below ten thousand; `and` may open it only where it follows a scale and has no hundreds."""
    if "hundred" in words:
        at = words.index("hundred")
        head, rest = _tens(words[:at]), words[at + 1 :]
        if not head or head % 10 == 0:
            return None
        if not rest:
            return head * 100
        tail = _tens(rest[1:] if rest[0] == "and" else rest)
        return head * 100 + tail if tail else None
    return _tens(words[1:] if follows and words[:1] == ["and"] else words) or None


def _tens(words: list[str]) -> int | None:
    match words:
        case [word] if word in _ONES or word in _TENS:
            return _ONES.get(word) or _TENS.get(word)
        case [ten, one] if ten in _TENS and _ONES.get(one, 0) in range(1, 10):
            return _TENS[ten] + _ONES[one]
        case _:
            return None


@frozen
class Leading:
    """A number at the head of a phrase.

    Attributes:
        value: The number.
        rest: What follows it, as it stands.
        is_part: Whether it is a fraction, and so a part of a whole.
        places: The power of ten of its one scale, such as 6 for a million; 0 where it has none or several.
    """

    value: Decimal | Fraction
    rest: str
    is_part: bool = False
    places: int = 0


def leading_number(text: str) -> Leading | None:
    """Return the number with which an English phrase begins, in digits or in words, or None.

    Its scale, as in `1.09 million`, belongs to it. `m` for a million is not read here, since it also means metres.

    Examples:
        >>> leading_number("two thirds of it")
        Leading(value=Fraction(2, 3), rest=' of it', is_part=True, places=0)
    """
    found = re.match(rf"(-?)({_NUMBER})(?![0-9]|[.,][0-9])", text)
    return _words_first(text) if found is None else _digits_first(found, text[found.end() :])


def _digits_first(found: re.Match[str], rest: str) -> Leading | None:
    sign, digits = found.groups()
    if re.match("0[0-9]", digits):
        return None
    value = Decimal(sign + digits.replace(",", ""))
    mixed = re.match(r" ([1-9])/([1-9])(?![0-9/])", rest)
    over = re.match(rf"/({_DIGITS})(?![0-9/]|[.,][0-9])", rest)
    if mixed and "." not in digits:
        part = Fraction(int(mixed[1]), int(mixed[2]))
        return Leading(Fraction(value) + part, rest[mixed.end() :]) if part < 1 else None
    if over:
        below = int(over[1].replace(",", ""))
        if "." in digits or not below:
            return None
        return Leading(Fraction(value) / below, rest[over.end() :], is_part=True)
    words = re.match(r" ?-?([A-Za-z]+)\b\.?", rest)
    scale = 0 if words is None else _SCALES.get(words[1].casefold(), 0) or _SHORT_SCALES.get(words[1], 0)
    if words is None or not scale:
        return Leading(value, rest)
    return Leading(scaled(value, scale), rest[words.end() :], places=scale)


def _words_first(text: str) -> Leading | None:
    """Return the longest numeral in words with which a text begins."""
    words = list(re.finditer(r"([A-Za-z]+)(?:[ -]|$)", text[:160]))
    run: list[str] = []
    for index, word in enumerate(words):
        if word.start() != (words[index - 1].end() if index else 0):
            break
        run.append(word[1].casefold())
    for count in range(min(len(run), _MOST_WORDS), 0, -1):
        read = _numeral(run[:count])
        if read is not None:
            scales = [_SCALES[word] for word in run[:count] if word in _SCALES]
            places = scales[0] if len(scales) == 1 and run[count - 1] in _SCALES else 0
            rest = text[words[count - 1].end(1) :]
            return Leading(read, rest, is_part=_fraction(run[:count]) is not None, places=places)
    return None


def _numeral(words: list[str]) -> Decimal | Fraction | None:
    whole = _english(words)
    if whole is not None:
        return Decimal(whole)
    last = words[-1]
    factor = 12 if last == "dozen" else 10 ** _SCALES.get(last, 0)
    head = words if factor == 1 else words[:-1]
    if head == ["half", "a"]:
        return Decimal(factor // 2)
    if head[-3:] == ["and", "a", "half"]:
        count = _english(head[:-3])
        if count is None:
            return None
        return Decimal(f"{count}.5") if factor == 1 else Decimal(count * factor + factor // 2)
    if last == "dozen":
        count = 1 if head == ["a"] else _english(head)
        return None if count is None else Decimal(12 * count)
    return _fraction(words)


def _fraction(words: list[str]) -> Fraction | None:
    match words:
        case ["half"]:
            return Fraction(1, 2)
        case ["a" | "one", part] if part in _DENOMINATORS:
            return Fraction(1, _DENOMINATORS[part])
        case [count, parts] if parts.endswith("s") and parts[:-1] in _DENOMINATORS:
            top, below = _ONES.get(count, 0), _DENOMINATORS[parts[:-1]]
            return Fraction(top, below) if 1 < top < below else None
        case _:
            return None


def chinese_number(text: str) -> Decimal:
    """Return the number that a numeral in Chinese characters, in digits, or in both stands for.

    It may be simplified, traditional or in the capital forms of accountants. A zero stands wherever a place is
    skipped: `三百零五` is read, and the colloquial `三百五` is refused.

    Raises:
        UnreadableError: The characters are no numeral.

    Examples:
        >>> int(chinese_number("两千零五")), int(chinese_number("42.8亿"))
        (2005, 4280000000)
    """
    plain = text.translate(_VARIANTS)
    found = _with_digits(plain) if plain[:1].isascii() else _characters(plain)
    if found is None:
        raise UnreadableError(text, "these characters are no Chinese numeral")
    return found


def _with_digits(text: str) -> Decimal | None:
    """Return a number such as `42.8亿`, or one in two or three parts such as `1亿2000万`."""
    total, room = Decimal(0), None
    at = 0
    while at < len(text):
        found = re.compile(_ARABIC_PART).match(text, at)
        if found is None or re.match("0[0-9]", found[1]):
            return None
        at = found.end()
        places = sum((_ORDERS | _SECTIONS)[sign] for sign in found[2] or "")
        value = scaled(Decimal(found[1].replace(",", "")), places)
        # Only whole numbers are continued, each by less than one of the scale before.
        if room is not None and (value >= room or "." in text or not value):
            return None
        total, room = (value if room is None else Decimal(int(total) + int(value))), Decimal(10**places)
    return total if room is not None else None


def _characters(text: str) -> Decimal | None:
    whole, point, part = text.partition("点")
    if not point:
        found = _whole(text)
        return None if found is None else Decimal(found)
    digits = re.match(f"[{_CHINESE_DIGITS}]+", part)
    count = _whole(whole)
    if digits is None or count is None:
        return None
    places = {"": 0, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}.get(part[digits.end() :])
    decimals = "".join(str(_CHINESE_DIGITS.index(sign)) for sign in digits[0])
    return None if places is None else scaled(Decimal(f"{count}.{decimals}"), places)


def _whole(text: str) -> int | None:
    if text == "零":
        return 0
    places = _places(text, 0)
    if not places:
        return None
    total, before = 0, _BEYOND
    for order, digit, after_zero in places:
        gap = before - order > 1 and before != _BEYOND
        # A zero marks a gap; before thousands of a lower section it may be left out.
        if order >= before or (after_zero and not gap) or (gap and not after_zero and order % 4 != _ORDERS["千"]):
            return None
        total, before = total + digit * 10**order, order
    return total


def _places(text: str, shift: int) -> list[tuple[int, int, bool]] | None:
    """Return the digits of a numeral with their powers of ten, and whether a zero stood before each."""
    for sign in ("亿", "万"):
        head, found, tail = text.partition(sign)
        if not found:
            continue
        order = _SECTIONS[sign]
        upper = None if (sign == "万" and shift % 8) else _places(head, shift + order)
        lower = _places(tail, shift) if tail else []
        return None if not upper or lower is None else [*upper, *lower]
    return _section(text, shift)


def _section(text: str, shift: int) -> list[tuple[int, int, bool]] | None:
    form = "[一二三四五六七八九]"
    found = re.fullmatch(f"(零?)(?:({form})千)?(零?)(?:({form})百)?(零?)(?:({form}?)(十))?(零?)({form})?", text)
    if found is None or not text.strip("零"):
        return None
    zero_1, thousands, zero_2, hundreds, zero_3, tens, ten, zero_4, ones = found.groups()
    made: list[tuple[int, int, bool]] = []
    zeros = 0
    for order, zero, digit in (
        (3, zero_1, thousands),
        (2, zero_2, hundreds),
        (1, zero_3, (tens or "一") if ten else None),
        (0, zero_4, ones),
    ):
        zeros += len(zero)
        if digit:
            made.append((shift + order, _CHINESE_DIGITS.index(digit), zeros == 1))
            if zeros > 1:
                return None
            zeros = 0
    # `十` stands without its one only at the head of a numeral, and no zero ends it.
    return None if zeros or (ten and not tens and not text.strip("零").startswith(ten)) else made
