"""The TOML format of a rule file, as pydantic models: what an author may write.

Only validation needs them, so only `cleaner.rules.load` and the tools import this module at run time, and nothing
imports `load` where a snapshot will do (pydantic costs 70 ms).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cleaner.model import Category, Zone
from cleaner.rules.errors import nearest
from cleaner.rules.rule import Action, BlockEnd, Direction, Scope, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails


def _as_list(value: Any) -> Any:  # noqa: ANN401
    return [value] if isinstance(value, str) else value


def _as_step(value: Any) -> Any:  # noqa: ANN401
    return {"line": value} if isinstance(value, str) else value


def _as_example(value: Any) -> Any:  # noqa: ANN401
    return {"text": value} if isinstance(value, str) else value


class Strict(BaseModel):
    """A table that takes no other keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[list[Text], BeforeValidator(_as_list, json_schema_input_type=Text | list[Text])]


class StepModel(Strict):
    """One of several consecutive lines."""

    line: Text
    optional: bool = False


class NearModel(Strict):
    """Another line that must stand nearby in the source."""

    line: Text | None = None
    prefix: Text | None = None
    phrase: Text | None = None
    side: Side
    within: int = Field(default=1, ge=1, le=20)


class ExampleModel(Strict):
    """A text on which the rule must fire or be silent, and, where it matters, what it takes or leaves."""

    text: Text
    dropped: str | None = None
    left: str | None = None
    fields: dict[str, str] | None = None
    tag: str | None = None
    hints: str = Field(default="", alias="class")
    link_density: float = 0.0


Examples = list[Annotated[ExampleModel, BeforeValidator(_as_example, json_schema_input_type=Text | ExampleModel)]]
Zones = Annotated[list[Zone], BeforeValidator(_as_list, json_schema_input_type=Zone | list[Zone])]
Ends = Annotated[list[BlockEnd], BeforeValidator(_as_list, json_schema_input_type=BlockEnd | list[BlockEnd])]
Steps = list[Annotated[StepModel, BeforeValidator(_as_step, json_schema_input_type=Text | StepModel)]]


class RuleModel(Strict):
    """One `[[rule]]`."""

    id: Annotated[str, Field(pattern=r"^[^\t\r\n]+$")]
    category: Category
    why: Annotated[str, Field(min_length=10)]
    zone: Zones = []
    line: Text | None = None
    prefix: Text | None = None
    phrase: Text | None = None
    lines: Steps | None = Field(default=None, min_length=2, max_length=12)
    case: bool = False
    literal: Texts | None = None
    near: NearModel | None = None
    until: Ends = []
    until_line: Text | None = None
    until_inclusive: bool = False
    until_count: int | None = Field(default=None, ge=1, le=200)
    direction: Direction = Direction.DOWN
    max_lines: int | None = Field(default=None, ge=1, le=1000)
    action: Action = Action.DROP
    scope: Scope = Scope.BLOCK
    min_chars: int = Field(default=0, ge=0)
    max_chars: int | None = Field(default=None, ge=1)
    tag: Texts | None = None
    hints: Text | None = Field(default=None, alias="class")
    min_link_density: float = Field(default=0.0, ge=0.0, le=1.0)
    drops: Examples = Field(min_length=1)
    keeps: Examples = Field(min_length=1)


class Thresholds(Strict):
    """Defaults for the rules of one pack."""

    max_lines: int = Field(default=40, ge=1, le=1000)
    max_chars: int | None = Field(default=None, ge=1)


class PackModel(Strict):
    """The `[pack]` table."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    host: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")] | None = None
    extends: Texts = []
    disable: Texts = []
    thresholds: Thresholds = Thresholds()


class FileModel(Strict):
    """A rule file."""

    pack: PackModel
    rule: list[RuleModel] = []


class LexiconModel(Strict):
    """The names of one language in `lexicon.toml`."""

    home: list[Text] = []
    sections: list[Text] = []
    promos: list[Text] = []
    units: list[Text] = []
    money: list[Text] = []
    frame: list[Text] = []
    says: list[Text] = []
    answer: list[Text] = []
    comments: list[Text] = []


def said(model: type[BaseModel], error: ErrorDetails) -> str:
    """What is wrong with a key of `model`, in words that do not speak of models."""
    if error["type"] in {"model_type", "dict_type"}:
        texts = {StepModel.__name__, ExampleModel.__name__}
        short = error.get("ctx", {}).get("class_name") in texts
        return "Input should be a text or a table" if short else "Input should be a table"
    if error["type"] != "extra_forbidden":
        return error["msg"]
    *outer, name = error["loc"]
    known = _keys(model, outer)
    return f"no such key{nearest(str(name), known) or '; there are ' + ', '.join(known)}"


def _keys(model: type[BaseModel], path: Iterable[str | int]) -> list[str]:
    """The keys of the table to which `path` leads from `model`."""
    for part in path:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if isinstance(part, str) and part in fields:
            model = _model_in(fields[part].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
