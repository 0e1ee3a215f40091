"""Is every vocabulary closed, explained and at one with the design?"""

from __future__ import annotations

import copy
import inspect
import pickle
import re

import pytest

from sinouk_innov.model import vocabularies
from sinouk_innov.model.vocabularies import RelationKind, Sector
from sinouk_innov.terms import Term

_ALL = [getattr(vocabularies, name) for name in vocabularies.__all__]
_TERMS = [term for vocabulary in _ALL for term in vocabulary]
_WITHOUT_OTHER = {"AbsenceReason", "Extent", "Modality", "RemarkKind", "Standing", "StatisticStatus"}
"""What these tell apart is told apart in full, so that nothing else can be meant."""


def test_the_module_gives_out_every_vocabulary() -> None:
    """Each class of terms of the module is public, and nothing else is."""
    made = {
        name
        for name, value in vars(vocabularies).items()
        if inspect.isclass(value) and issubclass(value, Term) and value is not Term
    }
    assert set(vocabularies.__all__) == made


@pytest.mark.parametrize("vocabulary", _ALL, ids=lambda vocabulary: vocabulary.__name__)
def test_a_vocabulary_answers_a_question(vocabulary: type[Term]) -> None:
    """Each has a docstring that asks what its terms answer, and `other` as its last term where one may be needed."""
    assert "?" in inspect.cleandoc(vocabulary.__doc__ or "").splitlines()[0]
    terms = list(vocabulary)
    assert ("other" in terms) == (vocabulary.__name__ not in _WITHOUT_OTHER)
    assert terms[-1] == "other" or "other" not in terms


@pytest.mark.parametrize("vocabulary", _ALL, ids=lambda vocabulary: vocabulary.__name__)
def test_terms_of_a_vocabulary_are_told_apart(vocabulary: type[Term]) -> None:
    """No two members share a text or a description, and no member is an alias."""
    assert len({term.value for term in vocabulary}) == len(vocabulary.__members__)
    assert len({term.description for term in vocabulary}) == len(vocabulary)


@pytest.mark.parametrize("term", _TERMS, ids=repr)
def test_a_term_is_explained_in_one_line(term: Term) -> None:
    """A term is its name in small letters, and its description is one short line without a full stop."""
    assert term.value == term.name.lower()
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", term.value)
    assert re.fullmatch(r"\S.{2,110}[^\s.]", term.description)
    assert type(term).parse(term.value) is term


@pytest.mark.parametrize("term", [RelationKind.BUILT, Sector.SOFTWARE], ids=repr)
def test_a_term_that_knows_more_keeps_it(term: RelationKind | Sector) -> None:
    """A copied or pickled term is the very member, with its inverse or broader sector."""
    assert pickle.loads(pickle.dumps(term)) is copy.deepcopy(term) is term  # noqa: S301  our own bytes


def test_each_relation_reads_both_ways() -> None:
    """An inverse is a phrase of its own, or the relation's own text where both ends stand alike; none is shared."""
    inverses = [kind.inverse for kind in RelationKind]
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", inverse) for inverse in inverses)
    assert len(set(inverses)) == len(inverses)
    alike = {kind.value for kind in RelationKind if kind.inverse == kind.value}
    assert alike == {"partner_of", "cooperates_with", "twinned_with", "same_as", "distinct_from", "other"}
    assert {kind.inverse for kind in RelationKind} & {kind.value for kind in RelationKind} == alike


def test_sectors_are_a_tree() -> None:
    """Whatever is broader is a sector, and going broader comes to an end."""
    for sector in Sector:
        passed = [sector]
        while passed[-1].broader:
            passed.append(Sector.parse(passed[-1].broader))
            assert len(passed) <= 3
    assert {sector for sector in Sector if not sector.broader} > {Sector.OTHER, Sector.ICT}


def test_the_design_names_these_terms() -> None:
    """Terms that the design fixes are there."""
    fixed = {
        "Rank": "head deputy assistant member adviser other",
        "NameKind": "official short acronym translation mistranslation back_translation transliteration former "
        "nickname variant misspelling",
        "PlaceKind": "country region province county city district site building natural_feature",
        "Modality": "happened planned claimed denied",
        "Capacity": "host guest leader chair speaker signatory witness organiser accompanying attendee other",
        "RelationKind": "built hosts located_on member_of partner_of cooperates_with funded_by founded_by invested_in "
        "tenant_of contact_for dispatched_by designated_as relies_on incubates successor_of named_after same_as other",
        "StatisticStatus": "reported planned target derived",
        "RemarkKind": "statement expectation pledge praise background distinction",
        "Standing": "core pillar support main focus target",
        "InitiativeKind": "programme plan policy strategy concept award designation list exhibition_series agreement "
        "joint_venture",
    }
    for name, texts in fixed.items():
        assert set(texts.split()) <= {term.value for term in getattr(vocabularies, name)}, name
