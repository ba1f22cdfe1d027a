"""Build hook: puts the compiled rules into the wheel, so that its first run is as fast as all others."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def write_snapshot(root: Path, target: Path) -> None:
    """Compile the packs in `root`/rules; write their snapshot to `target`, and their patterns' programs beside it.

    Raises `RuleError` for a bad pack.
    """
    if "cleaner" not in sys.modules:
        # The package without its __init__: that imports what a build environment has no use for.
        package = ModuleType("cleaner")
        package.__path__ = [str(root / "cleaner")]
        sys.modules["cleaner"] = package
    from cleaner.rules import programs, snapshot  # noqa: PLC0415  only now they can be found
    from cleaner.rules.files import read_folder  # noqa: PLC0415
    from cleaner.rules.load import compile_files  # noqa: PLC0415

    files = [read_folder(root / "rules")]
    key, rules = snapshot.key_of(files), compile_files(files)
    if not (snapshot.write(target, key, rules) and programs.write(programs.beside(target), key, rules)):
        raise OSError(f"can not write {target}")


class SnapshotHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``cleaner/packs/snapshot.json`` and ``.programs`` to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules of this very tree; an editable install reads the folder itself."""
        if version != "standard":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="cleaner-")  # kept until the wheel is written
        target = Path(self._folder.name) / "snapshot.json"
        write_snapshot(Path(self.root), target)
        for path in target.parent.iterdir():
            build_data["force_include"][str(path)] = f"cleaner/packs/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was made for the wheel."""
        if version == "standard":
            self._folder.cleanup()
