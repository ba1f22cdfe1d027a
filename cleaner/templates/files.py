"""Templates as a file: JSON Lines, one site a line, so that a file of many sites can be searched, compared and cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cleaner.compression import MAGICS
from cleaner.domains import in_ascii
from cleaner.templates.template import Template, Templates, site_of

if TYPE_CHECKING:
    from pathlib import Path

_BOM: Final = b"\xef\xbb\xbf"  # what editors on Windows put in front


class TemplateError(ValueError):
    """A file of templates cannot be used; the message names file, line and field."""


class _Site(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    host: str | None
    pages: Annotated[int, Field(ge=1)]
    lines: dict[str, Annotated[int, Field(ge=1)]]


def read_templates(path: Path) -> Templates:
    """Read a file that `encode_templates` or ``cleaner learn`` made. Raises TemplateError if it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"{path}: {error.strerror or error}") from error
    if data.startswith(MAGICS):
        raise TemplateError(f"{path}: is compressed; unpack it, templates are read as JSON Lines")
    sites: dict[str | None, Template] = {}
    for number, line in enumerate(data.removeprefix(_BOM).splitlines(), start=1):
        if not line.strip():
            continue
        site = _read(line, f"{path}, line {number}")
        if site.host in sites:
            raise TemplateError(f"{path}, line {number}: host: a second template of {site.host or 'no host'}")
        sites[site.host] = site
    return Templates(sites)


def _read(line: bytes, place: str) -> Template:
    try:
        site = _Site.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise TemplateError(f"{place}: not JSON: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise TemplateError(f"{place}: {where}: {first['msg']}") from error
    if (most := max(site.lines.values(), default=0)) > site.pages:
        raise TemplateError(f"{place}: lines: one stands on {most} of {site.pages} pages")
    return Template(_normal(site.host), site.pages, site.lines)


def _normal(host: str | None) -> str | None:
    """The host as pages are looked up by it; people write it in capitals, with www. and in its own script."""
    if not host:
        return host
    host = in_ascii(host)
    return site_of(host) or host


def encode_templates(templates: Templates) -> bytes:
    """The file's content; the same for the same templates."""
    sites = sorted(templates.by_host.values(), key=lambda site: site.host or "")
    rows = [{"host": site.host, "pages": site.pages, "lines": dict(site.lines)} for site in sites]
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
