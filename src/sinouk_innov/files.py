"""How are files written so that none is ever half written?

They are written beside their places and then moved there.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

__all__ = ["beside", "in_place_of", "write_text"]


@contextmanager
def beside(folder: Path) -> Generator[Callable[[Path, Iterable[bytes]], None]]:
    """Lend a function that writes files beside their places; at the end all are moved, or after an error none."""
    written: list[tuple[Path, Path]] = []

    def ready(place: Path, chunks: Iterable[bytes]) -> None:
        draft = _draft_of(place)
        written.append((draft, place))
        with draft.open("wb") as stream:
            if not place.name.endswith(".gz"):
                stream.writelines(chunks)
            else:
                # Costs start-up time, and most files are plain.
                import gzip  # noqa: PLC0415

                # No name and no time in the header, so that the bytes depend on the data alone.
                with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as archive:
                    archive.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())

    with _made(folder):
        try:
            yield ready
            for _, place in written:
                # What would stop a move is looked for before the first: a folder half moved is neither old nor new.
                if place.is_dir():
                    raise IsADirectoryError(f"there is a folder in the place of {place}")
            for draft, place in written:
                draft.replace(place)
        finally:
            for draft, _ in written:
                draft.unlink(missing_ok=True)


@contextmanager
def in_place_of(place: Path) -> Generator[Path]:
    """Lend the path of a draft to be written by others; at the end it is moved to its place, or after an error removed.

    Raises:
        IsADirectoryError: There is a folder in its place.
        OSError: It cannot be written there; what was there is as it was.
    """
    if place.is_dir():
        raise IsADirectoryError(f"there is a folder in the place of {place}")
    draft = _draft_of(place)
    with _made(place.parent):
        try:
            yield draft
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def _made(folder: Path) -> Generator[None]:
    """Make a folder if need be; after an error what was made of it is removed, where it is empty."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text as UTF-8, with the line ends that it has.

    Raises:
        OSError: It cannot be written there; what was there is as it was.
    """
    place = Path(path)
    with beside(place.parent) as ready:
        ready(place, [text.encode()])


def _draft_of(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.{get_ident()}.part")
