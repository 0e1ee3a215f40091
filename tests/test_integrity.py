"""Does each rule among records fire on the smallest damage that breaks it, and on nothing else?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import strategies
from sinouk_innov import bundle, codec, integrity
from sinouk_innov.dataset import Dataset
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sinouk_innov.model.record import Record

Tables = dict[str, list[dict[str, Any]]]


def dataset(tables: Tables, redirects: Mapping[str, str | None] | None = None) -> Dataset:
    """Return the dataset that plain tables describe."""
    rows = [record for kind in KINDS for record in codec.decode_table(kind, tables[kind.table], f"{kind.table}.json")]
    return Dataset.of(rows, redirects=redirects)


def row(tables: Tables, record_id: str) -> dict[str, Any]:
    """Return one record of plain tables."""
    return next(plain for rows in tables.values() for plain in rows if plain["id"] == record_id)


def said(problems: tuple[Problem, ...]) -> list[str]:
    """Return problems as text."""
    return [str(problem) for problem in problems]


def relation(slug: str, subject: str, kind: str, other: str, **more: Any) -> dict[str, Any]:
    """Return a relation, as plain data."""
    return {"id": f"rel-{slug}", "subject": subject, "kind": kind, "object": other} | more | {"citations": [CITATION]}


def statistic(slug: str, value: str, unit: str, **more: Any) -> dict[str, Any]:
    """Return a figure of land area about the park, as plain data."""
    return {
        "id": f"sta-{slug}",
        "about": "cen-park",
        "measure": "land_area",
        "quantity": {"value": value, "unit": unit, "bound": "exact"},
        **more,
        "citations": [CITATION],
    }


CITATION: dict[str, Any] = {"source": "src-report"}
PASSAGE = CITATION | {"paragraph": 2, "words": 7, "fingerprint": "0123456789abcdef", "starts": "In", "ends": "day"}


def test_nothing_is_wrong_with_what_is_sound() -> None:
    """No rule fires on the small sample, and none on the bundled data."""
    for data in (dataset(strategies.small()), bundle.load()):
        for rule in integrity.RULES:
            assert said(tuple(rule(data))) == []
        assert integrity.problems(data) == ()


def test_every_rule_is_asked() -> None:
    """Each public function of the module that takes a dataset and yields problems is one of the rules."""
    rules = {
        name
        for name, value in vars(integrity).items()
        if callable(value) and getattr(value, "__module__", "") == integrity.__name__ and not name.startswith("_")
    }
    assert rules - {"problems", "references", "Rule"} == {rule.__name__ for rule in integrity.RULES}


# --- the rules ------------------------------------------------------------------------------------------------------

CASES: dict[str, tuple[str, Callable[[Tables], Mapping[str, str | None] | None], list[str]]] = {}


def case(
    rule: str, *expected: str
) -> Callable[
    [Callable[[Tables], Mapping[str, str | None] | None]], Callable[[Tables], Mapping[str, str | None] | None]
]:
    """Note a damage to the small sample: the rule that it breaks, and all that is said then."""

    def noted(
        damage: Callable[[Tables], Mapping[str, str | None] | None],
    ) -> Callable[[Tables], Mapping[str, str | None] | None]:
        CASES[damage.__name__] = (rule, damage, [*expected])
        return damage

    return noted


@case("no_reference_dangles", "no record has the id 'pla-nowhere' @ places.json:place/pla-city.part_of")
def a_whole_that_is_not_there(tables: Tables) -> None:
    """Let a place lie in none."""
    row(tables, "pla-city")["part_of"] = "pla-nowhere"


@case(
    "no_reference_dangles",
    "no record has the id 'org-none' @ people.json:person/per-peng-lv.roles[0].body",
    "no record has the id 'cen-none' @ centres.json:centre/cen-park.part_of[0].whole",
    "no record has the id 'org-gone' @ centres.json:centre/cen-park.operators[1]",
    "no record has the id 'org-none' @ events.json:event/evt-visit.participations[0].on_behalf_of",
    "no record has the id 'per-none' @ events.json:event/evt-visit.participations[1].entity",
)
def references_inside_parts(tables: Tables) -> None:
    """Let parts and lists refer to nothing."""
    row(tables, "per-peng-lv")["roles"][0]["body"] = "org-none"
    park = row(tables, "cen-park")
    park["part_of"][0]["whole"] = "cen-none"
    park["operators"].append("org-gone")
    park["citations"][0]["supports"].append("operators")
    visit = row(tables, "evt-visit")
    visit["participations"][0]["on_behalf_of"] = "org-none"
    visit["participations"][1] = {"entity": "per-none", "capacity": "guest", "citations": [CITATION]}


@case(
    "no_reference_dangles",
    "'evt-call' is retired; 'evt-visit' took its place @ events.json:event/evt-talk.part_of",
)
def a_reference_to_a_retired_id(tables: Tables) -> Mapping[str, str | None]:
    """Let an event refer to one that has another id by now."""
    row(tables, "evt-talk")["part_of"] = "evt-call"
    return {"evt-call": "evt-visit"}


@case("no_reference_dangles", "no record has the id 'src-none' @ sources.json:source/src-copy.lineage")
def a_text_that_was_never_held(tables: Tables) -> None:
    """Let a source repeat one that is not there."""
    row(tables, "src-copy")["lineage"] = "src-none"


@case(
    "every_source_exists",
    "no source has the id 'src-none' @ people.json:person/per-peng-lv.citations[0]",
    "no source has the id 'src-none' @ people.json:person/per-peng-lv.roles[0].titles[0].citations[0]",
)
def citations_of_no_source(tables: Tables) -> None:
    """Let a title and an honorific be cited to nothing."""
    person = row(tables, "per-peng-lv")
    person["roles"][0]["titles"][0]["citations"][0]["source"] = "src-none"
    person["citations"][0]["source"] = "src-none"


@case(
    "every_source_exists",
    "'src-old' is retired; 'src-report' took its place @ remarks.json:remark/rem-lv-praises-park.citations[0]",
)
def a_citation_of_a_retired_source(tables: Tables) -> Mapping[str, str | None]:
    """Let a remark be cited to a source that has another id by now."""
    row(tables, "rem-lv-praises-park")["citations"][0]["source"] = "src-old"
    return {"src-old": "src-report"}


@case("redirects_lead_somewhere", "no record has the id 'per-none' @ redirects.json:per-old")
def a_redirect_to_nowhere(_: Tables) -> Mapping[str, str | None]:
    """Retire an id for one that is not there."""
    return {"per-old": "per-none"}


@case("redirects_lead_somewhere", "a retired id is in use @ redirects.json:rem-lv-praises-park")
def a_retired_id_in_use(tables: Tables) -> Mapping[str, str | None]:
    """Retire an id that a record bears."""
    tables["remarks"].append(row(tables, "rem-lv-praises-park") | {"id": "rem-other"})
    return {"rem-lv-praises-park": "rem-other"}


@case("redirects_lead_somewhere", "no record has the id 'per-older' @ redirects.json:per-oldest")
def redirects_in_a_row(_: Tables) -> Mapping[str, str | None]:
    """Retire an id for one that is retired itself."""
    return {"per-oldest": "per-older", "per-older": "per-peng-lv"}


@case(
    "every_source_exists",
    "'src-gone' is retired; nothing took its place @ remarks.json:remark/rem-lv-praises-park.citations[0]",
)
def a_citation_of_a_source_that_is_gone(tables: Tables) -> Mapping[str, str | None]:
    """Let a remark be cited to a source that was retired for good."""
    row(tables, "rem-lv-praises-park")["citations"][0]["source"] = "src-gone"
    return {"src-gone": None}


@case("redirects_lead_somewhere", "a retired id is in use @ redirects.json:rem-lv-praises-park")
def an_id_that_is_gone_in_use(_: Tables) -> Mapping[str, str | None]:
    """Retire for good an id that a record bears."""
    return {"rem-lv-praises-park": None}


@case("redirects_lead_somewhere", "'org-bureau' is no id of the same kind @ redirects.json:per-old")
def a_redirect_to_another_kind(_: Tables) -> Mapping[str, str | None]:
    """Retire a person's id for that of an organisation."""
    return {"per-old": "org-bureau"}


