"""The command: every question from a shell, as lines and as JSON, with an exit status that can be relied on."""

from __future__ import annotations

import json
import os
import pty
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import naive
import sinouk_innov
from sinouk_innov import codec
from sinouk_innov.bundle import load, read, write
from sinouk_innov.cli import main
from sinouk_innov.dataset import Dataset
from sinouk_innov.evidence import passage_words
from sinouk_innov.questions.connections import links
from sinouk_innov.questions.disagreement import conflicts
from sinouk_innov.questions.evidence import Verdict, cite, verify
from sinouk_innov.questions.paths import paths
from sinouk_innov.questions.places import within
from sinouk_innov.questions.silence import gaps
from sinouk_innov.questions.time import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

FOUND, NOTHING, WRONG_USE = 0, 1, 2
COMMANDS = (
    "tour",
    "find",
    "show",
    "timeline",
    "within",
    "stats",
    "cite",
    "check",
    "verify",
    "passage",
    "draft",
    "twins",
    "merge",
    "search",
    "why",
    "path",
    "conflicts",
    "gaps",
    "status",
    "diff",
    "export",
    "import",
)
BUNDLED = str(naive.DATA)
SYMPOSIUM = "evt-tsinghua-qingdao-academy-symposium-2023"
TEXT = "A title\n\nMr. Lin opened the park in May. It has “12 firms”.\nMr. Lin spoke.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command in this process: its exit status, and what it printed."""
    try:
        status = main(arguments)
    except SystemExit as left:
        status = int(str(left.code))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def shell(arguments: Sequence[str], **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sinouk_innov", *arguments],
        capture_output=True,
        check=False,
        env=environment(**variables),
        timeout=60,
    )


def environment(**variables: str) -> dict[str, str]:
    """Return what a process needs to find the package, wherever it is."""
    parent = str(Path(sinouk_innov.__file__).parent.parent)
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": parent, "PYTHONUTF8": "1", "TERM": "xterm", **variables}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Return a folder with a text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "src-page.txt").write_text(TEXT, encoding="utf-8")
    return folder


def source(**fields: str) -> dict[str, str]:
    """Return a source as plain data."""
    given = {"id": "src-page", "kind": "news", "title": "A page", "publisher": "A paper", "publisher_kind": "media"}
    return {**given, "language": "en", **fields}


def written(folder: Path, **tables: object) -> str:
    """Write a dataset of one's own, as a contributor would, and return its folder."""
    folder.mkdir()
    (folder / "dataset.json").write_text('{"schema_version": "1"}', encoding="utf-8")
    for table, rows in tables.items():
        (folder / f"{table}.json").write_text(json.dumps(rows), encoding="utf-8")
    return str(folder)


# --- every command --------------------------------------------------------------------------------------------------

ASKED: dict[str, list[str]] = {
    "nothing": [],
    "tour": ["tour"],
    "find": ["find", "Lü Peng"],
    "find several words": ["find", "BIAN", "Xianghui"],
    "find in a source": ["find", "Ms Bian", "--source", "src-tuspark-uk-2019-qingdao-centre"],
    "show by id": ["show", "per-xianghui-bian"],
    "show by name": ["show", "Xianghui", "Bian"],
    "show an event": ["show", SYMPOSIUM],
    "timeline": ["timeline"],
    "timeline of something": ["timeline", "pla-qingdao", "--from", "2019", "--to", "2023-12-31"],
    "within": ["within", "Qingdao"],
    "within, one table": ["within", "pla-china", "--table", "centres"],
    "stats": ["stats", "Taizhou Bay New Area"],
    "cite": ["cite"],
    "cite a record": ["cite", "per-xianghui-bian"],
    "cite by name": ["cite", "TusPark", "Cambridge"],
    "cite a fact": ["cite", "per-xianghui-bian#honorific"],
    "check": ["check", BUNDLED],
    "twins": ["twins", "--known"],
    "why": ["why", "cen-oscar#place"],
    "why, a record": ["why", "TusPark", "Newcastle"],
    "why, a conclusion": ["why", "located_in(cen-oscar, pla-china)"],
    "path": ["path", "Tsinghua University", "org-university-of-cambridge"],
    "path in a time": ["path", "Tsinghua University", "org-university-of-cambridge", "--during", "2018", "--most", "2"],
    "conflicts": ["conflicts"],
    "conflicts of something": ["conflicts", "cen-oscar"],
    "gaps": ["gaps"],
    "gaps of something": ["gaps", "Bio-Innovation Centre", "--all"],
    "gaps of a source": ["gaps", "src-bluebiopark-about-us"],
    "status": ["status", "cen-oscar"],
    "status on a day": ["status", "cen-oscar", "--on", "2018-10-15"],
    "search": ["search", "offshore wind"],
    "search in one table": ["search", "烟台", "--table", "organisations"],
}


