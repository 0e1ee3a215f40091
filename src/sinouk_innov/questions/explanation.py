"""Why does the dataset say so: on which passages does a fact rest, and by which steps does a conclusion follow?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from sinouk_innov import reprs
from sinouk_innov.evidence import Basis, Citation, FactRef
from sinouk_innov.model.facts import Fact, citations_at, facts_of
from sinouk_innov.model.record import Part, Record
from sinouk_innov.model.relation import Relation
from sinouk_innov.model.source import Source
from sinouk_innov.model.statistic import Statistic
from sinouk_innov.quantities import Quantity
from sinouk_innov.questions.derivation import Conclusion, basis_at, derive
from sinouk_innov.questions.lineage import origins_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset

__all__ = ["Explanation", "Support", "explain"]

_WHOLES = {"share_of": "What it is a share of:", "part_of": "What it is a part of:"}
_ID = re.compile(r"\b(?:pla|org|per|cen|ini|evt|sta|src)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


@frozen(repr=False)
class Support:
    """A passage that carries a fact, and the source in which it stands.

    Attributes:
        citation: Where it stands, what of the fact it carries, and on which basis.
        source: The source.
    """

    citation: Citation
    source: Source

    @property
    def link(self) -> str | None:
        """The address that opens the source at the passage, or None where the source has no address."""
        return self.citation.link(self.source)

    @property
    def address(self) -> str:
        """Where the passage stands, in one line: source, paragraph or locator, first and last words, fingerprint."""
        cited = self.citation
        edges = " … ".join(edge for edge in (cited.starts, cited.ends) if edge is not None)
        parts = (
            f"“{reprs.shortened(self.source.label)}”",
            f"{self.source.id}{'' if cited.paragraph is None else f' ¶{cited.paragraph}'}",
            cited.locator,
            f"“{edges}”" if edges else None,
            None if cited.fingerprint is None else f"fingerprint {cited.fingerprint}",
        )
        return ", ".join(part for part in parts if part is not None)

    @property
    def carried(self) -> str:
        """On which basis it carries the fact, and which parts of it where it names them."""
        return ", ".join((self.citation.basis, *self.citation.supports))

    def __str__(self) -> str:
        return f"{self.address}: {self.carried}"

    def __repr__(self) -> str:
        return f"<Support {self}>"


@frozen(repr=False)
class Explanation:
    """Why something is said: a tree whose leaves rest on passages.

    Attributes:
        what: The address of the fact or record, or the conclusion.
        text: What is said, in words.
        basis: On what ground; None where nothing is cited, and for a record or field, whose facts have each their own.
        reason: Why what stands below leads to it, where that needs to be told.
        passages: The passages that it rests on itself.
        because: What it rests on besides, each with its own explanation.
        sources: The independent sources of it, or for a conclusion of all its facts; copies count with their origin.
        note: What a careful reader should know, where the record or its part says so.
    """

    what: FactRef | Conclusion
    text: str
    basis: Basis | None
    reason: str | None
    passages: tuple[Support, ...]
    because: tuple[Explanation, ...]
    sources: tuple[Source, ...]
    note: str | None = None

    @property
    def is_weak(self) -> bool:
        """Whether it holds by a curator's judgement only, or rests on nothing."""
        return self.basis is Basis.INFERRED or not self.sources

    @property
    def weak_steps(self) -> tuple[Explanation, ...]:
        """What is weak of itself, and not only because something below it is; each once."""
        weak = (step for step in self.walk() if step.is_weak and not any(below.is_weak for below in step.because))
        return tuple({str(step.what): step for step in weak}.values())

    @property
    def corroboration(self) -> int:
        """How many independent sources say so; for a conclusion, how many say the least supported of its facts."""
        if isinstance(self.what, Conclusion):
            return min(step.corroboration for step in self.because)
        return len(self.sources)

    def walk(self) -> Iterator[Explanation]:
        """Yield it and each explanation in it, from the top down."""
        yield self
        for step in self.because:
            yield from step.walk()

    def __str__(self) -> str:
        numbers: dict[str, int] = {}
        lines = list(_lines(self, "", "", numbers))
        return "\n".join([*lines, *(f"[{number}] {address}" for address, number in numbers.items())])

    def __repr__(self) -> str:
        steps = sum(1 for _ in self.walk()) - 1
        below = "" if not steps else f", {steps} step{'' if steps == 1 else 's'}"
        return f"<Explanation {reprs.shortened(self.text)}: {_ground(self)}{below}>"

    def _repr_html_(self) -> str:
        rows = (
            (
                f"{'· ' * depth}{step.text}",
                _ground(step),
                tuple(passage.address for passage in step.passages),
                tuple(passage.link for passage in step.passages),
            )
            for depth, step in _deep(self, 0)
        )
        return reprs.html_table(self.text, ("what", "on what ground", "passages", "links"), rows)


