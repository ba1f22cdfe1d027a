"""Rules as they are, as they were, and as they might be: a folder or a git revision of one."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.rules import builtin_folder, load_rules, read_folder, snapshot
from cleaner.rules.files import RuleFile
from cleaner.rules.load import compile_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules import RuleSet

BUILTIN: Final = "built-in"
_GIT: Final = "git"
_SITES: Final = "sites"
_SCORER: Final = "scorer"  # the data beside the built-in packs; a user's folder may hold everything else that they do
_SNAPSHOTS: Final = "impact"


class VersionError(ValueError):
    """Neither a folder nor a git revision with rules in it."""


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a comparison."""

    name: str  # as the user gave it
    rules: RuleSet


def load_version(name: str, folder: Path) -> Version:
    """The rules that `name` means.

    ``built-in`` is the packs that come with this version. A folder that holds the scorer's data is a whole set of
    packs and stands alone; any other folder lies over the built-in packs, as ``--rules`` does. Anything else is a git
    revision, and `folder` the place of the rules in that repository.

    Raises `VersionError`, and `cleaner.rules.RuleError` for rules that cannot be used.
    """
    if name == BUILTIN:
        return Version(name, load_rules())
    if Path(name).is_dir():
        is_whole = Path(name, _SCORER).is_dir()
        return Version(name, _compile(name, [read_folder(Path(name))]) if is_whole else load_rules([Path(name)]))
    files, is_whole = _read_revision(name, folder)
    under = () if is_whole else (read_folder(builtin_folder()),)
    return Version(name, _compile(name, [*under, files]))


def _compile(name: str, folders: Sequence[Sequence[RuleFile]]) -> RuleSet:
    """Compile `folders`, or take what is known of them: one looks at the same old revision again and again."""
    key = snapshot.key_of(folders)
    place = snapshot.places([Path(_SNAPSHOTS, name)])[-1:]
    known = snapshot.read(place[0], key) if place else None
    if known is not None:
        return known
    rules = compile_files(folders)
    if place:
        snapshot.write(place[0], key, rules)
    return rules


def _read_revision(revision: str, folder: Path) -> tuple[tuple[RuleFile, ...], bool]:
    """The rule files of `revision`, and whether they are a whole set."""
    if not folder.is_dir():
        raise VersionError(f"{revision}: no such folder, and no {folder} whose git revision it could be")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise VersionError(f"{revision}: neither a folder of rules nor a git revision of {folder}")
    archive = _git(folder, "archive", "--format=tar", commit.decode().strip(), ".")
    files, is_whole = _unpack(archive, revision) if archive else ([], False)
    if not files:
        raise VersionError(f"{revision}: holds no rules in {folder}")
    return tuple(files), is_whole


def _unpack(archive: bytes, revision: str) -> tuple[list[RuleFile], bool]:
    """The rule files of a tar of the folder, named by revision and path, as `read_folder` finds them.

    And whether the scorer's data are beside them. Raises `VersionError` for a link that leads out of the folder.
    """
    files = []
    is_whole = False
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = Path(member.name)
            is_whole |= _SCORER in path.parts[:1]
            if path.suffix != ".toml" or path.parent not in {Path(), Path(_SITES)}:
                continue
            try:
                content = tar.extractfile(member)
            except KeyError as error:  # git keeps the link, not what it leads to
                raise VersionError(f"{revision}: {path}: a link to {member.linkname}, which is not there") from error
            if content is not None:
                files.append(RuleFile(Path(revision, path), content.read()))
    return sorted(files, key=lambda file: (file.path.parent.name == _SITES, file.path.name)), is_whole


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git says, or None where it refuses. Raises `VersionError` where there is no git."""
    try:
        answer = subprocess.run([_GIT, *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603  fixed words and a verified revision
    except FileNotFoundError as error:
        raise VersionError("git is not installed: give folders of rules instead") from error
    return answer.stdout if answer.returncode == 0 else None