@case("nothing_contains_itself", "contains itself: pla-city → pla-country → pla-city @ places.json:place/pla-city")
def a_country_in_its_city(tables: Tables) -> None:
    """Let a city and its country contain each other."""
    country = row(tables, "pla-country")
    country["part_of"] = "pla-city"
    country["citations"][0]["supports"].append("part_of")


@case(
    "nothing_contains_itself",
    ("contains itself: pla-city → cen-park → cen-zone → pla-country → pla-city @ places.json:place/pla-city"),
)
def a_circle_through_centres(tables: Tables) -> None:
    """Let a circle go through the place of one centre, the wholes of another and a country."""
    city, zone = row(tables, "pla-city"), row(tables, "cen-zone")
    city["part_of"] = "cen-park"
    park = row(tables, "cen-park")
    del park["place"]
    park["citations"][0]["supports"].remove("place")
    zone["place"] = "pla-country"
    zone["citations"][0]["supports"].append("place")
    country = row(tables, "pla-country")
    country["part_of"] = "pla-city"
    country["citations"][0]["supports"].append("part_of")


@case(
    "nothing_contains_itself",
    "contains itself: src-copy → src-report → src-copy @ sources.json:source/src-copy",
)
def texts_that_repeat_each_other(tables: Tables) -> None:
    """Let two sources repeat each other, both undated."""
    report = row(tables, "src-report")
    report["lineage"] = "src-copy"
    del report["published"], report["accessed"]


