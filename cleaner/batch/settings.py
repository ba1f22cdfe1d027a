"""The settings of a run: one frozen object."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.batch import validate
from cleaner.batch.coding import encode
from cleaner.batch.fields import FieldNames
from cleaner.batch.kinds import InputKind, OutputKind
from cleaner.options import Options, as_choice

if TYPE_CHECKING:
    from pathlib import Path

CHECKPOINT_EVERY: Final = 2_000
"""Documents between two checkpoints: one to four seconds of work, and about one sync of the disk a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """Inputs, output, and how to get from one to the other.

    One input may be given alone, places as text or paths, kinds by name. Raises TypeError for a value of another type,
    ValueError for one that means nothing.
    """

    inputs: tuple[str, ...]
    output: str
    input_kind: InputKind = InputKind.AUTO
    output_kind: OutputKind = OutputKind.AUTO
    fields: FieldNames = field(default_factory=FieldNames)
    options: Options = field(default_factory=Options)
    jobs: int = 1  # processes; 0: in this one, see `cleaner.batch.pool`
    ordered: bool = True
    shard_size: int | None = None  # records per output file
    resume: bool = False
    limit: int | None = None  # records
    sample: float = 1.0  # share of the records, 0 to 1; the same ones every time
    errors: Path | None = None
    report: Path | None = None  # where the caller writes the report: nothing that the run may read or write
    strict: bool = False
    index: str = "articles"  # of bulk requests
    removals: bool = True  # whether the ledger goes into the output
    checkpoint_every: int = CHECKPOINT_EVERY

    def __post_init__(self) -> None:
        """Bring what callers write into one form, and refuse what would fail in the midst of a run."""
        self._set("inputs", validate.as_names("inputs", self.inputs))
        self._set("output", validate.as_name("output", self.output))
        self._set("input_kind", as_choice(InputKind, "input_kind", self.input_kind))
        self._set("output_kind", as_choice(OutputKind, "output_kind", self.output_kind))
        for option in ("errors", "report"):
            self._set(option, validate.as_path(option, getattr(self, option)))
        validate.check_type("fields", self.fields, FieldNames)
        validate.check_type("options", self.options, Options)
        for option, least in (("jobs", 0), ("checkpoint_every", 1)):
            validate.check_count(option, getattr(self, option), least)
        for option, least in (("shard_size", 1), ("limit", 0)):
            if getattr(self, option) is not None:
                validate.check_count(option, getattr(self, option), least)
        validate.check_share("sample", self.sample)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)  # frozen, but not yet in anybody's hands

    def identity(self, inputs: str, rules: str) -> str:
        """Changes with everything that the output depends on: a checkpoint of another run must not be gone on with."""
        relevant = (
            inputs,
            rules,
            self.input_kind,
            self.output_kind,
            repr(self.fields),
            self.options.aggressiveness,
            sorted(self.options.keep),
            repr(self.options.limits),
            self.ordered,
            self.shard_size,
            self.limit,
            self.sample,
            str(self.errors),
            self.index,
            self.removals,
            self.checkpoint_every,
        )
        return hashlib.sha256(encode(relevant)).hexdigest()
