"""Verify the chain of every till from time to time."""

import logging

from accounting.deps import Deps
from accounting.usecases.tills.verify_till import VerifyTill, verify_till

log = logging.getLogger(__name__)


async def verify_tills(deps: Deps) -> None:
    """A job. What is wrong is logged with its place."""
    for till in await deps.tills.all():
        verdict = await verify_till(VerifyTill(till.id), deps)
        for finding in verdict.findings:
            log.error("the till %s: %s at %s: %s", till.state.code, finding.fault, finding.sequence, finding.detail)
