"""Replays over HTTP, for ops: have this deployment read the log again, and see how far it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from essaim.contracts.types import Id
from essaim.kit.aggregate import Change, Stored
from essaim.kit.clock import machine_now
from essaim.kit.errors import FieldProblem, ForbiddenError, InvalidError, RefusedError
from essaim.kit.http.auth import Caller, Principal
from essaim.kit.http.context import CauseOf, PageOut, PageQuery
from essaim.kit.replay.copies import Copies
from essaim.kit.replay.record import Replay, ReplayKind, ReplayStatus, cancelled, parse_start
from essaim.kit.repository import Repository
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/replays", tags=["operations"])
ACCEPTED = "first, an offset such as 1200, or an instant such as 2026-09-01T08:00:00+02:00"


class ReplayIn(BaseModel):
    """What to read the log for. A rebuild always begins at the beginning."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"kind": "CATCH_UP", "start": "first"}, {"kind": "REBUILD"}]}
    )
    kind: ReplayKind
    start: str = Field(default="first", max_length=40, description=ACCEPTED)


class ReplayOut(BaseModel):
    """How far a replay is. Offsets are those of the stream; ``end`` is where it ends, ``position`` where it is."""

    id: str
    kind: ReplayKind
    start: str
    status: ReplayStatus
    position: int | None
    end: int | None
    taken: int = Field(description="Events that this deployment listens to")
    others: int = Field(description="Events that are for somebody else")
    copies: Mapping[str, Mapping[str, int]] = Field(description="Documents per collection: same, changed, added, kept")
    error: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None


def _replays(request: Request) -> Repository[Replay]:
    found: Repository[Replay] = request.app.state.replays
    return found


def _copies(request: Request) -> Copies:
    found: Copies = request.app.state.copies
    return found


Replays = Annotated[Repository[Replay], Depends(_replays)]
Kept = Annotated[Copies, Depends(_copies)]


@router.post("", status_code=202, summary="Read the log again (role ops)")
async def ask(
    body: ReplayIn, replays: Replays, copies: Kept, cause: CauseOf, caller: Caller, response: Response
) -> ReplayOut:
    """Ask for it; one replica begins within a second. Several are done one after the other."""
    _require_ops(caller)
    try:
        parse_start(body.start)
    except InvalidError as error:
        problem = FieldProblem("start", error.detail, ACCEPTED)
        raise InvalidError(error.slug, error.detail, fields=(problem,)) from error
    if body.kind is ReplayKind.REBUILD:
        if body.start != "first":
            problem = FieldProblem("start", "copies are made from the beginning of the log", "first")
            raise InvalidError("invalid-start", "a rebuild begins at the beginning", fields=(problem,))
        if not copies.of:
            raise RefusedError("no-copies", "this service keeps no copies of what others told")
    id_ = cause.new_id("replay")
    asked = Replay(body.kind, body.start, caller.sub, machine_now())
    stored = await replays.add(id_, asked, cause)
    response.headers["Location"] = f"/v1/replays/{id_}"
    return _out(stored)


@router.get("", summary="What was read again, newest first (role ops)")
async def list_replays(replays: Replays, caller: Caller, page: PageQuery) -> PageOut[ReplayOut]:
    """All replays of this deployment."""
    _require_ops(caller)
    found = await replays.find(order_by=(Order("created_at", descending=True),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[_out(one) for one in found.items], next=found.next)


@router.get("/{replay_id}", summary="How far a replay is (role ops)")
async def read(replay_id: Id, replays: Replays, caller: Caller) -> ReplayOut:
    """One replay."""
    _require_ops(caller)
    return _out(await replays.get(replay_id))


@router.post("/{replay_id}/cancellation", summary="Stop a replay where it is (role ops)")
async def cancel(replay_id: Id, replays: Replays, cause: CauseOf, caller: Caller) -> ReplayOut:
    """What it has done stays done; copies that were being made are dropped."""
    _require_ops(caller)
    return _out(await replays.change(replay_id, lambda one: Change(cancelled(one, machine_now())), cause))


def _require_ops(caller: Principal) -> None:
    if "ops" not in caller.roles:
        raise ForbiddenError("forbidden", "only ops may have the log read again")


def _out(stored: Stored[Replay]) -> ReplayOut:
    one = stored.state
    return ReplayOut(
        id=stored.id,
        kind=one.kind,
        start=one.start,
        status=one.status,
        position=one.position,
        end=one.end,
        taken=one.taken,
        others=one.others,
        copies=one.copies,
        error=one.error,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        ended_at=one.ended_at,
    )
