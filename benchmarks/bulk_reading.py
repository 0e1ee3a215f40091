"""How long does reading many records from JSON Lines take, and in how much memory, as ratios to others, in one run?

    python benchmarks/bulk_reading.py [COPIES]
    python benchmarks/bulk_reading.py constant [GIGABYTES]

The bundled records many times over. Each copy has ids, fingerprints and words of its own, made by a seeded recipe, so
that nothing repeats that would not repeat in as many records of real sources. Every reader gets the same lines of one
file and keeps what it makes of them; followthemoney gets the entities that express the same records. The peers' models
are made of the library's own fields and types, and check types alone: of what makes sense in a record they know
nothing. Each sample is a process of its own, samples are taken in turns, and the collector is paused for all. The
second form makes one large file (2 GB unless told), and tells how the memory of `iter_records` grows while it is read.
"""

from __future__ import annotations

import gc
import importlib.metadata
import itertools
import json
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import types
import typing
from functools import reduce
from operator import attrgetter, or_
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
WARM = 1_000_000
GIGABYTES = 2.0
SEED = 6
BASE = "msgspec structs"
BARS = {"sinouk_innov.read, fast": "at least 0.55", "sinouk_innov.read, core": "at least 0.16"}
"""The shares of the rate of structs that are wanted."""
BARS_OF_PEERS = {"pydantic": "at least 2.5", "followthemoney": "at least 15", "followthemoney, statements": ""}
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
        return types.GenericAlias(tuple, (_shape(arguments[0], simple, holder), ...))
    if isinstance(wanted, types.UnionType):
        made = dict.fromkeys(_shape(argument, simple, holder) for argument in arguments)
        return reduce(or_, made)
    if wanted.__name__ in simple:
        return simple[wanted.__name__]
    return holder(wanted) if attrs.has(wanted) and not issubclass(wanted, Term) else wanted


def structs() -> Callable[[Path], Any]:
    """Return the reader of msgspec into structs."""
    import msgspec  # noqa: PLC0415

    optional: Any = (str | None, None)
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
    decode = msgspec.json.Decoder(reduce(or_, tagged)).decode
    return lambda place: [decode(line) for line in _file_lines(place)]


def pydantic_models() -> Callable[[Path], Any]:
    """Return the reader of pydantic."""
    import pydantic  # noqa: PLC0415

    optional: Any = (str | None, None)
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
    union: Any = typing.Annotated.__class_getitem__((reduce(or_, tagged), pydantic.Field(discriminator="record")))  # type: ignore[attr-defined]
    adapter: Any = pydantic.TypeAdapter(union)
    validate = adapter.validate_json
    return lambda place: [validate(line) for line in _file_lines(place)]


def entities() -> Callable[[Path], Any]:
    """Return the reader of followthemoney, which cleans what it reads."""
    import orjson  # noqa: PLC0415
    from followthemoney import model  # noqa: PLC0415

    def read(place: Path) -> Any:
        with place.with_suffix(".ftm").open("rb") as stream:
            return [model.get_proxy(orjson.loads(line), cleaned=False) for line in stream]

    return read


def entities_of_statements() -> Callable[[Path], Any]:
    """Return the reader of followthemoney's statements, which keep, in a fashion, on what each value rests."""
    import orjson  # noqa: PLC0415
    from followthemoney import Statement, StatementEntity  # noqa: PLC0415
    from followthemoney.dataset import Dataset  # noqa: PLC0415

    dataset = Dataset.make({"name": "sinouk_innov", "title": "sinouk_innov"})

    def read(place: Path) -> Any:
        with place.with_suffix(".statements").open("rb") as stream:
            statements = (Statement.from_dict(orjson.loads(line)) for line in stream)
            groups = itertools.groupby(statements, key=attrgetter("canonical_id"))
            return [StatementEntity.from_statements(dataset, group) for _, group in groups]

    return read


READERS: dict[str, Callable[[], Callable[[Path], Any]]] = {
    BASE: structs,
    "sinouk_innov.iter_records, fast": lambda: ours(fast=True),
    "sinouk_innov.iter_records, core": lambda: ours(fast=False),
    "sinouk_innov.read, fast": lambda: ours_read(fast=True),
    "sinouk_innov.read, core": lambda: ours_read(fast=False),
    "pydantic": pydantic_models,
    "followthemoney": entities,
    "followthemoney, statements": entities_of_statements,
}


# --- measuring ------------------------------------------------------------------------------------------------------


