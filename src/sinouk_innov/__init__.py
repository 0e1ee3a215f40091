"""China-UK innovation cooperation as a typed, cited dataset that can be questioned.

Examples:
    >>> import sinouk_innov as si
    >>> data = si.load()
    >>> data.people.one("Bian Xianghui").id
    'per-xianghui-bian'
"""

from __future__ import annotations

# Importing `typing` would cost as much as starting Python does; type checkers take this name for its constant.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sinouk_innov.bundle import (
        iter_records as iter_records,
        load as load,
        read as read,
        write as write,
    )
    from sinouk_innov.conditions import (
        Condition as Condition,
        is_above as is_above,
        is_after as is_after,
        is_before as is_before,
        is_below as is_below,
        is_during as is_during,
        is_equal_to as is_equal_to,
    )
    from sinouk_innov.dataset import (
        Dataset as Dataset,
        Release as Release,
    )
    from sinouk_innov.dates import (
        PartialDate as PartialDate,
        Period as Period,
        Precision as Precision,
        When as When,
        day_of as day_of,
        parse_when as parse_when,
    )
    from sinouk_innov.errors import (
        AmbiguousNameError as AmbiguousNameError,
        InvalidDataError as InvalidDataError,
        MissingExtraError as MissingExtraError,
        Problem as Problem,
        SinoukInnovError as SinoukInnovError,
        UndecidedError as UndecidedError,
        UnitError as UnitError,
        UnknownFieldError as UnknownFieldError,
        UnknownIdError as UnknownIdError,
        UnknownNameError as UnknownNameError,
        UnreadableError as UnreadableError,
    )
    from sinouk_innov.evidence import (
        Basis as Basis,
        Citation as Citation,
        FactRef as FactRef,
        fingerprint as fingerprint,
        passage_words as passage_words,
    )
    from sinouk_innov.export.arrow_tables import (
        to_arrow as to_arrow,
    )
    from sinouk_innov.export.calendar_file import (
        to_ical as to_ical,
        write_ical as write_ical,
    )
    from sinouk_innov.export.croissant import (
        to_croissant as to_croissant,
    )
    from sinouk_innov.export.csv_package import (
        to_csv as to_csv,
    )
    from sinouk_innov.export.duckdb_file import (
        to_duckdb as to_duckdb,
    )
    from sinouk_innov.export.formats import (
        FORMATS as FORMATS,
        Format as Format,
        write_as as write_as,
    )
    from sinouk_innov.export.ftm import (
        to_ftm as to_ftm,
        to_ftm_statements as to_ftm_statements,
        write_ftm as write_ftm,
        write_ftm_statements as write_ftm_statements,
    )
    from sinouk_innov.export.geojson import (
        to_geojson as to_geojson,
        write_geojson as write_geojson,
    )
    from sinouk_innov.export.gexf import (
        to_gexf as to_gexf,
    )
    from sinouk_innov.export.graphml import (
        to_graphml as to_graphml,
    )
    from sinouk_innov.export.json_ld import (
        to_jsonld as to_jsonld,
    )
    from sinouk_innov.export.ledger import (
        Exported as Exported,
        Fate as Fate,
        Ledger as Ledger,
        Loss as Loss,
    )
    from sinouk_innov.export.networkx_graph import (
        to_networkx as to_networkx,
    )
    from sinouk_innov.export.pandas_frames import (
        to_pandas as to_pandas,
    )
    from sinouk_innov.export.parquet import (
        read_parquet as read_parquet,
        to_parquet as to_parquet,
    )
    from sinouk_innov.export.polars_frames import (
        to_polars as to_polars,
    )
    from sinouk_innov.export.popolo import (
        to_popolo as to_popolo,
        write_popolo as write_popolo,
    )
    from sinouk_innov.export.rdf import (
        to_ntriples as to_ntriples,
        to_rdf as to_rdf,
        to_turtle as to_turtle,
        to_vocabulary as to_vocabulary,
    )
    from sinouk_innov.export.references import (
        to_bibtex as to_bibtex,
        to_csl_json as to_csl_json,
        write_bibtex as write_bibtex,
        write_csl_json as write_csl_json,
    )
    from sinouk_innov.export.schema_org import (
        to_schema_org as to_schema_org,
        write_schema_org as write_schema_org,
    )
    from sinouk_innov.export.shacl import (
        to_shacl as to_shacl,
    )
    from sinouk_innov.export.sqlite_file import (
        to_sqlite as to_sqlite,
    )
    from sinouk_innov.imports.csv_columns import (
        OrganisationColumns as OrganisationColumns,
        PeopleColumns as PeopleColumns,
        StatisticColumns as StatisticColumns,
    )
    from sinouk_innov.imports.csv_tables import (
        from_csv as from_csv,
    )
    from sinouk_innov.imports.ftm import (
        from_ftm as from_ftm,
    )
    from sinouk_innov.imports.popolo import (
        from_popolo as from_popolo,
    )
    from sinouk_innov.integrity import (
        problems as problems,
    )
    from sinouk_innov.intervals import (
        Interval as Interval,
    )
    from sinouk_innov.logic import (
        Truth as Truth,
    )
    from sinouk_innov.matches import (
        Match as Match,
    )
    from sinouk_innov.model.belonging import (
        Identifier as Identifier,
        PartOf as PartOf,
        SectorLink as SectorLink,
    )
    from sinouk_innov.model.centre import (
        Centre as Centre,
    )
    from sinouk_innov.model.event import (
        Event as Event,
        Participation as Participation,
    )
    from sinouk_innov.model.facts import (
        Fact as Fact,
        facts_of as facts_of,
    )
    from sinouk_innov.model.initiative import (
        Initiative as Initiative,
        Party as Party,
    )
    from sinouk_innov.model.organisation import (
        Organisation as Organisation,
    )
    from sinouk_innov.model.person import (
        Person as Person,
        Role as Role,
    )
    from sinouk_innov.model.place import (
        Place as Place,
    )
    from sinouk_innov.model.record import (
        Absence as Absence,
        Name as Name,
        Part as Part,
        Record as Record,
    )
    from sinouk_innov.model.relation import (
        Relation as Relation,
    )
    from sinouk_innov.model.remark import (
        Remark as Remark,
    )
    from sinouk_innov.model.source import (
        Source as Source,
    )
    from sinouk_innov.model.statistic import (
        Statistic as Statistic,
    )
    from sinouk_innov.model.vocabularies import (
        AbsenceReason as AbsenceReason,
        Capacity as Capacity,
        CentreKind as CentreKind,
        EventKind as EventKind,
        Extent as Extent,
        IdentifierScheme as IdentifierScheme,
        InitiativeKind as InitiativeKind,
        Measure as Measure,
        Modality as Modality,
        NameKind as NameKind,
        OrganisationKind as OrganisationKind,
        PlaceKind as PlaceKind,
        PublisherKind as PublisherKind,
        Rank as Rank,
        RelationKind as RelationKind,
        RemarkKind as RemarkKind,
        Sector as Sector,
        SourceKind as SourceKind,
        Standing as Standing,
        StatisticStatus as StatisticStatus,
    )
    from sinouk_innov.overlay import (
        merge as merge,
    )
    from sinouk_innov.quantities import (
        Bound as Bound,
        FigureReading as FigureReading,
        Quantity as Quantity,
        Unit as Unit,
    )
    from sinouk_innov.questions.causes import (
        Cause as Cause,
    )
    from sinouk_innov.questions.change import (
        Change as Change,
        ChangeKind as ChangeKind,
        changelog as changelog,
        diff as diff,
    )
    from sinouk_innov.questions.clocks import (
        known_by as known_by,
        valid_on as valid_on,
    )
    from sinouk_innov.questions.connections import (
        Link as Link,
        links as links,
    )
    from sinouk_innov.questions.derivation import (
        Conclusion as Conclusion,
        derive as derive,
    )
    from sinouk_innov.questions.disagreement import (
        Conflict as Conflict,
        Question as Question,
        Side as Side,
        conflicts as conflicts,
    )
    from sinouk_innov.questions.evidence import (
        Checked as Checked,
        Verdict as Verdict,
        cite as cite,
        verify as verify,
    )
    from sinouk_innov.questions.explanation import (
        Explanation as Explanation,
        Support as Support,
        explain as explain,
    )
    from sinouk_innov.questions.figures import (
        Calculation as Calculation,
        Comparison as Comparison,
        Order as Order,
        Parts as Parts,
        Total as Total,
        amount as amount,
        compare as compare,
        difference as difference,
        parts as parts,
        share as share,
        total as total,
    )
    from sinouk_innov.questions.likeness import (
        Reason as Reason,
    )
    from sinouk_innov.questions.lineage import (
        independent_sources as independent_sources,
    )
    from sinouk_innov.questions.paths import (
        Path as Path,
        Paths as Paths,
        PathStep as PathStep,
        paths as paths,
    )
    from sinouk_innov.questions.places import (
        Step as Step,
        chain as chain,
        within as within,
    )
    from sinouk_innov.questions.policies import (
        Policy as Policy,
        Settlement as Settlement,
        settle as settle,
    )
    from sinouk_innov.questions.posts import (
        Holding as Holding,
        people_at as people_at,
        roles_of as roles_of,
    )
    from sinouk_innov.questions.projections import (
        Edge as Edge,
        Ground as Ground,
        co_attendance as co_attendance,
        shared_organisations as shared_organisations,
    )
    from sinouk_innov.questions.rules import (
        RULES as RULES,
        Atom as Atom,
        Rule as Rule,
    )
    from sinouk_innov.questions.search import (
        Found as Found,
        Hit as Hit,
        search as search,
    )
    from sinouk_innov.questions.silence import (
        Gap as Gap,
        GapKind as GapKind,
        gaps as gaps,
    )
    from sinouk_innov.questions.status import (
        Status as Status,
        StatusKind as StatusKind,
        status_of as status_of,
    )
    from sinouk_innov.questions.time import (
        Moment as Moment,
        timeline as timeline,
    )
    from sinouk_innov.questions.twins import (
        Twin as Twin,
        twins as twins,
    )
    from sinouk_innov.splits import (
        Split as Split,
    )
    from sinouk_innov.table import (
        Table as Table,
    )
    from sinouk_innov.text.date_phrases import (
        interpret_when as interpret_when,
    )
    from sinouk_innov.text.drafts import (
        read_draft as read_draft,
    )
    from sinouk_innov.text.figure_phrases import (
        interpret_quantity as interpret_quantity,
    )
    from sinouk_innov.text.interpretation import (
        Interpretation as Interpretation,
    )
    from sinouk_innov.text.passages import (
        Passage as Passage,
        cite_passage as cite_passage,
        find_passages as find_passages,
        passages as passages,
    )
    from sinouk_innov.text.wordings import (
        misquotes as misquotes,
    )