def _lines(step: Explanation, first: str, rest: str, numbers: dict[str, int], above: str = "") -> Iterator[str]:
    """Yield the lines of an explanation, and give each passage a number when it is first met."""
    found = dict.fromkeys(numbers.setdefault(passage.address, len(numbers) + 1) for passage in step.passages)
    cited = "".join(f" [{number}]" for number in found)
    address = "" if isinstance(step.what, Conclusion) else f" ({step.what})"
    # Below what it is said of, that need not be said again.
    text = step.text.removeprefix(f"{above}, ").removeprefix(f"{above}: ")
    yield f"{first}{text} – {_ground(step)}{cited}{address}"
    bar = "│ " if step.because else "  "
    notes: dict[str, dict[int, None]] = {}
    for passage in step.passages:
        if passage.citation.note is not None:
            said = f"{passage.carried}: {passage.citation.note}"
            notes.setdefault(said, {})[numbers[passage.address]] = None
    for said, those in notes.items():
        yield f"{rest}{bar}{' '.join(f'[{number}]' for number in those)} {said}"
    if step.note is not None:
        yield f"{rest}{bar}note: {step.note}"
    if step.reason is not None:
        yield f"{rest}{bar}{step.reason}"
    for below in step.because:
        last = below is step.because[-1]
        edges = ("└─ ", "   ") if last else ("├─ ", "│  ")
        yield from _lines(below, rest + edges[0], rest + edges[1], numbers, step.text)


def _ground(step: Explanation) -> str:
    if not step.sources:
        return "nothing is cited for it"
    count = step.corroboration
    sources = f"{count} independent source{'' if count == 1 else 's'}"
    if step.basis is None:
        return sources
    return f"{step.basis}{' (weak)' if step.is_weak else ''}, {sources}"


def _deep(step: Explanation, depth: int) -> Iterator[tuple[int, Explanation]]:
    yield depth, step
    for below in step.because:
        yield from _deep(below, depth + 1)


def explain(data: Dataset, fact: str | FactRef | Record | Conclusion) -> Explanation:
    """Return why the dataset says so, down to the passages.

    A fact rests on its passages; a figure that is a share or a subset of another also on what is said of that one. A
    record is explained by its facts, a conclusion by its rule and premises.

    Args:
        data: The dataset.
        fact: The address of a fact; a record, or its id, for all that it says; or a conclusion, or its key, such as
            `located_in(cen-oscar, pla-china)`, which is looked up among what follows by the rules of the library.

    Raises:
        UnknownIdError: There is no such record.
        ValueError: There is no such fact, or the conclusion does not follow.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> explain(load(), "pla-beijing#part_of")
        <Explanation Beijing, part of: China: stated, ...>
        >>> for line in str(explain(load(), "located_in(cen-oscar, pla-suzhou)")).splitlines()[:2]:
        ...     print(line)
        Oxford-Suzhou Centre for Advanced Research located in Suzhou – entailed, ...
        │ by located_in_turn: What lies in something lies in whatever that lies in.
    """
    if isinstance(fact, str):
        fact = _concluded(data, fact) if "(" in fact.partition("#")[0] else FactRef.parse(fact)
    if isinstance(fact, Conclusion):
        return _of_conclusion(data, fact)
    return _of_fact(data, FactRef(fact.id) if isinstance(fact, Record) else fact, frozenset())


