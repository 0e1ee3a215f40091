"""Is the test of a rule true only where its words find nothing wrong?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import sinouk_innov as si
from sinouk_innov import obligations
from sinouk_innov.evidence import Citation
from sinouk_innov.model.facts import citations_in
from sinouk_innov.model.record import Name, Part
from sinouk_innov.obligations import Judged, Rule
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD_TEXTS = ["", " ", "A", " A", "A ", "other", "en", "EN", "zh-Latn", "org-a", "per-a", "org-A", "org-a\n", "0" * 16]
ODD_TEXTS += ["http://a.b", "http:// ", "e06ceda4b2a2d08a", "E06CEDA4B2A2D08A", "e06c eda4b2a2d08", "a b c", "a b c d"]
ODD_TEXTS += ["北京", "北京科技", "Q1", "013meh722", "013meh723", "-", "一"]


def parts(thing: Any) -> Iterator[Any]:
    """Yield something, its parts and theirs."""
    yield thing
    for field in attrs.fields(type(thing)):
        values = getattr(thing, field.name)
        for value in values if isinstance(values, tuple) else ():
            if isinstance(value, Part):
                yield from parts(value)


@cache
def things() -> dict[type[Any], list[Any]]:
    """Return the bundled records, their parts and their citations, by class."""
    found: dict[type[Any], list[Any]] = {}
    for record in si.load():
        for part in parts(record):
            found.setdefault(type(part), []).append(part)
        found.setdefault(Citation, []).extend(citation for _, citation in citations_in(record))
    return found


def unjudged(thing: Any, changes: dict[str, Any]) -> Any:
    """Return a copy with other values, whether they make sense or not."""
    made = object.__new__(type(thing))
    for field in attrs.fields(type(thing)):
        object.__setattr__(made, field.name, changes.get(field.name, getattr(thing, field.name)))
    return made


def faults(thing: Any) -> list[str]:
    """Return what the rules of a thing say is wrong with it."""
    return [reason for rule in type(thing).obligations() if (reason := rule.wrong(thing))]


def test_bundled_records_pass_the_tests() -> None:
    """The tests vouch for each bundled record, part and citation, so that words are asked of none."""
    for kind, found in things().items():
        keeps = obligations._compiled(kind)
        assert [thing for thing in found if not keeps(thing) or faults(thing)] == []


@given(st.data())
def test_tests_are_true_only_of_what_keeps_the_rules(data: st.DataObject) -> None:
    """Whatever values stand in its fields: where all tests are true, the words find nothing wrong."""
    kind = data.draw(st.sampled_from(sorted(things(), key=str)))
    thing = data.draw(st.sampled_from(things()[kind]))
    fields = data.draw(st.lists(st.sampled_from([field.name for field in attrs.fields(kind)]), min_size=1, max_size=3))
    changes: dict[str, Any] = {}
    for field in fields:
        own = getattr(thing, field)
        if isinstance(own, tuple):
            others = [value for other in things()[kind][:50] for value in getattr(other, field)]
            pool = [*own, *others] if not all(isinstance(value, str) for value in own + tuple(others)) else ODD_TEXTS
            changes[field] = tuple(data.draw(st.lists(st.sampled_from(pool or ODD_TEXTS), max_size=3)))
        elif isinstance(own, int | float):
            changes[field] = data.draw(st.sampled_from([-181, -91, -1, 0, 1, 90, 200]))
        elif isinstance(own, Term):
            changes[field] = data.draw(st.sampled_from(list(type(own))))
        else:
            changes[field] = data.draw(st.sampled_from([None, *ODD_TEXTS, getattr(thing, "id", "x")]))
    changed = unjudged(thing, changes)
    try:
        vouched = obligations._compiled(kind)(changed)
    except (AttributeError, TypeError):
        # A text in the place of a part, and None in that of a text, are refused by readers before.
        return
    if vouched:
        assert faults(changed) == []


def test_first_instances_are_judged_rule_by_rule() -> None:
    """A test is written out only after many instances, and then says the same."""
    judge = obligations._Judge(Name)
    good = Name(text="A", language="en", kind=si.NameKind.SHORT)
    bad = unjudged(good, {"text": " A"})
    for _ in range(obligations._FEW + 2):
        judge(good)
        with pytest.raises(ValueError, match="text is blank or has white space at its ends"):
            judge(bad)
    assert judge._keeps is not None


def test_judged_values_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged good is remembered, what was not is judged again, and both are forgotten when they are many."""
    asked: list[str] = []

    def judge(value: str) -> bool:
        asked.append(value)
        return value != "bad"

    known = Judged(judge)
    assert [("a" in known or known("a")) for _ in range(3)] == [True] * 3
    assert not known("bad")
    assert not known("bad")
    assert asked == ["a", "bad", "bad"]
    monkeypatch.setattr(obligations, "_MOST_JUDGED", 1)
    assert known("b")
    assert known == {"b"}


def test_rule_has_words_and_a_test() -> None:
    """A rule says in words what its test only finds."""
    rule = obligations.needed("titles", "a role has at least one title")
    assert isinstance(rule, Rule)
    assert (rule.test, rule.names) == ("titles", {})
