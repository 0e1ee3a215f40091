"""How does a source, or the dataset itself, stand in the files of a reference manager?

As an entry for BibTeX, and as an item of CSL-JSON (<https://github.com/citation-style-language/schema>).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sinouk_innov.model.vocabularies import SourceKind

if TYPE_CHECKING:
    from sinouk_innov.dataset import Release
    from sinouk_innov.model.source import Source

__all__ = [
    "DATASET_KEY",
    "bibtex_text",
    "csl_text",
    "dataset_entry",
    "dataset_item",
    "source_entry",
    "source_item",
    "web_address",
]

DATASET_KEY = "sinouk-innov"
"""The key of the dataset itself; those of sources begin with `src-`."""
_DAY = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(~?)", re.ASCII)
_BOUNDS = re.compile(r"\[([0-9-]*)\.\.([0-9-]*)\]", re.ASCII)
_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# BibTeX counts braces even behind a backslash, so these are named.
_BIBTEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
})  # fmt: skip
_CSL_TYPES = {
    SourceKind.DATASET: "dataset",
    SourceKind.ENCYCLOPEDIA: "entry-encyclopedia",
    SourceKind.SOFTWARE_PACKAGE: "software",
}
# No address holds these (RFC 3986), and a page could take some for the end of one.
_NOT_ADDRESS = re.compile(r"""[{}\\\s<>"^`|\x00-\x1f\x7f\ud800-\udfff]""")
# A processor of CSL takes `<i>` and its like for its own, and some hand every other tag on to the page.
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
# TeX stops at these, and no file can hold the half of a surrogate pair.
_NOT_TEX = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def bibtex_text(text: str) -> str:
    r"""Return a text as it stands in a field: what TeX would obey is escaped, and white space is one space.

    Examples:
        >>> print(bibtex_text("R&D: 50%\nmore"))
        R\&D: 50\% more
    """
    return _NOT_TEX.sub("\ufffd", " ".join(text.split())).translate(_BIBTEX)


def csl_text(text: str) -> str:
    """Return a text as it stands in an item: what would begin markup has an angle quotation mark in its place.

    CSL-JSON has markup of its own and no way to escape it, and not every processor escapes what it does not know.

    Examples:
        >>> csl_text("a < b, <script>alert(1)</script>")
        'a < b, ‹script>alert(1)‹/script>'
    """
    return _MARKUP.sub("\u2039", text)


def web_address(url: str) -> str:
    """Return an address with the codes of those characters in it that no address holds.

    Examples:
        >>> web_address('https://example.org/a_b%20c?q="<b>"')
        'https://example.org/a_b%20c?q=%22%3Cb%3E%22'
    """
    return _NOT_ADDRESS.sub(lambda found: quote(found.group(), errors="replace"), url)


def dataset_entry(release: Release, note: str | None) -> str:
    """Return the BibTeX entry of a dataset.

    Args:
        release: What the dataset says of itself.
        note: What is cited in it, if not the whole.
    """
    return _entry(
        DATASET_KEY,
        {
            "title": release.title or "Dataset",
            "year": release.as_of[:4] if _DAY.fullmatch(release.as_of) else None,
            "howpublished": f"Dataset, version {release.data_version}" if release.data_version else "Dataset",
            "note": note,
        },
    )


def source_entry(source: Source, **more: str | None) -> str:
    """Return the BibTeX entry of a source; its key is the id.

    The day on which it was read stands there in the field `urldate` of BibLaTeX where it is known to the day.

    Args:
        source: The source.
        **more: Further fields, by name.
    """
    accessed = None if source.accessed is None else source.accessed.edtf
    return _entry(
        source.id,
        {
            "title": source.title,
            "author": source.publisher,
            "year": _year(source),
            "note": None if source.published is None else f"Published {_in_words(source.published.edtf)}",
            "url": source.url,
            "urldate": accessed if accessed and _WHOLE_DAY.fullmatch(accessed) else None,
            "language": source.language,
            **more,
        },
    )


def dataset_item(release: Release, note: str | None) -> dict[str, Any]:
    """Return the CSL-JSON item of a dataset.

    Args:
        release: What the dataset says of itself.
        note: What is cited in it, if not the whole.
    """
    item: dict[str, Any] = {"id": DATASET_KEY, "type": "dataset", "title": csl_text(release.title or "Dataset")}
    if release.data_version:
        item["version"] = csl_text(release.data_version)
    if release.as_of:
        item["issued"] = _csl_date(release.as_of)
    if note is not None:
        item["note"] = csl_text(note)
    return item


def source_item(source: Source) -> dict[str, Any]:
    """Return the CSL-JSON item of a source; its id is that of the source."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": _CSL_TYPES.get(source.kind, "webpage"),
        "title": csl_text(source.title),
        "author": [{"literal": csl_text(source.publisher)}],
        "language": source.language,
    }
    if source.url is not None:
        item["URL"] = web_address(source.url)
    if source.published is not None:
        item["issued"] = _csl_date(str(source.published))
    if source.accessed is not None:
        item["accessed"] = _csl_date(str(source.accessed))
    return item


def _entry(key: str, fields: dict[str, str | None]) -> str:
    lines = [f"  {name} = {{{_field(name, value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _field(name: str, value: str) -> str:
    if name == "url":
        return re.sub(
            r"[{}\\\s\x00-\x1f\x7f\ud800-\udfff]", lambda found: quote(found.group(), errors="replace"), value
        )
    # A second pair of braces keeps BibTeX from taking the name of a body for that of a person, and its styles from
    # turning the capitals of a title into small letters: `Theresa may welcomes`.
    return f"{{{bibtex_text(value)}}}" if name in {"author", "title"} else bibtex_text(value)


def _year(source: Source) -> str | None:
    years = set[int]()
    if source.published is not None:
        years = {0 if day is None else day.year for day in (source.published.earliest, source.published.latest)}
    return f"{years.pop():04}" if len(years) == 1 else None


def _in_words(edtf: str) -> str:
    """Return a date so that it can be printed: one that is known within bounds in words, each other as it is."""
    bounds = _BOUNDS.fullmatch(edtf)
    if bounds is None or not any(bounds.groups()):
        return edtf
    first, last = bounds.groups()
    if not (first and last):
        return f"{first} or later" if first else f"{last} or earlier"
    return f"between {first} and {last}"


def _csl_date(text: str) -> dict[str, Any]:
    found = _DAY.fullmatch(text)
    if found is None:
        return {"literal": csl_text(_in_words(text))}
    date: dict[str, Any] = {"date-parts": [[int(part) for part in found.group(1).split("-")]]}
    return date | ({"circa": True} if found.group(2) else {})
