"""What people do, as it stands beside their names: "Travel Reporter"."""

from __future__ import annotations

import re
from typing import Final

# What those do who write: any of them below a name makes it the author's.
_WRITER: Final = (
    r"writer|editor|reporter|author|contributor|correspondent|columnist|critic|reviewer|journalist\w*|\w*redakteur\w*"
    r"|redaktor\w*|redactor\w*|redacteur\w*|rédact\w+|periodista|giornalista|журналист\w*|журналіст\w*|корреспондент\w*"
    r"|кореспондент\w*|редактор\w*|оглядач\w*|обозревател\w*|колумн[иі]ст\w*|спецкор\w*|собкор\w*|власкор\w*|žurnālist\w*"
    r"|korespondent\w*|žurnalist\w*|redaktore|redaktorė|apskatniek\w*|ajakirjanik\w*|toimetaja|dziennikar\w*|publicyst\w*"
    r"|autorin|autor|volontär\w*|korrespondent\w*"
)
ROLE: Final = re.compile(
    r"\b(?:(?:senior|staff|lead|chief|head|tech|contributing|freelance|managing|executive|guest|deputy|former|junior"
    r"|assistant|associate|political|politics|lifestyle|business|economics|sports?|football|health|education|environment"
    r"|technology|science|crime|royal|showbiz|entertainment|consumer|media|foreign|defen[cs]e|world|news|money|travel"
    r"|audience|digital|features?|content|hub|local|democracy|multimedia|trainee|investigative|culture|food|city|home"
    r"|affairs|legal|transport|social|community|live|national|regional|international|global|diplomatic|europe|courts?|arts|breaking|music|film|theatre|rugby|cricket|golf|religion|housing|energy|climate|industry"
    r"|property|retail|farming|agriculture|security|justice|wildlife|fashion|weather|county|district|metro|trending)\s+)*"
    rf"(?:{_WRITER}|(?:co-)?founder|director|manager|expert|specialist|producer|professor|consultant|analyst|officer"
    r"|head of|c[eft]o|president|strategist)\b",
    re.IGNORECASE,
)
_WRITES: Final = re.compile(rf"(?:[\w-]+ ){{0,2}}(?:{_WRITER})\b", re.IGNORECASE)
_MAX_CHARS: Final = 50  # of a line that says no more


def names_role(text: str) -> bool:
    """Whether a text says what somebody does: "Travel Reporter"."""
    return ROLE.search(text) is not None


def writes(text: str) -> bool:
    """Whether a short line is what somebody does who writes: "Senior Travel Reporter", "кореспондентка «Вістей»".

    >>> writes("Senior Travel Reporter"), writes("Professor of History")
    (True, False)
    """
    return len(text) <= _MAX_CHARS and not text.endswith((".", "!", "?", ":")) and _WRITES.match(text) is not None
