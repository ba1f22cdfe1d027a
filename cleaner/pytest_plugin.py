"""A pytest plugin: each fixture is a test, with the diff of its body as the message.

Off unless a folder is named, by ``--cleaner-fixtures DIR`` or by the ini setting ``cleaner_fixtures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleaner.fixtures.check import Outcome
    from cleaner.fixtures.format import Fixture
    from cleaner.pipeline import Cleaner

_CLEANER: pytest.StashKey[Cleaner] = pytest.StashKey()
_FOLDERS: pytest.StashKey[list[Path]] = pytest.StashKey()  # of fixtures, that this run was told to collect


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the settings; they exist even when nothing uses them, so that a strict configuration accepts them."""
    group = parser.getgroup("cleaner", "article-cleaner fixtures")
    group.addoption(
        "--cleaner-fixtures",
        action="append",
        default=[],
        metavar="DIR",
        help="run the fixtures in DIR as tests (may be repeated)",
    )
    parser.addini("cleaner_fixtures", "folders of fixtures that are run as tests", type="paths", default=[])
    parser.addini("cleaner_rules", "rule folders beside the built-in packs", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Add the fixture folders to what is collected.

    The ini setting does as ``testpaths`` does: it counts when no path was given on the command line.
    """
    folders = _of_option(config)
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        folders += _of_ini(config)
    config.stash[_FOLDERS] = folders
    present = {_from_invocation(config, argument.partition("::")[0]) for argument in config.args}
    config.args += [str(folder) for folder in folders if not any(folder.is_relative_to(root) for root in present)]


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist starts its workers, whose errors come out as crashes
def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse folders without fixtures, because tests of nothing must not pass, and rules that cannot be used."""
    if folders := session.config.stash[_FOLDERS]:
        _refuse_empty(folders)
        _cleaner(session.config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FixtureFile | None:
    """Take an ``expected.json`` below a fixture folder; an input that lacks one stands in for it and will not load."""
    if not _is_fixture(parent.config, file_path):
        return None
    from cleaner.fixtures.format import EXPECTED, INPUTS

    expected = file_path.with_name(EXPECTED)
    if file_path == expected or (file_path.name in INPUTS and not expected.is_file()):
        return FixtureFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Load the rules where fixtures were asked for by path; if they cannot be used, that is one error for all."""
    if any(isinstance(item, FixtureItem) for item in items):
        _cleaner(config)


class FixtureFile(pytest.File):
    """One ``expected.json``."""

    def collect(self) -> Iterator[FixtureItem]:
        """The one test it holds, named by its slug."""
        from cleaner.fixtures.format import FixtureError, read_fixture

        try:
            fixture = read_fixture(self.path.parent)
        except FixtureError as error:
            raise self.CollectError(str(error)) from error
        yield FixtureItem.from_parent(self, name=self.path.parent.name, fixture=fixture)


class FixtureItem(pytest.Item):
    """The test that a fixture holds."""

    def __init__(self, *, fixture: Fixture, **kwargs: Any) -> None:  # noqa: ANN401  pytest's own
        super().__init__(**kwargs)
        self.fixture = fixture
        reason = fixture.expected.known_failure
        if reason is not None:
            self.add_marker(pytest.mark.xfail(reason=reason, strict=True, raises=FixtureMismatch))

    def runtest(self) -> None:
        """Clean the input and compare."""
        from cleaner.fixtures.check import check_fixture

        outcome = check_fixture(_cleaner(self.config), self.fixture)
        if outcome.differences or outcome.error:
            raise FixtureMismatch(outcome)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401
        """The diff instead of a traceback through this plugin."""
        from cleaner.fixtures.report import describe

        if isinstance(excinfo.value, FixtureMismatch):
            return describe(excinfo.value.outcome)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the test stands, for the headline of its report."""
        return self.path, None, self.name


class FixtureMismatch(AssertionError):  # noqa: N818  an assertion that failed, as pytest's own are
    """The result is not what the fixture expects."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{outcome.fixture.name}: {outcome.status}")
        self.outcome = outcome


def _cleaner(config: pytest.Config) -> Cleaner:
    """The cleaner of this process, made when the first fixture needs it."""
    if _CLEANER not in config.stash:
        from cleaner.options import Options
        from cleaner.pipeline import Cleaner
        from cleaner.rules import RuleError

        try:
            config.stash[_CLEANER] = Cleaner(Options(rules=tuple(config.getini("cleaner_rules"))))
        except RuleError as error:
            raise pytest.UsageError(str(error)) from error
    return config.stash[_CLEANER]


def _is_fixture(config: pytest.Config, path: Path) -> bool:
    return any(path.resolve().is_relative_to(folder) for folder in _of_option(config) + _of_ini(config))


def _refuse_empty(folders: list[Path]) -> None:
    from cleaner.fixtures.find import find_folders
    from cleaner.fixtures.format import FixtureError

    try:
        for folder in folders:
            find_folders(folder)
    except FixtureError as error:
        raise pytest.UsageError(str(error)) from error


def _of_option(config: pytest.Config) -> list[Path]:
    return [_from_invocation(config, name) for name in config.getoption("cleaner_fixtures")]


def _of_ini(config: pytest.Config) -> list[Path]:
    return [folder.resolve() for folder in config.getini("cleaner_fixtures")]  # as pytest's own paths are


def _from_invocation(config: pytest.Config, name: str) -> Path:
    return (config.invocation_params.dir / name).resolve()
