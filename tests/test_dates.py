"""Do dates say what the evidence says, and no more?"""

from __future__ import annotations

import datetime as dt
import math
import pickle
import re
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import example, given, strategies as st

from sinouk_innov.dates import PartialDate, Period, Precision, When, day_of, parse_when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "partial-dates.md"

# Strategies -----------------------------------------------------------------------------------------------------------

# Years that `~` cannot lead out of the calendar.
_DAYS = st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31)) | st.dates(dt.date(2015, 1, 1), dt.date(2023, 12, 31))


def _shown(days: st.SearchStrategy[dt.date]) -> st.SearchStrategy[str]:
    """Plain forms of any precision."""
    return st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


def _first_day(plain: str) -> str:
    return (plain + "-01-01")[:10]


def _in_order(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(pair, key=_first_day)
    return one, other


plain = _shown(_DAYS)
approximate = plain.map(lambda text: text + "~")
one_of_sets = st.one_of(
    plain.map(lambda text: f"[..{text}]"),
    plain.map(lambda text: f"[{text}..]"),
    st.tuples(plain, plain).map(_in_order).map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
)
date_texts = plain | approximate | one_of_sets
_tilde = st.sampled_from(["", "~"])
period_texts = st.one_of(
    st.builds(lambda pair, a, b: f"{pair[0]}{a}/{pair[1]}{b}", st.tuples(plain, plain).map(_in_order), _tilde, _tilde),
    st.builds(
        lambda shape, text, a: shape.format(text + a), st.sampled_from(["../{}", "{}/..", "{}/", "/{}"]), plain, _tilde
    ),
)
whens = (date_texts | period_texts).map(parse_when)


# Form and bounds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023-01-29", "2023-01-29", "2023-01-29"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1992-11", "1992-11-01", "1992-11-30"),
        ("2020-12", "2020-12-01", "2020-12-31"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2017~", "2016-01-01", "2018-12-31"),
        ("2019-04~", "2019-03-01", "2019-05-30"),
        ("2019-03~", "2019-02-01", "2019-04-30"),
        ("2020-02-29~", "2020-02-28", "2020-03-01"),
        ("[..2021-05-17]", None, "2021-05-17"),
        ("[2018-10..]", "2018-10-01", None),
        ("[2018-10..2018-11]", "2018-10-01", "2018-11-30"),
        ("[2018-10-05..2019]", "2018-10-05", "2019-12-31"),
        ("[2018..2018-02]", "2018-01-01", "2018-02-28"),
        ("[2018-03..2018]", "2018-03-01", "2018-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_possible_day(text: str, earliest: str | None, latest: str | None) -> None:
    """A form spans its days, and approximate widens it by one unit of its own precision."""
    day = PartialDate(text)
    assert (day.earliest and day.earliest.isoformat(), day.latest and day.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("0001~", dt.date.min, dt.date(2, 12, 31)),
        ("0001-01~", dt.date.min, dt.date(1, 2, 28)),
        ("0001-01-01~", dt.date.min, dt.date(1, 1, 2)),
        ("9999~", dt.date(9998, 1, 1), dt.date.max),
        ("9999-12~", dt.date(9999, 11, 1), dt.date.max),
        ("9999-12-31~", dt.date(9999, 12, 30), dt.date.max),
    ],
)
def test_bounds_stay_in_the_calendar(text: str, earliest: dt.date, latest: dt.date) -> None:
    """What approximate would widen past the first or last day of the calendar ends there."""
    assert (PartialDate(text).earliest, PartialDate(text).latest) == (earliest, latest)


_NO_FORM = [
    "", " ", "~", "soon", "19", "201", "20190", "+2019", "-2019", "-0001", "2019-5", "2019-5-1", "201905", "20190501",
    "2019-", "2019-05-", "2019-05-011", "2019/05", "2019~~", "~2019", "2019?", "2019%", "2019-XX", "201X",
    "2019-W05", "2019-111", "2019-05-01T00:00", "2019\n", "2019~\n", " 2019", "2019 ", "2019 ~", "2019-05\x00",
    "\u0662\u0660\u0661\u0669", "\uff12\uff10\uff11\uff19", "2019\u201305", "[]", "[..]", "[2019]", "[2019", "2019..]",
    "[2019..", "..2019", "[2018..2019]~", "[2018~..2019]", "[..2019~]", "[2018...2019]", "[2018..2019..2020]",
    "[2018,2019]", "[ ..2019]", "[..2019]\n", "{2018..2019}", "[[..2019]]", "[2018..2019~", "[2018/2019]",
]  # fmt: skip
_NOT_IN_CALENDAR = [
    "2023-02-30", "2023-02-29", "1900-02-29", "2023-04-31", "2023-13", "2023-00", "2023-00~", "2023-01-00",
    "2023-01-32", "2019-21", "0000", "0000-01-01", "[..2023-02-29]", "[2023-02-30..]",
]  # fmt: skip
_REVERSED = ["[2019..2018]", "[2019-05-02..2019-05-01]", "[2019-05..2019-04-30]", "[2019..2018-12-31]"]


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (_NO_FORM, r"is no date: (it takes YYYY, YYYY-MM or YYYY-MM-DD, as EDTF has them|a set takes \[\.\.D\], .*)"),
        (_NOT_IN_CALENDAR, "is not in the calendar"),
        (_REVERSED, "ends before it begins"),
    ],
    ids=["form", "calendar", "order"],
)
def test_other_texts_are_refused(texts: list[str], reason: str) -> None:
    """Whatever is not canonical, not in the calendar or not in order is a ValueError that says so."""
    for text in texts:
        with pytest.raises(ValueError, match=rf"^.*({reason})$"):
            PartialDate(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "2019", "../..", "../", "/..", "2019//2020", "2018/2019/2020", "2018/2019\n", " 2018/2019",
        "2018 / 2019", "[2018..]/2019", "2018/[..2019]", "2018/2019?", "2018~~/2019", ".../2019", "2019/...",
        "2019/.", "..2019", "2019-02-30/..", "/2019-02-30",
    ],
)  # fmt: skip
def test_other_periods_are_refused(text: str) -> None:
    """A period takes plain dates at its ends, and is limited at one of them at least."""
    with pytest.raises(
        ValueError, match=r"is no period: it takes a/b|is no date: it takes YYYY|is not in the calendar"
    ):
        Period(text)


