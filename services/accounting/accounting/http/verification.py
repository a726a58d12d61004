"""Verification of a legal entity's chain, with progress."""

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from accounting.deps import Deps
from accounting.domain.verification import Verdict
from accounting.http.dependencies import Use, allow
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from essaim.contracts.types import Siren
from essaim.kit.http import Caller

router = APIRouter(prefix="/v1/legal-entities/{siren}/verification", tags=["verification"])
_EXAMPLE = """{"done": 500, "total": 1200}
{"siren": "999999121", "intact": true, "records": 1200, "entries": 1188, "finding_count": 0, "findings": []}
"""


@router.get(
    "",
    summary="Walk the whole chain: progress lines, then the verdict (accountant, officer, ops)",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/x-ndjson": {"example": _EXAMPLE}}}},
)
async def verify(siren: Siren, deps: Use, caller: Caller) -> StreamingResponse:
    """JSON lines: ``done`` of ``total`` while it walks; at the end ``intact`` and the findings, the first bad link first."""
    allow(caller, "ledger.verify", deps)
    await deps.legal_entities.get(siren)
    return StreamingResponse(_lines(siren, deps), media_type="application/x-ndjson")


async def _lines(siren: str, deps: Deps) -> AsyncIterator[str]:
    progress: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
    walk = asyncio.create_task(verify_ledger(VerifyLedger(siren, lambda *now: progress.put_nowait(now)), deps))
    try:
        while not walk.done() or not progress.empty():
            waiting = asyncio.create_task(progress.get())
            await asyncio.wait({walk, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                waiting.cancel()
                continue
            done, total = waiting.result()
            yield json.dumps({"done": done, "total": total}) + "\n"
        yield json.dumps(_verdict(await walk)) + "\n"
    finally:
        walk.cancel()


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "siren": verdict.siren,
        "intact": verdict.intact,
        "records": verdict.records,
        "entries": verdict.entries,
        "head_sequence": verdict.head_sequence,
        "head_hash": verdict.head_hash,
        "finding_count": verdict.finding_count,
        "findings": [
            {"fault": one.fault.value, "sequence": one.sequence, "detail": one.detail} for one in verdict.findings
        ],
    }
