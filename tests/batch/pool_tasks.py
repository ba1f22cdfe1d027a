"""Tasks for the tests of the pool; a module of its own, because workers import it by name."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.batch.record import Item


@dataclass(frozen=True)
class Obey:
    """Does what the text of a page says, and gives the text back."""

    def start(self) -> Callable[[Item], Any]:
        return obey


@dataclass(frozen=True)
class RefuseToStart:
    how: str

    def start(self) -> Callable[[Item], Any]:
        if self.how == "raise":
            raise ValueError("no rules today")
        os._exit(3)


def obey(item: Any) -> str:
    order, _, argument = str(item.payload.page.source).partition(" ")
    match order:
        case "raise":
            raise RuntimeError(argument)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exhaust":
            raise MemoryError
        case "sleep":
            time.sleep(float(argument))
        case "wait":
            while not Path(argument).exists():
                time.sleep(0.01)
    return str(item.payload.page.source)
