"""Does what ships say the right things about itself, and does it bring what it should?"""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import pytest

import sinouk_innov
from sinouk_innov.model.kinds import KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = Path(str(sinouk_innov.__file__)).parent
NAME = "sinouk-innov"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# In brackets, so that these lines do not find themselves.
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:root|home|work|opt|farm|tmp|Users)[/]\w|\b[A-Z]:[\\]Users")
REGISTRY_HOST = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|deb[.]debian[.]org|proxy[.]golang[.]org")


def cff(field: str) -> str:
    """Give a plain field of CITATION.cff."""
    found = re.search(rf"^{field}: *(.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip("\"' ") if found else ""


def newest_change() -> tuple[str, str]:
    """Give version and day of the topmost released entry of CHANGELOG.md."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(r"^## \[?(\d+\.\d+\.\d+)\]?(?: +[-–] +(\d{4}-\d{2}-\d{2}))?", text, re.MULTILINE)
    return (found[1], found[2] or "") if found else ("", "")


def shipped_and_kept() -> list[Path]:
    """Give every file of the checkout that is not ignored; away from a checkout, those of the tests and the package."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        files = [path for folder in (PACKAGE, ROOT / "tests") for path in folder.rglob("*")]
    return [path for path in files if path.is_file() and path.suffix != ".pyc"]


def test_version_is_said_alike_everywhere() -> None:
    """The project file, the installed metadata, the citation and the newest entry of the changelog agree."""
    said = {
        "pyproject.toml": PROJECT["version"],
        "metadata": version(NAME),
        "CITATION.cff": cff("version"),
        "CHANGELOG.md": newest_change()[0],
    }
    assert set(said.values()) == {PROJECT["version"]}, said


def test_version_is_a_calendar_version() -> None:
    """The version is YY.N.P."""
    assert re.fullmatch(r"\d\d\.(?:[1-9]|1[0-2])\.\d+", PROJECT["version"])


def test_day_of_release_is_said_alike() -> None:
    """The citation and the newest entry of the changelog give one day."""
    assert cff("date-released") == newest_change()[1] != ""


def test_three_libraries_are_needed_and_no_more() -> None:
    """A plain install brings attrs, cattrs and python-dateutil, and bounds none of them from above."""
    needed = [line for line in distribution(NAME).requires or [] if "extra ==" not in line]
    assert (
        sorted(needed) == sorted(PROJECT["dependencies"]) == ["attrs>=25.4", "cattrs>=26.2.1", "python-dateutil>=2.9"]
    )


def test_metadata_tell_python_licence_and_command() -> None:
    """Python's oldest version, the licence expression and the command are as the project file has them."""
    installed = distribution(NAME)
    commands = {point.name: point.value for point in installed.entry_points if point.group == "console_scripts"}
    assert installed.metadata["Requires-Python"] == PROJECT["requires-python"] == ">=3.11"
    assert installed.metadata["License-Expression"] == PROJECT["license"]
    assert commands == PROJECT["scripts"] == {"sinouk-innov": "sinouk_innov.cli:main"}


@pytest.mark.parametrize("name", ["LICENSE", "src/sinouk_innov/data/LICENSE"])
def test_licences_are_installed_as_they_are_kept(name: str) -> None:
    """Both licences are named in the metadata and lie beside them."""
    installed = distribution(NAME)
    assert name in (installed.metadata.get_all("License-File") or [])
    assert f"licenses/{name}" in {
        path.as_posix().partition(".dist-info/")[2] for path in installed.files or [] if "licenses" in path.parts
    }
    assert len(installed.read_text(f"licenses/{name}") or "") > 1000


def test_licence_of_the_data_names_geonames() -> None:
    """The data's licence is CC0 in full, and says what GeoNames is owed."""
    text = (PACKAGE / "data" / "LICENSE").read_text(encoding="utf-8")
    assert "CC0 1.0 Universal" in text
    assert "4. Limitations and Disclaimers." in text
    assert "CC BY 4.0" in text
    assert "https://www.geonames.org" in text


def test_types_ship() -> None:
    """The marker that makes type checkers read the package lies in it."""
    assert (PACKAGE / "py.typed").is_file()


def test_data_ship() -> None:
    """The data lie in the package, each file in one form: as it is authored, or gzipped as in a wheel."""
    names = {path.name for path in (PACKAGE / "data").iterdir()}
    plain = {name for name in names if name.endswith(".json")}
    packed = {name.removesuffix(".gz") for name in names if name.endswith(".json.gz")}
    assert plain | packed == {"dataset.json", "redirects.json", *(f"{kind.table}.json" for kind in KINDS)}
    assert not plain or not packed
    assert "README.md" in names


def test_citation_says_what_the_licence_says() -> None:
    """The citation names the title and the licence of the code, which is part of the whole."""
    assert cff("title").startswith("sinouk_innov")
    assert cff("license") in PROJECT["license"].split(" AND ")


def test_requirements_pin_each_version_with_hashes() -> None:
    """Every line of the locked requirements is `name==version` with its hashes: no address, path or option."""
    files = sorted((ROOT / "requirements").glob("*.txt"))
    for file in files:
        for line in re.sub(r"\\\n\s*", "", file.read_text(encoding="utf-8")).splitlines():
            assert re.fullmatch(r"[\w.-]+==[\w.]+ *(?:; [^#]+? *)?(?:--hash=sha256:[0-9a-f]{64} *)+", line), (
                file.name,
                line,
            )
    assert {"test.txt", "check.txt", "docs.txt", "bench.txt", "build.txt"} <= {file.name for file in files}


def test_no_file_names_a_machine_or_a_registry() -> None:
    """No file holds a path of somebody's machine or the host of a package registry."""
    named = [
        f"{path}: {found[0]}"
        for path in shipped_and_kept()
        for found in [
            pattern.search(path.read_text(encoding="utf-8", errors="replace"))
            for pattern in (MACHINE_PATH, REGISTRY_HOST)
        ]
        if found
    ]
    assert named == []
