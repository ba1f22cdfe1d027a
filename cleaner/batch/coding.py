"""JSON in and out by orjson, and what orjson has no room for: integers of any size, names of files in any bytes."""

from __future__ import annotations

import base64
import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Final

import orjson

from cleaner.read.encoding import SURROGATES

_HALF: Final = 1 << 63


def decode(data: bytes) -> Any:  # noqa: ANN401  any JSON value
    """The value that `data` stands for, integers exact. Raises ValueError if it is not JSON.

    What Python's own `json` writes beyond the standard is read, too: NaN and infinities as None, halves of surrogate
    pairs as U+FFFD.

    >>> decode(b"[123456789012345678901234567890, NaN]")
    [123456789012345678901234567890, None]
    """
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        text = _from_utf8(data)
        with suppress(ValueError, RecursionError):
            return _as_in_standard(json.loads(text))
        raise  # what is said of it is orjson's: it names the place
    try:
        return json.loads(data) if _is_vast(found) else found
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _from_utf8(data: bytes) -> str:
    """`data` as text. Raises ValueError, which says what else it may be."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        other = " (it begins as UTF-16 does)" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ""
        raise ValueError(f"not UTF-8 at byte {error.start}{other}") from error


def _as_in_standard(value: object) -> object:
    """`value` without what JSON has no form for."""
    if isinstance(value, dict):
        return {_as_in_standard(name): _as_in_standard(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_in_standard(inner) for inner in value]
    if isinstance(value, str):
        return SURROGATES.sub("\ufffd", value)
    return None if isinstance(value, float) and not isfinite(value) else value


def _is_vast(value: object) -> bool:
    """Whether `value` holds a float beyond 64 bits: orjson makes one of an integer that does not fit them."""
    if isinstance(value, float):
        return abs(value) >= _HALF
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return False
    return any(map(_is_vast, value))


def encode(value: object, option: int = 0) -> bytes:
    r"""`value` as JSON; bytes of a file's name that are not UTF-8 come out as backslash escapes.

    Raises TypeError for what has no JSON form, and for what is nested too deeply.

    >>> encode({"n": 1 << 70, "path": "caf\udce9.txt"})
    b'{"n":1180591620717411303424,"path":"caf\\\\udce9.txt"}'
    """
    try:
        return orjson.dumps(value, default=_to_json, option=option)
    except TypeError:  # rare: that is looked for only where orjson gave up
        return orjson.dumps(_fitting(value), default=_to_json, option=option)


def fits_int64(value: int) -> bool:
    """Whether a column of signed 64 bits holds `value`."""
    return -_HALF <= value < _HALF


def _fitting(value: object) -> object:
    """`value` with the integers spelled out and the texts escaped that orjson refuses."""
    if isinstance(value, dict):
        return {_fitting(name): _fitting(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_fitting(inner) for inner in value]
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, int) and not -_HALF <= value < 2 * _HALF:
        return orjson.Fragment(str(value))
    return value


def _to_json(value: object) -> object:
    """What JSON makes of a value that passes through: numbers and texts where they fit, base64 for other bytes.

    Raises TypeError for anything else.
    """
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode("ascii")
    if isinstance(value, timedelta):
        return f"PT{value.total_seconds():.6f}".rstrip("0").rstrip(".") + "S"  # ISO 8601
    if isinstance(value, datetime):
        return value.isoformat()  # a subclass, of which orjson knows nothing
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
