"""Are figures in prose read as a careful reader would, and refused where two readers could differ?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from hard_texts import hard_texts
from phrase_cases import FIGURES, FigureCase
from sinouk_innov.bundle import load
from sinouk_innov.errors import UnreadableError
from sinouk_innov.evidence import Basis
from sinouk_innov.model.facts import facts_of
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.text.figure_phrases import interpret_quantity
from sinouk_innov.text.interpretation import PhraseRule
from sinouk_innov.text.numerals import MOST_CHARACTERS
from strategies import quantities

DATA = load()
# Of the wordings of figures in the bundled data, those that no rule reads, and why. All others are read as curated.
UNREAD = {
    "No. 1": "a rank",
    "第二大": "a rank",
    "第三大": "a rank",
    "triple": "a factor",
    "over three times": "a factor",
    "三倍以上": "a factor",
    "15 – 30 minutes": "a unit that is not kept",
    "fünf": "German",
    "約2億ポンド": "Japanese",
    "coordinatedmore than 100": "two words run together",
    "supportedmore than 50": "two words run together",
}
FIGURE_RULES = set(list(PhraseRule)[: list(PhraseRule).index(PhraseRule.VAGUE) + 1])
PIECES = (
    "more than ", "at least ", "between ", " and ", "-", "~", "to ", "1,500", "35", "0", ".5", "/", "two ",
    "hundred ",
    "thirds ", "half ", "a ", "dozen ", "million ", "m", "bn", "£", "$", "RMB ", "yuan ", "%", "per cent ",
    "ha ", "km²",
    "companies ", "of ", "or more", "+", "约", "近", "超过", "上", "数", "几", "十", "百", "千", "万", "亿",
    "二", "两", "三", "零",
    "点", "多", "余", "来", "半", "成", "分之", "百分之", "个", "家", "年", "个月", "平方米", "元", "人民币",
    "以上", "左右", "至", "许多",
    " ", "½", "²", "(", "-1",
)  # fmt: skip


def _read(text: str) -> str | None:
    try:
        return str(interpret_quantity(text).value)
    except UnreadableError:
        return None


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case[0])
def test_each_case_is_read_as_its_source_of_truth_says(case: FigureCase) -> None:
    """A phrase becomes its canonical text, or is refused."""
    text, expected, _ = case
    assert _read(text) == expected


def test_the_cases_are_many_and_each_stands_once() -> None:
    """Many of them are refusals, and each says how its answer is known."""
    texts = [text for text, _, _ in FIGURES]
    assert len(set(texts)) == len(texts) > 300
    assert sum(expected is None for _, expected, _ in FIGURES) > 80
    assert all(truth for _, _, truth in FIGURES)


def test_cases_from_bundled_records_agree_with_them() -> None:
    """The phrase is the wording of a figure of that record, and the answer its curated value."""
    named = [(text, expected, truth) for text, expected, truth in FIGURES if truth.startswith("record ")]
    assert len(named) > 90
    for text, expected, truth in named:
        record, _, path = truth.removeprefix("record ").partition(":")[0].partition(".")
        figures = {fact.ref.field: fact.value for fact in facts_of(DATA[record])}
        figure = figures[path]
        assert isinstance(figure, Quantity)
        assert figure.wording == text
        assert expected in {None, str(figure)}


def test_every_wording_of_the_bundled_data_is_read_as_curated_or_refused() -> None:
    """Where a figure is read, it is the curated one; what is refused is known by name."""
    wordings = {
        (fact.value.wording, str(fact.value))
        for record in DATA
        for fact in facts_of(record)
        if isinstance(fact.value, Quantity) and fact.value.wording is not None
    }
    read = {(wording, _read(wording)) for wording, _ in wordings}
    assert {wording for wording, value in read if value is None} == set(UNREAD)
    assert {pair for pair in read if pair[1] is not None} <= wordings
    # Nine in ten at least.
    assert len(UNREAD) * 10 < len(wordings)


def test_every_rule_of_figures_has_a_case_and_says_on_what_ground() -> None:
    """What the words say is stated; an estimate's far end and the floor of a plural follow from them."""
    found = {interpret_quantity(text).rule for text, expected, _ in FIGURES if expected is not None}
    assert found == FIGURE_RULES
    for text, expected, _ in FIGURES:
        if expected is not None:
            result = interpret_quantity(text)
            entailed = result.rule in {PhraseRule.ESTIMATE, PhraseRule.FLOOR}
            assert result.basis is (Basis.ENTAILED if entailed else Basis.STATED)