def memory(which: str) -> float:
    """Return the memory of this process in MB, as Linux counts it: now (`VmRSS`), or the most so far (`VmHWM`)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.partition(f"{which}:")[2].split()[0]) / 1024


def sample(name: str, place: Path) -> tuple[float, float, float]:
    """Return, from this process, the processor and clock seconds that one reader takes, and the memory that it adds."""
    reader = READERS[name]()
    gc.collect()
    gc.disable()
    before = memory("VmRSS")
    begin, clock = time.process_time(), time.perf_counter()
    held = reader(place)
    taken = time.process_time() - begin, time.perf_counter() - clock
    peak = memory("VmHWM")
    del held
    return *taken, peak - before


def made(copies: int, place: Path) -> int:
    """Write the files that are read, and return how many records they have."""
    count = -1
    with place.open("w", encoding="utf-8") as stream:
        for line in lines(copies):
            stream.write(line + "\n")
            count += 1
    entities_of_one = si.to_ftm(si.load()).value
    with place.with_suffix(".ftm").open("w", encoding="utf-8") as stream:
        for copy in range(copies):
            for entity in entities_of_one:
                stream.write(json.dumps(entity | {"id": f"{entity['id']}-{copy}"}, ensure_ascii=False) + "\n")
    statements_of_one = si.to_ftm_statements(si.load()).value
    with place.with_suffix(".statements").open("w", encoding="utf-8") as stream:
        for copy in range(copies):
            for statement in statements_of_one:
                own = {key: f"{statement[key]}-{copy}" for key in ("entity_id", "canonical_id")}
                stream.write(json.dumps(statement | own, ensure_ascii=False) + "\n")
    return count


def grown_while_iterating(place: Path, *, fast: bool) -> tuple[int, float, float]:
    """Return how many records a file has, and the most memory in MB: when all that is kept is full, and after all."""
    from sinouk_innov import json_lines  # noqa: PLC0415

    early = 0.0
    count = 0
    for count, _ in enumerate(json_lines.iter_records(place, fast=fast), 1):
        if count == WARM:
            early = memory("VmHWM")
    late = memory("VmHWM")
    return count, early or late, late


def constant(gigabytes: float) -> None:
    """Print how memory grows while one large file is read record by record."""
    print(
        "| `iter_records` | records | MB after 1,000,000 | MB after all | ratio | bar |\n|---|---:|---:|---:|---:|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "large.jsonl"
        header, *records = lines(1)
        with place.open("w", encoding="utf-8") as stream:
            stream.write(header + "\n")
            for copy in itertools.count():
                if stream.tell() > gigabytes * 1e9:
                    break
                stream.writelines(_ID.sub(rf"\1-{copy}", line) + "\n" for line in records)
        for name, fast in (("core", False), ("fast", True)):
            command = [sys.executable, __file__, "--iterate", str(fast), str(place)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            count, early, late = json.loads(done.stdout)
            size = place.stat().st_size / 1e9
            print(f"| {name}, {size:.1f} GB | {count:,} | {early:.1f} | {late:.1f} | {late / early:.2f} | constant |")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--iterate"]:
        print(json.dumps(grown_while_iterating(Path(sys.argv[3]), fast=sys.argv[2] == "True")))
        return
    if sys.argv[1:2] == ["constant"]:
        constant(float(sys.argv[2]) if sys.argv[2:] else GIGABYTES)
        return
    if sys.argv[1:2] == ["--sample"]:
        print(json.dumps(sample(sys.argv[2], Path(sys.argv[3]))))
        return
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    samples: dict[str, list[tuple[float, float, float]]] = {name: [] for name in READERS}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "many.jsonl"
        count = made(copies, place)
        size = place.stat().st_size
        drawn = random.Random(SEED)
        for _ in range(ROUNDS):
            for name in drawn.sample(list(READERS), len(READERS)):
                command = [sys.executable, __file__, "--sample", name, str(place)]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                samples[name].append(tuple(json.loads(done.stdout)))
    versions = ", ".join(f"{library} {importlib.metadata.version(library)}" for library in LIBRARIES)
    print(f"{count} records, {size / 1e6:.0f} MB; Python {platform.python_version()}, {versions}; {ROUNDS} rounds\n")
    columns = [
        "processor s",
        "records a second",
        "share of the rate of structs",
        "bar",
        "memory MB",
        "to structs",
        "bar",
    ]
    print(f"| reader | {' | '.join(columns)} |")
    print("|---|---:|---:|---:|---|---:|---:|---|")
    for name, found in samples.items():
        share = statistics.median(base[0] / one[0] for base, one in zip(samples[BASE], found, strict=True))
        size_ratio = statistics.median(one[2] / base[2] for base, one in zip(samples[BASE], found, strict=True))
        taken, grown = (statistics.median(one[column] for one in found) for column in (0, 2))
        most = "at most 1.4" if name in BARS else ""
        print(
            f"| {name} | {taken:.2f} | {count / taken:,.0f} | {share:.3f} | {BARS.get(name, '')} "
            f"| {grown:.0f} | {size_ratio:.2f} | {most} |"
        )
    print("\n| `read` with `fast`, records a second | times as many | bar |\n|---|---:|---|")
    for peer, bar in BARS_OF_PEERS.items():
        ours = samples["sinouk_innov.read, fast"]
        ratio = statistics.median(theirs[0] / one[0] for theirs, one in zip(samples[peer], ours, strict=True))
        print(f"| against {peer} | {ratio:.2f} | {bar} |")


if __name__ == "__main__":
    main()
