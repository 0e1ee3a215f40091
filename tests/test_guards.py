"""What keeps hostile text harmless: which addresses may be followed, and what each format does with others."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given, strategies as st

import sinouk_innov as si
import small
from hostile import ADDRESSES, FOLLOWED
from sinouk_innov.export.formats import FORMATS, write_as
from sinouk_innov.export.guards import NO_WEB_ADDRESS, is_web_address

LINKING = {"ftm", "ftm-statements", "popolo", "geojson", "csl-json", "bibtex", "icalendar", "schema-org"}
"""The formats whose readers follow addresses. The others hold them as texts, and lose none."""


@pytest.mark.parametrize(
    "text",
    [
        *sorted(FOLLOWED),
        "http://a",
        "HTTPS://A.Example:443/",
        "http://a:/",
        "https://a?b#c",
        "https://a#:~:text=%E8%BE%B9,b%2Dc",
        "http://192.0.2.1/",
        "http://a_b.example/",
    ],
)
def test_these_may_be_followed(text: str) -> None:
    """Addresses as RFC 3986 has them, with or without port, path, query and fragment, and those of RFC 3987."""
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *sorted(set(ADDRESSES.values()) - FOLLOWED),
        *("", "a", "//a/", "http:a", "http:/a", "http:///a", "http://", "http://?a", "http://#a", "http://-a/"),
        *(
            "ftp://a/",
            "javascript:alert(1)//http://a/",
            "data:text/html,a",
            "file:///etc/passwd",
            "view-source:http://a",
        ),
        *(f"https://a/{character}" for character in ' "<>\\^`{|}\t\n\r\x00\x1f\x7f\x80\xa0\u2028\ufeff\ufffe\ud800'),
        *("https://a/%", "https://a/%4", "https://a/%gg", "https://a/#b#c", "https://a/[b]", "https://a%2eb/"),
        *("https://a:b/", "https://a:0/", "https://a:65536/", "https://a:1:2/", "https://u@a/", "https://u:p@a/"),
        *("http://[::x]/", "http://[1]/", "http://[::1", "http://[::1]a/", "http://a\u2100b/", "http://../"),
        *("https://a/\u202eb", "https://a/\u200fb", "https://a/\u2066b", "https://a/b\n"),
    ],
)
def test_these_may_not(text: str) -> None:
    """Other schemes, no host, what no address holds, half codes, users, ports that there are not, hidden marks."""
    assert not is_web_address(text)


@given(st.text(), st.sampled_from(["http://a/", "https://a.example?", "http://", "https://[", ""]))
def test_nothing_that_ends_an_attribute_or_field_goes_through(text: str, start: str) -> None:
    """Whatever is asked, what may be followed has a host and none of the signs that end a link somewhere."""
    if is_web_address(start + text):
        assert not re.search(r"""[\s"<>\\^`{|}\x00-\x20\x7f]""", start + text)
        assert urlsplit(start + text).scheme in {"http", "https"}
        assert urlsplit(start + text).hostname


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_each_format_tells_what_became_of_an_address(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where a reader follows addresses one that is none is left out, for a reason; all others hold it as a text."""
    folder = tmp_path_factory.mktemp("out")
    odd = small.citation("odd")
    data = small.dataset(
        small.source("odd", url="https://a.example/?q={x}", archived="https://a.example/<y>"),
        small.place("town", latitude=1.5, longitude=2.5, citations=(odd,)),
        small.centre("park", at="pla-town", website="https://u@a.example/", names=(small.name("Park", odd),)),
        small.event("talk", "2019-05-23", names=(small.name("Talk", odd),)),
    )
    ledger = write_as(data, name, folder / "out")
    why = {str(loss.fact): loss.reason for loss in ledger.losses if loss.fate is si.Fate.DROPPED}
    asked = {
        fact
        for fact in ("src-odd#url", "src-odd#archived", "cen-park#website")
        if why.get(fact, NO_WEB_ADDRESS) == NO_WEB_ADDRESS
    }
    assert asked
    if name not in LINKING:
        assert not asked & why.keys()
        return
    assert asked <= why.keys()
    written = (folder / "out").read_bytes()
    for part in (b"{x}", b"<y>", b"\\u003cy", b"u@a.ex", b"%7Bx", b"%3Cy"):
        assert part not in written
