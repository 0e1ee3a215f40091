"""Are dates in prose read as a careful reader would, and refused where two readers could differ?"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, strategies as st

from hard_texts import hard_texts
from phrase_cases import DATES, DateCase
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period
from sinouk_innov.errors import UnreadableError
from sinouk_innov.evidence import Basis
from sinouk_innov.model.facts import facts_of
from sinouk_innov.text.date_phrases import interpret_when
from sinouk_innov.text.date_steps import Reading, no_later
from sinouk_innov.text.interpretation import PhraseRule
from strategies import partial_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = load()
DATE_RULES = set(list(PhraseRule)[list(PhraseRule).index(PhraseRule.CALENDAR) :])
# Of the wordings of dates in the bundled data, those that no rule reads, and why.
UNREAD = {
    "Tuesday": "which week is not said",
    "Wednesday": "which week is not said",
    "31日": "the month is not said",
    "同年11月": "the year stands elsewhere in the text",
    "morning of that day": "the day stands elsewhere in the text",
    "During the pandemic": "no calendar bounds it",
    "between 2018 and 2019": "a day between the two, or the whole",
    "Ein Jahr": "German",
    "November 5th": "its sources have no day of publication",
    "September 25th": "two of its sources were published in different years",
}
# Those that are read wider than curated, and why.
WIDER = {
    ("today", "2019-03-05"): "the curator knew that the visit was on that day, and took no `nowadays` for possible",
    ("By 1979", "1979"): "the curator took it for the day as of which a figure holds",
    ("By the end of the 1970’s", "1979"): "the curator took it for the day as of which a figure holds",
    ("Since last year", "2017/2018-11-22"): "the curator ended the period with the publication",
}
PIECES = (
    "in ", "the ", "early ", "mid-", "end of ", "since ", "from ", " to ", "by ", "before ", "about ", "2018",
    "1990s",
    "May ", "1st ", "31 ", ", ", "last ", "this ", "year", "month", "autumn ", "of ", "for ", "over ", "two ",
    "years ",
    "ago", "today", "19th century", "Monday, ", "-", "/", "02", "10:30", "2018年", "5月", "1日", "去年",
    "上世纪", "90年代",
    "末", "底", "秋", "截至", "以来", "至", "至今", "前", "左右", "约", "三", "十多", "年", "个月", "二〇一八",
    "自", "近日", " ",
)  # fmt: skip
PUBLISHED = st.none() | partial_dates()


def _read(text: str, published: str | PartialDate | None = None) -> str | None:
    try:
        return str(interpret_when(text, published).value)
    except UnreadableError:
        return None


def _published(case: DateCase) -> str | None:
    return case[3] if len(case) > 3 else None


@pytest.mark.parametrize("case", DATES, ids=lambda case: " @ ".join([case[0], *case[3:]]))
def test_each_case_is_read_as_its_source_of_truth_says(case: DateCase) -> None:
    """A phrase becomes its EDTF text, or is refused."""
    assert _read(case[0], _published(case)) == case[1]


def test_the_cases_are_many_and_each_stands_once() -> None:
    """Many of them are refusals, and each says how its answer is known."""
    assert len({(case[0], _published(case)) for case in DATES}) == len(DATES) > 250
    assert sum(case[1] is None for case in DATES) > 80
    assert all(case[2] for case in DATES)


def test_cases_from_bundled_records_agree_with_them() -> None:
    """The phrase is the wording of a date of that record, and the answer its curated value."""
    named = [case for case in DATES if case[2].startswith("record ") and "reads" not in case[2]]
    assert len(named) > 45
    for case in named:
        name, _, path = case[2].removeprefix("record ").partition(":")[0].partition(".")
        fact = next(fact for fact in facts_of(DATA[name]) if fact.ref.field == path)
        assert isinstance(fact.value, PartialDate | Period)
        assert fact.value.wording == case[0]
        assert case[1] in {None, str(fact.value)}
        days = {str(DATA.sources[citation.source].published) for citation in fact.citations}
        assert _published(case) in {None, *days}


def _wordings() -> Iterator[tuple[str, PartialDate | Period, PartialDate | None]]:
    """Yield each wording, its curated value, and the day of publication where all its sources share one."""
    for record in DATA:
        for fact in facts_of(record):
            if isinstance(fact.value, PartialDate | Period) and fact.value.wording is not None:
                days = {str(day) for c in fact.citations if (day := DATA.sources[c.source].published) is not None}
                yield fact.value.wording, fact.value, PartialDate(days.pop()) if len(days) == 1 else None


def test_every_wording_of_the_bundled_data_is_read_as_curated_or_refused() -> None:
    """Where a date is read, it is the curated one; the few that are wider still hold it."""
    unread: set[str] = set()
    wider: set[tuple[str, str]] = set()
    count = 0
    for wording, curated, published in _wordings():
        count += 1
        found = _read(wording, published)
        if found is None:
            unread.add(wording)
        elif found != str(curated):
            wider.add((wording, str(curated)))
            assert interpret_when(wording, published).value.overlaps(curated) is not False
    assert (unread, wider) == (set(UNREAD), set(WIDER))
    # Nine in ten at least.
    assert (len(unread) + 1) * 10 < count


def test_every_rule_of_dates_has_a_case() -> None:
    """What rests on the day of publication is entailed, all else is stated."""
    found: set[PhraseRule] = set()
    for case in DATES:
        if case[1] is not None:
            result = interpret_when(case[0], _published(case))
            found.add(result.rule)
            hangs = _read(case[0]) is None
            assert result.basis is (Basis.ENTAILED if hangs else Basis.STATED)
    assert found == DATE_RULES


def test_an_interpretation_keeps_the_words_and_shows_itself_in_one_line() -> None:
    """The wording of the value is the phrase as it was given; the day of publication may be given in any form."""
    result = interpret_when(" Last Year", dt.date(2019, 3, 1))
    assert result.wording == " Last Year" == result.value.wording
    assert repr(result) == "<Interpretation ' Last Year': 2018, relative, entailed>"


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("last year", None, "publication, which is not given"), ("03/04/2018", None, "day or the month comes first"),
        ("2011-12", None, "two years in a row"), ("the 1900s", None, "decade or a century"),
        ("30 February 2018", None, "not in the calendar"), ("from 2018 to 2016", None, "ends before it starts"),
        ("since the 1980s", None, "starts and ends with"), ("no later than", None, "no date that a rule reads"),
        ("today", "[2018..]", "open on the side"), ("last year", "[2018..]", "only one limit"),
        ("last month", "2018", "month of publication"),
        ("last year", "[2017..2018]", "year of publication"), ("two days ago", "2018-06", "day of publication"),
        ("December 28", "2018-01-03", "half a year"), ("9000 years ago", "2018", "not in the calendar|no date"),
        ("over 9999999 days ago", "2018", "out of the calendar"), ("two weeks ago", "2018", "years, months or days"),
        ("before yesterday", "2018-06-15", "open on the side"), ("by since 2018", None, "no date that a rule reads"),
        ("about 2017~", None, "no date"), ("about about 2017", None, "approximate twice"),
        ("autumn of May 2018", None, "that of a year"), ("autumn of about 2018", None, "that of a year"),
        ("1 2 3", None, "no date that a rule reads"), ("yesterday", "0001-01-01", "out of the calendar"),
        ("early 1 May 2018", None, "early and late parts"), ("3500", None, "1000 to 2999"),
        ("the 99th century", None, "11th to the 29th"), ("2th May 2018", None, "2 ends in nd"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_keeps_the_whole_phrase(text: str, published: str | None, reason: str) -> None:
    """Its text is the one that was given, not the part at which reading stopped."""
    with pytest.raises(UnreadableError, match=reason) as raised:
        interpret_when(text, published)
    assert raised.value.text == text


def test_a_day_of_publication_that_is_none_is_the_callers_mistake() -> None:
    """It is no fault of the text."""
    with pytest.raises(ValueError, match="no date") as raised:
        interpret_when("May 2018", "some day")
    assert not isinstance(raised.value, UnreadableError)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | hard_texts() | st.text(max_size=30), PUBLISHED)
@example("early " * 66, None)
@example("monday " * 57, None)
@example("年初" * 200, None)
@example("9" * 390 + "年前", PartialDate("2018"))
@example("for over 99999999999999 years", PartialDate("2018"))
@example("9" * 50 + " months ago", PartialDate("2018-05"))
@example(f"for {10**60} years", PartialDate("2018"))
@example(f"{10**60}年来", PartialDate("2018"))
@example("next year", PartialDate("9999"))
@example("last year", PartialDate("0001"))
def test_any_text_is_read_or_refused(text: str, published: PartialDate | None) -> None:
    """Nothing but the one error is raised, and what is read is a date with the phrase as its wording."""
    try:
        found = interpret_when(text, published)
    except UnreadableError as error:
        assert (error.text, bool(error.reason)) == (text, True)  # noqa: PT017 - texts decide whether it is raised
    else:
        assert isinstance(found.value, PartialDate | Period)
        assert found.value.wording == found.wording == text


_MONTHS = [dt.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_NUMERALS = "〇一二三四五六七八九"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones else "")


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)))
def test_every_day_reads_back_however_it_is_written(day: dt.date) -> None:
    """In both orders of English, in digits with the year first, and in Chinese in digits and in characters."""
    month = _MONTHS[day.month - 1]
    ordinal = f"{day.day}{'th' if 10 < day.day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"
    year = f"{day.year:04}"
    numerals = "".join(_NUMERALS[int(digit)] for digit in year)
    for text in (
        f"{day.day} {month} {year}", f"{month} {day.day}, {year}", f"{ordinal} of {month[:3]}. {year}",
        f"the morning of {month} {ordinal}, {year}", f"{day:%A}, {day.day} {month} {year}", day.isoformat(),
        f"{year}/{day.month}/{day.day}", f"{year}年{day.month}月{day.day}日",
        f"{numerals}年{_han(day.month)}月{_han(day.day)}日",
    ):  # fmt: skip
        assert _read(text) == day.isoformat()


@given(st.dates(dt.date(1001, 1, 1), dt.date(2998, 12, 31)), st.integers(-400, 400))
def test_a_day_without_its_year_is_never_given_a_year_that_is_farther_than_another(day: dt.date, offset: int) -> None:
    """It is in the year of publication, within half a year of it, or refused."""
    meant = day + dt.timedelta(offset)
    assume((meant.month, meant.day) != (2, 29))
    found = _read(f"{meant.day} {_MONTHS[meant.month - 1]}", day.isoformat())
    if found is not None:
        assert abs(dt.date.fromisoformat(found) - day) <= dt.timedelta(182)
        assert found[:4] == day.isoformat()[:4]
    else:
        assert abs(meant.replace(year=day.year) - day) > dt.timedelta(182)


@given(
    st.integers(1, 99),
    st.dates(dt.date(1500, 1, 1), dt.date(2500, 12, 31)).map(lambda day: day.replace(day=day.day % 28 + 1)),
)
def test_a_length_of_time_bounds_its_start(years: int, day: dt.date) -> None:
    """More than some years up to a day started no later than as many years earlier, in English and in Chinese."""
    english = interpret_when(f"for more than {years} years", day).value
    chinese = interpret_when(f"超过{years}年来", day).value
    assert english == chinese == PartialDate(f"[..{day.replace(year=day.year - years)}]")


def test_a_period_bounds_no_other_date() -> None:
    """Each step takes a date."""
    with pytest.raises(UnreadableError, match="bounds no other date"):
        no_later(Reading(Period("2016/2018"), PhraseRule.SPAN))
