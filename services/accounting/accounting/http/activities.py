"""Activities of groups and their figures."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from accounting.http.dependencies import Use, activity_for
from accounting.http.policy import check_figures, limited
from accounting.http.schemas.books import BalanceOut
from accounting.http.schemas.parties import ActivityOut
from accounting.usecases.reports.read_activity_balance import ReadActivityBalance, read_activity_balance
from essaim.contracts.types import Id
from essaim.kit.http import Caller, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/activities", tags=["activities"])


@router.get("", summary="Activities, oldest first")
async def list_activities(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None
) -> PageOut[ActivityOut]:
    """Those that the caller may read."""
    where = limited(caller, "activity.read", deps.settings.partner, group_id)
    found = await deps.activities.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ActivityOut.of(one) for one in found.items], next=found.next)


@router.get("/{activity_id}", summary="One activity")
async def read_activity(activity_id: Id, deps: Use, caller: Caller, response: Response) -> ActivityOut:
    """With its analytic code."""
    stored = await activity_for(caller, "activity.read", activity_id, deps)
    response.headers["ETag"] = stored.etag
    return ActivityOut.of(stored)


@router.get("/{activity_id}/balance", summary="The figures of an activity on a day (CAE-07)")
async def read_balance(
    activity_id: Id,
    deps: Use,
    caller: Caller,
    on: Annotated[date | None, Query(description="At the end of this day; today by default")] = None,
) -> BalanceOut:
    """Turnover, purchases, margin and contribution from its documents; treasury and debts from the ledger."""
    activity = (await deps.activities.get(activity_id)).state
    check_figures(caller, activity, deps.settings.partner)
    return BalanceOut.of(await read_activity_balance(ReadActivityBalance(activity, on), deps))