__all__ = [
    "FORMATS",
    "RULES",
    "Absence",
    "AbsenceReason",
    "AmbiguousNameError",
    "Atom",
    "Basis",
    "Bound",
    "Calculation",
    "Capacity",
    "Cause",
    "Centre",
    "CentreKind",
    "Change",
    "ChangeKind",
    "Checked",
    "Citation",
    "Comparison",
    "Conclusion",
    "Condition",
    "Conflict",
    "Dataset",
    "Edge",
    "Event",
    "EventKind",
    "Explanation",
    "Exported",
    "Extent",
    "Fact",
    "FactRef",
    "Fate",
    "FigureReading",
    "Format",
    "Found",
    "Gap",
    "GapKind",
    "Ground",
    "Hit",
    "Holding",
    "Identifier",
    "IdentifierScheme",
    "Initiative",
    "InitiativeKind",
    "Interpretation",
    "Interval",
    "InvalidDataError",
    "Ledger",
    "Link",
    "Loss",
    "Match",
    "Measure",
    "MissingExtraError",
    "Modality",
    "Moment",
    "Name",
    "NameKind",
    "Order",
    "Organisation",
    "OrganisationColumns",
    "OrganisationKind",
    "Part",
    "PartOf",
    "PartialDate",
    "Participation",
    "Parts",
    "Party",
    "Passage",
    "Path",
    "PathStep",
    "Paths",
    "PeopleColumns",
    "Period",
    "Person",
    "Place",
    "PlaceKind",
    "Policy",
    "Precision",
    "Problem",
    "PublisherKind",
    "Quantity",
    "Question",
    "Rank",
    "Reason",
    "Record",
    "Relation",
    "RelationKind",
    "Release",
    "Remark",
    "RemarkKind",
    "Role",
    "Rule",
    "Sector",
    "SectorLink",
    "Settlement",
    "Side",
    "SinoukInnovError",
    "Source",
    "SourceKind",
    "Split",
    "Standing",
    "Statistic",
    "StatisticColumns",
    "StatisticStatus",
    "Status",
    "StatusKind",
    "Step",
    "Support",
    "Table",
    "Total",
    "Truth",
    "Twin",
    "UndecidedError",
    "Unit",
    "UnitError",
    "UnknownFieldError",
    "UnknownIdError",
    "UnknownNameError",
    "UnreadableError",
    "Verdict",
    "When",
    "amount",
    "chain",
    "changelog",
    "cite",
    "cite_passage",
    "co_attendance",
    "compare",
    "conflicts",
    "day_of",
    "derive",
    "diff",
    "difference",
    "explain",
    "facts_of",
    "find_passages",
    "fingerprint",
    "from_csv",
    "from_popolo",
    "gaps",
    "independent_sources",
    "interpret_quantity",
    "interpret_when",
    "is_above",
    "is_after",
    "is_before",
    "is_below",
    "is_during",
    "is_equal_to",
    "iter_records",
    "known_by",
    "links",
    "load",
    "merge",
    "misquotes",
    "parse_when",
    "parts",
    "passage_words",
    "passages",
    "paths",
    "people_at",
    "problems",
    "read",
    "read_draft",
    "roles_of",
    "search",
    "settle",
    "share",
    "shared_organisations",
    "status_of",
    "timeline",
    "to_bibtex",
    "to_croissant",
    "to_csl_json",
    "to_csv",
    "to_geojson",
    "to_gexf",
    "to_graphml",
    "to_ical",
    "to_popolo",
    "to_schema_org",
    "to_sqlite",
    "total",
    "twins",
    "valid_on",
    "verify",
    "within",
    "write",
    "write_as",
    "write_bibtex",
    "write_csl_json",
    "write_geojson",
    "write_ical",
    "write_popolo",
    "write_schema_org",
]

