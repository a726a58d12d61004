"""Is it alive, is it ready, what does it measure. Ready means: database, broker, an own consumer, no old pending event."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from essaim.kit.errors import EssaimError, ForbiddenError
from essaim.kit.http.auth import Caller
from essaim.kit.metrics import Metrics

Check = Callable[[], Awaitable[str]]
"""Returns a word on the state when it is fine; raises an EssaimError when it is not."""

router = APIRouter(tags=["operations"])


@router.get("/health/live", summary="The process answers")
async def live() -> dict[str, str]:
    """Nothing is checked: a process that does not answer is to be restarted."""
    return {"status": "live"}


@router.get("/health/ready", summary="Everything that is needed answers", responses={503: {"description": "Not ready"}})
async def ready(request: Request) -> JSONResponse:
    """Each part by name, and 503 as long as one is missing."""
    checks: dict[str, Check] = request.app.state.checks
    found: dict[str, Any] = {}
    fine = True
    for name, check in checks.items():
        try:
            found[name] = {"ok": True, "detail": await check()}
        except EssaimError as error:
            fine = False
            found[name] = {"ok": False, "detail": error.detail}
    return JSONResponse({"status": "ready" if fine else "not ready", "checks": found}, status_code=200 if fine else 503)


@router.get("/metrics", summary="Prometheus metrics (role ops)", response_class=Response)
async def metrics(request: Request, caller: Caller) -> Response:
    """The Prometheus text format; give the scraper a token with the role ops."""
    if "ops" not in caller.roles:
        raise ForbiddenError("forbidden", "metrics are for the role ops")
    measured: Metrics = request.app.state.metrics
    return Response(measured.render(), media_type="text/plain; version=0.0.4")
