"""Which records bear names, identifiers, addresses or posts that point to one thing?"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from sinouk_innov.evidence import FactRef
from sinouk_innov.model.person import Person
from sinouk_innov.model.record import Name
from sinouk_innov.model.vocabularies import NameKind
from sinouk_innov.names import NameIndex
from sinouk_innov.spelling import name_key, words

if TYPE_CHECKING:
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.questions.likeness import Likeness

__all__ = ["address_key", "gather_identifiers", "gather_names", "gather_posts"]

_SAME_NAME = 0.85
_FROM_SCORE, _PER_SCORE = 0.6, 2.0
_OTHER_NUMBERS = -0.6
_ACRONYM, _IDENTIFIER, _WEBSITE, _POST = 0.35, 0.95, 0.5, 0.4
_FEWEST_FOR_ACRONYM = 3
_FEWEST_FOR_WORDING = 2
_STRENGTHS = {NameKind.SHORT: 0.7, NameKind.ACRONYM: 0.7, NameKind.NICKNAME: 0.7, NameKind.DESCRIPTIVE: 0.6}
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in"})

_Bearers = dict[tuple[str, str], Name]
"""The names by the id of who bears them and their text."""


def gather_names(data: Dataset, found: Likeness) -> None:
    """Compare every name of a place, body, initiative, person or event with those of others of its sort."""
    sorts = (
        (data.places,),
        (data.organisations, data.centres, data.initiatives),
        (data.people,),
        (data.events,),
    )
    for tables in sorts:
        records = [cast("Any", record) for table in tables for record in table]
        bearers: _Bearers = {
            (record.id, name.text): name for record in records for name in cast("tuple[Name, ...]", record.names)
        }
        index = NameIndex((text, owner, isinstance(data[owner], Person)) for owner, text in bearers)
        for at in bearers:
            _compare_name(index, bearers, at, found)
        _compare_acronyms(bearers, found)


def _compare_name(index: NameIndex, bearers: _Bearers, at: tuple[str, str], found: Likeness) -> None:
    owner, text = at
    same = [hit for hit in index.exact(text) if hit.owner != owner]
    for hit in same:
        # A name that many bear says little of any two of them.
        _add(found, bearers, (at, (hit.owner, hit.text)), "one name", _SAME_NAME / len(same))
    if len(words(text)) < _FEWEST_FOR_WORDING:
        return
    for hit in index.ranked(text, limit=20):
        if hit.owner != owner and hit.score < 1:
            weight = max(hit.score - _FROM_SCORE, 0.0) * _PER_SCORE
            _add(found, bearers, (at, (hit.owner, hit.text)), hit.reason, weight)


def _add(
    found: Likeness, bearers: _Bearers, both: tuple[tuple[str, str], tuple[str, str]], reason: str, weight: float
) -> None:
    ours, theirs = (FactRef(at[0], "names", bearers[at].key) for at in both)
    texts = " and ".join(repr(text) for _, text in both)
    for at in both:
        weight *= _STRENGTHS.get(bearers[at].kind, 1.0)
    found.add("name", ours, theirs, f"{reason}: {texts}", weight)
    if _numbers(both[0][1]) != _numbers(both[1][1]):
        found.add("number", ours, theirs, f"the names bear different numbers: {texts}", _OTHER_NUMBERS)


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def _compare_acronyms(bearers: _Bearers, found: Likeness) -> None:
    initials: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for (owner, text), name in bearers.items():
        parts = [word for word in words(text) if word not in _SMALL_WORDS and word.isascii()]
        if len(parts) >= _FEWEST_FOR_ACRONYM:
            initials["".join(word[0] for word in parts)].append((owner, name))
    for (owner, text), name in bearers.items():
        if name.kind is NameKind.ACRONYM:
            for other, full in initials.get("".join(words(text)), ()):
                facts = (FactRef(owner, "names", name.key), FactRef(other, "names", full.key))
                found.add("acronym", *facts, f"the acronym {text!r} fits the name {full.text!r}", _ACRONYM)


def gather_identifiers(data: Dataset, found: Likeness) -> None:
    """Compare the identifiers and websites of records."""
    bearers: dict[str, list[str]] = defaultdict(list)
    sites: dict[str, list[str]] = defaultdict(list)
    for record in data:
        for identifier in getattr(record, "identifiers", ()):
            bearers[identifier.key].append(record.id)
        site = address_key(getattr(record, "website", None))
        if site:
            sites[site].append(record.id)
    for key, ids in bearers.items():
        for one, other in combinations(ids, 2):
            facts = (FactRef(one, "identifiers", key), FactRef(other, "identifiers", key))
            found.add("identifier", *facts, f"one identifier: {key}", _IDENTIFIER)
    for site, ids in sites.items():
        for one, other in combinations(ids, 2):
            facts = (FactRef(one, "website"), FactRef(other, "website"))
            found.add("website", *facts, f"one website: {site}", _WEBSITE / (len(ids) - 1))


def address_key(url: str | None) -> str | None:
    """Return what tells an address from another: without scheme, `www.` and closing slash.

    Examples:
        >>> address_key("https://www.Example.org/a/")
        'example.org/a'
    """
    return None if url is None else re.sub(r"^https?://(www\.)?", "", url).rstrip("/").casefold()


def gather_posts(data: Dataset, found: Likeness) -> None:
    """Compare the posts that people are shown in."""
    holders: dict[tuple[str, str], dict[str, FactRef]] = defaultdict(dict)
    for person in data.people:
        for role in person.roles:
            for name in role.titles:
                fact = FactRef(person.id, "roles", role.key)
                holders[role.body, name_key(name.text)].setdefault(person.id, fact)
    for (body, title), people in holders.items():
        for one, other in combinations(sorted(people), 2):
            text = f"both are shown in one post: {title} of {data[body].label}"
            found.add("post", people[one], people[other], text, _POST / (len(people) - 1))
