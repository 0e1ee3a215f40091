"""Is each public name there, at home in one module, and nothing loaded before it is used?"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import sinouk_innov as si
from sinouk_innov.model import vocabularies
from sinouk_innov.model.kinds import KINDS
from sinouk_innov.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(str(si.__file__)).parent
_HOMES: dict[str, str] = {name: home for home, names in si._HOMES.items() for name in names.split()}
_EXTRA: dict[str, str] = {name: home for home, names in si._WITH_EXTRAS.items() for name in names.split()}
_CORE = {"attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions"}
"""The modules of the core dependencies, and of what these depend on."""
_CONTRACT = [
    "load",
    "read",
    "iter_records",
    "write",
    "merge",
    "problems",
    "verify",
    "cite",
    "roles_of",
    "people_at",
    "within",
    "chain",
    "links",
    "timeline",
    "Dataset",
    "Table",
    "Match",
    "Record",
    "Source",
    "Name",
    "Identifier",
    "Place",
    "Organisation",
    "Centre",
    "Person",
    "Role",
    "Initiative",
    "Event",
    "Participation",
    "Relation",
    "Statistic",
    "Remark",
    "SectorLink",
    "Citation",
    "FactRef",
    "Basis",
    "PartialDate",
    "Period",
    "Quantity",
    "Unit",
    "Bound",
    "Problem",
    "Checked",
    "Verdict",
    "Holding",
    "Step",
    "Link",
    "Moment",
    "SinoukInnovError",
    "InvalidDataError",
    "UnknownIdError",
    "UnknownNameError",
    "AmbiguousNameError",
    "UnitError",
    "MissingExtraError",
]
"""What the design promises and what there is today."""


def _run(code: str) -> Any:
    """Return what a new Python process prints as JSON."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names in the order of `__all__`."""
    return sorted(names, key=lambda name: (not name.isupper(), name))


def _modules() -> list[str]:
    found = pkgutil.walk_packages([str(_PACKAGE)], "sinouk_innov.")
    return [module.name for module in found if not module.name.endswith("__main__")]


# --- names ----------------------------------------------------------------------------------------------------------


def test_public_names_are_sorted_and_there() -> None:
    """`__all__` is in order, constants first, without doubles, and each name can be had, by its name and by a star."""
    assert si.__all__ == in_order(set(si.__all__))
    star: dict[str, object] = {}
    exec("from sinouk_innov import *", star)  # noqa: S102  that is the statement to be tried
    assert {name for name in star if not name.startswith("__")} == set(si.__all__)
    assert all(star[name] is getattr(si, name) for name in si.__all__)


def test_the_contract_is_kept() -> None:
    """What the design promises to other programs, every class of records and every vocabulary, is public."""
    kinds = {kind.record_class.__name__ for kind in KINDS}
    assert {*_CONTRACT, *vocabularies.__all__, *kinds} <= set(si.__all__)


def test_a_dataset_answers_by_the_names_of_the_contract() -> None:
    """A dataset has a table of each kind under its name, and tables and datasets look up, find and filter."""
    data = si.load()
    for kind in KINDS:
        table = getattr(data, kind.table)
        assert isinstance(table, si.Table)
        for name in ("get", "find", "one", "where", "sorted"):
            assert callable(getattr(table, name))
    assert isinstance(data, si.Dataset)
    assert callable(data.find)


@pytest.mark.parametrize("name", si.__all__)
def test_a_public_name_has_one_home(name: str) -> None:
    """A name is in the `__all__` of the module that defines it, and the front door gives that very object."""
    home = importlib.import_module(f"sinouk_innov.{_HOMES[name]}")
    found = getattr(si, name)
    assert name in home.__all__
    assert getattr(home, name) is found
    assert vars(si)[name] is found
    if inspect.isclass(found) or inspect.isfunction(found):
        assert found.__module__ == home.__name__


@pytest.mark.parametrize("name", [name for name in si.__all__ if name not in {"RULES", "When"}])
def test_a_public_name_is_documented(name: str) -> None:
    """Each class and function has a docstring of its own that begins with a sentence."""
    text = vars(getattr(si, name)).get("__doc__") if inspect.isclass(getattr(si, name)) else getattr(si, name).__doc__
    assert text
    assert inspect.cleandoc(text).split("\n\n")[0].rstrip()[-1] in ".?"


def test_no_other_module_gives_out_a_public_object() -> None:
    """An object of the front door stands in the `__all__` of its home alone."""
    homes: dict[int, set[str]] = {}
    for module in map(importlib.import_module, _modules()):
        for name in getattr(module, "__all__", ()):
            homes.setdefault(id(getattr(module, name)), set()).add(module.__name__)
    for name, home in (_HOMES | _EXTRA).items():
        assert homes[id(getattr(si, name))] == {f"sinouk_innov.{home}"}, name


def test_every_module_says_what_it_gives_out() -> None:
    """Each module has a docstring that asks its question, and an `__all__` whose names are there, each once."""
    for name in _modules():
        module = importlib.import_module(name)
        if not hasattr(module, "__path__"):
            assert "?" in (module.__doc__ or "").splitlines()[0], name
            assert len(set(module.__all__)) == len(module.__all__), name
            assert all(hasattr(module, public) for public in module.__all__), name


