"""What does the data look like in FollowTheMoney, the model in which investigators follow people, bodies and money?

Entities (<https://followthemoney.tech/>) say who and what there is; statements say the same value by value, each with
its language and what it rests on. Every value is one that the model accepts as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinouk_innov.codec import print_json
from sinouk_innov.export.ftm_records import enter
from sinouk_innov.export.ftm_writer import Writer
from sinouk_innov.export.half_characters import refused_halves
from sinouk_innov.export.ledger import Exported, Tally
from sinouk_innov.files import write_text

if TYPE_CHECKING:
    import os

    from sinouk_innov.dataset import Dataset
    from sinouk_innov.export.ledger import Ledger, Progress

__all__ = ["to_ftm", "to_ftm_statements", "write_ftm", "write_ftm_statements"]


def to_ftm(data: Dataset, *, progress: Progress | None = None) -> Exported[list[dict[str, Any]]]:
    """Return the data as FollowTheMoney entities, plain and sorted by id, with a ledger of what they lost.

    A post is a `Position` and who holds it an `Occupancy`; a capacity, a seat or any other link is an `UnknownLink`
    with a role; a remark is a `Note`, documented by its sources. An event that was said not to have taken place is left
    out, and so are figures.

    Args:
        data: The dataset.
        progress: Called after each record, with how many are done and how many there are.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.

    Examples:
        >>> from followthemoney import model
        >>> from sinouk_innov.bundle import load
        >>> entities = {entity["id"]: entity for entity in to_ftm(load()).value}
        >>> model.get_proxy(entities["per-xianghui-bian"]).caption
        'Xianghui Bian'
    """
    writer, tally = _written(data, "ftm", progress)
    return Exported([entity.plain() for entity in writer.entities], tally.ledger())


def write_ftm(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the data as a file of FollowTheMoney entities, one JSON object a line, and return what they lost.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: It cannot be written there; what was there is as it was.
    """
    exported = to_ftm(data, progress=progress)
    with refused_halves(data):
        write_text(path, "".join(print_json(entity, indent=None) for entity in exported.value))
    return exported.ledger


def to_ftm_statements(
    data: Dataset, *, dataset: str = "sinouk_innov", progress: Progress | None = None
) -> Exported[list[dict[str, Any]]]:
    """Return the data as FollowTheMoney statements, plain and sorted by entity, with a ledger of what they lost.

    Each tells one value of one property, its language as ISO 639-3, and as its `origin` the sources and paragraphs that
    it rests on, such as `src-tuspark-2019:4; src-qingdao-2019`.

    Args:
        data: The dataset.
        dataset: The name of the dataset in the statements.
        progress: Called after each record, with how many are done and how many there are.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
    """
    writer, tally = _written(data, "ftm-statements", progress)
    with refused_halves(data):
        statements = [statement for entity in writer.entities for statement in entity.statements(dataset)]
    return Exported(statements, tally.ledger())


def write_ftm_statements(data: Dataset, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Ledger:
    """Write the data as a file of FollowTheMoney statements, one JSON object a line, and return what they lost.

    Raises:
        InvalidDataError: A text holds half a character; all such texts are named.
        OSError: It cannot be written there; what was there is as it was.
    """
    exported = to_ftm_statements(data, progress=progress)
    with refused_halves(data):
        write_text(path, "".join(print_json(statement, indent=None) for statement in exported.value))
    return exported.ledger


def _written(data: Dataset, shape: str, progress: Progress | None) -> tuple[Writer, Tally]:
    tally = Tally(data, shape, progress)
    writer = Writer(data, tally, with_statements=shape == "ftm-statements")
    with refused_halves(data):
        for record in tally.records():
            enter(writer, record)
    return writer, tally