@case("every_fact_is_cited", "nothing is cited for this @ people.json:person/per-peng-lv.names[Peng Lv@en]")
def a_name_without_a_citation(tables: Tables) -> None:
    """Take away the citation of a name."""
    del row(tables, "per-peng-lv")["names"][0]["citations"]


@case(
    "every_fact_is_cited",
    "nothing is cited for this @ places.json:place/pla-city.latitude",
    "nothing is cited for this @ centres.json:centre/cen-park.operators[org-government]",
)
def fields_without_a_citation(tables: Tables) -> None:
    """Let a citation no longer name a field, and add a value that none names."""
    row(tables, "pla-city")["citations"][0]["supports"].remove("latitude")
    row(tables, "cen-park")["operators"].append("org-government")


@case(
    "every_fact_is_cited",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad.about",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad.measure",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad.category",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad.quantity",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad.share_of",
    "nothing is cited for this @ statistics.json:statistic/sta-firms-abroad.status",
)
def a_figure_without_a_citation(tables: Tables) -> None:
    """Take away the citation of a figure, and with it that of all its fields."""
    del row(tables, "sta-firms-abroad")["citations"]


@case(
    "every_citation_carries_something",
    "a citation supports 'website', which has no value @ centres.json:centre/cen-park.citations[1]",
    "a citation supports 'operators[org-none]', which has no value @ centres.json:centre/cen-park.citations[1]",
)
def citations_of_empty_fields(tables: Tables) -> None:
    """Let a citation carry a field and a value that are not there."""
    row(tables, "cen-park")["citations"].append(CITATION | {"supports": ["website", "operators[org-none]"]})


@case(
    "every_citation_carries_something",
    "a citation here names the fields that it supports @ people.json:person/per-peng-lv.citations[1]",
)
def a_citation_of_nothing_in_particular(tables: Tables) -> None:
    """Cite a passage for a person as a whole."""
    row(tables, "per-peng-lv")["citations"].append(CITATION)


@case(
    "inferences_are_few",
    "is inferred only, and has to be printed somewhere @ people.json:person/per-peng-lv.names[Peng Lv@en]",
    "is inferred only, and has to be printed somewhere @ statistics.json:statistic/sta-firms-abroad.quantity",
)
def inferred_names_and_figures(tables: Tables) -> None:
    """Let a name and a figure rest on a judgement."""
    inferred = CITATION | {"basis": "inferred", "note": "it seems so"}
    row(tables, "per-peng-lv")["names"][0]["citations"] = [inferred]
    row(tables, "sta-firms-abroad")["citations"] = [inferred]


@case(
    "passages_agree",
    "the same passage is described in another way elsewhere @ events.json:event/evt-visit.citations[0]",
)
def one_passage_described_twice(tables: Tables) -> None:
    """Let two citations count the paragraph of one passage in two ways."""
    row(tables, "per-peng-lv")["names"][0]["citations"] = [PASSAGE | {"paragraph": 3}]


@case(
    "subsets_fit",
    "is larger than 'sta-firms', which it is a part of @ statistics.json:statistic/sta-firms-high-tech.quantity",
)
def a_part_above_its_whole(tables: Tables) -> None:
    """Let a subset be certainly larger than its whole."""
    row(tables, "sta-firms")["quantity"] = {"value": "1500", "unit": "count", "bound": "at_most"}
    row(tables, "sta-firms-high-tech")["quantity"]["value"] = "1501"


@case(
    "subsets_fit",
    "a part measures what its whole 'sta-firms' does @ statistics.json:statistic/sta-firms-high-tech.measure",
)
def a_part_of_another_measure(tables: Tables) -> None:
    """Let a rank be a part of a count."""
    row(tables, "sta-firms-high-tech")["measure"] = "rank"


