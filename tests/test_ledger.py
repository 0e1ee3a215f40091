"""What an export carried and what it lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import small
from sinouk_innov.evidence import FactRef
from sinouk_innov.export.ledger import Exported, Fate, Ledger, Loss, Tally
from sinouk_innov.model.facts import facts_of

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = small.source("page")
PARK = small.centre("park", names=(small.name("Park", small.citation("page")),))
DATA = small.dataset(SOURCE, PARK)
FACTS = [fact.ref for record in DATA for fact in facts_of(record)]
NAME = next(ref for ref in FACTS if ref.field == "names")


def tallied(**options: object) -> Tally:
    """Return a tally in which the facts of the source are kept."""
    tally = Tally(DATA, "toy", **options)  # type: ignore[arg-type]
    tally.keep(*(fact.ref for fact in facts_of(SOURCE)))
    return tally


def test_kept_and_lost_are_all_facts() -> None:
    """Each fact is in one of them; what is approximated is kept."""
    tally = tallied()
    tally.approximate(NAME, "language", "no languages")
    tally.drop_rest(PARK, "no place")
    ledger = tally.ledger()
    assert set(ledger.kept) | ledger.lost == set(FACTS)
    assert not set(ledger.kept) & ledger.lost
    assert ledger.approximated == {NAME}
    assert ledger.lost == {ref for ref in FACTS if ref.record == PARK.id and ref != NAME}
    assert dict(ledger.reasons())["no languages"] == 1
    assert repr(ledger) == (
        f"<Ledger toy: {len(ledger.kept)} facts kept, 1 of them approximated, {len(ledger.lost)} lost>"
    )
    assert repr(Exported([], ledger)) == f"<Exported list: {ledger!r}>"


def test_a_loss_tells_itself() -> None:
    """With the part of the fact, where it is a part."""
    assert str(Loss(NAME, Fate.APPROXIMATED, "language", "no languages")) == (
        f"{NAME} (language): approximated, no languages"
    )
    assert str(Loss(NAME, Fate.DROPPED, None, "no names")) == f"{NAME}: dropped, no names"


def test_what_is_forgotten_is_an_error() -> None:
    """An export has to say of each fact what becomes of it, once."""
    with pytest.raises(RuntimeError, match=r"toy: nothing was noted of cen-park#"):
        tallied().ledger()
    tally = tallied()
    tally.drop_rest(PARK, "no place")
    tally.keep(NAME)
    with pytest.raises(RuntimeError, match=r"toy: noted as kept and as dropped: cen-park#names"):
        tally.ledger()
    tally = tallied()
    tally.drop_rest(PARK, "no place")
    tally.keep(FactRef("cen-nowhere"))
    with pytest.raises(RuntimeError, match="toy: no facts of the dataset: cen-nowhere"):
        tally.ledger()


def test_progress_is_told() -> None:
    """After each record."""
    told: list[tuple[int, int]] = []
    assert list(tallied(progress=lambda done, total: told.append((done, total))).records()) == list(DATA)
    assert told == [(1, 2), (2, 2)]
    assert list(tallied().records()) == list(DATA)


def test_a_ledger_is_written(tmp_path: Path) -> None:
    """As JSON, with the counts and each loss."""
    ledger = Ledger("toy", DATA, (Loss(NAME, Fate.APPROXIMATED, "language", "no languages"),))
    ledger.write(tmp_path / "toy.json")
    told = json.loads((tmp_path / "toy.json").read_text(encoding="utf-8"))
    assert told == {
        "format": "toy",
        "kept": len(FACTS),
        "approximated": 1,
        "lost": 0,
        "losses": [{"fact": str(NAME), "fate": "approximated", "reason": "no languages", "part": "language"}],
    }