_HOMES = {
    "bundle": "iter_records load read write",
    "conditions": "Condition is_above is_after is_before is_below is_during is_equal_to",
    "dataset": "Dataset Release",
    "dates": "PartialDate Period Precision When day_of parse_when",
    "errors": (
        "AmbiguousNameError InvalidDataError MissingExtraError Problem SinoukInnovError UndecidedError UnitError "
        "UnknownFieldError UnknownIdError UnknownNameError UnreadableError"
    ),
    "evidence": "Basis Citation FactRef fingerprint passage_words",
    "export.calendar_file": "to_ical write_ical",
    "export.croissant": "to_croissant",
    "export.csv_package": "to_csv",
    "export.formats": "FORMATS Format write_as",
    "export.geojson": "to_geojson write_geojson",
    "export.gexf": "to_gexf",
    "export.graphml": "to_graphml",
    "export.ledger": "Exported Fate Ledger Loss",
    "export.popolo": "to_popolo write_popolo",
    "export.references": "to_bibtex to_csl_json write_bibtex write_csl_json",
    "export.schema_org": "to_schema_org write_schema_org",
    "export.sqlite_file": "to_sqlite",
    "imports.csv_columns": "OrganisationColumns PeopleColumns StatisticColumns",
    "imports.csv_tables": "from_csv",
    "imports.popolo": "from_popolo",
    "matches": "Match",
    "integrity": "problems",
    "intervals": "Interval",
    "logic": "Truth",
    "model.belonging": "Identifier PartOf SectorLink",
    "model.centre": "Centre",
    "model.event": "Event Participation",
    "model.facts": "Fact facts_of",
    "model.initiative": "Initiative Party",
    "model.organisation": "Organisation",
    "model.person": "Person Role",
    "model.place": "Place",
    "model.record": "Absence Name Part Record",
    "model.relation": "Relation",
    "model.remark": "Remark",
    "model.source": "Source",
    "model.statistic": "Statistic",
    "model.vocabularies": (
        "AbsenceReason Capacity CentreKind EventKind Extent IdentifierScheme InitiativeKind Measure Modality "
        "NameKind OrganisationKind PlaceKind PublisherKind Rank RelationKind RemarkKind Sector SourceKind Standing "
        "StatisticStatus"
    ),
    "overlay": "merge",
    "quantities": "Bound FigureReading Quantity Unit",
    "questions.causes": "Cause",
    "questions.change": "Change ChangeKind changelog diff",
    "questions.clocks": "known_by valid_on",
    "questions.connections": "Link links",
    "questions.derivation": "Conclusion derive",
    "questions.disagreement": "Conflict Question Side conflicts",
    "questions.evidence": "Checked Verdict cite verify",
    "questions.explanation": "Explanation Support explain",
    "questions.figures": "Calculation Comparison Order Parts Total amount compare difference parts share total",
    "questions.likeness": "Reason",
    "questions.lineage": "independent_sources",
    "questions.paths": "Path PathStep Paths paths",
    "questions.places": "Step chain within",
    "questions.policies": "Policy Settlement settle",
    "questions.posts": "Holding people_at roles_of",
    "questions.projections": "Edge Ground co_attendance shared_organisations",
    "questions.rules": "Atom RULES Rule",
    "questions.search": "Found Hit search",
    "questions.silence": "Gap GapKind gaps",
    "questions.status": "Status StatusKind status_of",
    "questions.time": "Moment timeline",
    "questions.twins": "Twin twins",
    "splits": "Split",
    "table": "Table",
    "text.date_phrases": "interpret_when",
    "text.drafts": "read_draft",
    "text.figure_phrases": "interpret_quantity",
    "text.interpretation": "Interpretation",
    "text.passages": "Passage cite_passage find_passages passages",
    "text.wordings": "misquotes",
}
"""The names that each module gives to the front door."""

