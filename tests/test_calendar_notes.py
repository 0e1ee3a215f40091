"""The note on an event in a calendar: what it says where there is little to say."""

from __future__ import annotations

import small
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.calendar_notes import description, note_event
from sinouk_innov.export.ledger import Tally
from sinouk_innov.model.vocabularies import Modality


def test_an_event_without_anything_has_its_id() -> None:
    """No date, no name, no place: the note says nothing of them, and all facts of the event are noted."""
    event = small.event("talk")
    data = small.dataset(event)
    assert description(data, event, [], []) == "Record: evt-talk"
    tally = Tally(data, "toy")
    note_event(event, tally)
    ledger = tally.ledger()
    assert ledger.losses == ()
    assert FactRef("evt-talk") in ledger.kept


def test_sources_are_named_with_their_addresses() -> None:
    """Publisher, date or none, title, and an address if it is one."""
    event = small.event("talk", modality=Modality.DENIED)
    sources = [small.source("a", "2019-05", url="https://example.org/"), small.source("b", url="http://:80/")]
    assert description(small.dataset(event), event, [], sources).split("\n") == [
        "Denied: said not to have taken place.",
        "Source: Publisher of a (2019-05): Title of a. https://example.org/",
        "Source: Publisher of b (undated): Title of b.",
        "Record: evt-talk",
    ]
