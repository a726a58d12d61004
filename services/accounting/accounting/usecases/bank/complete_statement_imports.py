"""Run the imports that were accepted, and those that a crash cut off."""

from accounting.deps import Deps
from accounting.usecases.bank.run_statement_import import RunStatementImport, run_statement_import
from essaim.kit.cause import fresh_cause


async def complete_statement_imports(deps: Deps) -> None:
    """One after the other; of several processes that do the same at once, each finds what the others have added."""
    for stored in await deps.bank_imports.all({"open": True}):
        await run_statement_import(RunStatementImport(stored.id), deps, fresh_cause(stored.state.asked_by))