_WITH_EXTRAS = {
    "export.arrow_tables": "to_arrow",
    "export.duckdb_file": "to_duckdb",
    "export.ftm": "to_ftm to_ftm_statements write_ftm write_ftm_statements",
    "export.json_ld": "to_jsonld",
    "export.networkx_graph": "to_networkx",
    "export.pandas_frames": "to_pandas",
    "export.parquet": "read_parquet to_parquet",
    "export.polars_frames": "to_polars",
    "export.rdf": "to_ntriples to_rdf to_turtle to_vocabulary",
    "export.shacl": "to_shacl",
    "imports.ftm": "from_ftm",
}
"""Names that need a library which may be missing: they are at the front door, and `import *` leaves them alone."""


if TYPE_CHECKING:
    __version__: str
else:
    # Type checkers are not shown this: they would take any name for a public one.
    def __getattr__(name: str) -> object:
        """Find a public name at its home when it is first asked for (PEP 562)."""
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415  costs start-up time, and is seldom asked for

            return version("sinouk-innov")
        for home, names in (_HOMES | _WITH_EXTRAS).items():
            if name in names.split():
                from importlib import import_module  # noqa: PLC0415  the same

                found: object = getattr(import_module(f"sinouk_innov.{home}"), name)
                globals()[name] = found
                return found
        raise AttributeError(f"module 'sinouk_innov' has no attribute {name!r}", name=name, obj=__import__(__name__))


def __dir__() -> list[str]:
    return [*__all__, *" ".join(_WITH_EXTRAS.values()).split(), "__version__"]
