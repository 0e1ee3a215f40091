"""What must hold among the fields of one thing for it to make sense?

A class of the model lists its rules. A rule says in words what is wrong with an instance; and it has a test, a Python
expression over the fields that is true only where nothing is wrong, which readers of many records write into the code
that builds them. A test may be false where all is well: then the words decide. So no rule is written down twice.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov.sense import (
    id_pattern,
    repeated,
    unexplained,
    wrong_address,
    wrong_ids,
    wrong_language,
    wrong_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinouk_innov.terms import Term

__all__ = [
    "Judged",
    "Later",
    "Rule",
    "address",
    "apart",
    "distinct",
    "either",
    "explained",
    "language",
    "needed",
    "needs",
    "refer",
    "refers",
    "refuse_senseless",
    "tests_of",
    "text",
]

_FEW = 100
"""So many instances of a class are judged rule by rule: to write out a test of all rules takes time as well."""
_MOST_JUDGED = 1 << 14


class Rule:
    """Something that must hold in an instance of a class of the model.

    Args:
        wrong: Says what is wrong with an instance, or None.
        test: An expression over the names of the fields, and `made`, the instance: true only where nothing is wrong.
        names: What the expression calls beside these.
    """

    __slots__ = ("names", "test", "wrong")

    def __init__(self, wrong: Callable[[Any], str | None], test: str, **names: object) -> None:
        self.wrong: Callable[[Any], str | None] = wrong
        self.test: str = test
        self.names: dict[str, object] = names


class Later:
    """A pattern that is compiled when it is first needed: most look-ups need none.

    Args:
        pattern: What a text has to match as a whole.
    """

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern: str = pattern

    def now(self) -> Callable[[str], object]:
        """Return what matches it."""
        return re.compile(self.pattern, re.ASCII).fullmatch


class Judged(set[Any]):
    """The values of which a function said yes; values that come again and again are judged once.

    In a test it stands twice: `x in known or known(x)`. Membership takes a tenth of the time of a call.

    Args:
        judge: The function, or the pattern; its answer depends on nothing but the value.
    """

    def __init__(self, judge: Callable[[Any], object] | Later) -> None:
        super().__init__()
        self._judge = judge

    def __call__(self, value: Any) -> bool:
        """Tell whether the function says yes, and remember it."""
        if isinstance(self._judge, Later):
            self._judge = self._judge.now()
        if not self._judge(value):
            return False
        if len(self) >= _MOST_JUDGED:
            self.clear()
        self.add(value)
        return True


_own_key = attrgetter("key")
_languages = Judged(lambda tag: wrong_language(tag) is None)
_ids: dict[tuple[str, ...], Judged] = {}


def text(field: str) -> Rule:
    """A text is neither blank nor has white space at its ends."""
    return Rule(
        lambda thing: wrong_text(field, getattr(thing, field)),
        f"{field} is None or {field} and {field}.strip() == {field}",
    )


def language(field: str) -> Rule:
    """A text is the tag of a language."""
    return Rule(
        lambda thing: wrong_language(getattr(thing, field)),
        f"{field} in _languages or _languages({field})",
        _languages=_languages,
    )


def address(field: str) -> Rule:
    """A text is an address on the web."""
    return Rule(
        lambda thing: wrong_address(field, getattr(thing, field)),
        f"{field} is None or _wrong_address('', {field}) is None",
        _wrong_address=wrong_address,
    )


def refers(field: str, *prefixes: str) -> Rule:
    """A text is the id of a record of certain kinds."""
    name, known = _known(prefixes)
    return Rule(
        lambda thing: wrong_ids(field, (getattr(thing, field),), *prefixes),
        f"{field} is None or {field} in {name} or {name}({field})",
        **{name: known},
    )


def refer(field: str, *prefixes: str) -> Rule:
    """Several texts are ids of records of certain kinds."""
    name, known = _known(prefixes)
    return Rule(
        lambda thing: wrong_ids(field, getattr(thing, field), *prefixes),
        f"not {field} or {name}.issuperset({field}) or all(map({name}, {field}))",
        **{name: known},
    )


def _known(prefixes: tuple[str, ...]) -> tuple[str, Judged]:
    if prefixes not in _ids:
        _ids[prefixes] = Judged(Later(id_pattern(*prefixes)))
    return f"_ids_{'_'.join(prefixes)}", _ids[prefixes]


def apart(field: str, words: str, other: str = "id") -> Rule:
    """Two fields do not hold the same."""
    return Rule(lambda thing: words if getattr(thing, field) == getattr(thing, other) else None, f"{field} != {other}")


def explained(field: str) -> Rule:
    """A term `other` has a note that tells what is meant."""
    return Rule(lambda thing: unexplained(getattr(thing, field), thing.note), f"note or {field} != 'other'")


def needed(field: str, words: str) -> Rule:
    """A field has at least one value."""
    return Rule(lambda thing: None if getattr(thing, field) else words, field)


def needs(field: str, term: Term, other: str, words: str) -> Rule:
    """A field that holds a certain term needs another field beside it."""
    return Rule(
        lambda thing: words if getattr(thing, field) is term and not getattr(thing, other) else None,
        f"{other} or {field} is not _{term.name}",
        **{f"_{term.name}": term},
    )


def either(one: str, other: str, words: str) -> Rule:
    """One of two fields has a value, and not both."""
    return Rule(
        lambda thing: words if (getattr(thing, one) is None) == (getattr(thing, other) is None) else None,
        f"({one} is None) != ({other} is None)",
    )


def distinct(field: str, telling: str | None = None) -> Rule:
    """No two of several values have the same key.

    Args:
        field: Their field.
        telling: An attribute of theirs: where it differs, the keys do.
    """

    def wrong(thing: Any) -> str | None:
        values = getattr(thing, field)
        # What stands alone stands once.
        return repeated(field, tuple([_key(value) for value in values])) if len(values) > 1 else None

    test = f"len({field}) < 2 or "
    if telling is None:
        return Rule(wrong, f"{test}_distinct({field})", _distinct=_are_distinct)
    test += f"len(set(map(_{telling}, {field}))) == len({field}) or _distinct({field})"
    return Rule(wrong, test, _distinct=_are_distinct, **{f"_{telling}": attrgetter(telling)})


def _are_distinct(values: tuple[Any, ...]) -> bool:
    keys = values if type(values[0]) is str else map(_own_key, values)
    return len(set(keys)) == len(values)


def _key(value: Any) -> str:
    """Return the key of a part, or a plain text."""
    key: str = value if type(value) is str else value.key
    return key


# --- asking them ----------------------------------------------------------------------------------------------------


def tests_of(wanted: Any, names: dict[str, Any]) -> str:
    """Return the expression that is true only where an instance of a class keeps all its rules.

    Args:
        wanted: The class; its `obligations()` are its rules.
        names: The names that the expression uses are added here.
    """
    rules: tuple[Rule, ...] = wanted.obligations()
    for rule in rules:
        names |= {name: it.now() if isinstance(it, Later) else it for name, it in rule.names.items()}
    return " and ".join(f"({rule.test})" for rule in rules)


def refuse_senseless(thing: Any) -> None:
    """Raise what is wrong with an instance, if anything is.

    Raises:
        ValueError: It breaks a rule of its class; the first that it breaks.
    """
    kind = cast("Any", type(thing))
    judge = _judges.get(kind) or _judges.setdefault(kind, _Judge(kind))
    judge(thing)


class _Judge:
    """Asks the rules of a class one by one, and after a while, where there are many instances, all at once."""

    __slots__ = ("_asked", "_keeps", "_kind", "_rules")

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._rules: tuple[Rule, ...] = kind.obligations()
        self._asked = 0
        self._keeps: Callable[[Any], bool] | None = None

    def __call__(self, thing: Any) -> None:
        if self._keeps is not None:
            if self._keeps(thing):
                return
        else:
            self._asked += 1
            if self._asked > _FEW:
                self._keeps = _compiled(self._kind)
        for rule in self._rules:
            if reason := rule.wrong(thing):
                raise ValueError(reason)


_judges: dict[Any, _Judge] = {}


def _compiled(kind: Any) -> Callable[[Any], bool]:
    names: dict[str, Any] = {}
    tests = tests_of(kind, names)
    lines = ["def keeps(made):", *(f" {field.name} = made.{field.name}" for field in kind.__attrs_attrs__)]
    exec("\n".join([*lines, f" return {tests}"]), names)  # noqa: S102  every name in it is one of the model's
    found: Callable[[Any], bool] = names["keeps"]
    return found
