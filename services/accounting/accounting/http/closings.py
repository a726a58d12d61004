"""Months and financial years that are closed, for ever."""

from fastapi import APIRouter

from accounting.domain.period import parse_month
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.ledger import ClosingIn, ClosingOut
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from accounting.usecases.periods.list_closings import list_closings
from essaim.contracts.types import Siren
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/legal-entities/{siren}/closings", tags=["closings"])


@router.get("", summary="Closings, oldest first (accountant, officer)")
async def read_closings(siren: Siren, deps: Use, caller: Caller) -> list[ClosingOut]:
    """With their totals."""
    allow(caller, "period.read", deps)
    await deps.legal_entities.get(siren)
    return [ClosingOut.of(one) for one in await list_closings(siren, deps)]


@router.post("", status_code=201, summary="Close a month or a financial year, for ever (accountant)")
async def close(siren: Siren, body: ClosingIn, deps: Use, caller: Caller, cause: CauseOf) -> ClosingOut:
    """Nothing is posted in it any more (ACC-05). Closing a year posts the opening balances of the next one."""
    allow(caller, "period.close", deps)
    if (body.month is None) == (body.year is None):
        problem = FieldProblem(
            "month", "or year: exactly one of them is closed", 'either {"month": "2026-09"} or {"year": 2027}'
        )
        raise InvalidError("closing-unclear", "say which month or which year is closed", fields=(problem,))
    if body.month is not None:
        stored = await close_month(CloseMonth(siren, parse_month(body.month)), deps, cause)
    else:
        stored = await close_year(CloseYear(siren, body.year or 0), deps, cause)
    closing = stored.state.closing
    assert closing is not None
    return ClosingOut.of(closing)
