"""Accept a bank's file, whole or not at all; what it does is done by ``run_statement_import``, now or after a crash."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.problem import UnusableStatementError
from accounting.domain.bank.statement_import import FileFormat, StatementImport
from accounting.usecases.bank.plan_statement_import import StatementPlan
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from accounting.usecases.files.receive_file import ReceivedFile
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ImportStatement:
    """A file and its plan."""

    plan: StatementPlan
    file: ReceivedFile


async def import_statement(command: ImportStatement, deps: Deps, cause: Cause) -> Stored[StatementImport]:
    """The import, its file kept. The same file while it is being imported is that import. UnusableStatementError for what is
    wrong with the file; then nothing is written."""
    plan = command.plan
    if plan.problems.count:
        raise UnusableStatementError(tuple(plan.problems.shown), plan.problems.count)
    running = await deps.bank_imports.find_one({"account_id": plan.account.id, "sha256": plan.sha256, "open": True})
    if running is not None:
        return running
    file_id = cause.new_id("bank-statement-file")
    kept = await keep_bytes(KeepBytes(file_id, command.file.chunks()), deps, cause)
    new = StatementImport(
        account_id=plan.account.id,
        siren=plan.account.state.siren,
        format=plan.format,
        sha256=plan.sha256,
        size=plan.size,
        file_id=file_id,
        pieces=kept.pieces,
        line_count=plan.line_count,
        first_on=plan.first_on,
        last_on=plan.last_on,
        asked_on=deps.clock.today(),
        asked_by=cause.actor,
        mapping=plan.account.state.csv_mapping if plan.format is FileFormat.CSV else None,
    )
    return await deps.bank_imports.add(cause.new_id("bank-import"), new, cause)
