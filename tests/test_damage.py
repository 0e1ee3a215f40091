"""Is every damage to the bundled files caught by the gate that it is meant for, and is every reason ever given?

The damages themselves stand in `damages`. The reasons that a gate may give are read out of its own source.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sinouk_innov
from damages import DAMAGES, TABLES, Gate, files
from sinouk_innov import bundle, codec, integrity
from sinouk_innov.dataset import Dataset
from sinouk_innov.errors import InvalidDataError
from sinouk_innov.model.kinds import kind_of_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinouk_innov.model.record import Record

PACKAGE = Path(str(sinouk_innov.__file__)).parent

# --- each damage at its gate ----------------------------------------------------------------------------------------


def damaged(name: str, folder: Path) -> tuple[list[str], set[str]]:
    """Write the bundled files that a damage changes into a folder.

    What reading says of a file depends on that file alone, so the others are left out.

    Returns:
        All that is expected to be said, and the names of the files that are as they were.
    """
    content, sound = files(), files()
    expected = DAMAGES[name][1](content)
    alike = {file for file, plain in sound.items() if file != "dataset.json" and content.get(file) == plain}
    content = {file: plain for file, plain in content.items() if file not in alike}
    raw: list[bytes] = []

    def marked(value: bytes) -> str:
        raw.append(value)
        return f"raw text {len(raw) - 1}"

    for file, plain in content.items():
        text = plain if isinstance(plain, bytes) else json.dumps(plain, ensure_ascii=False, default=marked).encode()
        # Bytes inside plain data stand for JSON text that no writer makes, such as 1e999.
        for number, value in enumerate(raw):
            text = text.replace(f'"raw text {number}"'.encode(), value)
        (folder / file).write_bytes(text)
    return expected, alike


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_caught_at_its_gate(name: str, tmp_path: Path) -> None:
    """Each damage is caught where it should be, with exactly what should be said, and what is none is let through."""
    expected, alike = damaged(name, tmp_path)
    gate = DAMAGES[name][0]
    if gate is Gate.READ:
        with pytest.raises(InvalidDataError) as caught:
            bundle.read(tmp_path)
        assert sorted(str(problem) for problem in caught.value.problems) == sorted(expected)
        return
    read = bundle.read(tmp_path)
    tables = [
        bundle.load().table(table.kind.table) if f"{table.kind.table}.json" in alike else table
        for table in read.tables()
    ]
    redirects = bundle.load().redirects if "redirects.json" in alike else read.redirects
    data = Dataset.of((record for table in tables for record in table), release=read.release, redirects=redirects)
    assert sorted(str(problem) for problem in integrity.problems(data)) == sorted(expected)
    assert (gate is Gate.NONE) == (not expected)
    if gate is Gate.NONE:
        assert data == bundle.load()


# --- each reason by a damage ----------------------------------------------------------------------------------------

NOT_FROM_FOLDERS = {
    "a line takes an object": "JSON Lines",
    "'record' tells the kind: it takes one of {}": "JSON Lines",
    "is empty: the first line is the header": "JSON Lines",
    "the id is retired already": "JSON Lines",
    "a wording is not blank": "the codec refuses it before",
    "is no gzipped file": "gzipped files",
    "stands beside {}, and only one of them can be meant": "gzipped files",
    "there is no fact {}": "an address that someone asks for",
}
# Functions that say what is wrong, apart from those that return a reason or none.
SAYING = {"_retired", "__attrs_post_init__", "_days", "_bounds_of_set", "_ends"}


def reasons_in(source: str) -> Iterator[str]:
    """Yield every reason that a module may give, with {} for what varies."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        returns = ast.unparse(function.returns) if function.returns else ""
        for node in ast.walk(function):
            match node:
                case ast.Raise(exc=ast.Call(func=ast.Name(id="ValueError"), args=[said, *_])):
                    yield from texts_of(said)
                case ast.Return(value=ast.expr() as said) if returns == "str | None" or function.name in SAYING:
                    yield from texts_of(said)
                case ast.Call(func=ast.Name(id="Problem" | "_problem"), args=[said, *_]):
                    yield from texts_of(said)
                case ast.Assign(targets=[ast.Name(id="reason")], value=said) | ast.keyword(arg="reason", value=said):
                    yield from texts_of(said)
                case _:
                    pass


