"""Verify the books of every legal entity from time to time, and tell the metrics."""

import logging

from accounting.deps import Deps
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger

log = logging.getLogger(__name__)


async def verify_all(deps: Deps) -> None:
    """A job. What is wrong is logged with its place; the alert rule wakes somebody."""
    for entity in await deps.legal_entities.all():
        verdict = await verify_ledger(VerifyLedger(entity.id), deps)
        deps.metrics.verified(verdict)
        for finding in verdict.findings:
            log.error("the books of %s: %s at %s: %s", entity.id, finding.fault, finding.sequence, finding.detail)