def test_type_checkers_see_what_the_front_door_gives() -> None:
    """The imports that only type checkers read name the same homes as the table that is used at run time."""
    tree = ast.parse((_PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    guarded = [node for node in tree.body if isinstance(node, ast.If)]
    assert {ast.unparse(node.test) for node in guarded} == {"TYPE_CHECKING"}
    seen: dict[str, str] = {}
    for node in (inner for outer in guarded for inner in outer.body):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                assert alias.asname == alias.name
                assert alias.name not in seen
                seen[alias.name] = (node.module or "").removeprefix("sinouk_innov.")
        else:
            assert ast.unparse(node) == "__version__: str"
    assert seen == _HOMES | _EXTRA
    assert in_order(_HOMES) == si.__all__


def test_names_that_need_an_extra_are_had_by_name_alone() -> None:
    """`import *` leaves them alone, since it would fail where a library is missing."""
    assert _EXTRA.keys().isdisjoint(si.__all__)
    for name, home in _EXTRA.items():
        assert getattr(si, name) is getattr(importlib.import_module(f"sinouk_innov.{home}"), name)


def test_no_public_name_hides_a_module() -> None:
    """No name of the front door is that of a module beside it, so importing one never replaces the other."""
    beside = {name.split(".")[1] for name in _modules()}
    assert not beside & set(si.__all__)


def test_the_front_door_lists_its_names() -> None:
    """`dir` gives the public names and the version, before any of them was used."""
    assert dir(si) == sorted([*si.__all__, *_EXTRA, "__version__"])
    assert _run("import json, sinouk_innov as si; print(json.dumps(dir(si)))") == dir(si)


def test_an_unknown_name_is_refused_as_by_any_module() -> None:
    """A name that is not public is an AttributeError that carries name and module, and cannot be imported."""
    with pytest.raises(AttributeError, match="module 'sinouk_innov' has no attribute 'laod'") as caught:
        _ = si.laod  # type: ignore[attr-defined]
    assert (caught.value.name, caught.value.obj) == ("laod", si)
    assert getattr(si, "NameIndex", None) is None
    with pytest.raises(ImportError, match="cannot import name 'laod' from 'sinouk_innov'"):
        exec("from sinouk_innov import laod", {})  # noqa: S102  that is the statement to be tried


def test_the_version_is_that_of_what_is_installed() -> None:
    """`__version__` is read from the installed metadata, and is of the form `YY.N.P`."""
    assert si.__version__ == version("sinouk-innov")
    assert [part.isdigit() for part in si.__version__.split(".")] == [True, True, True]


def test_results_and_values_are_frozen() -> None:
    """Every public class that is no error, vocabulary or holder of records is a frozen, slotted attrs class."""
    for name in si.__all__:
        found = getattr(si, name)
        if not inspect.isclass(found) or issubclass(found, Exception | Term) or found in {si.Dataset, si.Table}:
            continue
        assert attrs.has(found), name
        assert found.__setattr__ is not object.__setattr__, name
        assert "__slots__" in vars(found), name


# --- what importing costs -------------------------------------------------------------------------------------------

_WATCH = """
import json, os, sys
package = os.path.realpath({package!r})
opened = []
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        path = os.path.realpath(os.fsdecode(args[0]))
        if path.startswith(os.path.join(package, "data") + os.sep):
            opened.append(os.path.basename(path))
sys.addaudithook(watch)
before = set(sys.modules)
{code}
print(json.dumps({{"opened": opened, "loaded": sorted(set(sys.modules) - before)}}))
"""


def _watched(code: str) -> tuple[list[str], set[str]]:
    """Return which data files a new process opens when it runs some code, and which modules it loads."""
    found = _run(_WATCH.format(package=str(_PACKAGE), code=code))
    return found["opened"], set(found["loaded"])


def test_importing_loads_and_reads_nothing() -> None:
    """`import sinouk_innov` loads no other module, ours or another's, and opens no data file."""
    opened, loaded = _watched("import sinouk_innov")
    assert opened == []
    assert loaded <= {"__future__", "sinouk_innov"}


def _files(opened: list[str]) -> list[str]:
    """Return which files were opened, gzipped as in a wheel or not, each as often as it was."""
    plain = [name for name in opened if not name.endswith(".gz")]
    assert {name.removesuffix(".gz") for name in opened} == set(plain)
    return sorted(plain)


def test_loading_reads_the_header_alone() -> None:
    """`load` opens the header and the redirects; a table is read when it is asked for, and only that one."""
    opened, loaded = _watched("import sinouk_innov as si; data = si.load(); si.load(); data.tables(); dir(si)")
    assert _files(opened) == ["dataset.json", "redirects.json"]
    assert not loaded & {"dateutil", "sinouk_innov.names", "sinouk_innov.quantities", "sinouk_innov.model.person"}
    opened, loaded = _watched("import sinouk_innov as si; si.load().people.one('Bian Xianghui'); si.load().people[0]")
    assert _files(opened) == ["dataset.json", "people.json", "redirects.json"]
    assert not loaded & {"dateutil", "sinouk_innov.quantities", "sinouk_innov.model.statistic", "hashlib", "difflib"}


def test_using_everything_but_exports_loads_no_optional_library() -> None:
    """Having used every public name, a process has loaded no library outside the core dependencies."""
    _, loaded = _watched("import sinouk_innov as si\nfor name in si.__all__: getattr(si, name)\nlist(si.load())")
    tops = {name.partition(".")[0] for name in loaded}
    strangers = tops - {"sinouk_innov", *_CORE} - set(sys.stdlib_module_names)
    assert strangers == set()
