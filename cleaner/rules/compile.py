"""From what an author wrote to what the engine runs: checks across fields, folding, gates."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from cleaner.fold import fold
from cleaner.model import Field
from cleaner.rules.errors import PatternError
from cleaner.rules.rule import (
    UNBOUNDED,
    Action,
    Direction,
    Extent,
    Kind,
    MarkupCondition,
    Near,
    Pack,
    Pattern,
    Rule,
    Scope,
    Stage,
    Step,
)
from cleaner.rules.shape import shape
from cleaner.rules.syntax import fold_pattern, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.rules.schema import NearModel, PackModel, RuleModel

_KINDS: Final = (Kind.LINE, Kind.PREFIX, Kind.PHRASE)
LITERAL_CHARS: Final = 8
"""A literal is cut there: more characters hit hardly less often, and the automaton grows with every character."""

_FIELDS: Final = frozenset(Field)
_TELLING: Final = 5  # characters; shorter ones stand in too many lines where nobody knows their place


class FieldError(ValueError):
    """A value that does not fit; `field` is the key the author wrote."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def compile_pack(model: PackModel) -> Pack:
    """The runtime form of a `[pack]` table. Raises `FieldError`."""
    if (model.language is None) == (model.host is None):
        raise FieldError("language", "a pack has either a language or a host")
    if model.extends and model.host is None:
        raise FieldError("extends", "only a host's pack extends others: language packs apply to every document anyway")
    name = model.host or model.language or ""
    return Pack(name, model.host is not None, tuple(model.extends), tuple(model.disable))


def compile_rule(model: RuleModel, pack: Pack, header: PackModel) -> Rule:
    """The runtime form of one `[[rule]]`. Raises `FieldError`."""
    for field, message in chain(_contradictions(model, pack), _idle(model, header)):
        raise FieldError(field, message)
    steps = _steps(model)
    _check_groups(model)
    limit = model.max_chars or (
        header.thresholds.max_chars if model.action is Action.DROP and not model.phrase else None
    )
    return Rule(
        id=model.id,
        pack=pack.name,
        category=model.category,
        why=" ".join(model.why.split()),
        steps=steps,
        action=model.action,
        scope=model.scope,
        stage=_stage(model, pack),
        zones=tuple(dict.fromkeys(model.zone)),
        near=_near(model.near, case=model.case) if model.near else None,
        extent=_extent(model, header),
        markup=_markup(model),
        min_chars=model.min_chars,
        max_chars=limit or UNBOUNDED,
    )


def _contradictions(model: RuleModel, pack: Pack) -> Iterator[tuple[str, str]]:
    matchers = [name for name in ("line", "prefix", "phrase", "lines") if getattr(model, name) is not None]
    markup = bool(model.tag or model.hints or model.min_link_density)
    block = bool(model.until or model.until_line or model.until_count)
    if not model.id.startswith(f"{pack.name}/") or model.id == f"{pack.name}/":
        yield "id", f"an id of this file begins with {pack.name}/"
    if len(matchers) > 1 or not (matchers or markup):
        yield (matchers[-1] if matchers else "line"), "a rule has exactly one of line, prefix, phrase, lines"
    if model.lines and model.lines[0].optional:
        yield "lines", "the first line is not optional"
    if model.action is Action.TRIM and not (model.prefix or model.phrase):
        yield "action", "trim needs prefix or phrase; a whole line is dropped"
    if block and model.action is not Action.DROP:
        yield "action", "only a drop has a block (until, until_line, until_count)"
    if model.until_inclusive and not model.until_line:
        yield "until_inclusive", "it speaks of until_line, which is missing"
    if model.direction is Direction.UP and not block:
        yield "direction", "a block needs an end: until, until_line or until_count"
    if model.scope is Scope.TITLE and (model.action is not Action.TRIM or model.near or markup or model.zone):
        yield "scope", "a title is only trimmed, by prefix or phrase, without zone, near or markup"


def _idle(model: RuleModel, header: PackModel) -> Iterator[tuple[str, str]]:
    """Keys that could do nothing where they stand."""
    if model.max_lines and not (model.until or model.until_line or model.until_count):
        yield "max_lines", "it speaks of a block: until, until_line or until_count is missing"
    longest = model.max_lines or header.thresholds.max_lines
    if model.until_count and model.until_count >= longest:  # the marker is one of them
        yield "until_count", f"max_lines ({longest}, with the marker) ends the block before that"
    if model.scope is Scope.TITLE:
        for name in ("min_chars", "max_chars"):
            if getattr(model, name):
                yield name, "it speaks of a line: a headline is trimmed at any length"


def _stage(model: RuleModel, pack: Pack) -> Stage:
    if model.action is Action.KEEP:
        return Stage.PROTECT
    return Stage.SITE if pack.is_host else Stage.LANGUAGE