@case("subsets_fit", "these units do not go together: m2, m @ statistics.json:statistic/sta-core.quantity")
def a_part_in_another_unit(tables: Tables) -> None:
    """Let a length be a part of an area."""
    tables["statistics"] += [
        statistic("ground", "770000", "m2"),
        statistic("core", "1", "m", part_of="sta-ground"),
    ]


@case(
    "subsets_fit",
    "a share of another figure has the unit share or percent @ statistics.json:statistic/sta-firms-abroad.quantity",
)
def a_share_that_is_a_count(tables: Tables) -> None:
    """Let a share be counted."""
    row(tables, "sta-firms-abroad")["quantity"] = {"value": "300", "unit": "count", "bound": "exact"}


@case(
    "reports_follow_what_they_report",
    "2020-07 lies after the publication of every source that tells it @ events.json:event/evt-visit.when",
    "2021 lies after the publication of every source that tells it @ statistics.json:statistic/sta-firms.as_of",
    (
        "2022/2023 lies after the publication of every source that tells it "
        "@ statistics.json:statistic/sta-firms-high-tech.over"
    ),
)
def reports_of_what_was_to_come(tables: Tables) -> None:
    """Let events and figures that are told as past lie after the day of the report."""
    row(tables, "evt-visit")["when"] = {"edtf": "2020-07"}
    row(tables, "evt-talk")["when"] = {"edtf": "[2020-01..2020-07]"}
    row(tables, "sta-firms")["as_of"] = {"edtf": "2021"}
    row(tables, "sta-firms-high-tech")["over"] = {"edtf": "2022/2023"}


@case(
    "parts_lie_within_their_event",
    "lies outside the time of 'evt-visit', which it is a part of @ events.json:event/evt-talk.when",
)
def a_talk_before_the_visit(tables: Tables) -> None:
    """Let a part of an event lie before the whole."""
    row(tables, "evt-talk")["when"] = {"edtf": "2020-03"}


@case("sources_are_dated_in_order", "was read before it was published @ sources.json:source/src-report.accessed")
def a_source_read_too_early(tables: Tables) -> None:
    """Let a source be read before it was there."""
    row(tables, "src-report")["accessed"] = {"edtf": "2020-04"}


@case(
    "sources_are_dated_in_order",
    "repeats 'src-report', which was published later @ sources.json:source/src-copy.lineage",
)
def a_copy_before_its_original(tables: Tables) -> None:
    """Let a source repeat a later one."""
    row(tables, "src-copy")["published"] = {"edtf": "2020-04-30"}


@case(
    "one_relation_one_record",
    "says the same as 'rel-bureau-partner-of-park' @ relations.json:relation/rel-park-partner-of-bureau",
)
def one_partnership_twice(tables: Tables) -> None:
    """Tell of a partnership once from each side."""
    tables["relations"].append(relation("park-partner-of-bureau", "cen-park", "partner_of", "org-bureau"))


@case("one_relation_one_record", "says the same as 'rel-a' @ relations.json:relation/rel-b")
def one_link_twice(tables: Tables) -> None:
    """Tell twice of a link that has a direction; the other way round it is another."""
    tables["relations"] += [
        relation("a", "org-bureau", "funded_by", "org-government"),
        relation("b", "org-bureau", "funded_by", "org-government"),
        relation("c", "org-government", "funded_by", "org-bureau"),
        relation("d", "org-bureau", "funded_by", "org-government", qualifier="in part"),
        relation("e", "org-bureau", "funded_by", "org-government", period={"edtf": "2019/.."}),
    ]


@case("one_relation_one_record", "a field of 'cen-park' says so already @ relations.json:relation/rel-in-city")
def a_link_that_a_field_expresses(tables: Tables) -> None:
    """Tell by a relation that a centre lies in the place of its field."""
    tables["relations"].append(relation("in-city", "cen-park", "located_on", "pla-city"))


@case("identities_are_of_one_kind", "what may be the same is of one kind @ relations.json:relation/rel-a.object")
def a_person_who_is_a_place(tables: Tables) -> None:
    """Let a person be the same as a place; what has two faces may be the same."""
    tables["relations"] += [
        relation("a", "per-peng-lv", "same_as", "pla-city"),
        relation("b", "org-bureau", "same_as", "cen-park"),
        relation("c", "cen-park", "same_as", "pla-city"),
        relation("d", "pla-city", "same_as", "pla-country"),
    ]