@pytest.mark.parametrize("asked", list(ASKED))
def test_every_command_answers(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With status 0, something on standard output, and nothing on standard error."""
    status, out, err = run(capsys, *ASKED[asked])
    assert (status, err) == (FOUND, "")
    assert out.strip()
    assert "\x1b" not in out


@pytest.mark.parametrize("asked", list(ASKED))
def test_every_command_answers_in_json(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The same status, and JSON that can be read and is the same each time, wherever --json stands."""
    before = run(capsys, "--json", *ASKED[asked])
    after = run(capsys, *(ASKED[asked] or ["tour"]), "--json")
    assert before == after
    status, out, err = after
    assert (status, err) == (FOUND, "")
    assert json.loads(out) or asked == "check"


@pytest.mark.parametrize("asked", list(ASKED))
@pytest.mark.parametrize("columns", [24, 60])
def test_lines_fit_a_narrow_terminal(
    asked: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line is longer than the terminal only where it is one word, such as an address."""
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = run(capsys, *ASKED[asked])
    long = [line for line in out.split("\n") if len(line) > columns]
    assert [line for line in long if len(line.split()) > 1] == []
    # Nor is it wrapped sooner than need be.
    lines = out.split("\n")[:-1]
    needed = len(lines) == 2 and len(lines[0]) + 1 + len(lines[1].split()[0]) > columns
    assert len(lines) == 1 or needed or max(len(line) for line in lines if line not in long) > columns - 8


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help says what the command is for, and the help of the whole names the command."""
    status, out, _ = run(capsys, command, "--help")
    assert status == FOUND
    assert f"sinouk-innov {command}" in out
    assert "Example:" in out
    assert f"\n    {command}" in run(capsys, "--help")[1]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Those of the program and of the data."""
    status, out, _ = run(capsys, "--version")
    assert status == FOUND
    assert (
        out
        == f"sinouk-innov {sinouk_innov.__version__}, data {load().release.data_version} of {load().release.as_of}\n"
    )


# --- answers --------------------------------------------------------------------------------------------------------


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Return the JSON that a command prints."""
    return json.loads(run(capsys, *arguments, "--json")[1])


def test_json_answers_are_those_of_the_functions(capsys: pytest.CaptureFixture[str]) -> None:
    """The command adds nothing to what the library says."""
    data = load()
    assert answered(capsys, "show", "per-xianghui-bian") == codec.encode(data["per-xianghui-bian"])
    assert [found["id"] for found in answered(capsys, "within", "Qingdao")] == [
        record.id for record in within(data, "pla-qingdao")
    ]
    assert [found["event"]["id"] for found in answered(capsys, "timeline", "Qingdao", "--from", "2020")] == [
        moment.event.id for moment in timeline(data, "pla-qingdao", "2020")
    ]
    assert [found["id"] for found in answered(capsys, "stats", "Taizhou", "Bay", "New", "Area")] == [
        record.id for record in data.statistics.where(about="cen-taizhou-bay-new-area")
    ]
    assert [(found["record"]["id"], found["score"]) for found in answered(capsys, "find", "Qingdao")] == [
        (match.record.id, match.score) for match in data.find("Qingdao")
    ]
    assert answered(capsys, "cite", SYMPOSIUM) == cite(data, SYMPOSIUM, "csl-json")
    assert answered(capsys, "check", BUNDLED) == []


def test_answers_with_reasons_are_those_of_the_functions(capsys: pytest.CaptureFixture[str]) -> None:
    """So are the commands that answer with reasons; what is only shown in part is given whole as JSON."""
    data = load()
    told = answered(capsys, "conflicts")
    assert [clash["cause"] for clash in told] == [clash.cause for clash in conflicts(data)]
    assert [gap["fact"] for gap in answered(capsys, "gaps")] == [str(gap.fact) for gap in gaps(data)]
    status = answered(capsys, "status", "cen-oscar", "--on", "2018-10-15")
    assert (status["kind"], status["held"], len(status["possible"])) == ("unknown", None, 4)
    found = answered(capsys, "path", "Tsinghua University", "org-university-of-cambridge", "--most", "2")
    assert [step["other"]["id"] for step in found[0]["steps"]] == ["org-university-of-cambridge"]
    assert len(found) == 2
    assert answered(capsys, "why", "cen-oscar#place")["basis"] == "entailed"


def test_differences_of_two_datasets(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was added and removed is told as a changelog, and as JSON."""
    old = written(tmp_path / "old", sources=[source()])
    new = written(tmp_path / "new", sources=[source(title="Another page")])
    status, out, _ = run(capsys, "diff", old, new)
    assert status == FOUND
    assert out == "## Changed\n\n- Another page (`src-page`)\n    - title: A page, now Another page\n"
    (change,) = answered(capsys, "diff", old, new)
    assert (change["kind"], change["fact"], change["old"], change["new"]) == (
        "changed",
        "src-page#title",
        "A page",
        "Another page",
    )


def test_lines_with_reasons_hold_the_answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weakest step is marked, causes and what is possible are told, and what is left out is counted."""
    monkeypatch.setenv("COLUMNS", "110")
    ends = ("org-tsinghua-university", "org-university-of-cambridge")
    longer = sum(len(path.steps) > 1 for path in paths(load(), *ends)[:5])
    out = " ".join(run(capsys, "path", *ends)[1].split())
    assert out.count("← weakest") == longer > 0
    assert "real conflict: " in run(capsys, "conflicts", "cen-oscar")[1]
    status = run(capsys, "status", "cen-oscar", "--on", "2018-10-15")[1]
    assert "possibly opened: Official opening of OSCAR in October 2018" in status
    assert "more: --all shows them" in run(capsys, "gaps")[1]
    assert "more: --all shows them" not in run(capsys, "gaps", "cen-oscar", "--all")[1]
    assert "stated" in run(capsys, "why", "cen-oscar#names")[1]
    assert re.search(r"^and \d+ more$", run(capsys, "search", "Tus")[1], re.MULTILINE)
    assert "no record has all of it" in run(capsys, "search", "offshore", "laureates")[1]


def test_search_tells_where_the_words_stand(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON each hit has the record, the fact, its text and the places of the words in it."""
    hit = answered(capsys, "search", "offshore", "wind")[0]
    begin, end = hit["matches"][0]
    assert hit["text"][begin:end].casefold() == "offshore"
    assert load()[hit["record"]["id"]].label == hit["record"]["label"]
    assert hit["fact"].startswith(hit["record"]["id"])


def test_lines_hold_the_answer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads count what follows; a record is shown with what links to it."""
    monkeypatch.setenv("COLUMNS", "110")
    data = load()
    out = run(capsys, "show", "Qingdao")[1]
    assert out.startswith("Qingdao [pla-qingdao]\n")
    assert all(link.other.id in out for link in links(data, "pla-qingdao"))
    assert run(capsys, "timeline")[1].startswith(f"{len(data.events)} events\n")
    count = len(timeline(data, "pla-qingdao"))
    assert run(capsys, "timeline", "Qingdao")[1].startswith(f"{count} events: Qingdao [pla-qingdao]\n")
    count = len(within(data, "pla-qingdao", "centres"))
    out = run(capsys, "within", "Qingdao", "--table", "centres")[1]
    assert out.startswith(f"Qingdao [pla-qingdao]: {count} records among centres\n")


def test_citations_can_be_pasted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries for BibTeX are printed as they are, however narrow the terminal; text is what the library gives."""
    monkeypatch.setenv("COLUMNS", "24")
    assert run(capsys, "cite", SYMPOSIUM, "--style", "bibtex")[1] == cite(load(), SYMPOSIUM, "bibtex") + "\n"
    assert json.loads(run(capsys, "cite", "--style", "csl-json")[1]) == cite(load(), style="csl-json")
    assert run(capsys, "cite", SYMPOSIUM)[1].split() == cite(load(), SYMPOSIUM).split()


# --- exit status ----------------------------------------------------------------------------------------------------

NOTHING_FOUND = {
    "no such name": (["find", "Zzyzx"], "nothing is called 'Zzyzx'"),
    "no such id": (["show", "per-xianghui-bain"], "did you mean 'per-xianghui-bian'"),
    "no such record": (["show", "Qingdoa"], "did you mean 'Qingdao (pla-qingdao)'"),
    "no such source": (["find", "Bian", "--source", "src-nothing"], "no source has the id 'src-nothing'"),
    "no figures": (["stats", "per-xianghui-bian"], "no figures"),
    "nothing there": (["within", "Trinity College"], "no place or centre"),
    "nothing of that table": (["within", "pla-china", "--table", "people"], "no records among people"),
    "no events": (["timeline", "src-iasp-tuspark"], "no events"),
    "cite nobody": (["cite", "per-nobody"], "no person has the id 'per-nobody'"),
    "no disagreement": (["conflicts", "pla-yantai"], "no disagreements"),
    "no connection": (["path", "pla-yantai", "pla-wuhan"], "no paths"),
    "no status": (["status", "ini-uk-industrial-strategy"], "unknown"),
    "no life": (["status", "pla-qingdao"], "no centre or initiative has the id 'pla-qingdao'"),
    "no change": (["diff", BUNDLED, BUNDLED], "Nothing has changed."),
    "no words": (["search", "zzyzx"], "no records"),
}


@pytest.mark.parametrize("asked", list(NOTHING_FOUND))
def test_nothing_found_is_status_one(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And it is said what was not found, with what may have been meant."""
    arguments, said = NOTHING_FOUND[asked]
    status, out, err = run(capsys, *arguments)
    assert status == NOTHING
    assert said in " ".join(f"{out} {err}".split())
    status, _, _ = run(capsys, *arguments, "--json")
    assert status == NOTHING


WRONG = {
    "no such command": (["ask"], "invalid choice: 'ask'"),
    "no such option": (["tour", "--loud"], "--loud"),
    "nothing to find": (["find"], "required: NAME"),
    "no such table": (["within", "pla-china", "--table", "centre"], "invalid choice: 'centre'"),
    "no such style": (["cite", "--style", "ris"], "invalid choice: 'ris'"),
    "no day": (["timeline", "--from", "soon"], "'soon' is no date"),
    "no day in the calendar": (["timeline", "--to", "2021-02-30"], "not in the calendar"),
    "a window that ends before it starts": (["timeline", "--from", "2021", "--to", "2020"], "before it starts"),
    "no address of a fact": (["cite", "per-peng-lv#?"], "no reference to a fact"),
    "no such folder": (["check", "nowhere"], "there is no nowhere"),
    "no such texts": (["verify", "nowhere"], "there is no folder nowhere"),
    "no such data": (["find", "Bian", "--data", "nowhere"], "there is no nowhere"),
    "no fact": (["why", "cen-oscar#nothing"], "there is no fact"),
    "one record twice": (["path", "pla-yantai", "pla-yantai"], "sinouk-innov: "),
    "no day of a status": (["status", "cen-oscar", "--on", "soon"], "'soon' is no date"),
    "no such file": (["passage", "nowhere.txt", "words"], "nowhere.txt"),
    "a folder for a file": (["passage", BUNDLED, "words"], "sinouk-innov: "),
}


@pytest.mark.parametrize("asked", list(WRONG))
def test_wrong_use_is_status_two(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And one line says what is wrong, on standard error, with no trace of Python."""
    arguments, said = WRONG[asked]
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (WRONG_USE, "")
    assert said in err
    assert "Traceback" not in err
    assert err.strip().split("\n")[-1].startswith("sinouk-innov")


def test_a_name_that_several_bear_is_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Their ids are told, so that one of them can be asked for."""
    names = [{"text": "Springfield", "language": "en", "kind": "official"}]
    places = [{"id": f"pla-{slug}", "names": names, "kind": "city"} for slug in ("one", "two")]
    mine = written(tmp_path / "mine", places=places)
    status, _, err = run(capsys, "show", "Springfield", "--data", mine)
    assert status == WRONG_USE
    assert err == "sinouk-innov: 2 records are called 'Springfield': pla-one, pla-two\n"


# --- a dataset of one's own -----------------------------------------------------------------------------------------


def test_every_command_asks_any_dataset(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A copy of the bundled data gives the same answers, as a folder and as lines, before and after the command."""
    write(load(), tmp_path / "copy")
    write(load(), tmp_path / "copy.jsonl.gz")
    expected = run(capsys, "stats", "Qingdao")
    assert run(capsys, "stats", "Qingdao", "--data", str(tmp_path / "copy")) == expected
    assert run(capsys, "--data", str(tmp_path / "copy.jsonl.gz"), "stats", "Qingdao") == expected


def test_an_empty_dataset_has_no_tour(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It answers none of the five questions, and says how to go on."""
    status, out, _ = run(capsys, "--data", written(tmp_path / "mine"))
    assert status == NOTHING
    assert out.startswith("More: ")
    assert run(capsys, "tour", "--json", "--data", str(tmp_path / "mine"))[:2] == (NOTHING, "[]\n")


def test_check_tells_everything_that_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each problem of each file in a line of its own, however many there are, and their number."""
    places = [{"id": f"pla-{number}", "names": [], "kind": "city", "colour": "red"} for number in range(30)]
    mine = written(tmp_path / "mine", places=places, sources=[source(kind="rumour")], strangers=[])
    status, out, err = run(capsys, "check", mine)
    joined = " ".join(out.split())
    assert (status, err) == (NOTHING, "")
    for number in range(30):
        assert f"places.json:place/pla-{number}" in joined
    assert "'rumour' is no SourceKind" in joined
    assert "is no file of a dataset @ strangers.json" in joined
    problems = answered(capsys, "check", mine)
    assert out.endswith(f"\n{len(problems)} problems\n")
    assert {"reason", "file", "kind", "id", "path"} == set(problems[0])
    assert len({problem["id"] for problem in problems}) == 32


def test_check_looks_for_keys_that_stand_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """In a file of lines too, and whichever extras are installed."""
    place = tmp_path / "mine.jsonl"
    remark = '{"record": "remark", "id": "rem-a", "gist": "A", "gist": "B", "kind": "praise"}'
    place.write_text(f'{{"schema_version": "1"}}\n{remark}\n', encoding="utf-8")
    assert read(place).remarks["rem-a"].gist == "B"
    status, out, _ = run(capsys, "check", str(place))
    assert status == NOTHING
    assert "has the key 'gist' twice in one object @ mine.jsonl:2" in " ".join(out.split())


def test_check_tells_what_does_not_fit_together(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Records that can be read one by one are held against each other."""
    mine = written(tmp_path / "mine", sources=[source()])
    status, out, _ = run(capsys, "check", mine)
    assert status == NOTHING
    assert out == "nothing is cited to this source @ sources.json:source/src-page\n1 record, 1 problem\n"


def contribution(folder: Path, **fields: object) -> str:
    """Write a folder that adds a park to the bundled data, in a place that these have."""
    cited = [{"source": "src-page", "locator": "line 1"}]
    park = {
        "id": "cen-new-park",
        "names": [{"text": "New Park", "language": "en", "kind": "official", "citations": cited}],
        "kind": "science_park",
        "place": "pla-qingdao",
        "citations": [{**cited[0], "supports": ["kind", "place"]}],
    }
    return written(folder, sources=[source()], centres=[{**park, **fields}])


def test_a_contribution_is_checked_onto_the_bundled_data(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What refers to bundled records dangles alone, and is sound together with them."""
    mine = contribution(tmp_path / "mine")
    status, out, _ = run(capsys, "check", mine)
    assert status == NOTHING
    assert "no record has the id 'pla-qingdao'" in out
    status, out, _ = run(capsys, "check", mine, "--onto-bundled")
    assert (status, out) == (FOUND, f"{len(load()) + 2} records, no problems\n")
    assert answered(capsys, "check", mine, "--onto-bundled") == []


def test_a_contribution_that_contradicts_is_told_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Both sides of the clash are told, with the record that it is about."""
    mine = contribution(tmp_path / "mine", id="cen-tuspark-cambridge", kind="academy")
    status, out, err = run(capsys, "check", mine, "--onto-bundled")
    assert (status, err) == (NOTHING, "")
    joined = " ".join(out.split())
    assert "one says 'science_park', the other 'academy' @ centre/cen-tuspark-cambridge.kind" in joined


def drafted(folder: Path, **fields: object) -> tuple[str, str]:
    """Write down what a text says, and return the draft and the text."""
    park = {
        "id": "cen-new-park",
        "names": [{"text": "the park", "language": "en", "kind": "short", "citations": [{"passage": 2}]}],
        "kind": "science_park",
        "citations": [{"passage": 2, "supports": ["kind"], "basis": "entailed"}],
    }
    files = folder / "src-page.json", folder / "src-page.txt"
    files[0].write_text(json.dumps({"sources": [source()], "centres": [park | fields]}), encoding="utf-8")
    files[1].write_text(TEXT, encoding="utf-8")
    return str(files[0]), str(files[1])


def test_a_draft_is_checked_and_put_into_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Without --into nothing is written; with it the folder is made, and a second draft joins the first."""
    files, mine = drafted(tmp_path), tmp_path / "mine"
    assert run(capsys, "draft", *files)[:2] == (FOUND, "<Dataset: 1 source, 1 centre>\n")
    assert not mine.exists()
    status, out, _ = run(capsys, "draft", *files, "--into", str(mine))
    assert (status, "put into" in out) == (FOUND, True)
    assert [record.id for record in read(mine)] == ["src-page", "cen-new-park"]
    more = drafted(tmp_path, id="cen-other-park")
    assert [record["id"] for record in answered(capsys, "draft", *more, "--into", str(mine))] == [
        "src-page",
        "cen-other-park",
    ]
    assert [record.id for record in read(mine)] == ["src-page", "cen-new-park", "cen-other-park"]
    assert run(capsys, "verify", str(tmp_path), "--data", str(mine))[0] == FOUND


def test_a_wrong_draft_is_told_and_not_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What clashes with the folder, or is wrong by itself, leaves the folder as it was."""
    files, mine = drafted(tmp_path), tmp_path / "mine"
    run(capsys, "draft", *files, "--into", str(mine))
    before = {file.name: file.read_bytes() for file in mine.iterdir()}
    for fields, said in (
        ({"kind": "venue"}, "one says 'science_park', the other 'venue'"),
        ({"kind": "castle"}, "'castle' is no CentreKind"),
        (
            {"names": [{"text": "Park", "language": "en", "kind": "short", "citations": [{"passage": 1}]}]},
            "not printed",
        ),
    ):
        status, _, err = run(capsys, "draft", *drafted(tmp_path, **fields), "--into", str(mine))
        assert (status, said in err) == (NOTHING, True), err
        assert {file.name: file.read_bytes() for file in mine.iterdir()} == before


def test_twins_of_a_contribution_are_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Only pairs with a record of the contributor's, among them and, if asked for, with the bundled data."""
    mine = contribution(tmp_path / "mine")
    assert run(capsys, "twins", mine) == (NOTHING, "no pairs\n", "")
    assert run(capsys, "twins", mine, "--onto-bundled")[0] == NOTHING
    zone = load().centres["cen-qingdao-high-tech-zone"].label
    name = {"text": zone, "language": "en", "kind": "official", "citations": [{"source": "src-page"}]}
    mine = contribution(tmp_path / "other", names=[name])
    status, out, _ = run(capsys, "twins", mine, "--onto-bundled", "--json")
    (pair,) = json.loads(out)
    assert (status, pair["one"]["id"], pair["other"]["id"]) == (FOUND, "cen-new-park", "cen-qingdao-high-tech-zone")
    out = " ".join(run(capsys, "twins", mine, "--onto-bundled")[1].split())
    assert f"+ one name: {zone!r} and {zone!r}" in out


def test_datasets_are_merged_into_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The bundled data, or others, and one's own make a folder or a file; what clashes writes nothing."""
    mine, ours = contribution(tmp_path / "mine"), tmp_path / "ours.jsonl"
    status, out, _ = run(capsys, "merge", mine, "--into", str(ours))
    assert (status, "written to" in out) == (FOUND, True)
    assert len(read(ours)) == len(load()) + 2
    assert answered(capsys, "merge", mine, "--data", mine, "--into", str(tmp_path / "two"))["centres"] == 1
    clash = contribution(tmp_path / "clash", kind="venue")
    status, _, err = run(capsys, "merge", mine, clash, "--into", str(tmp_path / "none"))
    assert (status, "one says 'science_park', the other 'venue'" in err) == (NOTHING, True)
    assert not (tmp_path / "none").exists()


def test_broken_data_cannot_be_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The problems stand on standard error, and nothing on standard output."""
    mine = written(tmp_path / "mine", places=[{"id": "pla-one", "names": []}])
    status, out, err = run(capsys, "show", "pla-one", "--data", mine)
    assert (status, out) == (NOTHING, "")
    assert "a value is needed @ places.json:place/pla-one.kind" in err


def test_control_characters_in_data_are_shown_harmlessly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing that stands in someone's files is obeyed by a terminal: in lines, citations, JSON and errors."""
    evil = "a\x1b]0;owned\x07 \x9b31m\u202ename"
    cited = [{"source": "src-page", "note": evil, "locator": evil}]
    names = [{"text": evil, "language": "en", "kind": "official", "citations": cited}]
    places = [{"id": f"pla-{slug}", "names": names, "kind": "city", "note": evil} for slug in ("one", "two")]
    mine = written(tmp_path / "mine", sources=[source(title=evil, publisher=evil)], places=places)
    asked = [["show", "pla-one"], ["find", evil], ["cite", "src-page"], ["cite", "src-page", "--style", "bibtex"]]
    asked += [["check", mine, "--json"], ["show", "pla-one", "--json"], ["cite", "src-page", "--json"]]
    asked += [["show", evil], ["within", "pla-one"]]
    for arguments in asked:
        data = [] if arguments[0] == "check" else ["--data", mine]
        _, out, err = run(capsys, *arguments, *data)
        assert f"{out}{err}".strip()
        assert all(character.isprintable() or character == "\n" for character in f"{out}{err}"), arguments
    out = run(capsys, "show", "pla-one", "--json", "--data", mine)[1]
    assert json.loads(out)["note"] == evil


# --- texts ----------------------------------------------------------------------------------------------------------


def test_a_passage_is_printed_as_a_citation_that_verify_finds(
    capsys: pytest.CaptureFixture[str], texts: Path, tmp_path: Path
) -> None:
    """What `passage` prints can be pasted into a record, and then holds against the text."""
    file = str(texts / "src-page.txt")
    status, out, _ = run(capsys, "passage", file, "OPENED", "the", "park", "--source", "src-page")
    assert status == FOUND
    head, printed = out.split("\n", 1)
    assert head == "¶2: Mr. Lin opened the park in May."
    cited = json.loads(printed)
    assert answered(capsys, "passage", file, "opened the park", "--source", "src-page") == [cited]
    place = {"text": "The park", "language": "en", "kind": "official", "citations": [cited]}
    mine = written(
        tmp_path / "mine",
        sources=[source()],
        places=[
            {
                "id": "pla-park",
                "names": [place],
                "kind": "site",
                "citations": [{**cited, "supports": ["kind"], "basis": "entailed"}],
            }
        ],
    )
    assert run(capsys, "check", mine)[:2] == (FOUND, "2 records, no problems\n")
    assert {item.verdict for item in verify(read(mine), texts)} == {Verdict.FOUND}
    status, out, _ = run(capsys, "verify", str(texts), "--data", mine)
    assert (status, out.split()) == (
        FOUND,
        ["2", "citations:", "2", "found,", "0", "moved,", "0", "ambiguous,", "0", "missing,", "0", "no_text"],
    )


def test_every_passage_with_the_words_is_printed(capsys: pytest.CaptureFixture[str], texts: Path) -> None:
    """Several sentences may hold them, and no sentence is nothing found; bytes that are no UTF-8 do no harm."""
    file = texts / "src-page.txt"
    file.write_bytes(b"\xff\n" + file.read_bytes())
    assert [cited["paragraph"] for cited in answered(capsys, "passage", str(file), "Mr", "Lin")] == [3, 4]
    assert {cited["source"] for cited in answered(capsys, "passage", str(file), "Lin")} == {"src-your-source"}
    status, out, _ = run(capsys, "passage", str(file), "nobody", "spoke")
    assert (status, out) == (NOTHING, "no passage has the words 'nobody spoke'\n")
    status, _, err = run(capsys, "passage", str(file), "Lin", "--source", "page")
    assert (status, "no id of a source" in err) == (WRONG_USE, True)


def test_all_passages_are_numbered(capsys: pytest.CaptureFixture[str], texts: Path) -> None:
    """Without words, every passage is printed with its number, and whether it can be cited."""
    file = texts / "src-page.txt"
    file.write_text(TEXT + "Mr. Lin spoke.\n", encoding="utf-8")
    status, out, _ = run(capsys, "passage", str(file))
    assert status == FOUND
    assert out.split("\n")[:2] == ["[1] ¶1: A title", "[2] ¶2: Mr. Lin opened the park in May."]
    assert "[5] ¶4 (stands here more than once: not to be cited): Mr. Lin spoke." in " ".join(out.split())
    assert [found["paragraph"] for found in answered(capsys, "passage", str(file))] == [1, 2, 2, 3, 4]


def test_verify_tells_what_is_not_as_printed(capsys: pytest.CaptureFixture[str], texts: Path, tmp_path: Path) -> None:
    """A name that its passage does not print is told, though the passage stands."""
    (cited,) = answered(capsys, "passage", str(texts / "src-page.txt"), "opened", "--source", "src-page")
    names = [{"text": "Lyn", "language": "en", "kind": "official", "citations": [cited]}]
    mine = written(tmp_path / "mine", sources=[source()], people=[{"id": "per-lin", "names": names}])
    status, out, _ = run(capsys, "verify", str(texts), "--data", mine)
    assert status == NOTHING
    assert "'Lyn' is not printed in its passage @ people.json:person/per-lin.names[Lyn@en]" in " ".join(out.split())
    assert "1 wording not as printed" in out


def test_verify_tells_what_does_not_stand_in_the_texts(
    capsys: pytest.CaptureFixture[str], texts: Path, tmp_path: Path
) -> None:
    """A passage that moved still stands; one that is missing, or there twice, is told with its citation."""
    file = texts / "src-page.txt"
    (cited,) = answered(capsys, "passage", str(file), "opened", "--source", "src-page")
    names = [{"text": "Lin", "language": "en", "kind": "official", "citations": [cited]}]
    mine = written(tmp_path / "mine", sources=[source()], people=[{"id": "per-lin", "names": names}])
    for text, status, verdict in (
        (f"Menu\n{TEXT}", FOUND, "moved"),
        (TEXT.replace("opened", "closed"), NOTHING, "missing"),
        (TEXT + TEXT, NOTHING, "ambiguous"),
    ):
        file.write_text(text, encoding="utf-8")
        found, out, _ = run(capsys, "verify", str(texts), "--data", mine)
        assert found == status
        assert f"1 {verdict}" in " ".join(out.split())
        assert (f"{verdict}: per-lin.names[0].citations[0], src-page, src-page.txt" in " ".join(out.split())) == (
            status == NOTHING
        )
        (item,) = answered(capsys, "verify", str(texts), "--data", mine)
        assert (item["verdict"], item["citation"]) == (verdict, cited)
    file.unlink()
    assert run(capsys, "verify", str(texts), "--data", mine)[0] == NOTHING


def test_verify_finds_every_citation_of_the_bundled_data(capsys: pytest.CaptureFixture[str]) -> None:
    """With the texts at hand, the command says so."""
    folder = os.environ.get("SINOUK_SOURCES")
    if not folder:
        pytest.skip("SINOUK_SOURCES names no folder with the texts that are cited")
    status, out, _ = run(capsys, "verify", folder)
    assert status == FOUND
    assert " 0 moved, 0 ambiguous, 0 missing, " in " ".join(out.split())


def test_no_passage_of_a_source_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a passage, a page shows at most its first and last three words."""
    for quoted in re.findall(r"“([^”]*)”", run(capsys, "show", SYMPOSIUM)[1]):
        for edge in quoted.split(" … "):
            assert len(passage_words(edge)) <= 8


# --- as a process ---------------------------------------------------------------------------------------------------


def test_it_runs_as_a_module() -> None:
    """`python -m sinouk_innov` is the command, with its exit status."""
    assert shell(["find", "边"]).returncode == NOTHING
    assert shell(["--help"]).stdout.startswith(b"usage: sinouk-innov ")
    done = shell(["find", "Lu Hongju"])
    assert (done.returncode, done.stderr) == (FOUND, b"")
    assert "per-lu-hongju" in done.stdout.decode()
    assert shell(["timeline", "--from", "soon"]).returncode == WRONG_USE


@pytest.mark.parametrize("arguments", ["", "timeline", "show pla-china --json", "verify . --json", "--help"])
def test_a_pipe_may_be_closed_early(arguments: str) -> None:
    """Whoever reads one line gets it, and no complaint follows."""
    command = f"'{sys.executable}' -m sinouk_innov {arguments} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        capture_output=True,
        check=False,
        env=environment(COLUMNS="80"),
        timeout=60,
        cwd=naive.DATA,
    )
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode in {FOUND, NOTHING}


def test_a_closed_pipe_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a program too: nothing is raised, and what is printed afterwards goes nowhere."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stream:  # noqa: PTH123  a pipe has no path
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["timeline"]) == FOUND
        stream.write("more")
        stream.flush()


def test_the_module_runs_in_this_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It takes the arguments of the process, and leaves with the status of the command."""
    monkeypatch.setattr(sys, "argv", ["sinouk_innov", "find", "Zzyzx"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("sinouk_innov", run_name="__main__")
    assert (left.value.code, capsys.readouterr().out) == (NOTHING, "nothing is called 'Zzyzx'\n")


def on_terminal(**variables: str) -> str:
    """Run the tour on a terminal, and return what it shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sinouk_innov"], stdout=theirs, stderr=theirs, env=environment(**variables)
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:  # how Linux says that the other side is closed
            pass
        finally:
            os.close(ours)
        assert process.wait(timeout=60) == FOUND
    return shown.decode().replace("\r\n", "\n")


def test_it_is_bold_on_a_terminal_only() -> None:
    """Bold questions where someone looks at them, unless NO_COLOR is set; apart from that the text is the same."""
    plain = shell([], COLUMNS="90").stdout.decode()
    assert "\x1b" not in plain
    bold = on_terminal(COLUMNS="90")
    assert bold.startswith("\x1b[1m1. ")
    assert re.sub(r"\x1b\[[01]m", "", bold) == plain
    assert on_terminal(COLUMNS="90", NO_COLOR="1") == plain
    assert shell([], COLUMNS="90", NO_COLOR="1").stdout.decode() == plain


def test_it_runs_where_the_terminal_knows_no_chinese() -> None:
    """What cannot be said is shown by number; JSON stays JSON."""
    done = shell(["find", "清华大学"], PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert done.returncode in {FOUND, NOTHING}
    assert done.stderr == b""
    done = shell(["show", "pla-china", "--json"], PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout.decode("ascii")) == codec.encode(load()["pla-china"])
    done = shell(["show", "pla-china"], PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (FOUND, b"")


def test_data_may_be_held_in_any_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A release without version or day is told as such."""
    write(Dataset({}), tmp_path / "empty.jsonl")
    assert run(capsys, "cite", "--data", str(tmp_path / "empty.jsonl"))[:2] == (FOUND, "Dataset, no version.\n")
