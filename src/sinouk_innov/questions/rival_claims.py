"""Which posts, places and distinctions are told differently?"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sinouk_innov.evidence import FactRef
from sinouk_innov.model.facts import citations_for
from sinouk_innov.model.organisation import Organisation
from sinouk_innov.model.person import Person
from sinouk_innov.model.vocabularies import Capacity, Modality, Rank, RelationKind, RemarkKind
from sinouk_innov.questions.causes import REAL, Answer, Cause, Clash, Ground
from sinouk_innov.questions.kinship import Kin, kinship_of, lie_apart, share_source, sources_of
from sinouk_innov.spelling import name_key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import PartialDate
    from sinouk_innov.model.centre import Centre
    from sinouk_innov.model.event import Event, Participation
    from sinouk_innov.model.person import Role
    from sinouk_innov.model.remark import Remark

__all__ = ["gather_distinctions", "gather_people", "gather_places", "rival_accounts"]

_SINGLE = frozenset({Capacity.SIGNATORY, Capacity.LEADER, Capacity.CHAIR})
"""The capacities in which one person acts for a body."""
_ABROAD = frozenset({"abroad", "overseas", "outside", "beyond"})
_DISTINCTIONS = frozenset({"first", "only", "largest", "oldest", "biggest", "longest"})


# --- people ---------------------------------------------------------------------------------------------------------


def gather_people(data: Dataset) -> Iterator[Clash]:
    """Yield who acted for one body in one event, which post one person had, and who had one post, told differently."""
    yield from _of_actors(data)
    yield from _of_ranks(data)
    yield from _of_heads(data)


def _of_actors(data: Dataset) -> Iterator[Clash]:
    for event in data.events:
        for capacity, body, rivals in _rival_actors(data, event):
            sides = tuple((_actor(data, event, part),) for part in rivals)
            people = [data.people[part.entity or ""] for part in rivals]
            asked = f"{capacity} for {data[body].label}"
            yield Clash((event.id, body), asked, sides, _of_names(people))


def rival_accounts(data: Dataset, event: Event) -> frozenset[frozenset[FactRef]]:
    """Return the pairs of participations, by their addresses, that are two accounts of who acted for one body."""
    kin = data.kept(kinship_of)
    return frozenset(
        frozenset(FactRef(event.id, "participations", part.key) for part in (one, other))
        for _, _, rivals in _rival_actors(data, event)
        for one, other in combinations(rivals, 2)
        if _are_rivals(kin, one, other)
    )


def _rival_actors(data: Dataset, event: Event) -> Iterator[tuple[Capacity, str, list[Participation]]]:
    """Yield who acted for one body in an event by different pages, where one person does: capacity, body and who."""
    kin = data.kept(kinship_of)
    acting: dict[tuple[Capacity, str], list[Participation]] = defaultdict(list)
    for part in event.participations:
        for body in {kin.one(body) for body in _bodies(data, part)} if part.capacity in _SINGLE else ():
            acting[part.capacity, body].append(part)
    for (capacity, body), parts in acting.items():
        rivals = [part for part in parts if any(_are_rivals(kin, part, other) for other in parts)]
        if rivals:
            yield capacity, body, rivals


def _bodies(data: Dataset, part: Participation) -> set[str]:
    """Return the bodies for which someone takes part: as told there, or by the posts that the same pages show."""
    person = data.get(part.entity or "")
    if not isinstance(person, Person):
        return set()
    if part.on_behalf_of is not None:
        return {part.on_behalf_of}
    return {role.body for role in person.roles if share_source(role, part)}


def _are_rivals(kin: Kin, one: Participation, other: Participation) -> bool:
    if one.entity is None or other.entity is None or one.entity == other.entity or share_source(one, other):
        return False
    return kin.tie(one.entity, other.entity) is None


def _actor(data: Dataset, event: Event, part: Participation) -> Answer:
    fact = FactRef(event.id, "participations", part.key)
    return Answer(part.entity, data[part.entity or ""].label, (fact,), part.citations)


def _of_names(people: list[Person]) -> Ground:
    languages = [{name.language.partition("-")[0] for name in person.names} for person in people]
    for one, other in combinations(languages, 2):
        if one.isdisjoint(other):
            text = f"named only in {', '.join(sorted(one))} and only in {', '.join(sorted(other))}"
            return Ground(Cause.TRANSLATION, text)
    return REAL


def _of_ranks(data: Dataset) -> Iterator[Clash]:
    """Yield who is told as the head of a body and as the deputy, at one event."""
    days: dict[str, list[frozenset[str]]] = defaultdict(list)
    for event in data.events:
        for part in event.participations:
            if part.entity is not None and event.modality is Modality.HAPPENED:
                days[part.entity].append(sources_of(event))
    for person in data.people:
        for one, other in combinations(person.roles, 2):
            if one.body != other.body or {one.rank, other.rank} != {Rank.HEAD, Rank.DEPUTY}:
                continue
            ours, theirs = sources_of(one), sources_of(other)
            at_once = any(told & ours and told & theirs for told in days[person.id])
            if ours.isdisjoint(theirs) and at_once:
                sides = tuple((_post(person, role, role.rank, role.title),) for role in (one, other))
                yield Clash((person.id, one.body), "rank at the body, at one event", sides, _of_titles(one, other))


def _post(person: Person, role: Role, value: object, text: str) -> Answer:
    return Answer(value, text, (FactRef(person.id, "roles", role.key),), role.citations)


def _of_titles(one: Role, other: Role) -> Ground:
    ours, theirs = ({title.language for title in role.titles} for role in (one, other))
    if ours.isdisjoint(theirs):
        text = f"two titles in two languages: {', '.join(sorted(ours))} and {', '.join(sorted(theirs))}"
        return Ground(Cause.TRANSLATION, text)
    return REAL


def _of_heads(data: Dataset) -> Iterator[Clash]:
    """Yield two people who are told in the same post at the head of one body, on one day."""
    kin = data.kept(kinship_of)
    posts: dict[tuple[str, str], list[tuple[Person, Role]]] = defaultdict(list)
    for person in data.people:
        for role in person.roles:
            if role.rank is Rank.HEAD:
                posts[kin.one(role.body), name_key(role.title)].append((person, role))
    for (body, title), holders in sorted(posts.items(), key=lambda item: item[0]):
        for (one, ours), (other, theirs) in combinations(holders, 2):
            if one is other or share_source(ours, theirs) or kin.tie(one.id, other.id) is not None:
                continue
            if _shown(data, ours) & _shown(data, theirs) or _overlap(ours, theirs):
                sides = tuple((_post(who, role, who.id, who.label),) for who, role in ((one, ours), (other, theirs)))
                yield Clash((body,), f"who is {title}", sides, REAL)


def _shown(data: Dataset, role: Role) -> set[PartialDate]:
    published = (data.sources[source].published for source in sources_of(role))
    return {day for day in published if day is not None and day.is_exact}


def _overlap(one: Role, other: Role) -> bool:
    return one.period is not None and other.period is not None and one.period.overlaps(other.period) is True


# --- places and distinctions ----------------------------------------------------------------------------------------


def gather_places(data: Dataset) -> Iterator[Clash]:
    """Yield the bodies that are told to be in two places, neither of which lies in the other."""
    found: dict[str, list[Answer]] = defaultdict(list)
    bodies: list[Organisation | Centre] = [*data.organisations, *data.centres]
    for record in bodies:
        field, place = ("seat", record.seat) if isinstance(record, Organisation) else ("place", record.place)
        if place is not None:
            citations = citations_for(record, field)
            found[record.id].append(Answer(place, data[place].label, (FactRef(record.id, field),), citations))
    for relation in data.relations:
        if relation.kind is RelationKind.BASED_IN:
            place = relation.object
            answer = Answer(place, data[place].label, (FactRef(relation.id),), relation.citations)
            found[relation.subject].append(answer)
    for subject, answers in sorted(found.items()):
        rivals = [
            answer
            for answer in answers
            if any(lie_apart(data, str(answer.value), str(other.value)) for other in answers)
        ]
        if rivals:
            yield Clash((subject,), "where it is", tuple((answer,) for answer in rivals), REAL)


def gather_distinctions(data: Dataset) -> Iterator[Clash]:
    """Yield what is told to be the first, the only or the largest of something, where two are told to be it.

    What a remark sets apart is the first of those that it is about; the others say among whose it is that.
    """
    kin = data.kept(kinship_of)
    among: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    for remark in data.remarks:
        if remark.kind is RemarkKind.DISTINCTION and remark.about:
            for word in sorted(_DISTINCTIONS.intersection(words(remark.gist))):
                for holder in remark.about[1:]:
                    among[word, kin.one(holder)].append(remark)
    for (word, holder), remarks in sorted(among.items(), key=lambda item: item[0]):
        bearers: dict[str, dict[str, Remark]] = defaultdict(dict)
        for one, other in combinations(remarks, 2):
            if _both_set_apart(data, kin, one, other):
                bearers[kin.one(one.about[0])][one.id] = one
                bearers[kin.one(other.about[0])][other.id] = other
        if bearers:
            sides = tuple(
                tuple(
                    Answer(bearer, data[bearer].label, (FactRef(also.id),), also.citations) for also in found.values()
                )
                for bearer, found in sorted(bearers.items())
            )
            yield Clash((holder,), f"which is the {word}", sides, REAL)


def _both_set_apart(data: Dataset, kin: Kin, one: Remark, other: Remark) -> bool:
    """Tell whether two remarks set two different things of one sort apart for the same."""
    first, second = kin.one(one.about[0]), kin.one(other.about[0])
    if first == second or data[first].prefix != data[second].prefix or kin.tie(first, second, distant=True) is not None:
        return False
    return not share_source(one, other) and _alike(data, one, other)


def _alike(data: Dataset, one: Remark, other: Remark) -> bool:
    """Tell whether two distinctions are of one range: both abroad, or told in mostly the same words."""
    ours, theirs = _told_words(data, one), _told_words(data, other)
    abroad = [bool(_ABROAD & told) for told in (ours, theirs)]
    return all(abroad) or (not any(abroad) and 2 * len(ours & theirs) > len(ours | theirs))


def _told_words(data: Dataset, remark: Remark) -> set[str]:
    """Return the words of a gist but for the names of what it is about."""
    names = {word for about in remark.about for word in words(data[about].label)}
    return set(words(remark.gist)) - names