def texts_of(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may become."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=body, orelse=other):
            yield from texts_of(body)
            yield from texts_of(other)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from texts_of(part)
        case _:
            pass


def words_of_rules(source: str) -> Iterator[str]:
    """Yield the reasons that a module of the model gives its rules as words: the arguments that are sentences."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="must"), attr=rule), args=said) if rule != "Rule":
                yield from (text for argument in said for text in texts_of(argument) if " " in text)
            case _:
                pass


def reasons() -> set[str]:
    """Return every reason that the gates may give for what stands in a folder of files."""
    gates = ["codec.py", "figures.py", "bundle.py", "integrity.py", *(f"model/{path.name}" for path in MODEL)]
    gates += ["headers.py", "json_lines.py", "plain_values.py", "sense.py", "structuring.py"]
    found = {reason for gate in gates for reason in reasons_in((PACKAGE / gate).read_text(encoding="utf-8"))}
    found |= {reason for path in MODEL for reason in words_of_rules(path.read_text(encoding="utf-8"))}
    evidence = (PACKAGE / "evidence.py").read_text(encoding="utf-8")
    found |= {
        reason
        for function in ast.parse(evidence).body
        if isinstance(function, ast.FunctionDef) and [argument.arg for argument in function.args.args] == ["citation"]
        for reason in reasons_in(ast.unparse(function))
    }
    for value in ("dates.py", "quantities.py"):
        for function in ast.walk(ast.parse((PACKAGE / value).read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and function.name in SAYING:
                found |= set(reasons_in(ast.unparse(function)))
    return {reason for reason in found if reason}


MODEL = sorted((PACKAGE / "model").glob("*.py"))


def test_every_reason_has_a_damage() -> None:
    """Each reason that stands in the gates is said of at least one of the named damages, of which there are many."""
    assert len(DAMAGES) >= 40
    wanted = reasons()
    assert len(wanted) >= 80
    patterns = {reason: re.compile(".+".join(map(re.escape, reason.split("{}"))), re.DOTALL) for reason in wanted}
    said = {text.rpartition(" @ ")[0] for _, made in DAMAGES.values() for text in made(files())}
    fired: set[str] = set()
    for text in said:
        fitting = [reason for reason, pattern in patterns.items() if pattern.fullmatch(text)]
        # Where several fit, the one that leaves least open has said it.
        fired.add(max(fitting, key=lambda reason: len(reason.replace("{}", "")), default=""))
    assert wanted - fired - NOT_FROM_FOLDERS.keys() == set()
    assert NOT_FROM_FOLDERS.keys() <= wanted, "what is excused exists"


def test_every_rule_has_a_damage() -> None:
    """Each rule among records fires on at least one of the named damages."""
    sound = files()
    silent = set(integrity.RULES)
    for gate, made in DAMAGES.values():
        if gate is Gate.PROBLEMS:
            content = files()
            made(content)
            tables = {
                table: decoded(table, content[f"{table}.json"])
                for table in TABLES
                if content[f"{table}.json"] != sound[f"{table}.json"]
            }
            rows = [record for table in TABLES for record in tables.get(table, bundle.load().table(table))]
            data = Dataset.of(rows, redirects=content["redirects.json"])
            silent -= {rule for rule in silent if any(True for _ in rule(data))}
    assert silent == set()


def decoded(table: str, rows: object) -> list[Record]:
    """Return the records of a table."""
    return codec.decode_table(kind_of_table(table), rows, f"{table}.json")
