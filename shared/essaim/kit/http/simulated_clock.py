"""The simulated clock over HTTP: only where the settings say ``clock=simulated``, only for ops, only forward."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict

from essaim.kit.clock import Clock, SimulatedClock
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http.auth import Caller

router = APIRouter(tags=["operations"])


class ClockIn(BaseModel):
    """Where to move the clock."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"now": "2026-09-14T08:00:00Z"}]})
    now: AwareDatetime


class ClockOut(BaseModel):
    """Where the clock stands."""

    now: datetime
    simulated: bool


@router.get("/v1/clock", summary="Business time of this deployment")
async def read_clock(request: Request, _: Caller) -> ClockOut:
    """The present instant for business."""
    clock: Clock = request.app.state.clock
    return ClockOut(now=clock.now(), simulated=isinstance(clock, SimulatedClock))


@router.put("/v1/clock", summary="Move the simulated clock (role ops)")
async def move_clock(request: Request, body: ClockIn, caller: Caller) -> ClockOut:
    """Continue from another instant. 404 on a deployment that runs on real time."""
    clock: Clock = request.app.state.clock
    if not isinstance(clock, SimulatedClock):
        raise NotFoundError("clock-not-simulated", "this deployment runs on real time (setting CLOCK=simulated)")
    if "ops" not in caller.roles:
        raise ForbiddenError("forbidden", "only ops may move the clock")
    clock.move_to(body.now)
    return ClockOut(now=clock.now(), simulated=True)
