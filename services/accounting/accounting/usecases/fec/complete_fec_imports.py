"""Run the imports that were accepted, and those that a crash cut off."""

import logging

from accounting.deps import Deps
from accounting.usecases.fec.run_fec_import import RunFecImport, run_fec_import
from essaim.kit.cause import fresh_cause

log = logging.getLogger(__name__)


async def complete_fec_imports(deps: Deps) -> None:
    """One after the other; of several processes that do the same at once, each finds what the others have done."""
    for stored in await deps.fec_imports.all({"open": True}):
        over = await run_fec_import(RunFecImport(stored.id), deps, fresh_cause(stored.state.asked_by))
        log.info("the import %s of %s is %s", stored.id, stored.state.file_name, over.state.status)
