"""Does every whole number read back from its English words and its Chinese characters, and is nothing else taken?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, strategies as st

from hard_texts import hard_texts
from sinouk_innov.errors import UnreadableError
from sinouk_innov.text.numerals import (
    MOST_CHARACTERS,
    Leading,
    chinese_number,
    english_number,
    leading_number,
    plain_text,
    scaled,
)

# A spelling of their own: by the recursion of a grammar book, where the reader goes by places and scales.
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TY = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_STEPS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_HAN = "零一二三四五六七八九"
_HAN_STEPS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))

_NUMBERS = st.integers(0, 10**4) | st.integers(0, 10**15 - 1) | st.builds(
    lambda digit, places, rest: digit * 10**places + rest, st.integers(1, 9), st.integers(0, 14), st.integers(0, 99)
).filter(lambda number: number < 10**15)  # fmt: skip


def _in_english(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TY[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    size, name = next(step for step in _STEPS if step[0] <= number)
    head, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{_in_english(head)} {name}" + (joint + _in_english(rest) if rest else "")


def _in_chinese(number: int) -> str:
    if number < 10:
        return _HAN[number]
    size, name = next(step for step in _HAN_STEPS if step[0] <= number)
    head, rest = divmod(number, size)
    if not rest:
        return _in_chinese(head) + name
    return _in_chinese(head) + name + ("零" if rest < size // 10 else "") + _in_chinese(rest)


@given(_NUMBERS)
@example(0)
@example(10**15 - 1)
@example(100_000_010)
def test_every_whole_number_reads_back_from_english_words(number: int) -> None:
    """Up to a thousand million million, with hyphens or without, and in any case of letters."""
    words = _in_english(number)
    assert english_number(words) == number
    assert english_number(words.replace("-", " ").upper()) == number


@given(_NUMBERS)
@example(0)
@example(10**15 - 1)
@example(20_005_000)
@example(100_010_000)
@example(10_010)
def test_every_whole_number_reads_back_from_chinese_characters(number: int) -> None:
    """In simplified and in traditional characters, with 两 for 二 before the larger scales."""
    characters = _in_chinese(number)
    assert chinese_number(characters) == number
    assert chinese_number(characters.replace("万", "萬").replace("亿", "億").replace("零", "〇")) == number
    for scale in "百千万亿":
        assert chinese_number(characters.replace(f"二{scale}", f"两{scale}")) == number


@given(st.integers(10, 19))
def test_ten_may_stand_without_its_one_at_the_head_of_a_numeral(number: int) -> None:
    """十五 and 一十五 are fifteen."""
    assert chinese_number(_in_chinese(number).removeprefix("一")) == number


@given(st.decimals(0, 10**9, places=2), st.sampled_from(("万", "亿", "千万", "百万", "十亿", "万亿", "")))
def test_digits_before_a_chinese_scale_are_multiplied_without_loss(number: Decimal, scale: str) -> None:
    """Decimals keep every digit."""
    power = {"万": 4, "亿": 8, "千万": 7, "百万": 6, "十亿": 9, "万亿": 12, "": 0}[scale]
    assert Fraction(chinese_number(f"{number:f}{scale}")) == Fraction(number) * 10**power


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千零五", 2005), ("二千万五千", 20_005_000), ("二千万零五千", 20_005_000), ("一万零十", 10_010),
        ("貳", None),
        ("三点一四", Decimal("3.14")), ("一点二万亿", 1_200_000_000_000), ("1亿2000万", 120_000_000), ("1,500", 1500),
        ("壹佰", 100), ("三百五", None), ("十百", None), ("一百十五", None), ("一百零十", None), ("三百零", None),
        ("三百零零五", None), ("零零五", None), ("零五", None), ("万", None), ("一万一万", None), ("一万亿", 10**12),
        ("一亿万", None), ("一万万", None), ("点五", None), ("三点", None), ("三点五百", None), ("1亿2亿", None),
        ("1.5亿2000万", None), ("1亿0万", None), ("05", None), ("1亿05万", None), ("", None), ("甲", None),
        ("1甲", None),
        ("百点五", None), ("零零", None), ("一零千", None), ("一千零五百", None),
    ],
)  # fmt: skip
def test_chinese_numerals_are_read_by_their_grammar_alone(text: str, value: int | Decimal | None) -> None:
    """A zero marks each gap, and scales fall."""
    if value is None:
        with pytest.raises(UnreadableError, match="no Chinese numeral"):
            chinese_number(text)
    else:
        assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a hundred", 100), ("a thousand and one", 1001), ("twelve hundred", 1200),
        ("two million and five", 2_000_005),
        ("one hundred five", 105), ("a", None), ("a five", None), ("ten hundred", None), ("and five", None),
        ("two and five", None), ("hundred", None), ("two hundred hundred", None), ("twenty ten", None),
        ("twenty zero", None), ("million", None), ("two million three million", None), ("two thousand zero", None),
        ("one thousand twelve hundred", None), ("one million twelve hundred thousand", None),
        ("two hundred zero", None),
        ("", None), ("five-and-twenty", None), ("one hundred and", None), ("zero thousand", None),
    ],
)  # fmt: skip
def test_english_numerals_are_read_by_their_grammar_alone(text: str, value: int | None) -> None:
    """Scales fall, and what overlaps is no numeral."""
    if value is None:
        with pytest.raises(UnreadableError, match="no English numeral"):
            english_number(text)
    else:
        assert english_number(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.09 million teams", Leading(Decimal(1_090_000), " teams", places=6)),
        ("3.5bn", Leading(Decimal(3_500_000_000), "", places=9)),
        ("1,500 m", Leading(Decimal(1500), " m")),
        ("-5%", Leading(Decimal(-5), "%")),
        ("2 1/2 years", Leading(Fraction(5, 2), " years")),
        ("1,000/3 ha", Leading(Fraction(1000, 3), " ha", is_part=True)),
        ("two thirds of it", Leading(Fraction(2, 3), " of it", is_part=True)),
        ("half", Leading(Fraction(1, 2), "", is_part=True)),
        ("half a million", Leading(Decimal(500_000), "", places=6)),
        ("half a dozen eggs", Leading(Decimal(6), " eggs")),
        ("a dozen", Leading(Decimal(12), "")),
        ("two dozen", Leading(Decimal(24), "")),
        ("two and a half", Leading(Decimal("2.5"), "")),
        ("two and a half million", Leading(Decimal(2_500_000), "", places=6)),
        ("two million five hundred thousand", Leading(Decimal(2_500_000), "")),
        ("three thirds", Leading(Decimal(3), " thirds")),
        ("no dozen", None), ("x and a half", None), ("1,50", None), ("007", None), ("1.2.3", None), ("2 4/3", None),
        ("0.5/2", None), ("1/0", None), ("", None), ("£5", None), ("of two", None),
    ],
)  # fmt: skip
def test_the_number_at_the_head_of_a_phrase(text: str, found: Leading | None) -> None:
    """With the scale that belongs to it, and the rest as it stands."""
    assert leading_number(text) == found


def test_words_that_do_not_follow_one_another_are_no_numeral() -> None:
    """A comma ends a numeral, and so does anything that is no letter."""
    assert leading_number("one, two") is None
    assert leading_number("five (six)") == Leading(Decimal(5), " (six)")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=30), st.integers(-20, 20))
def test_a_power_of_ten_loses_no_digit(number: Decimal, places: int) -> None:
    """Whatever the precision of the context is."""
    assert Fraction(scaled(number, places)) == Fraction(number) * Fraction(10) ** places


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１，５００", "1,500"), ("1\u2009500", "1,500"), ("1\u00a0500\u00a0000", "1,500,000"), ("1\u00a050", "1 50"),
        ("35–40 ㎡", "35-40 m2"), ("5 m²", "5 m2"), ("2½", "2 1/2"), (" a\u200b \n b ", "a b"), ("1970’s", "1970's"),
    ],
)  # fmt: skip
def test_what_only_looks_different_becomes_the_same(text: str, plain: str) -> None:
    """Widths, dashes, apostrophes and white space say nothing."""
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no words"), (" \n", "no words"), ("5" * (MOST_CHARACTERS + 1), "longer"), ("1,500²", "foot"), ("①", "foot")],
)
def test_texts_that_cannot_be_made_plain_are_refused(text: str, reason: str) -> None:
    """A footnote's number beside a figure would become a digit of it."""
    with pytest.raises(UnreadableError, match=reason):
        plain_text(text)


@given(hard_texts() | st.text("0123456789.,/-零一二十百千万亿点 amdofhnuret", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but the one error is raised."""
    for read in (chinese_number, english_number, plain_text):
        try:
            read(text)
        except UnreadableError as error:
            assert error.reason  # noqa: PT017 - whether it is raised depends on the text
    leading_number(text)