def _concluded(data: Dataset, key: str) -> Conclusion:
    for conclusion in derive(data):
        if conclusion.key == key:
            return conclusion
    raise ValueError(f"it does not follow, or is stated itself: {key}")


def _of_conclusion(data: Dataset, conclusion: Conclusion) -> Explanation:
    because = tuple(explain(data, premise) for premise in conclusion.premises)
    said = _said(data, conclusion.subject, conclusion.predicate, conclusion.object)
    sources = {source.id: source for step in because for source in step.sources}
    united = tuple(sources[key] for key in sorted(sources))
    reason = f"by {conclusion.rule}: {conclusion.statement}"
    return Explanation(conclusion, said, conclusion.basis, reason, (), because, united)


def _of_fact(data: Dataset, ref: FactRef, passed: frozenset[str]) -> Explanation:
    record = data[ref.record]
    ref = attrs.evolve(ref, record=record.id)
    citations = tuple(citations_at(record, ref))
    if ref.field is None and isinstance(record, Relation):
        said = _said(data, record.subject, record.kind, record.object)
        return _resting(data, Fact(ref, record, citations), said, basis_at(record, ref), record.note)
    facts = [fact for fact in facts_of(record) if fact.ref.field is not None and ref.field in {None, fact.ref.field}]
    facts = [fact for fact in facts if ref.key in {None, fact.ref.key}]
    if ref.field is not None and len(facts) == 1:
        return _of_value(data, record, facts[0], passed)
    because = tuple(_of_value(data, record, fact, passed) for fact in facts)
    said, note = (record.label, record.note) if ref.field is None else (f"{record.label}, {_words(ref.field)}", None)
    return Explanation(ref, said, None, None, (), because, origins_of(data, citations), note)


def _of_value(data: Dataset, record: Record, fact: Fact, passed: frozenset[str]) -> Explanation:
    field, whole = fact.ref.field or "", fact.value
    said = f"{record.label}, {_words(field)}: {_shown(data, fact.value)}"
    note = fact.value.note if isinstance(fact.value, Part) else None
    found = _resting(data, fact, said, basis_at(record, fact.ref), note)
    if not isinstance(record, Statistic) or field not in _WHOLES or not isinstance(whole, str) or whole in passed:
        return found
    because = (_of_fact(data, FactRef(whole), passed | {record.id}),)
    return attrs.evolve(found, because=because, reason=_WHOLES[field])


def _resting(data: Dataset, fact: Fact, said: str, basis: Basis | None, note: str | None) -> Explanation:
    passages = tuple(Support(citation, data.sources[citation.source]) for citation in fact.citations)
    return Explanation(fact.ref, said, basis, None, passages, (), origins_of(data, fact.citations), note)


def _said(data: Dataset, subject: str, predicate: str, thing: str) -> str:
    return f"{_labelled(data, subject)} {_words(predicate)} {_labelled(data, thing)}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _labelled(data: Dataset, text: str) -> str:
    record = data.get(text)
    return text if record is None else reprs.shortened(record.label)


def _shown(data: Dataset, value: object) -> str:
    if isinstance(value, Quantity):
        return value.describe()
    if not isinstance(value, str | Part):
        return str(value)
    for_whom = getattr(value, "on_behalf_of", None)
    qualifier = getattr(value, "qualifier", None)
    shown = _ID.sub(lambda found: _labelled(data, found[0]), str(value))
    for_them = "" if for_whom is None else f", for {_labelled(data, for_whom)}"
    return f"{shown}{for_them}{'' if qualifier is None else f' ({qualifier})'}"
