"""From a text and what was written down of it to records with full citations, or to one error that tells everything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import sinouk_innov as si
from sinouk_innov import codec
from sinouk_innov.text.drafts import is_unique

TEXT = """A visit to the park

Ms. Ada Example led a delegation of 12 firms to Jade Park on 3 May 2024.
Share this page.
It was welcomed by nobody.
Share this page.
"""
SOURCE = {
    "id": "src-page",
    "kind": "news",
    "title": "A visit to the park",
    "publisher": "Jade Daily",
    "publisher_kind": "media",
    "language": "en",
    "accessed": {"edtf": "2026-11-23"},
    "extent": "whole",
}
CENTRE = {
    "id": "cen-jade-park",
    "citations": [{"passage": 2, "supports": ["kind"], "basis": "entailed", "note": "It is called a park."}],
    "names": [{"text": "Jade Park", "language": "en", "kind": "official", "citations": [{"passage": 2}]}],
    "kind": "science_park",
}
DRAFT: dict[str, Any] = {"sources": [SOURCE], "centres": [CENTRE]}


def draft(folder: Path, plain: object = DRAFT, text: str = TEXT) -> tuple[Path, Path]:
    """Write a draft and its text."""
    files = folder / "src-page.json", folder / "src-page.txt"
    files[0].write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    files[1].write_text(text, encoding="utf-8")
    return files


def reasons(folder: Path, plain: object, text: str = TEXT) -> list[str]:
    """Read a draft that is wrong, and return what is said of it."""
    with pytest.raises(si.InvalidDataError) as caught:
        si.read_draft(*draft(folder, plain, text))
    return [str(problem) for problem in caught.value.problems]


def with_centre(**fields: object) -> dict[str, Any]:
    """Return the draft with another centre."""
    return DRAFT | {"centres": [CENTRE | fields]}


def test_citations_are_completed_from_the_text(tmp_path: Path) -> None:
    """A passage's number becomes paragraph, words, fingerprint and edges; what it supports stays as given."""
    data = si.read_draft(*draft(tmp_path))
    (centre,) = data.centres
    passage = list(si.passages(TEXT))[1]
    whole = si.cite_passage(TEXT, passage, "src-page")
    assert centre.names[0].citations == (whole,)
    (kind,) = centre.citations
    assert (kind.fingerprint, kind.supports, kind.basis) == (whole.fingerprint, ("kind",), si.Basis.ENTAILED)
    assert kind.note == "It is called a park."
    assert data.sources["src-page"].fingerprint == si.fingerprint(TEXT)
    assert {item.verdict for item in si.verify(data, tmp_path)} == {si.Verdict.FOUND}
    assert si.problems(data) == ()


def test_a_beginning_has_no_fingerprint_of_the_whole(tmp_path: Path) -> None:
    """Only a text that was read whole is known by its fingerprint."""
    data = si.read_draft(*draft(tmp_path, DRAFT | {"sources": [SOURCE | {"extent": "beginning"}]}))
    assert data.sources["src-page"].fingerprint is None


def test_several_passages_make_several_citations(tmp_path: Path) -> None:
    """A list of numbers gives one citation for each."""
    citations = [{"passage": [1, 2], "supports": ["kind"], "basis": "entailed"}]
    (centre,) = si.read_draft(*draft(tmp_path, with_centre(citations=citations))).centres
    assert [citation.paragraph for citation in centre.citations] == [1, 2]
    assert all(citation.basis is si.Basis.ENTAILED for citation in centre.citations)


