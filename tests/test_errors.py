"""Do errors say what is wrong, keep their facts, and catch as what a caller would guess?"""

from __future__ import annotations

import copy
import pickle
from itertools import product

import pytest

from sinouk_innov import errors
from sinouk_innov.errors import (
    AmbiguousNameError,
    InvalidDataError,
    MissingExtraError,
    Problem,
    SinoukInnovError,
    UndecidedError,
    UnitError,
    UnknownFieldError,
    UnknownIdError,
    UnknownNameError,
    UnreadableError,
)

_PROBLEM = Problem("takes a text, not null", "people.json", "person", "per-peng-lv", "roles[0].titles[1].text")
_ERRORS: tuple[tuple[SinoukInnovError, type[Exception], dict[str, object], str], ...] = (
    (
        InvalidDataError((_PROBLEM,)),
        ValueError,
        {"problems": (_PROBLEM,)},
        "1 problem\n  takes a text, not null @ people.json:person/per-peng-lv.roles[0].titles[1].text",
    ),
    (
        UnknownIdError("person", "per-q", ("per-a", "per-b")),
        KeyError,
        {"kind": "person", "key": "per-q", "close": ("per-a", "per-b")},
        "no person has the id 'per-q'; did you mean 'per-a' or 'per-b'?",
    ),
    (
        UnknownIdError("record", "nonsense"),
        KeyError,
        {"kind": "record", "key": "nonsense", "close": ()},
        "no record has the id 'nonsense'",
    ),
    (
        UnknownIdError("person", "per-q", retired=True),
        KeyError,
        {"kind": "person", "key": "per-q", "close": (), "retired": True},
        "the id 'per-q' is retired, and nothing took its place",
    ),
    (
        UnknownFieldError("centre", "kinds", ("kind",)),
        TypeError,
        {"kind": "centre", "field": "kinds", "close": ("kind",)},
        "a centre has no field 'kinds'; did you mean 'kind'?",
    ),
    (
        UnknownFieldError("organisation", "age"),
        TypeError,
        {"kind": "organisation", "field": "age", "close": ()},
        "an organisation has no field 'age'",
    ),
    (
        UnknownNameError("Peng Lo", ("Peng Lv (per-peng-lv)",)),
        LookupError,
        {"name": "Peng Lo", "close": ("Peng Lv (per-peng-lv)",)},
        "nothing is called 'Peng Lo'; did you mean 'Peng Lv (per-peng-lv)'?",
    ),
    (
        AmbiguousNameError("Taizhou", ("pla-a", "pla-b")),
        LookupError,
        {"name": "Taizhou", "candidates": ("pla-a", "pla-b")},
        "2 records are called 'Taizhou': pla-a, pla-b",
    ),
    (UnitError("ha", "GBP"), ValueError, {"units": ("ha", "GBP")}, "these units do not go together: ha, GBP"),
    (UndecidedError("both may be"), ValueError, {"reason": "both may be"}, "it is not known: both may be"),
    (
        UnreadableError("a few", "it names no figure"),
        ValueError,
        {"text": "a few", "reason": "it names no figure"},
        "'a few' cannot be read: it names no figure",
    ),
    (
        MissingExtraError("pandas", "frames"),
        ImportError,
        {"package": "pandas", "extra": "frames"},
        "pandas is not installed; pip install 'sinouk-innov[frames]' brings it",
    ),
)
_IDS = [f"{type(error).__name__}-{number}" for number, (error, *_) in enumerate(_ERRORS)]


@pytest.mark.parametrize(("error", "builtin", "facts", "text"), _ERRORS, ids=_IDS)
def test_an_error_says_what_is_wrong(
    error: SinoukInnovError, builtin: type[Exception], facts: dict[str, object], text: str
) -> None:
    """An error is caught as ours and as the builtin, and its text and attributes tell the facts."""
    with pytest.raises(builtin) as caught:
        raise error
    assert isinstance(caught.value, SinoukInnovError)
    assert str(error) == text
    assert {name: getattr(error, name) for name in facts} == facts


@pytest.mark.parametrize("error", [error for error, *_ in _ERRORS], ids=_IDS)
def test_an_error_survives_a_process_boundary(error: SinoukInnovError) -> None:
    """Pickled or copied, an error is of the same class and has the same text and facts."""
    texts = [pickle.dumps(error, protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    others = [pickle.loads(text) for text in texts]  # noqa: S301  our own bytes
    for other in (*others, copy.copy(error), copy.deepcopy(error)):
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert other.__dict__ == error.__dict__
        assert other.args == error.args


def test_every_public_error_is_tried_here() -> None:
    """Each error that the module gives out stands in the table above."""
    public = {getattr(errors, name) for name in errors.__all__} - {Problem, SinoukInnovError}
    assert {type(error) for error, *_ in _ERRORS} == public


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "r"),
        ({"file": "f.json"}, "r @ f.json"),
        ({"kind": "place"}, "r @ place"),
        ({"id": "pla-a"}, "r @ pla-a"),
        ({"path": "names[0]"}, "r @ names[0]"),
        ({"file": "f.json", "kind": "place"}, "r @ f.json:place"),
        ({"file": "f.json", "path": "title"}, "r @ f.json:title"),
        ({"file": "f.jsonl:7", "kind": "place", "id": "#3"}, "r @ f.jsonl:7:place/#3"),
        ({"kind": "place", "id": "pla-a", "path": "kind"}, "r @ place/pla-a.kind"),
        (
            {"file": "f.json", "kind": "place", "id": "pla-a", "path": "names[0].text"},
            "r @ f.json:place/pla-a.names[0].text",
        ),
    ],
)
def test_a_problem_leaves_out_what_is_not_known(facts: dict[str, str], text: str) -> None:
    """The text of a problem is `reason @ file:kind/id.path`, without the parts that are missing."""
    assert str(Problem("r", **facts)) == text


def test_no_part_of_a_problem_leaves_a_mark_without_it() -> None:
    """Whichever parts are missing, each that is known stands in the text once, and no mark hangs loose."""
    parts = {"file": "FILE", "kind": "KIND", "id": "ID", "path": "PATH"}
    for chosen in product((True, False), repeat=4):
        facts = {name: value for (name, value), known in zip(parts.items(), chosen, strict=True) if known}
        place = str(Problem("r", **facts)).removeprefix("r").removeprefix(" @ ")
        assert [place.count(value) for value in parts.values()] == list(map(int, chosen))
        assert place == place.strip("@:/. ")
        assert not any(pair in place for pair in ("::", "//", "..", ":.", "/.", ":/"))


def test_problems_have_an_order() -> None:
    """Problems sort by reason, then by place."""
    first, second, third = Problem("a", "b"), Problem("a", "b", "c"), Problem("b")
    assert sorted([third, second, first]) == [first, second, third]


@pytest.mark.parametrize(("count", "head", "lines"), [(0, "0 problems", 1), (2, "2 problems", 3), (20, "20", 21)])
def test_a_few_problems_are_all_shown(count: int, head: str, lines: int) -> None:
    """Up to twenty problems stand in the text, one a line."""
    text = str(InvalidDataError(tuple(Problem(f"reason {number}") for number in range(count))))
    assert text.startswith(head)
    assert text.count("\n") + 1 == lines
    assert "more" not in text


def test_many_problems_are_cut_and_counted() -> None:
    """Of more than twenty problems the text shows twenty and says how many there are besides; `.problems` has all."""
    error = InvalidDataError(tuple(Problem(f"reason {number}") for number in range(23)))
    assert str(error).splitlines()[-2:] == ["  reason 19", "  … and 3 more in .problems"]
    assert len(error.problems) == 23
