"""How an answer looks in a terminal: wrapped, harmless, each passage once; and as plain data."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, strategies as st

import naive
import small
from sinouk_innov import bundle, codec
from sinouk_innov.bundle import load
from sinouk_innov.dates import PartialDate, Period, parse_when
from sinouk_innov.evidence import Basis, Citation
from sinouk_innov.model.belonging import Identifier, PartOf, SectorLink
from sinouk_innov.model.event import Participation
from sinouk_innov.model.facts import citations_in
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.record import Absence, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.model.vocabularies import (
    AbsenceReason,
    Capacity,
    IdentifierScheme,
    InitiativeKind,
    Measure,
    Modality,
    RelationKind,
    Sector,
    Standing,
    StatisticStatus,
)
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.questions.connections import links
from sinouk_innov.questions.evidence import Checked, Verdict
from sinouk_innov.questions.places import within
from sinouk_innov.questions.posts import roles_of
from sinouk_innov.questions.time import timeline
from sinouk_innov.show import terminal
from sinouk_innov.show.plain import json_text, to_plain

IDS = st.sampled_from(naive.ids(naive.raw()))


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def printed(lines: object, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Print lines to a terminal of some width, and return what stands there."""
    monkeypatch.setenv("COLUMNS", str(columns))
    stream = io.StringIO()
    terminal.Page(stream).lines(lines)  # type: ignore[arg-type]
    return stream.getvalue().split("\n")[:-1]


def columns_of(line: str) -> int:
    """Return how many columns a line takes."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in line
    )


# --- the page -------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("ab c-,.(边祥慧。，）“ 1é́"), max_size=80)


@given(TEXTS, st.integers(20, 60), st.integers(0, 5))
def test_lines_fit_and_lose_nothing(text: str, columns: int, depth: int) -> None:
    """No line is wider than the terminal unless a single word is, and all the text is there, in its order."""
    with pytest.MonkeyPatch.context() as patch:
        lines = printed([(depth, text)], columns, patch)
    assert "".join("".join(lines).split()) == "".join(text.split())
    indent = min(depth, 3) * 2
    assert lines[0].startswith(" " * indent) or not text.strip()
    for line in lines:
        # Closing punctuation never begins a line, so it may stand out over its end.
        words = re.split(r"(?<=[\u2e80-\u9fff])|\s+", line.strip().rstrip("，。）,.(-“ "))
        assert columns_of(line) <= columns + 2 or max(map(len, words)) > columns - indent - 10


def test_wide_characters_take_two_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese is broken between characters, but not before punctuation that closes."""
    lines = printed([(0, "边" * 25 + "。")], 20, monkeypatch)
    assert lines == ["边" * 10, "  " + "边" * 9, "  " + "边" * 6 + "。"]
    assert printed([(0, "边" * 10 + "，好")], 20, monkeypatch)[0] in {"边" * 9, "边" * 10 + "，"}


def test_a_word_that_does_not_fit_is_left_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address can be copied from one line, and ids are not cut at their hyphens."""
    address = "https://example.org/a-very-long-way/to-say-so#:~:text=On,Research"
    assert printed([(1, f"see {address} there")], 24, monkeypatch) == ["  see", f"    {address}", "    there"]


@pytest.mark.parametrize(("columns", "width"), [(5, 20), (20, 20), (80, 80), (500, 110)])
def test_a_page_is_as_wide_as_a_person_reads(columns: int, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither absurdly narrow nor absurdly wide."""
    lines = printed([(0, "a " * 600)], columns, monkeypatch)
    assert len(lines[0]) in {width, width - 1}


def test_control_characters_are_shown_and_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape codes, bells, returns, invisible characters and halves of pairs stand there as their numbers."""
    text = "a\x1b[31mred\x07\r\nb\x9b2J\u202eright\u200b\ud800 \u00a0end\u3000"
    (line,) = printed([(0, text)], 110, monkeypatch)
    assert line == r"a\x1b[31mred\x07\r\nb\x9b2J\u202eright\u200b\ud800  end"
    stream = io.StringIO()
    page = terminal.Page(stream)
    page.head(text)
    page.verbatim("  one\x1b\n\ttwo")
    assert stream.getvalue() == f"{line}\n  one\\x1b\n\\ttwo\n"


def test_what_an_encoding_cannot_say_is_no_reason_to_fail() -> None:
    """On a terminal that knows no Chinese the numbers of its characters are shown."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    terminal.Page(stream).lines([(0, "é 边 ↳")])
    stream.flush()
    assert raw.getvalue() == b"\xe9 \\u8fb9 \\u21b3\n"