def test_full_citations_may_stand_beside(tmp_path: Path) -> None:
    """A citation that is written out is taken as it is."""
    citations = [{"source": "src-page", "supports": ["kind"], "basis": "inferred", "note": "By its name."}]
    (centre,) = si.read_draft(*draft(tmp_path, with_centre(citations=citations))).centres
    assert centre.citations[0].fingerprint is None


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each problem comes with its place, whatever its sort."""
    names = [
        {"text": "Jade Garden", "language": "en", "kind": "official", "citations": [{"passage": 2}]},
        {"text": "Park", "language": "en", "kind": "nonsense", "citations": [{"passage": 9}]},
    ]
    wrong = with_centre(names=names) | {"people": [], "parks": []}
    told = reasons(tmp_path, wrong)
    assert any("there is no table 'parks'" in reason for reason in told)
    assert any("there is no passage 9; the text has 5 @ src-page.json" in reason for reason in told), told
    assert any("'nonsense' is no NameKind" in reason for reason in told)
    copied = with_centre(
        note="Ms. Ada Example led a delegation of 12 firms to Jade Park on 3 May 2024.", names=names[:1]
    )
    told = reasons(tmp_path, copied)
    assert any("'Jade Garden' is not printed in its passage" in reason for reason in told)
    assert any("copies more than 11 words in a row" in reason for reason in told)


@pytest.mark.parametrize("number", [0, 6, -1, True, "2", None, 1.0])
def test_a_passage_is_a_number_that_there_is(tmp_path: Path, number: object) -> None:
    """Nothing else is taken for the number of a passage."""
    (told,) = reasons(tmp_path, with_centre(citations=[{"passage": number, "supports": ["kind"]}]))
    assert f"there is no passage {number!r}; the text has 5" in told


def test_a_passage_that_stands_twice_cannot_be_cited(tmp_path: Path) -> None:
    """Whoever slides its words over the page would find two."""
    (told,) = reasons(tmp_path, with_centre(citations=[{"passage": 3, "supports": ["kind"]}]))
    assert "passage 3 stands in the text more than once" in told
    found = list(si.passages(TEXT))
    assert [is_unique(TEXT, passage) for passage in found] == [True, True, False, True, False]


def test_a_short_citation_takes_nothing_else(tmp_path: Path) -> None:
    """What is computed cannot be given beside."""
    (told,) = reasons(tmp_path, with_centre(citations=[{"passage": 2, "words": 3, "supports": ["kind"]}]))
    assert "a citation of a passage by number takes no 'words'" in told


@pytest.mark.parametrize(
    "plain",
    [{}, {"sources": []}, {"sources": [SOURCE, SOURCE]}, {"sources": {"id": "src-page"}}, {"sources": [{"id": 1}]}],
)
def test_a_draft_holds_one_source(tmp_path: Path, plain: dict[str, Any]) -> None:
    """Without its source, a draft cannot be cited."""
    assert any("a draft holds one source, with its id" in reason for reason in reasons(tmp_path, plain))


def test_a_draft_is_an_object(tmp_path: Path) -> None:
    """An array is not one, and what is no JSON is told with its place."""
    assert "takes an object" in reasons(tmp_path, [])[0]
    files = draft(tmp_path)
    files[0].write_text("{", encoding="utf-8")
    with pytest.raises(si.InvalidDataError, match=r"src-page\.json"):
        si.read_draft(*files)


# --- misquotes ------------------------------------------------------------------------------------------------------


def test_misquotes_are_told_with_their_place(tmp_path: Path) -> None:
    """A wording that its passage does not print is told, but only where it is stated and the text is held."""
    data = si.read_draft(*draft(tmp_path))
    assert si.misquotes(data, tmp_path) == ()
    (tmp_path / "src-page.txt").write_text(TEXT.replace("Jade Park", "Jade Garden"), encoding="utf-8")
    assert si.misquotes(data, tmp_path) == ()
    other = si.read_draft(*draft(tmp_path, with_centre(kind="science_park")))
    named = si.Name(
        text="Ruby Park", language="en", kind=si.NameKind.OFFICIAL, citations=other.centres[0].names[0].citations
    )
    wrong = si.Centre(id="cen-ruby", kind=si.CentreKind.SCIENCE_PARK, names=(named,))
    (problem,) = si.misquotes(si.Dataset.of([*other.sources, wrong]), tmp_path)
    assert (problem.id, problem.path) == ("cen-ruby", "names[Ruby Park@en]")
    with pytest.raises(NotADirectoryError):
        si.misquotes(data, tmp_path / "nowhere")


def test_the_draft_in_the_guide_is_in_the_data() -> None:
    """What the guide shows of a real page is what the bundled data say on its authority."""
    guide = Path(__file__).parent.parent / "docs" / "how-to" / "add-a-document.md"
    block = re.search(r"```json\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    shown: dict[str, list[dict[str, Any]]] = json.loads(block[1])
    data = si.load()
    for table, rows in shown.items():
        for row in rows:
            record = codec.encode(data.table(table)[row["id"]])
            for field, value in row.items():
                held = record[field]
                if field == "citations":
                    assert SHOWN in {citation["source"] for citation in held}
                elif isinstance(value, list):
                    assert [told(item) for item in value if not any(covers(other, item) for other in held)] == []
                else:
                    assert held == value, (row["id"], field)


SHOWN = "src-tus-holdings-2008-aspa"


def told(plain: Any) -> Any:
    """Return plain data without citations."""
    if isinstance(plain, dict):
        return {key: told(value) for key, value in plain.items() if key != "citations"}
    return [told(item) for item in plain] if isinstance(plain, list) else plain


def covers(held: Any, shown: Any) -> bool:
    """Tell whether a part in the data says at least what is shown."""
    if isinstance(shown, dict):
        return all(key in held and covers(held[key], value) for key, value in told(shown).items())
    if isinstance(shown, list):
        return all(any(covers(other, item) for other in held) for item in shown)
    return bool(held == shown)