def _steps(model: RuleModel) -> tuple[Step, ...]:
    if model.lines is not None:
        patterns = [_pattern("lines", step.line, Kind.LINE, case=model.case) for step in model.lines]
        patterns[0] = _gated(patterns[0], model.literal)
        return tuple(Step(pattern, step.optional) for pattern, step in zip(patterns, model.lines, strict=True))
    for kind in _KINDS:
        text = getattr(model, kind.value)
        if text is not None:
            return (Step(_gated(_pattern(kind.value, text, kind, case=model.case), model.literal)),)
    return ()


def _pattern(field: str, text: str, kind: Kind, *, case: bool) -> Pattern:
    try:
        source = fold_pattern(text, case=case)
        known = shape(source, anywhere=kind is Kind.PHRASE)
    except PatternError as error:
        raise FieldError(field, str(error)) from error
    if known.min_chars == 0 and kind is not Kind.LINE:
        raise FieldError(field, "the pattern matches nothing at all, which is everywhere")
    literals = _folded(known.literals)
    loose = known.loose
    if case:  # the gate looks at folded text, this pattern does not
        loose = tuple(door._replace(chars="".join(sorted(set(fold(door.chars))))) for door in loose)
    return Pattern(source, kind, case, literals, known.offsets, loose, known.min_chars, known.max_chars)


def _folded(literals: Sequence[str]) -> tuple[str, ...]:
    """Literals as they stand in folded text, without those that begin with another one anyway."""
    folded = sorted({fold(literal)[:LITERAL_CHARS] for literal in literals}, key=len)
    kept: list[str] = []
    for literal in folded:
        if not any(literal.startswith(other) for other in kept):
            kept.append(literal)
    return tuple(sorted(kept))


def _gated(pattern: Pattern, literal: Sequence[str] | None) -> Pattern:
    """Let `literal` stand for the alternatives that hold none of their own; the others keep theirs."""
    if not literal or not pattern.loose:  # what the pattern says itself is sharper: it knows the place
        return pattern
    reach = UNBOUNDED if pattern.kind is Kind.PHRASE else pattern.max_chars
    given = _folded(literal)
    more = (known for known in pattern.literals if len(known) >= _TELLING and not any(part in known for part in given))
    return replace(pattern, literals=_folded((*given, *more)), offsets=(0, reach), loose=())


def _check_groups(model: RuleModel) -> None:
    near = model.near and (model.near.line or model.near.prefix or model.near.phrase)
    for field, text in (("near", near), ("until_line", model.until_line), ("class", model.hints)):
        if text and _groups(text, case=model.case):
            raise FieldError(field, "its named groups become no fields: only those of the line itself do")
    names: set[str] = set()
    field = next((kind.value for kind in _KINDS if getattr(model, kind.value) is not None), "lines")
    texts = [step.line for step in model.lines or ()] or [
        text for kind in _KINDS if (text := getattr(model, kind.value))
    ]
    for text in texts:
        names |= _groups(text, case=model.case)
    if unknown := names - _FIELDS:
        raise FieldError(field, f"no such field: {', '.join(sorted(unknown))}; there are {', '.join(sorted(_FIELDS))}")
    if names and model.action is not Action.FIELDS:
        raise FieldError("action", 'named groups need action = "fields"')
    if model.action is Action.FIELDS and not names:
        raise FieldError(field, 'action = "fields" needs a named group, such as (?P<author>…)')


def _groups(text: str, *, case: bool) -> set[str]:
    """The names of a pattern's groups; none of one that is no pattern: that is told where it is compiled."""
    if "<" not in text:  # most have no group with a name, and parsing takes an eighth of the loading
        return set()
    try:
        return set(parse(fold_pattern(text, case=case)).state.groupdict)
    except PatternError:
        return set()


def _near(model: NearModel, *, case: bool) -> Near:
    given = [kind for kind in _KINDS if getattr(model, kind.value) is not None]
    if len(given) != 1:
        raise FieldError("near", "near has exactly one of line, prefix, phrase")
    text = getattr(model, given[0].value)
    return Near(_pattern("near", text, given[0], case=case), model.side, model.within)


def _extent(model: RuleModel, header: PackModel) -> Extent | None:
    if not (model.until or model.until_line or model.until_count):
        return None
    line = _pattern("until_line", model.until_line, Kind.LINE, case=model.case) if model.until_line else None
    return Extent(
        until=tuple(dict.fromkeys(model.until)),
        line=line,
        inclusive=model.until_inclusive,
        count=model.until_count,
        direction=model.direction,
        max_lines=model.max_lines or header.thresholds.max_lines,
    )


def _markup(model: RuleModel) -> MarkupCondition | None:
    if not (model.tag or model.hints or model.min_link_density):
        return None
    hints = _pattern("class", model.hints, Kind.PHRASE, case=False) if model.hints else None
    return MarkupCondition(tuple(tag.lower() for tag in model.tag or ()), hints, model.min_link_density)
