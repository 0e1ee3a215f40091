"""Does a value show itself shortly and honestly, and does nothing in the data become markup?"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from sinouk_innov.bundle import load
from sinouk_innov.model.initiative import Initiative, Party
from sinouk_innov.model.vocabularies import Capacity, InitiativeKind
from sinouk_innov.quantities import Bound, Quantity, Unit
from sinouk_innov.reprs import html_table, record_html, record_text, shortened
from small import centre, citation, name, organisation, person, place, role, source

if TYPE_CHECKING:
    from sinouk_innov.model.record import Record

_EVIL = '<script>alert("x")</script>&amp;\'<b>'
_LINE = 72


class _Reader(HTMLParser):
    """What a browser would make of a piece of HTML: its text, elements and addresses; and whether all is closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.addresses: list[str | None] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert {key for key, _ in attrs} <= {"style", "href", "colspan"}
        self.addresses.extend(value for key, value in attrs if key == "href")
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


_PLAIN = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "b", "code", "br", "a"}


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("", 5, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab\u2026"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two \u2026"),
        ("a bcdefghijkl", 10, "a bcdefgh\u2026"),
        (" two\n lines\tand\u2028more ", 40, "two lines and more"),
    ],
)
def test_a_long_text_is_cut_where_it_can_be(text: str, longest: int, short: str) -> None:
    """A text is cut at a space in its second half, else anywhere; the cut is marked, and all is in one line."""
    assert shortened(text, longest) == short


@given(st.text(alphabet="ab \n", max_size=60), st.integers(1, 40))
def test_a_shortened_text_is_no_longer_than_told(text: str, longest: int) -> None:
    """What is shown is within its length, and all of it stands at the head of the text."""
    short = shortened(text, longest)
    assert len(short) <= longest
    assert " ".join(text.split()).startswith(short.removesuffix("\u2026"))
    assert short.endswith("\u2026") or short == " ".join(text.split())


def _initiative(parties: int) -> Initiative:
    return Initiative(
        id="ini-a",
        names=(name("A"),),
        kind=InitiativeKind.PROJECT,
        parties=tuple(Party(label=f"firm {n}", capacity=Capacity.PARTY) for n in range(parties)),
    )


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (place("a"), "<Place pla-a: a>"),
        (place("a", citations=(citation("s"),)), "<Place pla-a: a, 1 citation>"),
        (person("a", role("Head", "org-a"), role("Member", "org-b")), "<Person per-a: a, 2 roles>"),
        (_initiative(1), "<Initiative ini-a: A, 1 party>"),
        (_initiative(2), "<Initiative ini-a: A, 2 parties>"),
        (centre("a", "cen-b"), "<Centre cen-a: a, part of 1>"),
        (
            source("a", title="word " * 30 + "end"),
            f"<Source src-a: {'word ' * 14}\u2026>",
        ),
    ],
)
def test_a_record_shows_its_class_id_label_and_what_it_holds(record: Record, text: str) -> None:
    """A repr is one short line that counts what the record holds, in the singular where there is one."""
    assert repr(record) == text


def test_every_bundled_record_shows_itself_shortly() -> None:
    """Each record has a repr in one line, with its id, and an HTML table with its label and id."""
    for record in load():
        text = repr(record)
        assert text == record_text(record)
        assert record.id in text
        assert "\n" not in text
        assert len(text) < 2 * _LINE + len(record.id)
        read = _Reader(record_html(record))
        assert set(read.elements) <= _PLAIN
        assert record.id in read.texts
        assert all(address is not None and re.match("https?://", address) for address in read.addresses)


def test_html_shows_each_field_that_has_a_value() -> None:
    """Fields with values have a row each, those without have none."""
    record = organisation("a", "pla-b", website="https://a.b/c?d=1&e=2", note="two\nlines")
    read = _Reader(record_html(record))
    held = [text for text in read.texts if text.strip()]
    head, *cells = ["a", "org-a", " Organisation"], ["names", "a"], ["kind", "company"], ["seat", "pla-b"]
    cells += [["website", "https://a.b/c?d=1&e=2"], ["note", "two\nlines"]]
    assert held == [*head, *(text for cell in cells for text in cell)]
    assert read.addresses == ["https://a.b/c?d=1&e=2"]


def test_markup_in_data_is_shown_as_text() -> None:
    """A name, note or id with markup stands in the table as it is printed, and is no markup."""
    record = person("a", names=(name(_EVIL), name(f"{_EVIL}2")), note=_EVIL, honorific=_EVIL)
    for html in (record_html(record), html_table(_EVIL, [_EVIL], [[_EVIL], [(_EVIL, _EVIL)]], _EVIL)):
        read = _Reader(html)
        assert set(read.elements) <= _PLAIN
        assert "<script" not in html
        assert "".join(read.texts).count(_EVIL) >= 4


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("http://a.b", True),
        ("https://a.b/c?d=1&e=2#f", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//a.b", False),
        (" https://a.b", False),
        ("file:///etc", False),
        ("mailto:a@b", False),
        ("https://a.b says so", False),
        ('https://a.b/"onmouseover="alert(1)', True),
        ("https://a.b/'><script>", True),
    ],
)
def test_only_web_addresses_become_links(text: str, *, is_link: bool) -> None:
    """An http or https address becomes a link to just itself; whatever else, text."""
    read = _Reader(html_table("", ["address"], [[text]]))
    assert read.addresses == ([text] if is_link else [])
    assert text in read.texts
    assert set(read.elements) <= _PLAIN


def test_a_figure_is_shown_in_words() -> None:
    """What can describe itself for people does so in a table."""
    read = _Reader(html_table("", ["figure"], [[Quantity(1500, Unit.M2, Bound.MORE_THAN)]]))
    assert "more than 1,500 m\u00b2" in read.texts


@given(st.lists(st.lists(st.none() | st.integers() | st.text(max_size=9), min_size=2, max_size=2), max_size=4))
def test_a_table_has_a_cell_for_each_value(rows: list[list[object]]) -> None:
    """Rows and cells are as many as given, whatever stands in them."""
    html = html_table("all", ("a", "b"), rows)
    assert html.count("<tr>") == len(rows) + 1
    cells = re.findall("<td[^>]*>(.*?)</td>", html, re.DOTALL)
    assert [unescape(cell) for cell in cells] == ["" if value is None else str(value) for row in rows for value in row]
    assert "<tfoot>" not in html


def test_a_table_says_what_it_leaves_out() -> None:
    """A line below the table spans all columns."""
    assert '<tfoot><tr><td colspan="3">and 2 more</td></tr></tfoot>' in html_table("", "abc", [], "and 2 more")
