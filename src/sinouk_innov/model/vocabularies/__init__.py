"""Which terms may a record use, and what does each mean?

Every vocabulary is closed. A record that must say `other` says in its note what is meant. A vocabulary is made when it
is first asked for: most programs need few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinouk_innov.model.vocabularies.bodies import CentreKind as CentreKind, OrganisationKind as OrganisationKind
    from sinouk_innov.model.vocabularies.capacities import Capacity as Capacity
    from sinouk_innov.model.vocabularies.documents import (
        Extent as Extent,
        PublisherKind as PublisherKind,
        SourceKind as SourceKind,
    )
    from sinouk_innov.model.vocabularies.geography import PlaceKind as PlaceKind
    from sinouk_innov.model.vocabularies.happenings import EventKind as EventKind, Modality as Modality
    from sinouk_innov.model.vocabularies.measures import Measure as Measure, StatisticStatus as StatisticStatus
    from sinouk_innov.model.vocabularies.ranks import Rank as Rank
    from sinouk_innov.model.vocabularies.records import AbsenceReason as AbsenceReason, NameKind as NameKind
    from sinouk_innov.model.vocabularies.registers import IdentifierScheme as IdentifierScheme
    from sinouk_innov.model.vocabularies.sayings import RemarkKind as RemarkKind
    from sinouk_innov.model.vocabularies.sectors import Sector as Sector, Standing as Standing
    from sinouk_innov.model.vocabularies.ties import RelationKind as RelationKind
    from sinouk_innov.model.vocabularies.undertakings import InitiativeKind as InitiativeKind

__all__ = [
    "AbsenceReason",
    "Capacity",
    "CentreKind",
    "EventKind",
    "Extent",
    "IdentifierScheme",
    "InitiativeKind",
    "Measure",
    "Modality",
    "NameKind",
    "OrganisationKind",
    "PlaceKind",
    "PublisherKind",
    "Rank",
    "RelationKind",
    "RemarkKind",
    "Sector",
    "SourceKind",
    "Standing",
    "StatisticStatus",
]

_WRITTEN_IN = {
    "bodies": "CentreKind OrganisationKind",
    "capacities": "Capacity",
    "documents": "Extent PublisherKind SourceKind",
    "geography": "PlaceKind",
    "happenings": "EventKind Modality",
    "measures": "Measure StatisticStatus",
    "ranks": "Rank",
    "records": "AbsenceReason NameKind",
    "registers": "IdentifierScheme",
    "sayings": "RemarkKind",
    "sectors": "Sector Standing",
    "ties": "RelationKind",
    "undertakings": "InitiativeKind",
}


if not TYPE_CHECKING:
    # Type checkers are not shown this: they would take any name for a vocabulary.
    def __getattr__(name: str) -> object:
        """Make a vocabulary when it is first asked for (PEP 562)."""
        for home, names in _WRITTEN_IN.items():
            if name in names.split():
                found = getattr(import_module(f"{__name__}.{home}"), name)
                # Its home is here, wherever it is written: that is what pickles and messages name.
                found.__module__ = __name__
                globals()[name] = found
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