def test_an_interpretation_keeps_the_words_and_shows_itself_in_one_line() -> None:
    """The wording of the value is the phrase as it was given."""
    result = interpret_quantity(" Over 1,500  enterprises")
    assert result.wording == " Over 1,500  enterprises" == result.value.wording
    assert result.rule is PhraseRule.BOUNDED
    assert repr(interpret_quantity("数十家")) == "<Interpretation '数十家': at_least 20 count, floor, entailed>"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("35 companies and 40 parks", "several figures"), ("300家企业5000人", "several figures"),
        ("at least", "no figure"),
        ("约300余家", "two bounds"), ("10m", "metres or a million"), ("£5 million yuan", "at once"),
        ("3至5万", "scale"), ("15 tonnes", "'tonnes' is no noun"), ("300吨", "no unit that is kept"),
        ("5 km to 7 ha", "one unit"), ("40-35 companies", "above the lower"), ("20 hectares of land", "after a unit"),
        ("25% growth", "after a part of a whole"), ("1" * 61, "60 digits"), ("1" * 401, "longer than 400"),
        ("5 @home", "no rule reads '@home'"), ("零分之一", "divided by zero"), ("2018年", "a year of the calendar"),
        ("1 a b d e g h i j k", "is no noun"), ("five big old red round new hot dry wet parks", "is no noun"),
        ("five big bold red round new hot dry wet parks", "more than 8 words"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_keeps_the_whole_phrase(text: str, reason: str) -> None:
    """Its text is the one that was given, not the part at which reading stopped."""
    with pytest.raises(UnreadableError, match=reason) as raised:
        interpret_quantity(text)
    assert raised.value.text == text


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | hard_texts() | st.text(max_size=30))
@example("9" * MOST_CHARACTERS)
@example("零" * MOST_CHARACTERS)
@example("½①")
@example("\u200b")
@example("人民币" * 133)
@example("about " * 66)
@example("1" * 399 + "分")
@example("十" * 200 + "多" * 200)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but the one error is raised, and what is read is a figure with the phrase as its wording."""
    try:
        found = interpret_quantity(text)
    except UnreadableError as error:
        assert (error.text, bool(error.reason)) == (text, True)  # noqa: PT017 - texts decide whether it is raised
    else:
        assert isinstance(found.value, Quantity)
        assert found.value.wording == found.wording == text


def _compatible(one: Quantity, other: Quantity) -> bool:
    low, high = one.interval.below(other.interval), other.interval.below(one.interval)
    return low is not True and high is not True


@given(quantities())
@example(Quantity(Fraction(-1, 3), Unit.ACRE, Bound.NEARLY))
@example(Quantity(10**59, Unit.CNY, Bound.BETWEEN, 10**59 + 1))
def test_a_figure_in_words_for_people_is_read_back(figure: Quantity) -> None:
    """What `describe` writes is the same figure again; beside no unit, a fraction is a share and all else a count."""
    bare = Quantity(figure.value, figure.unit, figure.bound, figure.upto)
    if bare.unit is Unit.OTHER:
        assert _read(bare.describe()) is None
        return
    numbers = [number for number in (bare.value, bare.upto) if number is not None]
    if len({isinstance(number, Fraction) for number in numbers}) > 1:
        # A range from a fraction to a decimal mixes kinds, and is refused.
        assert _read(bare.describe()) in {None, str(bare)}
        return
    if bare.unit in {Unit.COUNT, Unit.SHARE} and any(isinstance(n, Fraction) and abs(n) > 1 for n in numbers):
        # Beside no unit, more than a whole is no part of it.
        assert _read(bare.describe()) is None
        return
    found = interpret_quantity(bare.describe()).value
    assert isinstance(found, Quantity)
    assert found.bound is bare.bound
    assert _compatible(found, bare)
    if bare.unit in {Unit.COUNT, Unit.SHARE}:
        assert found.unit is (Unit.SHARE if any(isinstance(number, Fraction) for number in numbers) else Unit.COUNT)
    else:
        assert found == bare


@given(st.integers(1, 9), st.integers(1, 12), st.sampled_from(("多", "余", "几")))
def test_an_open_chinese_numeral_encloses_all_that_it_may_mean(digit: int, places: int, sign: str) -> None:
    """Every whole number whose first digit is that of the numeral lies in the interval, but for the round one."""
    run = str(digit * 10 ** (1 if sign == "几" else places))
    found = interpret_quantity(f"{run}{sign}家").value
    assert isinstance(found, Quantity)
    assert all(found.interval.contains(int(run) + more) for more in (1, 5, 9))
    wider = interpret_quantity(f"{run}{sign}万家").value
    assert isinstance(wider, Quantity)
    assert all(wider.interval.contains((int(run) + more) * 10_000) for more in (1, 5, 9))


def test_the_page_of_rules_has_each_with_its_description() -> None:
    """The table is that of the code."""
    page = (Path(__file__).parent.parent / "docs" / "explanation" / "phrases.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert rows == [f"| {rule} | {rule.description} |" for rule in PhraseRule]
