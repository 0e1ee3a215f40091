"""How long does reading many records from JSON Lines take, and in how much memory, as ratios to others, in one run?

    python benchmarks/bulk_reading.py [COPIES]

The bundled records many times over. Each copy has ids, fingerprints and words of its own, made by a seeded recipe, so
that nothing repeats that would not repeat in as many records of real sources. Every reader gets the same lines of one
file and keeps what it makes of them; followthemoney gets the entities that express the same records. The peers' models
are made of the library's own fields and types, and check types alone: of what makes sense in a record they know
nothing. Each sample is a process of its own, samples are taken in turns, and the collector is paused for all.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
import types
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import sinouk_innov as si
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COPIES = 59
ROUNDS = 5
SEED = 6
BASE = "msgspec structs"
LIBRARIES = ("attrs", "msgspec", "orjson", "pydantic", "followthemoney")
_ID = re.compile(r'(?<=["\[])((?:src|pla|org|per|cen|ini|evt|rel|sta|rem)-[a-z0-9-]+)')
_WORDS = {"text", "family", "given", "starts", "ends", "gist", "title", "publisher", "category", "outcome", "locator"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


# --- the records ----------------------------------------------------------------------------------------------------


def lines(copies: int) -> Iterator[str]:
    """Yield the lines of a file of the bundled records many times over, in the order in which the library writes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bundled.jsonl"
        si.write(si.load(), file)
        header, *records = file.read_text(encoding="utf-8").splitlines()
    yield header
    drawn = random.Random(SEED)
    alphabets = ["".join(drawn.sample(_LETTERS, len(_LETTERS))) for _ in range(copies)]
    for line in records:
        plain = json.loads(line)
        for copy, alphabet in enumerate(alphabets):
            letters = str.maketrans(_LETTERS + _LETTERS.upper(), alphabet + alphabet.upper())
            text = json.dumps(_altered(plain, letters, copy), ensure_ascii=False)
            yield _ID.sub(rf"\1-{copy}", text)


def _altered(plain: Any, letters: dict[int, int], copy: int, field: str = "") -> Any:
    if isinstance(plain, dict):
        return {key: _altered(value, letters, copy, key) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_altered(value, letters, copy, field) for value in plain]
    if field == "fingerprint":
        return f"{(int(plain, 16) * (2 * copy + 1)) % 2**64:016x}"
    return plain.translate(letters) if field in _WORDS else plain


# --- the readers ----------------------------------------------------------------------------------------------------


def _file_lines(place: Path) -> Iterator[bytes]:
    with place.open("rb") as stream:
        next(stream)
        yield from stream


def ours(*, fast: bool) -> Callable[[Path], Any]:
    """Return the library's own reader."""
    from sinouk_innov import json_lines  # noqa: PLC0415

    return lambda place: list(json_lines.iter_records(place, fast=fast))


def ours_read(*, fast: bool) -> Callable[[Path], Any]:
    """Return the library's own reader, of whole datasets."""
    from sinouk_innov import json_lines  # noqa: PLC0415

    return lambda place: json_lines.read(place, fast=fast)


def _shape(wanted: Any, simple: dict[str, Any], holder: Callable[[Any], Any]) -> Any:
    arguments = typing.get_args(wanted)
    if typing.get_origin(wanted) is tuple:
        return tuple[_shape(arguments[0], simple, holder), ...]
    if isinstance(wanted, types.UnionType):
        made = dict.fromkeys(_shape(argument, simple, holder) for argument in arguments)
        return typing.Union[tuple(made)]
    if wanted.__name__ in simple:
        return simple[wanted.__name__]
    return holder(wanted) if attrs.has(wanted) and not issubclass(wanted, Term) else wanted


def structs() -> Callable[[Path], Any]:
    """Return the reader of msgspec into structs."""
    import msgspec  # noqa: PLC0415

    optional = (str | None, None)
    when = msgspec.defstruct("When", [("edtf", str), ("wording", *optional)])
    figure = msgspec.defstruct(
        "Figure", [("unit", str), ("bound", str), *((name, *optional) for name in ("value", "upto", "wording"))]
    )
    simple = {"PartialDate": when, "Period": when, "Quantity": figure}
    made: dict[Any, Any] = {}

    def holder(wanted: Any, **tag: Any) -> Any:
        if wanted not in made:
            hints = typing.get_type_hints(wanted)
            fields = [
                (field.name, _shape(hints[field.name], simple, holder))
                + (() if field.default is attrs.NOTHING else (field.default,))
                for field in attrs.fields(wanted)
            ]
            made[wanted] = msgspec.defstruct(wanted.__name__, fields, kw_only=True, **tag)
        return made[wanted]

    tagged = [holder(kind.record_class, tag=kind.name, tag_field="record") for kind in KINDS]
    decode = msgspec.json.Decoder(typing.Union[tuple(tagged)]).decode
    return lambda place: [decode(line) for line in _file_lines(place)]


def pydantic_models() -> Callable[[Path], Any]:
    """Return the reader of pydantic."""
    import pydantic  # noqa: PLC0415

    optional = (str | None, None)
    strict = pydantic.ConfigDict(extra="forbid", frozen=True)
    when = pydantic.create_model("When", __config__=strict, edtf=str, wording=optional)
    figure = pydantic.create_model(
        "Figure", __config__=strict, unit=str, bound=str, value=optional, upto=optional, wording=optional
    )
    simple = {"PartialDate": when, "Period": when, "Quantity": figure}
    made: dict[Any, Any] = {}

    def holder(wanted: Any, **tag: Any) -> Any:
        if wanted not in made:
            hints = typing.get_type_hints(wanted)
            fields: dict[str, Any] = {
                field.name: (
                    _shape(hints[field.name], simple, holder),
                    ... if field.default is attrs.NOTHING else field.default,
                )
                for field in attrs.fields(wanted)
            }
            made[wanted] = pydantic.create_model(wanted.__name__, __config__=strict, **fields, **tag)
        return made[wanted]

    tagged = [holder(kind.record_class, record=(typing.Literal[kind.name], ...)) for kind in KINDS]
    union = typing.Annotated[tuple(tagged), pydantic.Field(discriminator="record")]
    validate = pydantic.TypeAdapter(union).validate_json
    return lambda place: [validate(line) for line in _file_lines(place)]


def entities() -> Callable[[Path], Any]:
    """Return the reader of followthemoney, which cleans what it reads."""
    import orjson  # noqa: PLC0415
    from followthemoney import model  # noqa: PLC0415
    from followthemoney.proxy import EntityProxy  # noqa: PLC0415

    def read(place: Path) -> Any:
        with place.with_suffix(".ftm").open("rb") as stream:
            return [EntityProxy(model[data["schema"]], data, cleaned=False) for data in map(orjson.loads, stream)]

    del model
    from followthemoney import model  # noqa: PLC0415

    return read


READERS: dict[str, Callable[[], Callable[[Path], Any]]] = {
    BASE: structs,
    "sinouk_innov.iter_records, fast": lambda: ours(fast=True),
    "sinouk_innov.iter_records, core": lambda: ours(fast=False),
    "sinouk_innov.read, fast": lambda: ours_read(fast=True),
    "sinouk_innov.read, core": lambda: ours_read(fast=False),
    "pydantic": pydantic_models,
    "followthemoney": entities,
}
