"""What follows from the records that no record says?

Rules are brought to bear until nothing new follows. Each conclusion keeps its derivation: of those that rest on no
inferred fact, or else of all, one with the fewest steps. Conclusions come out in the order of their cost, as shortest
paths do (D. E. Knuth, *A generalization of Dijkstra's algorithm*, Information Processing Letters 6, 1977), so that each
is found but once, from what is settled already.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import attrs
from attrs import frozen

from sinouk_innov.errors import InvalidDataError
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.model.event import Event, Participation
from sinouk_innov.model.facts import citations_at, citations_for, facts_of
from sinouk_innov.model.person import Person, Role
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.vocabularies import Modality
from sinouk_innov.questions.graph import ends_of
from sinouk_innov.questions.rules import RULES, Atom, Rule, flaws_in, is_variable

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.model.record import Record

__all__ = ["Conclusion", "basis_at", "derive"]

_STRENGTH = {basis: rank for rank, basis in enumerate(Basis)}
_CORE_OF_A_RELATION = ("subject", "kind", "object")

Ground = tuple[str, ...]
"""A predicate and the things that stand so to each other."""


def _key_of(premise: FactRef | Conclusion) -> str:
    return premise.key if isinstance(premise, Conclusion) else str(premise)


def _keys_of(premises: tuple[FactRef | Conclusion, ...]) -> tuple[str, ...]:
    return tuple(_key_of(premise) for premise in premises)


@frozen(repr=False)
class Conclusion:
    """A fact that no record says and that follows from those that they say.

    It is no record, and is never put among records.

    Attributes:
        predicate: How the one stands to the other, such as `located_in`.
        subject: The id of the one.
        object: The id of the other.
        rule: The name of the rule by which it follows.
        statement: What that rule says.
        premises: What it follows from: facts of records, by their addresses, and other conclusions.
        basis: Entailed; or inferred, where every derivation has a fact that is inferred only or rests on nothing.
    """

    predicate: str
    subject: str
    object: str
    rule: str
    statement: str
    premises: tuple[FactRef | Conclusion, ...] = attrs.field(eq=_keys_of)
    basis: Basis

    @property
    def key(self) -> str:
        """What it says, as text that stays the same from one dataset to the next."""
        return f"{self.predicate}({self.subject}, {self.object})"

    @property
    def facts(self) -> tuple[FactRef, ...]:
        """The facts of records that it rests on, each once, in the order of the derivation."""
        found: dict[FactRef, None] = {}
        waiting: list[FactRef | Conclusion] = [self]
        while waiting:
            premise = waiting.pop()
            if isinstance(premise, Conclusion):
                waiting.extend(reversed(premise.premises))
            else:
                found[premise] = None
        return tuple(found)

    def __str__(self) -> str:
        return self.key

    def __repr__(self) -> str:
        count = len(self.facts)
        return f"<Conclusion {self.key}, {self.basis} by {self.rule} from {count} fact{'' if count == 1 else 's'}>"


def derive(data: Dataset, rules: Iterable[Rule] = RULES) -> tuple[Conclusion, ...]:
    """Return what follows from the records, by predicate, subject and object.

    What the records state is not repeated, unless they state it as inferred only and it follows from what is not.
    Nothing follows of a thing and itself.

    Args:
        data: The dataset.
        rules: By which rules; those that come with the library unless others are given.

    Raises:
        InvalidDataError: A rule is of no use, such as one whose conclusion has a variable that no premise binds; every
            problem is told.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> [found] = [found for found in derive(load()) if found.key == "located_in(cen-tuspark-beijing, pla-china)"]
        >>> found
        <Conclusion located_in(cen-tuspark-beijing, pla-china), entailed by located_in_turn from 2 facts>
        >>> [str(fact) for fact in found.facts]
        ['cen-tuspark-beijing#place', 'pla-beijing#part_of']
    """
    chosen = tuple(rules)
    return data.kept(_by_our_rules) if chosen == RULES else _derived(data, chosen)


def basis_at(record: Record, ref: FactRef) -> Basis | None:
    """Return on what ground a fact rests: the firmest source's, each taken by the weakest of its citations.

    Citations of one source are read together, those of different sources each stand alone. A relation is as firm as the
    weakest of its subject, kind and object.

    Args:
        record: The record that holds the fact.
        ref: The address of the fact.

    Returns:
        The basis, or None where nothing is cited.

    Raises:
        ValueError: The record has no such fact.
    """
    if ref.field is None and isinstance(record, Relation):
        found = [_basis_of(citations_for(record, field)) for field in _CORE_OF_A_RELATION]
        known = [basis for basis in found if basis is not None]
        return max(known, key=_STRENGTH.__getitem__) if len(known) == len(found) else None
    return _basis_of(citations_at(record, ref))


def _basis_of(citations: Iterable[Citation]) -> Basis | None:
    weakest: dict[str, Basis] = {}
    for citation in citations:
        held = weakest.setdefault(citation.source, citation.basis)
        weakest[citation.source] = max(held, citation.basis, key=_STRENGTH.__getitem__)
    return min(weakest.values(), key=_STRENGTH.__getitem__, default=None)


def _by_our_rules(data: Dataset) -> tuple[Conclusion, ...]:
    return _derived(data, RULES)


# --- what the records say -------------------------------------------------------------------------------------------


def _stated(data: Dataset) -> Mapping[Ground, tuple[bool, FactRef]]:
    """Return what the records say: for each ground fact whether it is weak, and its firmest address."""
    found: dict[Ground, tuple[bool, FactRef]] = {}
    for record in data:
        for ground, ref, basis in _said_by(record):
            said = (basis in {None, Basis.INFERRED}, ref)
            found[ground] = min(found.get(ground, said), said)
    return found


def _said_by(record: Record) -> Iterator[tuple[Ground, FactRef, Basis | None]]:
    if isinstance(record, Relation):
        ref = FactRef(record.id)
        yield (record.kind.value, record.subject, record.object), ref, basis_at(record, ref)
        return
    for fact in facts_of(record):
        grounds: list[Ground] = [(kind, record.id, end) for kind, end in ends_of(fact.ref.field or "", fact.value)]
        if isinstance(record, Event):
            grounds.extend(_of_event(record, fact.value))
        elif isinstance(record, Person) and isinstance(fact.value, Role):
            grounds.extend(_of_post(record, fact.value))
        basis = _basis_of(fact.citations) if grounds else None
        for ground in grounds:
            yield ground, fact.ref, basis


def _of_event(event: Event, value: object) -> Iterator[Ground]:
    if isinstance(value, Modality):
        yield "modality", event.id, value.value
    elif isinstance(value, Participation) and value.entity is not None:
        noted = "plain" if value.note is None and event.note is None else "noted"
        yield "took_part", value.entity, event.id, value.capacity.value, noted
        for passage in _passages(value.citations):
            body = value.on_behalf_of or "not_said"
            yield "shown_at", value.entity, event.id, value.capacity.value, body, passage


def _of_post(person: Person, role: Role) -> Iterator[Ground]:
    for passage in _passages(role.citations):
        bodies = {other.body for other in person.roles if passage in _passages(other.citations)}
        posts = "sole" if len(bodies) == 1 else "several"
        yield "shown_in_post", person.id, role.body, role.rank.value, posts, passage


def _passages(citations: Iterable[Citation]) -> set[str]:
    return {f"{citation.source} {citation.fingerprint}" for citation in citations if citation.fingerprint is not None}


# --- what follows ---------------------------------------------------------------------------------------------------

_Cost = tuple[bool, int, tuple[int, ...], str, tuple[Ground, ...]]
"""Whether it is weak, of how many steps, of how many each premise, the name of the rule, the premises."""


class _Settled:
    """The ground facts that are settled, found by what stands at a place of them."""

    def __init__(self) -> None:
        self.cost: dict[Ground, _Cost] = {}
        self._at: defaultdict[tuple[str, int, int, str], list[Ground]] = defaultdict(list)

    def add(self, ground: Ground, cost: _Cost) -> None:
        self.cost[ground] = cost
        count = len(ground)
        for place, value in enumerate(ground):
            self._at[ground[0], count, place, value].append(ground)

    def like(self, atom: Atom, bound: Mapping[str, str]) -> list[Ground]:
        """Return what may meet an atom: all that agrees with it at the first place that is known."""
        count = len(atom.terms) + 1
        for place, term in enumerate(atom.terms, 1):
            value = bound.get(term, None if is_variable(term) else term) if isinstance(term, str) else None
            if value is not None:
                return self._at.get((atom.predicate, count, place, value), [])
        return self._at.get((atom.predicate, count, 0, atom.predicate), [])


@frozen
class _Plan:
    """A rule, from the premise at which it is taken up: the other premises in the order in which they are met."""

    rule: Rule
    first: int
    others: tuple[int, ...]
    kinds: Mapping[str, frozenset[str]]

    def met(self, ground: Ground, settled: _Settled) -> Iterator[tuple[Ground, tuple[Ground, ...]]]:
        """Yield each conclusion that follows with a ground fact, and the premises in the order of the rule."""
        premises = self.rule.premises
        bound = self._matched(premises[self.first], ground, {})
        ways = [] if bound is None else [(bound, {self.first: ground})]
        for at in self.others:
            ways = [
                (more, {**taken, at: other})
                for known, taken in ways
                for other in settled.like(premises[at], known)
                if (more := self._matched(premises[at], other, known)) is not None
            ]
        head = self.rule.conclusion
        for known, taken in ways:
            things = [known.get(term, term) for term in cast("tuple[str, ...]", head.terms)]
            yield (head.predicate, *things), tuple(taken[at] for at in sorted(taken))

    def _matched(self, atom: Atom, ground: Ground, bound: Mapping[str, str]) -> dict[str, str] | None:
        """Return the variables with those that an atom binds, or None where the ground fact does not meet it."""
        found = dict(bound)
        for term, value in zip(atom.terms, ground[1:], strict=True):
            if isinstance(term, tuple):
                agrees = value in term
            elif is_variable(term):
                agrees = found.setdefault(term, value) == value and value[:3] in self.kinds.get(term, {value[:3]})
            else:
                agrees = term == value
            if not agrees:
                return None
        return found


def _plans(rules: tuple[Rule, ...]) -> Mapping[tuple[str, int], list[_Plan]]:
    """Return the plans by the predicate, and the number of terms with it, of the premise at which they are taken up."""
    plans: defaultdict[tuple[str, int], list[_Plan]] = defaultdict(list)
    for rule in rules:
        kinds: dict[str, frozenset[str]] = {}
        for atom in rule.premises:
            if atom.kind_prefix is not None:
                for variable in atom.variables:
                    wanted = frozenset({atom.kind_prefix})
                    kinds[variable] = kinds.get(variable, wanted) & wanted
        facts = [at for at, atom in enumerate(rule.premises) if atom.kind_prefix is None]
        for first in facts:
            atom = rule.premises[first]
            plans[atom.predicate, len(atom.terms) + 1].append(_Plan(rule, first, _order(rule, first, facts), kinds))
    return plans


def _order(rule: Rule, first: int, facts: list[int]) -> tuple[int, ...]:
    """Return the other premises, those first of which the most is known by then."""
    known = rule.premises[first].variables
    left = [at for at in facts if at != first]
    order: list[int] = []
    while left:
        best = max(left, key=lambda at: len(rule.premises[at].variables & known))
        left.remove(best)
        order.append(best)
        known |= rule.premises[best].variables
    return tuple(order)


def _derived(data: Dataset, rules: tuple[Rule, ...]) -> tuple[Conclusion, ...]:
    if flaws := flaws_in(rules):
        raise InvalidDataError(flaws)
    said = data.kept(_stated)
    plans = _plans(rules)
    cheapest: dict[Ground, _Cost] = {}
    used = {predicate for predicate, _ in plans} | {rule.conclusion.predicate for rule in rules}
    for ground, (weak, _) in said.items():
        if ground[0] in used:
            cheapest[ground] = (weak, 1, (), "", ())
    waiting = [(cost, ground) for ground, cost in cheapest.items()]
    heapq.heapify(waiting)
    settled = _Settled()
    while waiting:
        cost, ground = heapq.heappop(waiting)
        if ground in settled.cost:
            continue
        settled.add(ground, cost)
        for plan in plans.get((ground[0], len(ground)), ()):
            for head, premises in plan.met(ground, settled):
                costs = [settled.cost[premise] for premise in premises]
                sizes = tuple(size for _, size, _, _, _ in costs)
                found = (any(weak for weak, *_ in costs), 1 + sum(sizes), sizes, plan.rule.name, premises)
                if head[1] != head[2] and (head not in cheapest or found < cheapest[head]):
                    cheapest[head] = found
                    heapq.heappush(waiting, (found, head))
    return _told(settled.cost, {rule.name: rule for rule in rules}, said)


def _told(
    settled: Mapping[Ground, _Cost], rules: Mapping[str, Rule], said: Mapping[Ground, tuple[bool, FactRef]]
) -> tuple[Conclusion, ...]:
    made: dict[Ground, FactRef | Conclusion] = {}
    # What is settled first comes first: premises before what follows from them.
    for ground, (weak, _, _, name, premises) in settled.items():
        if not premises:
            made[ground] = said[ground][1]
            continue
        predicate, subject, thing = ground
        basis = Basis.INFERRED if weak else Basis.ENTAILED
        grounds = tuple(made[premise] for premise in premises)
        made[ground] = Conclusion(predicate, subject, thing, name, rules[name].statement, grounds, basis)
    found = (premise for premise in made.values() if isinstance(premise, Conclusion))
    return tuple(sorted(found, key=lambda one: (one.predicate, one.subject, one.object)))