@pytest.mark.parametrize(
    ("variables", "bold"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_headings_are_bold_where_that_is_welcome(
    variables: dict[str, str], *, bold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, unless NO_COLOR is set to anything or the terminal is dumb; never in a pipe."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    tty, pipe = Tty(), io.StringIO()
    for stream in (tty, pipe):
        page = terminal.Page(stream)
        page.head("Heading")
        page.lines([(1, "line")])
    assert tty.getvalue() == ("\x1b[1mHeading\x1b[0m\n  line\n" if bold else "Heading\n  line\n")
    assert pipe.getvalue() == "Heading\n  line\n"


# --- notes ----------------------------------------------------------------------------------------------------------


def test_each_passage_and_each_reservation_stands_once() -> None:
    """Facts carry numbers; a letter says that a passage does not state the fact, or what there is to know."""
    first = small.citation("a", "the first passage", paragraph=2, starts="the first", ends="passage")
    entailed = attrs.evolve(first, basis=Basis.ENTAILED, supports=("as_of", "about"), note="Follows.")
    second = small.citation("a", "the second passage", paragraph=3, starts="the second")
    remarked = small.citation("b", locator="row 7", note="Dated by hand.")
    data = small.dataset(small.source("a", "2019~", url="https://example.org/a#x"), small.source("b"))
    notes = terminal.Notes(data)
    assert notes.mark() == ""
    assert notes.mark(first) == " [1]"
    assert notes.mark(first, entailed) == " [1,a]"
    assert notes.mark(second, entailed, remarked) == " [2] [1,a] [3,b]"
    assert notes.mark(attrs.evolve(second, basis=Basis.ENTAILED)) == " [2,c]"
    assert list(notes.lines()) == [
        (1, "a: entailed (as of, about): Follows."),
        (1, "b: Dated by hand."),
        (1, "c: entailed"),
        (1, "Publisher of a, about 2019 https://example.org/a#x"),
        (2, "[1] ¶2 “the first … passage”; [2] ¶3 “the second…”"),
        (1, "[3] Publisher of b, row 7 "),
    ]


def test_a_source_with_one_passage_is_linked_to_the_passage() -> None:
    """The address opens the page where the words stand."""
    cited = small.citation("a", "the first passage", paragraph=2, starts="the first", ends="passage")
    address = "https://example.org/a#:~:text=the%20first,passage"
    notes = terminal.Notes(small.dataset(small.source("a", "2019-05-01", url="https://example.org/a")))
    notes.mark(cited)
    assert list(notes.lines()) == [
        (
            1,
            f"[1] Publisher of a, 2019-05-01, ¶2 “the first … passage” {address}",
        )
    ]
    bare = terminal.Notes(small.dataset(small.source("b")))
    bare.mark(small.citation("b"))
    assert list(bare.lines()) == [(1, "[1] Publisher of b ")]


def test_there_are_letters_for_any_number_of_reservations() -> None:
    """After z comes aa."""
    notes = terminal.Notes(small.dataset(small.source("a")))
    marks = [notes.mark(small.citation("a", note=f"Note {number}.")) for number in range(703)]
    assert [marks[at] for at in (0, 25, 26, 51, 52, 701, 702)] == [
        " [1,a]",
        " [1,z]",
        " [1,aa]",
        " [1,az]",
        " [1,ba]",
        " [1,zz]",
        " [1,aaa]",
    ]


# --- answers --------------------------------------------------------------------------------------------------------


@given(IDS)
def test_a_record_is_shown_with_all_it_rests_on(record_id: str) -> None:
    """Every name and every passage and reservation of a record stands on its page, each passage once."""
    record = load()[record_id]
    shown = [text for _, text in terminal.record_lines(load(), record)]
    text = "\n".join(shown)
    for name in getattr(record, "names", ()):
        assert f"names: {name.text} (" in text
    cited = [citation for _, citation in citations_in(record)]
    passages = {(citation.source, citation.fingerprint, citation.locator) for citation in cited}
    numbers = [int(number) for line in shown if line[0] == "[" for number in re.findall(r"(?:^|; )\[(\d+)\]", line)]
    assert sorted(numbers) == list(range(1, len(passages) + 1))
    for citation in cited:
        assert citation.note is None or citation.note in text
    if record.note is not None:
        assert record.note in text


@given(IDS)
def test_what_links_to_a_record_is_shown_once(record_id: str) -> None:
    """Links that other records hold are listed; those of its own fields were shown as fields."""
    joined = links(load(), record_id)
    lines = list(terminal.record_lines(load(), load()[record_id], joined))
    elsewhere = [link for link in joined if link.fact.record != record_id]
    if not elsewhere:
        assert (1, "elsewhere:") not in lines
        return
    begin = lines.index((1, "elsewhere:")) + 1
    shown = [text for depth, text in lines[begin : begin + len(elsewhere)] if depth == 2]
    assert len(shown) == len(elsewhere)
    for link, text in zip(elsewhere, shown, strict=True):
        assert text.startswith(f"{link.kind.replace('_', ' ')}: {link.other.label} [{link.other.id}]")
        assert (" [" in text.removeprefix(f"{link.kind.replace('_', ' ')}: {link.other.label} [{link.other.id}]")) == (
            link.fact.record.startswith("rel-")
        )


def test_every_kind_of_value_is_said_in_words() -> None:
    """Parts, dates, figures and absences are lines that a person reads."""
    cited = small.citation("a", "words", supports=())
    centre = small.centre(
        "park",
        "cen-whole",
        names=(attrs.evolve(small.name("Park", cited), period=Period("2016/..")),),
        note="A remark.",
        identifiers=(Identifier(scheme=IdentifierScheme.OTHER, value="7", note="a list", citations=(cited,)),),
        sectors=(
            SectorLink(sector=Sector.CLEAN_ENERGY, standing=Standing.CORE, wording="green power", citations=(cited,)),
            SectorLink(sector=Sector.ICT, standing=Standing.NAMED, citations=(cited,)),
        ),
        absent=(
            Absence(field="place", reason=AbsenceReason.NOT_STATED, note="Only a street is named."),
            Absence(field="website", reason=AbsenceReason.NOT_STATED),
        ),
    )
    whole = small.centre("whole", part_of=(PartOf(whole="org-b", citations=(cited,)),))
    initiative = Initiative(
        id="ini-plan",
        names=(small.name("Plan", cited),),
        kind=InitiativeKind.PLAN,
        parties=(
            Party(entity="org-b", capacity=Capacity.FUNDER, citations=(cited,)),
            Party(label="UK firms", capacity=Capacity.PARTY, note="unnamed", citations=(cited,)),
        ),
    )
    event = small.event(
        "visit",
        "2019-05-01/2019-05-02",
        small.guest("per-x", cited, role="Head", group="the group", on_behalf_of="org-b", note="late"),
        Participation(label="his delegation", capacity=Capacity.GUEST, citations=(cited,)),
        citations=(cited,),
    )
    person = small.person("x", small.role("Head", "org-b", cited, period=Period("2018/2019"), note="so called"))
    land = small.place("land", latitude=51.5, longitude=-0.25)
    data = small.dataset(small.source("a"), centre, whole, initiative, event, person, small.organisation("b"), land)

    def said(record: Record) -> list[str]:
        return [text for _, text in terminal.record_lines(data, record)]

    assert said(centre)[:-1] == [
        "note: A remark.",
        "names: Park (en, official, since 2016) [1]",
        "kind: science_park",
        "part of: whole [cen-whole] (core area of)",
        "sectors: clean energy, core (“green power”) [1]",
        "sectors: ict, named [1]",
        "identifiers: other 7 (note: a list) [1]",
        "place: not stated (Only a street is named.)",
        "website: not stated",
    ]
    assert "part of: b [org-b] [1]" in said(whole)
    assert "parties: funder: b [org-b] [1]" in said(initiative)
    assert "parties: party: UK firms (note: unnamed) [1]" in said(initiative)
    assert said(event)[:-1] == [
        "this event rests on [1]",
        "kind: visit",
        "when: 2019-05-01 to 2019-05-02",
        "participations: guest: x [per-x], Head, the group, for b [org-b] (note: late)",
        "participations: guest: his delegation",
        "modality: happened",
    ]
    assert "roles: Head, b [org-b], 2018 to 2019 (note: so called) [1]" in said(person)
    assert "latitude: 51.5" in said(land)


DATES = {
    "2019-05": "2019-05",
    "2019~": "about 2019",
    "[..2019]": "no later than 2019",
    "[2019..]": "no earlier than 2019",
    "[2018..2019]": "between 2018 and 2019",
    "2018/2019~": "2018 to about 2019",
    "2018~/..": "since about 2018",
    "2018/": "from 2018, its end unknown",
    "../2019": "until 2019",
    "/2019": "until 2019, its start unknown",
}


@pytest.mark.parametrize("edtf", list(DATES))
def test_dates_are_said_in_words(edtf: str) -> None:
    """Nobody has to know EDTF to read a timeline; a wording that says the same is not repeated."""
    (moment,) = timeline(small.dataset(attrs.evolve(small.event("e"), when=parse_when(edtf, "back then"))))
    (line, *_) = terminal.moment_lines(small.dataset(), [moment])
    assert line == (1, f"{DATES[edtf]} (“back then”): e [evt-e]")
    (moment,) = timeline(small.dataset(attrs.evolve(small.event("e"), when=parse_when(edtf, edtf))))
    assert next(terminal.moment_lines(small.dataset(), [moment])) == (1, f"{DATES[edtf]}: e [evt-e]")


def test_moments_say_what_is_not_sure() -> None:
    """Events that did not happen, and those that may lie outside, are told apart."""
    data = small.dataset(small.event("a", "2019", modality=Modality.PLANNED), small.event("b"))
    assert [text for _, text in terminal.moment_lines(data, timeline(data, start="2019-05-01"))] == [
        "2019: a (planned) (perhaps outside the time asked for) [evt-a]",
        "undated: b (perhaps outside the time asked for) [evt-b]",
    ]


def test_posts_are_shown_with_the_days_on_which_they_were_seen() -> None:
    """A post that no dated source shows has no such days."""
    may, undated = small.citation("may", "one"), small.citation("undated", "two")
    data = small.dataset(
        small.source("may", "2019-05"),
        small.source("undated"),
        small.organisation("a"),
        small.person("x", small.role("Head", "org-a", may), small.role("Adviser", "org-gone", undated)),
    )
    assert [text for _, text in terminal.holding_lines(data, roles_of(data, "per-x"))][:2] == [
        "x: Head, a [org-a]; seen 2019-05 [1]",
        "x: Adviser, org-gone [2]",
    ]


def test_figures_are_shown_with_all_that_limits_them() -> None:
    """Bound, wording, scope, date, whole and status stand in the line; a wording that says the same does not."""

    def figure(slug: str, quantity: Quantity, **fields: object) -> Statistic:
        given: dict[str, object] = {"about": "org-a", "measure": Measure.FLOOR_AREA, "quantity": quantity}
        return Statistic(id=f"sta-{slug}", **(given | fields))  # type: ignore[arg-type]

    area = Quantity(value=Decimal(1500), unit=Unit.M2, bound=Bound.MORE_THAN, wording="over 1,500 ㎡")
    firms = Quantity(value=Decimal(74), unit=Unit.COUNT, bound=Bound.EXACT, wording="74")
    share = Quantity(value=Decimal(20), unit=Unit.PERCENT, bound=Bound.ABOUT)
    data = small.dataset(
        figure("area", area, scope="above", as_of=PartialDate("[..2021]", "At present")),
        figure("firms", firms, measure=Measure.COUNT, category="firms", part_of="sta-area", over=Period("2019/2020")),
        figure("share", share, share_of="sta-gone", status=StatisticStatus.TARGET),
    )
    assert [text for _, text in terminal.statistic_lines(data, data.statistics)] == [
        f"floor area: {area.describe()} (“over 1,500 ㎡”), above, as of no later than 2021 (“At present”) [sta-area]",
        f"firms: 74, over 2019 to 2020, part of (floor area: {area.describe()}) [sta-firms]",
        f"floor area: {share.describe()}, share of sta-gone, target [sta-share]",
    ]


def test_what_lies_in_a_place_says_in_what() -> None:
    """Each line names what it lies in at once, with the passage of that very fact."""
    data = load()
    inside = within(data, "pla-qingdao")
    lines = [text for _, text in terminal.within_lines(data, inside)][: len(inside)]
    for record, line in zip(inside, lines, strict=True):
        assert line.startswith(f"{record.label} [{record.id}], ")
        assert re.search(r" in .+ \[\d+", line)


def test_other_lines_name_what_they_are_about() -> None:
    """A match says by which name and why; a citation that was checked says where it stands."""
    data = load()
    (match, *_) = terminal.match_lines(data.find("BIAN Xianghui"))
    assert match == (0, "1.00  per-xianghui-bian  Xianghui Bian  (the same name)")
    (match, *_) = terminal.match_lines(data.find("Bian"))
    assert match == (0, "1.00  per-xianghui-bian  Bian, a name of Xianghui Bian  (the same name)")
    cited = Citation(source="src-a")
    assert list(
        terminal.checked_lines(
            [
                Checked(Verdict.MISSING, "evt-e", "citations[0]", cited, "a.txt"),
                Checked(Verdict.NO_TEXT, "evt-e", "citations[1]", cited),
            ]
        )
    ) == [(0, "missing: evt-e.citations[0], src-a, a.txt"), (0, "no_text: evt-e.citations[1], src-a")]
    event = next(event for event in data.events if event.participations)
    shown = [text for _, text in terminal.event_lines(data, event)][: len(event.participations)]
    assert all(str(part.capacity) in text for part, text in zip(event.participations, shown, strict=True))


# --- plain data -----------------------------------------------------------------------------------------------------


@given(IDS)
def test_a_record_is_plain_as_in_its_file(record_id: str) -> None:
    """A record that is an answer has the data of its file, wherever it stands in a list; files leave out `stated`."""
    record = load()[record_id]
    assert to_plain(record) == to_plain([record])[0] == codec.encode(record)
    assert bundle._as_written(to_plain(record)) == naive.by_id(naive.raw())[record_id]


def test_answers_are_plain() -> None:
    """Records inside an answer become id and label, events their date besides; facts addresses, dates EDTF."""
    data = load()
    (link, *_) = to_plain(links(data, "evt-tsinghua-qingdao-academy-symposium-2023"))
    assert link["record"]["when"] == "2023-01-29"
    assert set(link) == {"record", "kind", "other", "fact", "citations"}
    assert link["fact"].startswith(link["record"]["id"]) or link["fact"].startswith(link["other"]["id"])
    role = small.role("Head", "org-a", small.citation("a"))
    (holding,) = to_plain(roles_of(small.dataset(small.source("a", "2019-05"), small.person("x", role)), "per-x"))
    assert holding == {
        "person": {"id": "per-x", "label": "x"},
        "role": codec.encode_part(role),
        "held": True,
        "seen": ["2019-05"],
        "fact": "per-x#roles[Head@org-a]",
    }
    assert to_plain(Citation(source="src-a")) == {"source": "src-a", "basis": "stated"}
    undated = small.dataset(small.event("e"))
    assert to_plain(timeline(undated))[0]["event"] == {"id": "evt-e", "label": "e"}
    relation = Relation(id="rel-a", subject="org-a", kind=RelationKind.BUILT, object="org-b")
    assert to_plain((relation, None, 1.5, "x")) == [codec.encode(relation), None, 1.5, "x"]


@given(st.text(), st.sampled_from(["utf-8", "latin-1", "ascii", "cp1252"]))
def test_json_text_is_the_same_in_any_encoding(text: str, encoding: str) -> None:
    """It can be printed in the encoding, reads as what it was, and has no character that a terminal obeys."""
    made = json_text([text], encoding)
    assert json.loads(made.encode(encoding).decode(encoding)) == [text]
    assert all(character.isprintable() or character == "\n" for character in made)
