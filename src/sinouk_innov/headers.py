"""What does a dataset say of itself in its files, and which ids of it are retired?"""

from __future__ import annotations

from typing import Any, cast

from sinouk_innov import codec
from sinouk_innov.dataset import Release
from sinouk_innov.errors import InvalidDataError, Problem
from sinouk_innov.sense import is_id

__all__ = ["SCHEMA_VERSION", "redirects_of", "release_of"]

SCHEMA_VERSION = "1"
_SHOWN = 80


def release_of(plain: Any, file: str) -> Release:
    """Return what plain data say of a dataset.

    Args:
        plain: The data.
        file: The name of the file, for the wording of problems.

    Raises:
        InvalidDataError: They are no such data, or of a schema that this release does not read.
    """
    release = codec.decode_value(Release, plain, file)
    if "schema_version" not in plain:
        raise InvalidDataError((Problem("a value is needed", file, path="schema_version"),))
    if release.schema_version != SCHEMA_VERSION:
        reason = f"the schema version is {release.schema_version!r}; this release reads {SCHEMA_VERSION!r}"
        raise InvalidDataError((Problem(reason, file, path="schema_version"),))
    return release


def redirects_of(plain: Any, file: str) -> dict[str, str | None]:
    """Return the retired ids that plain data name, with what took their place, if anything.

    Args:
        plain: The data.
        file: The name of the file, for the wording of problems.

    Raises:
        InvalidDataError: They are no object of ids; `.problems` has every reason.
    """
    if not isinstance(plain, dict):
        raise InvalidDataError((Problem("takes an object of retired ids and what took their place", file),))
    redirects = cast("dict[str, Any]", plain)
    problems: list[Problem] = []
    for number, (retired, successor) in enumerate(redirects.items()):
        if not is_id(retired):
            problems.append(Problem(f"{retired[:_SHOWN]!r} is no id", file, "", f"#{number}"))
        elif successor is not None and not is_id(successor, retired[:3]):
            # A value of another type may be nested too deep even to be shown.
            shown = repr(successor[:_SHOWN]) if isinstance(successor, str) else "what took its place"
            problems.append(Problem(f"{shown} is no id of the same kind", file, "", retired))
    if problems:
        raise InvalidDataError(tuple(problems))
    return redirects