@case("every_source_is_used", "nothing is cited to this source @ sources.json:source/src-idle")
def a_source_of_nothing(tables: Tables) -> None:
    """Add a source that carries nothing."""
    tables["sources"].append(row(tables, "src-copy") | {"id": "src-idle"})


@pytest.mark.parametrize("name", CASES)
def test_rule_fires_on_its_damage_alone(name: str) -> None:
    """The smallest damage to a rule is told with its place, by that rule and by no other."""
    rule_name, damage, expected = CASES[name]
    tables = strategies.small()
    data = dataset(tables, damage(tables))
    (rule,) = [rule for rule in integrity.RULES if rule.__name__ == rule_name]
    assert said(tuple(rule(data))) == expected
    assert said(integrity.problems(data)) == expected


def test_every_rule_has_a_case() -> None:
    """No rule is without a damage that breaks it."""
    assert {rule for rule, _, _ in CASES.values()} == {rule.__name__ for rule in integrity.RULES}


# --- what a rule must let pass --------------------------------------------------------------------------------------


def allowed(change: Callable[[Tables], None]) -> list[str]:
    """Return what is said of the small sample after a change."""
    tables = strategies.small()
    change(tables)
    return said(integrity.problems(dataset(tables)))


def test_undecided_times_and_sizes_pass() -> None:
    """What may fit is no problem: a rule speaks only where it is certain."""

    def change(tables: Tables) -> None:
        row(tables, "evt-visit")["when"] = {"edtf": "2020"}
        row(tables, "sta-firms-high-tech")["quantity"] = {"value": "9999", "unit": "count", "bound": "exact"}
        row(tables, "src-report")["accessed"] = {"edtf": "2020-05"}

    assert allowed(change) == []


def test_what_is_planned_may_lie_ahead() -> None:
    """An event that is planned, claimed or denied, and a figure that is a plan, may lie after the report."""

    def change(tables: Tables) -> None:
        row(tables, "evt-visit").update(modality="planned", when={"edtf": "2030"})
        del row(tables, "evt-talk")["part_of"]
        row(tables, "sta-firms").update(status="target", as_of={"edtf": "2030"})

    assert allowed(change) == []


def test_source_without_a_date_excuses() -> None:
    """Where a source of a fact has no date, or the fact's other source is later, nothing is known to be too early."""

    def undated(tables: Tables) -> None:
        del row(tables, "src-report")["published"]
        row(tables, "evt-visit")["when"] = {"edtf": "2030"}
        del row(tables, "evt-talk")["part_of"]

    def told_later(tables: Tables) -> None:
        row(tables, "evt-visit")["when"] = {"edtf": "2020-05-20"}
        row(tables, "evt-visit")["citations"] += [
            {"source": source, "supports": ["when"]} for source in ("src-report", "src-copy")
        ]
        del row(tables, "evt-talk")["part_of"]

    def told_by_one_without_a_date(tables: Tables) -> None:
        told_later(tables)
        row(tables, "evt-visit")["when"] = {"edtf": "2030"}
        del row(tables, "src-copy")["published"]

    assert allowed(undated) == []
    assert allowed(told_later) == []
    assert allowed(told_by_one_without_a_date) == []


def test_citation_of_another_field_tells_no_date() -> None:
    """A later source that carries another field than the date does not excuse the date."""

    def change(tables: Tables) -> None:
        row(tables, "evt-visit")["when"] = {"edtf": "2020-05-20"}
        row(tables, "evt-visit")["citations"].append({"source": "src-copy", "supports": ["where"]})
        del row(tables, "evt-talk")["part_of"]

    assert allowed(change) == [
        "2020-05-20 lies after the publication of every source that tells it @ events.json:event/evt-visit.when"
    ]


def test_passages_without_a_fingerprint_are_not_compared() -> None:
    """Two citations of a whole source need not agree, and one fingerprint in two sources is two passages."""

    def change(tables: Tables) -> None:
        person = row(tables, "per-peng-lv")
        person["names"][0]["citations"] = [{"source": "src-report", "locator": "p. 1"}, PASSAGE]
        person["roles"][0]["citations"] = [PASSAGE | {"source": "src-copy", "paragraph": 9, "words": 8}]

    assert allowed(change) == []