@pytest.mark.parametrize("text", ["2019/2018", "2019-05-02/2019-05-01", "2020~/2018", "2021~/2019-06"])
def test_a_period_does_not_end_before_it_starts(text: str) -> None:
    """A period is refused where no choice of days within the bounds is in order."""
    with pytest.raises(ValueError, match=r"^'.*' ends before it starts$"):
        Period(text)


@pytest.mark.parametrize(
    "text", ["2019/2019", "2019/2019-05", "2019-05/2019", "2019~/2018", "2020~/2018~", "2019-05-01/2019-05-01"]
)
def test_a_period_may_start_and_end_within_the_same_bounds(text: str) -> None:
    """A period is accepted where some choice of days is in order."""
    assert str(Period(text)) == text


@pytest.mark.parametrize(
    "value",
    [None, 2019, b"2019", ["2019"], dt.date(2019, 5, 1), PartialDate("2019")],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize(
    "make", [PartialDate, Period, PartialDate.parse, Period.parse, parse_when], ids=lambda make: make.__qualname__
)
def test_what_is_no_text_is_refused(make: Callable[[object], When], value: object) -> None:
    """A value of another type is a ValueError that names the type."""
    with pytest.raises(ValueError, match=rf"^a date is given as text, not as {type(value).__name__}$"):
        make(value)


@pytest.mark.parametrize("shape", [PartialDate, Period])
def test_wording_is_text(shape: Callable[[str, object], When]) -> None:
    """A wording of another type is a ValueError."""
    with pytest.raises(ValueError, match=r"^the wording of a date is given as text, not as int$"):
        shape("2019/2020" if shape is Period else "2019", 7)


def test_reasons_stay_short() -> None:
    """A long text that is no date is cut in the reason."""
    for make in (PartialDate, Period):
        for text in ("9" * 100_000, "[" + "9" * 100_000):
            with pytest.raises(ValueError, match="is no") as caught:
                make(text)
            assert len(str(caught.value)) < 160


@given(st.text(alphabet="0129-~./[] \n?X\u0662", max_size=24))
@example("2019-05~/..")
def test_any_text_is_read_or_refused(text: str) -> None:
    """Text gives a value that prints as it, or a ValueError: nothing else."""
    for shape in (PartialDate, Period):
        try:
            value = shape(text)
        except ValueError:
            continue
        assert str(value) == text


@given(date_texts, st.none() | st.text(), st.sampled_from(["", " ", "\n", "\t\u3000"]))
@example("0001~", None, "")
@example("9999-12-31~", None, "")
def test_dates_round_trip(text: str, wording: str | None, space: str) -> None:
    """What is printed reads back as the same date, and its bounds are in order."""
    day = PartialDate.parse(space + text + space, wording)
    assert (str(day), day.wording) == (text, wording)
    assert PartialDate.parse(str(day)) == day == parse_when(text)
    assert day.earliest is None or day.latest is None or day.earliest <= day.latest


@given(period_texts, st.none() | st.text(), st.sampled_from(["", " ", "\n", "\t\u3000"]))
def test_periods_round_trip(text: str, wording: str | None, space: str) -> None:
    """What is printed reads back as the same period, and its bounds are in order."""
    period = Period.parse(space + text + space, wording)
    assert (str(period), period.wording) == (text, wording)
    assert Period.parse(str(period)) == period == parse_when(text)
    assert period.earliest is None or period.latest is None or period.earliest <= period.latest


@given(st.dates())
def test_a_day_is_exact(day: dt.date) -> None:
    """A day of the calendar becomes the date that is this day only."""
    date = PartialDate.of(day)
    assert (date.earliest, date.latest, date.is_exact, date.precision) == (day, day, True, Precision.DAY)
    assert day_of(day) == day_of(day.isoformat()) == day_of(date) == date


@pytest.mark.parametrize(
    ("text", "precision", "approximate", "is_exact"),
    [
        ("2019-05-01", Precision.DAY, False, True),
        ("2019-05-01~", Precision.DAY, True, False),
        ("2019-05", Precision.MONTH, False, False),
        ("2019-05~", Precision.MONTH, True, False),
        ("2019", Precision.YEAR, False, False),
        ("2019~", Precision.YEAR, True, False),
        ("[..2019]", Precision.RANGE, False, False),
        ("[2019..]", Precision.RANGE, False, False),
        ("[2019-05-01..2019-05-02]", Precision.RANGE, False, False),
        ("[2019-05-01..2019-05-01]", Precision.RANGE, False, True),
    ],
)
def test_precision_approximate_and_exact(text: str, precision: Precision, *, approximate: bool, is_exact: bool) -> None:
    """A date knows how fine its text is, whether it is approximate, and whether one day is left."""
    day = PartialDate(text)
    assert (day.precision, day.approximate, day.is_exact) == (precision, approximate, is_exact)


@pytest.mark.parametrize(
    ("text", "start", "end", "flags"),
    [
        ("2016/2018-05~", "2016", "2018-05~", ()),
        ("../2018", None, "2018", ()),
        ("2016~/..", "2016~", None, ("ongoing",)),
        ("2016/", "2016", None, ("end_unknown",)),
        ("/2018", None, "2018", ("start_unknown",)),
    ],
)
def test_parts_of_a_period(text: str, start: str | None, end: str | None, flags: tuple[str, ...]) -> None:
    """A period has the dates at its ends, says why one is missing, and is bounded by them."""
    period = Period(text)
    assert period.start == (start and PartialDate(start))
    assert period.end == (end and PartialDate(end))
    assert tuple(name for name in ("ongoing", "start_unknown", "end_unknown") if getattr(period, name)) == flags
    assert period.earliest == (period.start.earliest if period.start else None)
    assert period.latest == (period.end.latest if period.end else None)


# Values ---------------------------------------------------------------------------------------------------------------


class AlwaysEqual:
    """Equals whatever it is compared with."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class NeverEqual:
    """Equals nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0


@pytest.mark.parametrize(("shape", "text", "another"), [(PartialDate, "2019", "2020"), (Period, "2019/", "2019/..")])
def test_wording_is_no_part_of_equality(shape: Callable[..., When], text: str, another: str) -> None:
    """Two values are equal if their EDTF text is, whatever their sources say."""
    value, worded = shape(text), shape(text, "at the time")
    assert value == worded
    assert hash(value) == hash(worded)
    assert value != shape(another)
    assert len({value, worded, shape(another)}) == 2


@pytest.mark.parametrize("value", [PartialDate("2019"), Period("2019/2019")])
def test_equality_defers_to_other_types(value: When) -> None:
    """A value never answers for a type that it does not know."""
    assert value == AlwaysEqual()
    assert not value != AlwaysEqual()  # noqa: SIM202 - the other operator is the subject
    assert value != NeverEqual()
    assert not value == NeverEqual()  # noqa: SIM201 - the other operator is the subject
    assert value.__eq__(str(value)) is NotImplemented


@pytest.mark.parametrize("value", [PartialDate("2019-05~", "May 2019"), Period("2016/..", "since 2016")])
def test_values_are_frozen_and_copied_whole(value: When) -> None:
    """A value cannot be changed; pickled or evolved, it keeps its bounds and its wording."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.edtf = "2020"  # type: ignore[misc]
    copy = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
    assert (copy, copy.wording, copy.earliest, copy.latest) == (value, value.wording, value.earliest, value.latest)
    evolved = attrs.evolve(value, wording=None)
    assert (evolved, evolved.wording, evolved.earliest) == (value, None, value.earliest)
    assert not hasattr(value, "__dict__")


def test_repr_shows_text_and_wording() -> None:
    """A value shows what makes it again."""
    assert repr(PartialDate("2019-05")) == "PartialDate('2019-05')"
    assert repr(PartialDate("2019-05", "May 2019")) == "PartialDate('2019-05', wording='May 2019')"
    assert repr(Period("2016/..")) == "Period('2016/..')"
    assert repr(Period("2016/..", "")) == "Period('2016/..', wording='')"


@pytest.mark.parametrize("value", [PartialDate("2019"), Period("2019/2020")])
def test_values_have_no_order_of_their_own(value: When) -> None:
    """A value cannot be compared with `<`: the evidence may give no order."""
    with pytest.raises(TypeError, match="not supported between instances"):
        value < value  # type: ignore[operator]  # noqa: B015, PLR0124 - the operator is the subject


def test_sorting_is_by_earliest_then_latest_then_text() -> None:
    """Unlimited starts come first, unlimited ends last, and equal bounds are settled by text."""
    texts = ["../2018", "[..2018]", "[..2019]", "2018-05-01", "2018-05", "2018-05-01/2018-05", "[2018-05-01..2018-05]"]
    texts = [*texts, "2018-05-01/", "2018-05/..", "[2018-05..]", "2018-05-02"]
    expected = [*texts[:4], "2018-05", *sorted(texts[5:7]), *texts[7:]]
    assert [str(when) for when in sorted(map(parse_when, reversed(texts)), key=lambda when: when.sort_key)] == expected


@given(whens, whens)
def test_sorting_is_total(one: When, other: When) -> None:
    """Two values have the same sort key only if they are equal, and the key never contradicts `before`."""
    assert (one.sort_key == other.sort_key) == (one == other)
    if isinstance(one, PartialDate) and one.before(other):
        assert one.sort_key < other.sort_key


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (dt.datetime(2019, 5, 1, tzinfo=dt.UTC), r"^a day is wanted, not a moment: its \.date\(\) says which day$"),
        (20190501, "^a day is given as text or date, not as int$"),
        (None, "^a day is given as text or date, not as NoneType$"),
        (Period("2019/2020"), "^a day is given as text or date, not as Period$"),
        ("2019/2020", "is no date"),
    ],
)
def test_what_is_no_day_is_refused(value: object, reason: str) -> None:
    """What does not say a day is a ValueError, a moment too, since its day depends on its time zone."""
    day_of_anything: Callable[[object], PartialDate] = day_of  # type: ignore[assignment]
    with pytest.raises(ValueError, match=reason):
        day_of_anything(value)


def test_day_of_keeps_a_date_as_it_is() -> None:
    """A date given as a day stays the same object, its wording with it."""
    day = PartialDate("2019", "that year")
    assert day_of(day) is day
    assert day_of(" 2019-05 ") == PartialDate("2019-05")


def test_importing_does_not_load_dateutil() -> None:
    """The library behind `~` is loaded only once a date is approximate."""
    code = (
        "import sys; from sinouk_innov.dates import Period; Period('2016-10/..'); "
        "print('dateutil' in sys.modules); Period('2016-10~/..'); print('dateutil' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


# What follows ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "before", "after", "overlaps"),
    [
        ("2019-05-01", "2019-05-01", False, False, True),
        ("2019-05-01", "2019-05-02", True, False, False),
        ("2019", "2019", None, None, None),
        ("2019", "2019-12-31", None, False, None),
        ("2019", "2020", True, False, False),
        ("2019~", "2020", None, None, None),
        ("2019~", "2021", True, False, False),
        ("[..2019]", "[..2019]", None, None, None),
        ("[..2019]", "[2019..]", None, None, None),
        ("[..2019]", "[2020..]", True, False, False),
        ("2018", "2019/..", True, False, False),
        ("2019", "2019/..", None, False, None),
        ("2020", "2019/..", False, False, True),
        ("[2020..]", "2019/..", False, False, True),
        ("[2020..]", "2019/", False, None, None),
        ("2020", "2019/", False, None, None),
        ("2018", "2019/", True, False, False),
        ("2018", "../2019", False, False, True),
        ("[..2018]", "../2019", False, False, True),
        ("2018", "/2019", None, False, None),
        ("2020", "/2019", False, True, False),
        ("2016/2018", "2019", True, False, False),
        ("2016/2018", "2017", False, False, True),
        ("2016/2018", "2018", None, False, None),
        ("2016/2018", "2018/2020", None, False, None),
        ("2016/2018", "2017/..", False, False, True),
        ("2016/..", "2017/..", False, False, True),
        ("../2016", "../2017", False, False, True),
        ("2016/", "2017/..", None, False, None),
        ("/2016", "../2017", False, False, True),
        ("../2016", "2017/..", True, False, False),
        ("2019/2019", "2019/2019", None, None, None),
        ("2018/2020", "2018/2020", False, False, True),
    ],
)  # fmt: skip
def test_what_follows(one: str, other: str, before: object, after: object, overlaps: object) -> None:
    """Each question is answered for certain only where no choice of days could change it."""
    first, second = parse_when(one), parse_when(other)
    assert (first.before(second), first.after(second), first.overlaps(second)) == (before, after, overlaps)


@given(whens, whens)
def test_questions_agree_with_one_another(one: When, other: When) -> None:
    """Before and after are mirror images, overlaps is symmetric, and the three exclude one another."""
    assert one.before(other) is other.after(one)
    assert one.overlaps(other) is other.overlaps(one)
    answers = [one.before(other), one.after(other), one.overlaps(other)]
    assert answers.count(True) == (0 if None in answers else 1)
    assert answers.count(None) != 1


@given(period_texts.map(Period), date_texts.map(PartialDate))
def test_a_period_covers_the_days_that_it_overlaps(period: Period, day: PartialDate) -> None:
    """`covers` asks of a day what `overlaps` asks of a date."""
    assert period.covers(day) is period.overlaps(day) is day.overlaps(period)
    if day.is_exact and day.earliest:
        assert period.covers(day.earliest) is period.covers(day)


@given(date_texts.map(PartialDate))
def test_two_mentions_need_not_be_one_day(day: PartialDate) -> None:
    """A date is surely not before itself if it is one day only, and else may be."""
    assert day.before(day) is (False if day.is_exact else None)
    assert day.overlaps(day) is (True if day.is_exact else None)


def test_questions_take_dates_and_periods_only() -> None:
    """Another type is a TypeError that names it, and a moment is no day that a period covers."""
    with pytest.raises(TypeError, match=r"^a date compares with a PartialDate or a Period, not with date$"):
        PartialDate("2019").before(dt.date(2019, 5, 1))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^a date compares with a PartialDate or a Period, not with str$"):
        Period("2019/").overlaps("2019")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not a moment"):
        Period("2019/").covers(dt.datetime(2019, 5, 1, tzinfo=dt.UTC))


# The same by brute force: every choice of days in a small calendar ----------------------------------------------------

_FIRST, _LAST = dt.date(2021, 1, 28), dt.date(2021, 3, 4)
_WINDOW = range(_FIRST.toordinal(), _LAST.toordinal() + 1)
_ALWAYS, _FOR_EVER = -math.inf, math.inf


def _choices(text: str) -> list[float]:
    """Every day of the window that a date may be, read from its text alone."""
    if text.startswith("["):
        lower, _, upper = text[1:-1].partition("..")
        return [
            day
            for day in _WINDOW
            if (not lower or day >= min(_choices(lower))) and (not upper or day <= max(_choices(upper)))
        ]
    days = [day for day in _WINDOW if dt.date.fromordinal(day).isoformat().startswith(text.removesuffix("~"))]
    return [*range(days[0] - 1, days[-1] + 2)] if text.endswith("~") else [*days]


def _completions(text: str) -> list[tuple[float, float]]:
    """Every first and last day that a date or period may have."""
    if "/" not in text:
        return [(day, day) for day in _choices(text)]
    start, _, end = text.partition("/")
    starts = [_ALWAYS] if start == ".." else _choices(start or "[..]")
    ends = [_FOR_EVER] if end == ".." else _choices(end or "[..]")
    return [(first, last) for first, last in product(starts, ends) if first <= last]


def _verdict(answers: Iterator[bool]) -> bool | None:
    """True or False if all answers are; None as soon as they differ."""
    first = next(answers)
    return first if all(answer is first for answer in answers) else None


# Days, days and the one before and after, and a whole month.
_small_days = st.dates(dt.date(2021, 1, 31), dt.date(2021, 3, 1)).map(dt.date.isoformat)
_small_plain = _small_days | st.just("2021-02")
_small_ends = _small_plain | _small_days.map(lambda text: text + "~")
small_dates = st.one_of(
    _small_ends,
    _small_plain.map(lambda text: f"[..{text}]"),
    _small_plain.map(lambda text: f"[{text}..]"),
    st.tuples(_small_plain, _small_plain).map(_in_order).map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
)
small_periods = st.one_of(
    st.tuples(_small_ends, _small_ends).map("/".join).filter(lambda text: bool(_completions(text))),
    st.builds(str.format, st.sampled_from(["../{}", "{}/..", "{}/", "/{}"]), _small_ends),
)


@given(small_dates | small_periods, small_dates | small_periods)
@example("2021-02/2021-02", "2021-02/2021-02")
@example("2021-02/", "/2021-02")
@example("[..2021-02]", "[2021-02..]")
@example("/2021-02-10", "../2021-02-10~")
@example("2021-02-10~/2021-02-09", "2021-02-10")
def test_answers_agree_with_every_choice_of_days(one: str, other: str) -> None:
    """An answer is certain if and only if every choice of days within the bounds gives it."""
    pairs = list(product(_completions(one), _completions(other)))
    first, second = parse_when(one), parse_when(other)
    assert first.before(second) is _verdict(a[1] < b[0] for a, b in pairs)
    assert first.after(second) is _verdict(b[1] < a[0] for a, b in pairs)
    assert first.overlaps(second) is _verdict(a[0] <= b[1] and b[0] <= a[1] for a, b in pairs)
    if isinstance(first, Period) and isinstance(second, PartialDate):
        assert first.covers(second) is _verdict(a[0] <= b[0] <= a[1] for a, b in pairs)


@given(st.tuples(_small_ends, _small_ends).map("/".join))
def test_a_period_is_refused_if_no_choice_of_days_is_in_order(text: str) -> None:
    """A period is accepted if and only if it can start no later than it ends."""
    if _completions(text):
        assert Period(text).edtf == text
    else:
        with pytest.raises(ValueError, match="ends before it starts"):
            Period(text)


# Against PyPI's `edtf` ------------------------------------------------------------------------------------------------


class Disagreement(NamedTuple):
    """A text that the two libraries read differently: the bounds that each gives, or that it refuses the text."""

    text: str
    ours: str
    theirs: str
    reason: str


REFUSED = "refused"
KNOWN_DISAGREEMENTS = (
    Disagreement("2019-05~", "2019-04-01 2019-06-30", "2018-04-01 2020-06-30", "it widens a month by a year as well"),
    Disagreement(
        "2019-05-15~", "2019-05-14 2019-05-16", "2018-04-14 2020-06-16", "it widens a day by a month and a year as well"
    ),
    Disagreement("2019-05~/..", "2019-04-01 None", "2018-04-01 inf", "the same at the ends of a period"),
    Disagreement("0001~", "0001-01-01 0002-12-31", "0000-01-01 0002-12-31", "its calendar has years before 0001"),
    Disagreement("9999~", "9998-01-01 9999-12-31", "9998-01-01 10000-12-31", "its calendar has years after 9999"),
    Disagreement("2019/", "2019-01-01 None", "2019-01-01 2029-01-01", "it takes an unknown end for ten years after"),
    Disagreement("/2019", "None 2019-12-31", "2009-12-31 2019-12-31", "it takes an unknown start for ten years before"),
    Disagreement("2023-02-29", REFUSED, "2023-02-29 2023-02-29", "it has a 29 February in every year"),
    Disagreement("0000", REFUSED, "0000-01-01 0000-12-31", "a year outside our calendar"),
    Disagreement("[2019..2018]", REFUSED, "2019-01-01 2018-12-31", "it does not check the order"),
    Disagreement("2019/2018", REFUSED, "2019-01-01 2018-12-31", "it does not check the order"),
    Disagreement("../..", REFUSED, "-inf inf", "a period without limits says nothing"),
    Disagreement("2019 ~", REFUSED, "2018-01-01 2020-12-31", "it skips white space inside a date"),
    Disagreement("[2018..2018-11]", "2018-01-01 2018-11-30", REFUSED, "it wants one precision in a set"),
    Disagreement("[2018-10-05..2019]", "2018-10-05 2019-12-31", REFUSED, "it wants one precision in a set"),
)


def _their_day(bound: object) -> str:
    return str(bound) if isinstance(bound, float) else "{:04}-{:02}-{:02}".format(*bound[:3])  # type: ignore[index]


def _theirs(text: str) -> str:
    try:
        value = parse_edtf(text)
    except EDTFParseException:
        return REFUSED
    return f"{_their_day(value.lower_fuzzy())} {_their_day(value.upper_fuzzy())}"


def _ours(text: str) -> str:
    try:
        value = parse_when(text)
    except ValueError:
        return REFUSED
    return f"{value.earliest} {value.latest}"


@pytest.mark.parametrize("known", KNOWN_DISAGREEMENTS, ids=lambda known: known.text)
def test_known_disagreements_with_edtf_are_as_listed(known: Disagreement) -> None:
    """Where the libraries differ, each does what is said of it, and the documentation says it too."""
    assert (_ours(known.text), _theirs(known.text)) == (known.ours, known.theirs)
    row = f"| `{known.text}` | {known.ours} | {known.theirs} | {known.reason} |".replace("None", "no limit")
    assert row.replace("-inf", "no limit").replace("inf", "no limit") in PAGE.read_text(encoding="utf-8")


def _differs(text: str) -> bool:
    """Whether a text is of a kind that is listed: a finer `~` than a year, an unknown end, a set of two precisions."""
    lower, dots, upper = text.strip("[]").partition("..")
    mixed = text.startswith("[") and bool(lower and dots and upper) and len(lower) != len(upper)
    return mixed or bool(re.search(r"-\d\d~|^/|/$", text))


@given((date_texts | period_texts).filter(lambda text: not _differs(text)))
@example("2019~")
@example("[..2021-05-17]")
@example("[2018-10..]")
@example("[2018-10..2018-11]")
@example("../2019~")
@example("2018~/2019-05")
def test_bounds_agree_with_edtf(text: str) -> None:
    """On every other form of the subset, the bounds and the printed text are those of the library `edtf`."""
    ours = _ours(text).split()
    assert [ours[0].replace("None", "-inf"), ours[1].replace("None", "inf")] == _theirs(text).split()
    assert str(parse_edtf(text)) == text


@given(_shown(_DAYS).filter(lambda text: len(text) > 4))
@example("2020-02-29")
@example("2019-05")
def test_a_finer_approximation_differs_from_edtf_by_the_coarser_units_only(text: str) -> None:
    """What `edtf` adds to a month is one year, and to a day one month and one year."""
    units = {"years": 1, "months": 1, "days": 1} if len(text) == 10 else {"years": 1, "months": 1}
    exact, widened, theirs = PartialDate(text), PartialDate(text + "~"), parse_edtf(text + "~")
    assert exact.earliest
    assert exact.latest
    assert widened.earliest
    assert widened.latest
    assert theirs.lower_strict()[:3] == exact.earliest.timetuple()[:3]
    assert theirs.upper_strict()[:3] == exact.latest.timetuple()[:3]
    lowest, highest = exact.earliest.year - 1, exact.latest.year + 1
    if lowest > dt.MINYEAR and highest < dt.MAXYEAR:
        assert theirs.lower_fuzzy()[:3] == (exact.earliest - relativedelta(**units)).timetuple()[:3]  # type: ignore[arg-type]
        assert theirs.upper_fuzzy()[:3] == (exact.latest + relativedelta(**units)).timetuple()[:3]  # type: ignore[arg-type]
        assert theirs.lower_fuzzy()[:3] <= widened.earliest.timetuple()[:3]
        assert theirs.upper_fuzzy()[:3] >= widened.latest.timetuple()[:3]


@given(period_texts.filter(lambda text: text.startswith("/") or text.endswith("/")))
def test_an_unknown_end_differs_from_edtf_there_only(text: str) -> None:
    """The known end of a period has the bounds of its date, and the other has none, where `edtf` takes ten years."""
    period = Period(text)
    known = period.start or period.end
    assert known == PartialDate(text.strip("/"))
    assert (period.latest if period.start else period.earliest) is None
    value = parse_edtf(text)
    assert str(value) == text
    strict = value.lower if period.start else value.upper
    assert strict.lower_strict()[:3] == PartialDate(known.edtf.removesuffix("~")).earliest.timetuple()[:3]  # type: ignore[union-attr]
