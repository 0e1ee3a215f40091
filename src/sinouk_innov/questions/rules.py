"""By which rules does one fact follow from others?

A rule is data: premises and a conclusion, each a pattern over ids. `RULES` holds those that the library trusts; leave
some out, or add your own:

    mine = (*(rule for rule in RULES if rule.name != "present_at_venue"), Rule(...))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from sinouk_innov.errors import Problem
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.model.vocabularies import Capacity, Modality, Rank, RelationKind
from sinouk_innov.table import close_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["KIND_PREFIXES", "PREDICATES", "RULES", "Atom", "Predicate", "Rule", "flaws_in", "is_variable"]

_TERMS_OF_A_CONCLUSION = 2


def is_variable(term: object) -> bool:
    """Tell whether a term of a pattern is a variable: a text that begins with a question mark."""
    return isinstance(term, str) and term.startswith("?")


@frozen(init=False, repr=False)
class Atom:
    """A pattern: that some things stand to each other so.

    `Atom("seat", "?x", "?y")` is met by every organisation and its seat. A term is a variable, which begins with `?`; a
    text, such as an id, that has to stand there; or a tuple of texts, any of which may.

    `Atom("is_person", "?x")` narrows a variable to the ids of one kind; it is no fact that a conclusion rests on.

    Attributes:
        predicate: How they stand to each other: one of `PREDICATES`, what a rule concludes, or `is_` and a kind.
        terms: What stands there.
    """

    predicate: str
    terms: tuple[str | tuple[str, ...], ...]

    def __init__(self, predicate: str, *terms: str | tuple[str, ...]) -> None:
        object.__setattr__(self, "predicate", predicate)
        object.__setattr__(self, "terms", terms)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.predicate, *self.terms)

    @property
    def variables(self) -> frozenset[str]:
        """The variables in it."""
        return frozenset(term for term in self.terms if isinstance(term, str) and is_variable(term))

    @property
    def kind_prefix(self) -> str | None:
        """The prefix of the ids to which it narrows its variable, or None where it is met by facts."""
        return KIND_PREFIXES.get(self.predicate)

    def __str__(self) -> str:
        shown = ("|".join(term) if isinstance(term, tuple) else term for term in self.terms)
        return f"{self.predicate}({', '.join(shown)})"

    def __repr__(self) -> str:
        return f"<Atom {self}>"


@frozen(repr=False)
class Rule:
    """What follows from what.

    Attributes:
        name: What to call it; no two rules of a set share a name.
        statement: What it says, in one sentence.
        premises: What has to be known.
        conclusion: What follows then, of two things.
    """

    name: str
    statement: str
    premises: tuple[Atom, ...]
    conclusion: Atom

    def __str__(self) -> str:
        return f"{self.conclusion} ← {', '.join(map(str, self.premises))}"

    def __repr__(self) -> str:
        return f"<Rule {self.name}: {self}>"


@frozen
class Predicate:
    """How things stand to each other in the records, and what stands at each place.

    Attributes:
        name: What to call it in an atom.
        places: What stands where.
        meaning: What it says.
    """

    name: str
    places: tuple[str, ...]
    meaning: str


KIND_PREFIXES = {f"is_{kind.name}": kind.prefix for kind in KINDS}
"""What narrows a variable to one kind, and the prefix of that kind's ids."""

_OF_FIELDS = (
    Predicate("part_of", ("part", "whole"), "the part belongs to the whole, or lies in it"),
    Predicate("place", ("centre", "where"), "the centre lies there"),
    Predicate("seat", ("organisation", "where"), "the organisation sits there"),
    Predicate("operators", ("thing", "body"), "the body runs the centre or initiative"),
    Predicate("roles", ("person", "body"), "the person holds or held a post at the body"),
    Predicate("parties", ("initiative", "who"), "the one takes part in the initiative"),
    Predicate("participations", ("event", "who"), "the one takes part in the event, in whatever capacity"),
    Predicate("on_behalf_of", ("event or remark", "body"), "someone takes part, or speaks, for the body"),
    Predicate("where", ("event", "where"), "the event was held there, or is to be"),
    Predicate("about", ("thing", "topic"), "the event, figure or remark is about the topic"),
    Predicate("speaker", ("remark", "who"), "the one made the remark"),
    Predicate("event", ("remark", "event"), "the remark was made at the event"),
    Predicate("share_of", ("figure", "figure"), "the first figure is a share of the second"),
    Predicate("lineage", ("source", "source"), "the first source repeats the text of the second"),
)
_OF_PARTS = (
    Predicate("modality", ("event", "modality"), "so sure is the source that the event took place"),
    Predicate(
        "took_part",
        ("who", "event", "capacity", "plain|noted"),
        "the one takes part in that capacity; noted where the participation or the event bears a note",
    ),
    Predicate(
        "shown_at",
        ("who", "event", "capacity", "body|not_said", "passage"),
        "the passage has the one take part in that capacity, for that body",
    ),
    Predicate(
        "shown_in_post",
        ("who", "body", "rank", "sole|several", "passage"),
        "the passage shows the person in a post of that rank; several where it shows posts of other bodies too",
    ),
)
PREDICATES = (
    *_OF_FIELDS,
    *(Predicate(kind.value, ("subject", "object"), kind.description) for kind in RelationKind),
    *_OF_PARTS,
)
"""How things stand to each other in the records: what fields, relations and parts of records say."""

