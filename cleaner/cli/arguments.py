"""Command-line arguments as frozen dataclasses: a command takes one object, typer sees one option per field."""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003  typer resolves annotations at run time
from functools import wraps
from pathlib import Path  # noqa: TC003  the same
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import typer

from cleaner.batch.kinds import InputKind
from cleaner.model import Category  # noqa: TC001  the same
from cleaner.options import Aggressiveness, Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cleaner.batch.fields import FieldNames

T = TypeVar("T")


def takes(arguments: type[T]) -> Callable[[Callable[[T], None]], Callable[..., None]]:
    """Turn a function of one dataclass into a typer command with an option for each of its fields."""
    hints = {name: _listed(hint) for name, hint in get_type_hints(arguments, include_extras=True).items()}
    parameters = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=_default(field), annotation=hints[field.name]
        )
        for field in dataclasses.fields(arguments)  # type: ignore[arg-type]
    ]

    def decorate(function: Callable[[T], None]) -> Callable[..., None]:
        @wraps(function)
        def command(**values: object) -> None:
            function(arguments(**{name: _freeze(value) for name, value in values.items()}))

        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = hints
        return command

    return decorate


def _listed(hint: Any) -> Any:  # noqa: ANN401  any annotation
    """Typer's spelling of a repeatable option: a list, where the frozen dataclass has a tuple of any length."""
    declared, *metadata = get_args(hint)
    if get_origin(declared) is not tuple:
        return hint
    return Annotated[list[get_args(declared)[0]], *metadata]  # type: ignore[misc]


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default is dataclasses.MISSING:
        return inspect.Parameter.empty
    return list(field.default) if isinstance(field.default, tuple) else field.default


def _freeze(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """Options of every command that cleans."""

    rules: Annotated[
        tuple[Path, ...], typer.Option(metavar="FOLDER", help="Further rule folder; overrides by id. Repeatable.")
    ] = ()
    keep: Annotated[
        tuple[Category, ...], typer.Option(metavar="CATEGORY", help="Leave this category in the body. Repeatable.")
    ] = ()
    aggressiveness: Annotated[
        Aggressiveness, typer.Option(help="How sure to be: precision takes more, recall keeps more.")
    ] = Aggressiveness.BALANCED
    templates: Annotated[Path | None, typer.Option(metavar="FILE", help="What `cleaner learn` found on the sites.")] = (
        None
    )
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No messages but errors.")] = False

    def options(self) -> Options:
        """The library's options for these arguments."""
        return Options(
            aggressiveness=self.aggressiveness,
            keep=frozenset(self.keep),
            rules=self.rules,
            templates=self.templates,
        )


@dataclass(frozen=True, kw_only=True)
class Records:
    """Where a command of many pages reads them. Without slots: of two bases only one may have them."""

    inputs: Annotated[
        tuple[str, ...],
        typer.Argument(metavar="INPUT…", help="Files, folders, patterns; - is standard input.", show_default=False),
    ]
    input_format: Annotated[InputKind, typer.Option(help="What the inputs are; auto goes by name and content.")] = (
        InputKind.AUTO
    )
    text_field: Annotated[str, typer.Option(help="Field with the text. Dots lead into nested objects.")] = "text"
    html_field: Annotated[str, typer.Option(help="Field with the HTML; preferred to the text.")] = "html"
    url_field: Annotated[str, typer.Option(help="Field with the URL.")] = "url"

    def fields(self) -> FieldNames:
        """The names of the fields that say what a page is."""
        from cleaner.batch.fields import FieldNames

        return FieldNames(text=self.text_field, html=self.html_field, url=self.url_field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Cleaning):
    """What can be said of a page beside its text."""

    url: Annotated[str | None, typer.Option(help="Where the page comes from; switches its site's rules on.")] = None
    reference_date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Day of the crawl: fills in years left out."),
    ] = None

    @property
    def reference_day(self) -> date | None:
        """The reference date as a date."""
        return self.reference_date.date() if self.reference_date else None
