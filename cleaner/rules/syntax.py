"""Reading a pattern: fold its literal characters like the text it will meet, and parse it."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

from cleaner.fold import fold, unify
from cleaner.rules.errors import PatternError

if TYPE_CHECKING:
    from collections.abc import Callable

# The parser of the standard library: private by name, the same from 3.11 to 3.13, and the tests pin what we read of it.
_parser: Final[Any] = re._parser  # type: ignore[attr-defined]  # noqa: SLF001

_TOKEN: Final = re.compile(
    r"""(?P<escape>\\(?:[pP]\{[^}]*\}|N\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|g<[^>]*>|.))
      | (?P<group>\((?:\?(?:P?<[^=!][^>]*>|P=[^)]*|<[=!]|[:=!>])|(?!\?)))
      | (?P<flags>\(\?)
      | (?P<count>\{\d*,?\d*\})
      | (?P<fuzzy>\{)
      | (?P<class>\[)
      | (?P<meta>[\]().*+?|^$])
      | (?P<literal>[^\\()\[{]+?(?=[\\()\[{\].*+?|^$]|\Z))""",
    re.VERBOSE | re.DOTALL,
)
_UPPER: Final = re.compile(r"\\p\{(?:\^?Lu|Lt|Upper(?:case)?(?:_Letter)?|IsUpper|Titlecase_Letter)\}", re.IGNORECASE)
_PROPERTY: Final = re.compile(r"\\([pP])\{(\^?)([^}]*)\}")
_NOT_RE: Final = re.compile(r"(?P<foreign>\\[hRXKLGM]|\[\[:|&&|\|\|(?=[^)]*\]))|\\.", re.DOTALL)  # or any other escape
# Characters by number or name.
_NAMED: Final = re.compile(r"\\(?:x(?P<x>..)|u(?P<u>....)|N\{(?P<name>[^}]*)\})", re.DOTALL)


def fold_pattern(pattern: str, *, case: bool = False) -> str:
    r"""Fold the literal characters of a pattern as `fold` (with `case`: as `unify`) folds text.

    >>> fold_pattern("^«Читайте» – [А-ЯЁ]\\S+")
    '^"читайте" - [а-яе]\\S+'

    Raises `PatternError` for syntax that has no place in a rule: inline flags, fuzzy matching, and upper-case
    properties on text that is lower case.
    """
    if not case and (match := _UPPER.search(pattern)):
        raise PatternError(f"{match[0]} never matches folded text; set case = true")
    plain = unify if case else fold
    out: list[str] = []
    position = 0
    while position < len(pattern):
        match = _TOKEN.match(pattern, position)
        if match is None:
            raise PatternError(
                f"cannot read the pattern at character {position + 1}: {pattern[position : position + 10]!r}"
            )
        position = match.end()
        if match.lastgroup == "class":
            text, position = _fold_class(pattern, position, plain)
            out.append(text)
        else:
            out.append(_fold_token(match, plain))
    return "".join(out)


def _fold_token(match: re.Match[str], plain: Callable[[str], str]) -> str:
    text = match[0]
    if match.lastgroup == "flags":
        raise PatternError("inline flags and conditionals are not part of the rule format")
    if match.lastgroup == "fuzzy":
        raise PatternError("write a literal { as \\{")
    if match.lastgroup == "literal":
        return plain(text)
    if match.lastgroup == "escape":
        return _fold_escape(text, plain)
    return text


def _fold_escape(escape: str, plain: Callable[[str], str]) -> str:
    """The folded form of an escaped character, as it is printed; the escape itself where folding changes nothing."""
    char = _escaped(escape)
    folded = plain(char)
    return escape if char == folded else folded


def _escaped(escape: str) -> str:
    """The character that an escape stands for, or an empty text where it stands for a class or a place."""
    match = _NAMED.fullmatch(escape)
    if match is None:
        return "" if escape[1].isascii() else escape[1]
    if match["name"] is not None:
        import unicodedata  # noqa: PLC0415  hardly any pattern names one

        try:
            return unicodedata.lookup(match["name"])
        except KeyError:
            return ""  # the parser says so
    return chr(int(match["x"] or match["u"], 16))


def _fold_class(pattern: str, position: int, plain: Callable[[str], str]) -> tuple[str, int]:
    """The folded text of the character class whose ``[`` stands right before `position`, and where it ends."""
    out = ["["]
    if pattern[position : position + 1] == "^":
        out.append("^")
        position += 1
    start = position
    while position < len(pattern):
        char = pattern[position]
        if char == "]" and position > start:
            return "".join(out) + "]", position + 1
        if char == "\\":
            match = _TOKEN.match(pattern, position)
            text = match[0] if match else char
            folded = text if len(text) == 1 else _fold_escape(text, plain)
            out.append(folded if folded == text else _class_char(folded))
            position += len(text)
            continue
        folded = plain(char)
        out.append(char if char == folded else _class_char(folded))
        position += 1
    raise PatternError("a character class is not closed")


def _class_char(char: str) -> str:
    return "\\-" if char == "-" else char


def parse(pattern: str) -> Any:  # noqa: ANN401  the parser's own type has no public name
    """The parsed form of a folded pattern; what only `regex` knows is replaced by what is as wide.

    Raises `PatternError` if the pattern is no valid expression.
    """
    for match in _NOT_RE.finditer(pattern):  # it goes over all escapes: \\\\h is a backslash and an h
        if match["foreign"]:
            raise PatternError(f"{match[0]} is not part of the rule format")
    text = _PROPERTY.sub(_plain_property, pattern)
    text = re.sub(r"\(\?<(?=[^=!])", "(?P<", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            return _parser.parse(text)
    except (re.error, FutureWarning, OverflowError, RecursionError) as error:
        raise PatternError(f"not a valid pattern: {error}") from error


def _plain_property(match: re.Match[str]) -> str:
    negated = (match[1] == "P") != bool(match[2])
    kind = match[3].upper()
    plain = (
        "w" if kind.startswith(("L", "ALPHA", "UPPER", "HAN", "HIRA", "KATA")) else "d" if kind.startswith("N") else ""
    )
    if not plain:
        return r"\W" if not negated else r"\S"
    return "\\" + (plain.upper() if negated else plain)