_THERE = (
    Capacity.HOST,
    Capacity.GUEST,
    Capacity.LEADER,
    Capacity.WITNESS,
    Capacity.ACCOMPANYING,
    Capacity.ATTENDEE,
)
"""The capacities that mean to be there. Speeches are relayed, chairs preside from afar, papers are signed elsewhere."""
_ACTIVE = (*_THERE, Capacity.CHAIR, Capacity.SPEAKER, Capacity.SIGNATORY)
"""The capacities in which someone acts at an event, there or from afar."""
_HAPPENED = Atom("modality", "?event", Modality.HAPPENED)


def _transitive(predicate: str, name: str, statement: str, *narrowed: str) -> Rule:
    kinds = (Atom(kind, variable) for kind in narrowed for variable in ("?x", "?y", "?z"))
    return Rule(
        name,
        statement,
        (Atom(predicate, "?x", "?y"), Atom(predicate, "?y", "?z"), *kinds),
        Atom(predicate, "?x", "?z"),
    )


def _upwards(predicate: str, name: str, statement: str) -> Rule:
    return Rule(
        name,
        statement,
        (Atom(predicate, "?x", "?y"), Atom("located_in", "?y", "?z")),
        Atom(predicate, "?x", "?z"),
    )


def _located(name: str, statement: str, *premises: Atom) -> Rule:
    return Rule(name, statement, premises, Atom("located_in", "?x", "?y"))


_PLACES = (
    _located(
        "place_in_whole",
        "A place lies in what it is a part of.",
        Atom("part_of", "?x", "?y"),
        Atom("is_place", "?x"),
    ),
    _located(
        "centre_in_area",
        "A centre lies in a place that it is a part of.",
        Atom("part_of", "?x", "?y"),
        Atom("is_centre", "?x"),
        Atom("is_place", "?y"),
    ),
    _located(
        "centre_in_centre",
        "A centre lies in a centre that it is a part of.",
        Atom("part_of", "?x", "?y"),
        Atom("is_centre", "?x"),
        Atom("is_centre", "?y"),
    ),
    _located("centre_at_place", "A centre lies in its place.", Atom("place", "?x", "?y")),
    _located("organisation_at_seat", "An organisation lies where it has its seat.", Atom("seat", "?x", "?y")),
    _located("event_at_venue", "An event lies where it was held, or is to be.", Atom("where", "?x", "?y")),
    _transitive("located_in", "located_in_turn", "What lies in something lies in whatever that lies in."),
    _upwards("based_in", "based_in_turn", "Who comes from a place comes from whatever that lies in."),
    _upwards("has_office_in", "office_in_turn", "Who keeps an office in a place keeps one in whatever that lies in."),
)
_PARTS = tuple(
    _transitive(
        "part_of",
        f"part_of_{kind}",
        f"A part of a part is a part of the whole, among {plural}.",
        f"is_{kind}",
    )
    for kind, plural in (
        ("organisation", "organisations"),
        ("centre", "centres"),
        ("initiative", "initiatives"),
        ("event", "events"),
    )
)
_EVENTS = (
    Rule(
        "attended_in_person",
        "A person whose capacity at an event that happened means to be there was there, if no note narrows it.",
        (Atom("took_part", "?who", "?event", _THERE, "plain"), _HAPPENED, Atom("is_person", "?who")),
        Atom("attended", "?who", "?event"),
    ),
    Rule(
        "present_at_venue",
        "Who attended an event was present in whatever the event lies in.",
        (Atom("attended", "?who", "?event"), Atom("located_in", "?event", "?place")),
        Atom("present_in", "?who", "?place"),
    ),
    Rule(
        "represented_as_stated",
        "A body on whose behalf someone took part in an event that happened was represented there.",
        (Atom("on_behalf_of", "?event", "?body"), _HAPPENED, Atom("is_event", "?event")),
        Atom("represented_at", "?body", "?event"),
    ),
    Rule(
        "represented_by_its_head",
        "A body was represented at an event that happened where its head or a deputy acted, shown by the same passage "
        "in no other body's post, and for no other body.",
        (
            Atom("shown_at", "?who", "?event", _ACTIVE, "not_said", "?passage"),
            Atom("shown_in_post", "?who", "?body", (Rank.HEAD, Rank.DEPUTY), "sole", "?passage"),
            _HAPPENED,
        ),
        Atom("represented_at", "?body", "?event"),
    ),
    Rule(
        "had_someone_in_post",
        "A body had someone at an event that happened where a person acted whom the same passage shows in a post of "
        "it; for whom that person was there is not said.",
        (
            Atom("shown_at", "?who", "?event", _ACTIVE, "?for", "?passage"),
            Atom("shown_in_post", "?who", "?body", "?rank", "?posts", "?passage"),
            _HAPPENED,
        ),
        Atom("had_someone_at", "?body", "?event"),
    ),
)
# What another relation is, only its note says; read backwards, the note may be wrong.
_INVERSES = tuple(
    Rule(
        f"inverse_of_{kind.value}",
        f"Where the one is {kind.value} the other, the other is {kind.inverse} the one.",
        (Atom(kind.value, "?x", "?y"),),
        Atom(kind.inverse, "?y", "?x"),
    )
    for kind in RelationKind
    if kind is not RelationKind.OTHER
)

