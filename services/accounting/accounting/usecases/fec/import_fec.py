"""Accept another software's FEC, whole or not at all; what it does is done by ``run_fec_import``, now or after a crash."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.fec_import.line import UnusableFileError
from accounting.domain.fec_import.record import FecImport, Mode, Status
from accounting.usecases.fec.plan_fec_import import FecPlan
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from accounting.usecases.files.receive_file import ReceivedFile
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class ImportFec:
    """A file and its plan."""

    plan: FecPlan
    file: ReceivedFile


async def import_fec(command: ImportFec, deps: Deps, cause: Cause) -> Stored[FecImport]:
    """The import, its file kept. One that was interrupted goes on when its file comes again: there is one for a legal entity,
    a year and a mode.

    UnusableFileError for what is wrong with the file, RuleError when the books cannot take it, ConflictError when they have
    it already. In all of these cases nothing is written.
    """
    found = command.plan
    id_ = derived_id(f"fec-import:{found.siren}:{found.mode}", str(found.year))
    known = await deps.fec_imports.find_one({"siren": found.siren, "mode": found.mode.value, "year": found.year or 0})
    if known is not None and _goes_on(known, found.sha256):
        return known
    if found.plan.problems:
        raise UnusableFileError(found.plan.problems, found.plan.problem_count)
    if found.refusal or found.year is None or found.closing_on is None:
        raise RuleError("fec-import-books", found.refusal)
    file_id = derived_id(id_, found.sha256)
    kept = await keep_bytes(KeepBytes(file_id, command.file.chunks()), deps, cause)
    new = _accepted(found, found.year, found.closing_on, file_id, kept.pieces, deps.clock.today(), cause.actor)

    def decide(state: FecImport | None) -> Change[FecImport] | None:
        return Change(new) if state is None or state.status is Status.FAILED else None

    await deps.fec_imports.put(id_, decide, cause)
    stored = await deps.fec_imports.get(id_)
    _goes_on(stored, found.sha256)
    return stored


def _goes_on(known: Stored[FecImport], sha256: str) -> bool:
    """Whether a known import is this one, and not over. ConflictError when it is done, or another one is at work."""
    state = known.state
    if state.open and state.sha256 != sha256:
        detail = f"{state.file_name} is being imported for {state.year}: import {known.id}"
        raise ConflictError("fec-import-running", detail)
    if state.status is Status.DONE and state.sha256 == sha256:
        detail = f"this file has been in the books since {state.ended_on}: import {known.id}"
        raise ConflictError("fec-already-imported", detail)
    return state.open


def _accepted(
    found: FecPlan, year: int, closing_on: date, file_id: str, pieces: int, today: date, actor: str
) -> FecImport:
    return FecImport(
        siren=found.siren,
        mode=found.mode,
        file_name=found.file_name,
        sha256=found.sha256,
        size=found.size,
        file_id=file_id,
        pieces=pieces,
        year=year,
        closing_on=closing_on,
        line_count=found.plan.line_count,
        entry_count=1 if found.mode is Mode.OPENING else found.plan.entry_count,
        new_accounts=found.plan.new_accounts,
        asked_on=today,
        asked_by=actor,
    )