def test_inference_beside_a_statement_passes() -> None:
    """A name that one source states may be inferred from another besides, and a post may be inferred alone."""

    def change(tables: Tables) -> None:
        inferred = CITATION | {"basis": "inferred", "note": "it seems so"}
        row(tables, "per-peng-lv")["names"][0]["citations"].append(inferred)
        row(tables, "per-peng-lv")["roles"][0]["citations"] = [inferred]

    assert allowed(change) == []


def test_part_and_whole_without_days_pass() -> None:
    """An event without a day lies neither inside nor outside another, and undated copies come in no order."""

    def change(tables: Tables) -> None:
        del row(tables, "evt-visit")["when"]
        del row(tables, "src-copy")["published"]

    assert allowed(change) == []


def test_long_chains_are_walked() -> None:
    """A chain of wholes longer than Python's own stack is followed to its end, and so is a circle of that length."""

    def chain(last: dict[str, str]) -> Dataset:
        tables = strategies.small()
        for number in range(3000):
            whole = {"part_of": f"pla-{number + 1}"} if number < 2999 else last
            citation = CITATION | {"supports": ["kind", *whole]}
            plain = {"id": f"pla-{number}", "names": [strategies.name("P")], "kind": "site", "citations": [citation]}
            tables["places"].append(plain | whole)
        return dataset(tables)

    assert integrity.problems(chain({})) == ()
    (problem,) = integrity.problems(chain({"part_of": "pla-0"}))
    assert problem.reason == f"contains itself: {' → '.join(f'pla-{number}' for number in range(8))}"


def test_circle_through_a_retired_id() -> None:
    """A record that contains itself and bears a retired id is told, whatever took its place."""
    tables = strategies.small()
    country = row(tables, "pla-country")
    country["part_of"] = "pla-city"
    country["citations"][0]["supports"].append("part_of")
    data = dataset(tables, {"pla-city": "pla-elsewhere", "pla-country": "pla-elsewhere"})
    assert "contains itself: pla-city → pla-country → pla-city @ places.json:place/pla-city" in said(
        integrity.problems(data)
    )


# --- all at once ----------------------------------------------------------------------------------------------------


def test_all_rules_speak_at_once_worst_first() -> None:
    """Damage to every rule is told together, in the order of the rules."""
    tables = strategies.small()
    row(tables, "pla-city")["part_of"] = "pla-nowhere"
    row(tables, "per-peng-lv")["citations"][0]["source"] = "src-none"
    del row(tables, "per-peng-lv")["names"][0]["citations"]
    tables["sources"].append(row(tables, "src-copy") | {"id": "src-idle"})
    assert [problem.reason for problem in integrity.problems(dataset(tables))] == [
        "no record has the id 'pla-nowhere'",
        "no source has the id 'src-none'",
        "nothing is cited for this",
        "nothing is cited to this source",
    ]


def test_broken_tables_are_told_before_anything_else() -> None:
    """Every table is read; where some are broken, all that is wrong with them is told, and no rule is asked."""

    def broken(kind_name: str) -> list[Record]:
        raise InvalidDataError((Problem("is broken", f"{kind_name}.json"), Problem("and so is this", kind_name)))

    data = Dataset({"people": lambda: broken("people"), "remarks": lambda: broken("remarks")})
    assert said(integrity.problems(data)) == [
        "is broken @ people.json",
        "and so is this @ people",
        "is broken @ remarks.json",
        "and so is this @ remarks",
    ]


@given(strategies.datasets())
def test_any_records_can_be_judged(data: Dataset) -> None:
    """Whatever records stand together, however little they fit, problems are told and nothing else happens."""
    assert all(problem.reason and str(problem) for problem in integrity.problems(data))


@given(st.lists(st.sampled_from(list(bundle.load())), unique_by=lambda record: record.id, max_size=40))
def test_order_of_records_makes_no_difference(records: list[Record]) -> None:
    """Some of the bundled records, torn from the others, have the same problems in whatever order they come."""
    assert integrity.problems(Dataset.of(records)) == integrity.problems(Dataset.of(reversed(records)))


def test_references_of_a_record() -> None:
    """References are found in fields, lists and parts, each with its path; keys of citations are none."""
    data = dataset(strategies.small())
    assert list(integrity.references(data["evt-visit"])) == [
        ("where", "cen-park"),
        ("participations[0].entity", "per-peng-lv"),
        ("participations[0].on_behalf_of", "org-bureau"),
    ]
    assert list(integrity.references(data["cen-park"])) == [
        ("place", "pla-city"),
        ("part_of[0].whole", "cen-zone"),
        ("operators[0]", "org-bureau"),
    ]
    assert list(integrity.references(data["src-report"])) == []
