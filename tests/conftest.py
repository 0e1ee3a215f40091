"""What holds for every test: nothing skipped where all can run, and hypothesis profiles by name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator

# Time limits would fail on a busy machine, not on a slow function.
_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("quick", _CALM, max_examples=20, derandomize=True, database=None)
settings.register_profile("usual", _CALM, max_examples=50)
settings.register_profile("ci", _CALM, max_examples=100, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "usual")

_NO_SKIPS = bool(os.environ.get("SINOUK_NO_SKIPS"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that was skipped where all can run; an expected failure stays one."""
    report = yield
    if _NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole module that was skipped, as by `importorskip`, in the same way."""
    report = yield
    if _NO_SKIPS and report.skipped:
        report.outcome = "failed"
    return report