RULES: tuple[Rule, ...] = (*_PLACES, *_PARTS, *_EVENTS, *_INVERSES)
"""The rules that come with the library. A set of rules is a tuple: leave some out by name, or add your own."""


def flaws_in(rules: Iterable[Rule]) -> tuple[Problem, ...]:
    """Return everything that is wrong with a set of rules; nothing is wrong where there is nothing.

    What one of `RULES` concludes may be a premise even where that rule is left out: nothing meets it then.
    """
    given = tuple(rules)
    places = {predicate.name: len(predicate.places) for predicate in PREDICATES}
    concluded = {rule.conclusion.predicate for rule in (*RULES, *given)}
    known = dict.fromkeys(concluded, _TERMS_OF_A_CONCLUSION) | dict.fromkeys(KIND_PREFIXES, 1) | places
    found: list[Problem] = []
    names: set[str] = set()
    for rule in given:
        found.extend(Problem(reason, kind="rule", id=rule.name) for reason in _flaws(rule, known))
        if rule.name in names:
            found.append(Problem("two rules have this name", kind="rule", id=rule.name))
        names.add(rule.name)
    return tuple(found)


def _flaws(rule: Rule, known: dict[str, int]) -> Iterator[str]:
    bound = frozenset[str]().union(*(atom.variables for atom in rule.premises if atom.kind_prefix is None))
    if not rule.name.strip() or not rule.statement.strip():
        yield "a rule has a name, and a statement that says what it means"
    if all(atom.kind_prefix is not None for atom in rule.premises):
        yield "a rule has a premise that facts can meet"
    for atom in (*rule.premises, rule.conclusion):
        yield from _misshapen(atom, known)
    for atom in rule.premises:
        if atom.kind_prefix is not None and not (atom.variables and atom.variables <= bound):
            yield f"{atom} narrows no variable of another premise"
    if rule.conclusion.kind_prefix is not None:
        yield f"the kind of a thing is no conclusion: {rule.conclusion}"
    if len(rule.conclusion.terms) != _TERMS_OF_A_CONCLUSION:
        yield f"a conclusion is of two things: {rule.conclusion}"
    if any(isinstance(term, tuple) for term in rule.conclusion.terms):
        yield f"a conclusion leaves no choice: {rule.conclusion}"
    for variable in sorted(rule.conclusion.variables - bound):
        yield f"{variable} stands in the conclusion and in no premise that facts can meet"


def _misshapen(atom: Atom, known: dict[str, int]) -> Iterator[str]:
    count = known.get(atom.predicate)
    if count is None:
        close = close_to(atom.predicate, known)
        meant = f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
        yield f"no fact and no conclusion is {atom.predicate!r}{meant}"
    elif len(atom.terms) != count:
        yield f"{atom.predicate!r} takes {count} {'term' if count == 1 else 'terms'}: {atom}"
    if any(term in {"", "?"} or term == () for term in atom.terms):
        yield f"a term is blank: {atom}"
