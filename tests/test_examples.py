"""The examples run, script and notebook, and show something."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_there_are_examples() -> None:
    """The folder is where the tests look for it."""
    assert {file.suffix for file in EXAMPLES.iterdir() if file.is_file()} == {".py", ".ipynb"}


@pytest.mark.parametrize("script", sorted(file.name for file in EXAMPLES.glob("*.py")))
def test_script_runs(script: str) -> None:
    """A script ends well and prints something."""
    ran = subprocess.run(
        [sys.executable, str(EXAMPLES / script)], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert len(ran.stdout.splitlines()) > 5
    assert not ran.stderr


@pytest.mark.parametrize("notebook", sorted(file.name for file in EXAMPLES.glob("*.ipynb")))
def test_notebook_runs(notebook: str) -> None:
    """Each cell runs in order, what it ends with shows itself, and no output is kept in the file."""
    cells = json.loads((EXAMPLES / notebook).read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    shown = []
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == []
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook, "exec"), names)  # noqa: S102  running it is the test
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), notebook, "eval"), names))  # noqa: S307  the same
    pages = [value._repr_html_() for value in shown if hasattr(value, "_repr_html_")]
    assert len(pages) >= 4
    assert all(page.startswith("<table>") for page in pages)
    assert all(repr(value) for value in shown)
