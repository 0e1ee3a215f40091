"""What ships of the data? Each JSON file as it is authored, gzipped: a seventh of the size on a user's disk."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "sinouk_innov/data"


class PackedData(BuildHookInterface[Any]):
    """Puts the files of the data into a wheel, gzipped; the folder itself keeps them out by `exclude`."""

    _packed: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack the files, unless the package is installed for editing and reads them where they are."""
        if version == "editable":
            return
        self._packed = Path(tempfile.mkdtemp())
        for path in sorted(Path(self.root, "src", DATA).glob("*.json")):
            packed = self._packed / f"{path.name}.gz"
            # No time and no name inside, so that the same data give the same wheel.
            packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            build_data["force_include"][str(packed)] = f"{DATA}/{packed.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  as it is called
        """Clear the packed files away."""
        if self._packed is not None:
            shutil.rmtree(self._packed)
