"""Where on a map is what is told of?

A FeatureCollection of GeoJSON (RFC 7946), which QGIS, Leaflet, GitHub and others open. Few places have coordinates of
their own; what has none stands at the point of the nearest place around it that has, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinouk_innov.codec import encode, print_json
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.guards import NO_WEB_ADDRESS, inert_json, is_web_address
from sinouk_innov.export.ledger import Exported, Tally
from sinouk_innov.files import write_text
from sinouk_innov.model.centre import Centre
from sinouk_innov.model.event import Event
from sinouk_innov.model.facts import citations_for, citations_in, facts_of
from sinouk_innov.model.place import Place
from sinouk_innov.questions.positions import Position, position_of

if TYPE_CHECKING:
    import os

    from sinouk_innov.codec import Plain
    from sinouk_innov.dataset import Dataset
    from sinouk_innov.dates import When
    from sinouk_innov.export.ledger import Ledger, Progress
    from sinouk_innov.model.source import Source

__all__ = ["to_geojson", "write_geojson"]

_NO_POINT = "neither it nor anything that it is known to lie in has coordinates"
_NO_DATE = "an event without a date is not put on the map"
_NO_FEATURE = "the map shows places, centres and dated events"
_UNUSED = "the map names only the sources of what it shows"
_MORE_OF_A_SOURCE = "the map tells title, publisher, date, address and licence of a source"
_WORDING = "the map has no place for how a source prints its date"
_OF_A_SOURCE = ("title", "publisher", "published", "url", "licence")


def to_geojson(data: Dataset, *, progress: Progress | None = None) -> Exported[dict[str, Any]]:
    """Return the places, centres and dated events that have a point as a FeatureCollection of GeoJSON, by id.

    Each feature has the whole record in its properties, with these besides:

    - `record`: `place`, `centre` or `event`; `label`: what to call it;
    - of an event, `when` as EDTF, `when_wording` as printed, and the first and last day that it may be: `earliest` and
      `latest`, which are null where there is no such day;
    - `position_of` and `position_label`: whose point it is; `position_steps`: how many steps up that place stands, 0
      where the point is the record's own; `position_by`: the facts that lead there; `position_sources`: the sources of
      the point;
    - `sources`: all sources that the record and its point rest on, with title, publisher, date, address and licence.

    Many features share one point: do not read a city's point as the address of a building in it.

    Args:
        data: The dataset.
        progress: Called after each record with how many are done and how many there are.

    Examples:
        >>> from sinouk_innov.bundle import load
        >>> places = {feature["id"]: feature for feature in to_geojson(load()).value["features"]}
        >>> places["pla-qingdao"]["geometry"]["coordinates"]
        [120.38042, 36.06488]
        >>> park = places["cen-cambridge-science-park"]["properties"]
        >>> park["position_of"], park["position_steps"]
        ('pla-cambridge', 1)
    """
    tally = Tally(data, "geojson", progress)
    features: list[Plain] = []
    shown: set[str] = set()
    for record in tally.records():
        if not isinstance(record, Place | Centre | Event):
            # Sources are told of when it is known which are named.
            if record.prefix != "src":
                tally.drop_rest(record, _NO_FEATURE)
            continue
        position = position_of(data, record)
        if isinstance(record, Event) and record.when is None:
            tally.drop_rest(record, _NO_DATE)
        elif position is None:
            tally.drop_rest(record, _NO_POINT)
        else:
            features.append(_feature(data, record, position, shown, tally))
    for source in data.sources:
        _note_source(source, shown, tally)
    features.sort(key=lambda feature: str(feature["id"]))
    return Exported({"type": "FeatureCollection", **_head(data), "features": features}, tally.ledger())


def write_geojson(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write what `to_geojson` gives as a file, and return what it lost.

    Args:
        data: The dataset.
        path: The file; its name usually ends in `.geojson`.
        progress: Called after each record with how many are done and how many there are.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    made = to_geojson(data, progress=progress)
    write_text(path, inert_json(print_json(made.value)))
    return made.ledger


def _head(data: Dataset) -> Plain:
    """Return what the dataset says of itself, as members that RFC 7946 leaves to us (section 6.1)."""
    release = data.release
    told = {"name": release.title, "version": release.data_version, "as_of": release.as_of, "licence": release.licence}
    return {name: text for name, text in told.items() if text}


def _feature(data: Dataset, record: Place | Centre | Event, position: Position, shown: set[str], tally: Tally) -> Plain:
    plain = encode(record)
    for own in ("latitude", "longitude"):
        plain.pop(own, None)
    for fact in facts_of(record):
        if fact.ref.field == "website" and not is_web_address(plain["website"]):
            del plain["website"]
            tally.drop(fact.ref, NO_WEB_ADDRESS)
        else:
            tally.keep(fact.ref)
    if isinstance(record, Event) and record.when is not None:
        plain |= _when(record.when)
    whose = citations_for(position.place, "latitude")
    used = sorted({citation.source for _, citation in citations_in(record)} | {c.source for c in whose})
    shown.update(used)
    return {
        "type": "Feature",
        "id": record.id,
        "geometry": {"type": "Point", "coordinates": [position.longitude, position.latitude]},
        "properties": {
            "id": record.id,
            "record": record.kind_name,
            "label": record.label,
            **{name: value for name, value in plain.items() if name != "id"},
            "position_of": position.place.id,
            "position_label": position.place.label,
            "position_steps": len(position.steps),
            "position_by": [str(step) for step in position.steps],
            "position_sources": sorted({citation.source for citation in whose}),
            "sources": [_source(data, source) for source in used],
        },
    }


def _when(when: When) -> Plain:
    told: Plain = {"when": when.edtf}
    if when.wording is not None:
        told["when_wording"] = when.wording
    return told | {
        "earliest": None if when.earliest is None else when.earliest.isoformat(),
        "latest": None if when.latest is None else when.latest.isoformat(),
    }


def _source(data: Dataset, source_id: str) -> Plain:
    source = data.sources.get(source_id)
    if source is None:
        return {"id": source_id}
    plain = encode(source)
    told = {name: plain[name] for name in _OF_A_SOURCE if name in plain}
    if source.published is not None:
        told["published"] = source.published.edtf
    if source.url is not None and not is_web_address(source.url):
        del told["url"]
    return {"id": source.id, **told}


def _note_source(source: Source, shown: set[str], tally: Tally) -> None:
    if source.id not in shown:
        tally.drop_rest(source, _UNUSED)
        return
    for name in _OF_A_SOURCE:
        ref = FactRef(source.id, name)
        if name == "url" and source.url is not None and not is_web_address(source.url):
            tally.drop(ref, NO_WEB_ADDRESS)
        elif name == "published" and source.published is not None and source.published.wording is not None:
            tally.approximate(ref, "wording", _WORDING)
        elif getattr(source, name) is not None:
            tally.keep(ref)
    for part in ("citations", "note", "absent"):
        if getattr(source, part):
            tally.approximate(FactRef(source.id, "title"), part, _MORE_OF_A_SOURCE)
    tally.drop_rest(source, _MORE_OF_A_SOURCE)
