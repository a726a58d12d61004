"""What can be claimed in a legal entity, and its kilometre scales."""

from datetime import date

from fastapi import APIRouter, Response

from accounting.domain.expenses.kilometre_scale import KilometreScale, scale_of
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.expense_policies import (
    ExpensePolicyIn,
    ExpensePolicyOut,
    KilometreScaleIn,
    KilometreScaleOut,
)
from accounting.usecases.expenses.read_expense_policy import read_expense_policy
from accounting.usecases.expenses.read_kilometre_scale import ReadKilometreScale, read_kilometre_scale
from accounting.usecases.expenses.set_expense_policy import SetExpensePolicy, set_expense_policy
from accounting.usecases.expenses.set_kilometre_scale import SetKilometreScale, set_kilometre_scale
from essaim.contracts.types import Siren
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/legal-entities/{siren}", tags=["expense sheets"])


@router.get("/expense-types", summary="What can be claimed, with which VAT and on which account")
async def read_types(siren: Siren, deps: Use, caller: Caller, response: Response) -> ExpensePolicyOut:
    """The seeded list until the accountant sets another one."""
    allow(caller, "expense_policy.read", deps)
    await deps.legal_entities.get(siren)
    stored = await deps.expense_policies.find_one({"siren": siren})
    if stored is not None:
        response.headers["ETag"] = stored.etag
    return ExpensePolicyOut.of(await read_expense_policy(siren, deps), stored.version if stored else 0)


@router.put("/expense-types", summary="Set what can be claimed (accountant)")
async def put_types(
    siren: Siren,
    body: ExpensePolicyIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ExpensePolicyOut:
    """All of it, in place of what was before; lines that are written from now on follow it."""
    allow(caller, "expense_policy.set", deps)
    command = SetExpensePolicy(body.to_domain(siren))
    stored = await set_expense_policy(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return ExpensePolicyOut.of(stored.state, stored.version)


@router.get("/kilometre-scales/{valid_from}", summary="The kilometre scale of the civil year that begins on this day")
async def read_scale(siren: Siren, valid_from: date, deps: Use, caller: Caller) -> KilometreScaleOut:
    """The accountant's, or the seeded one; refused for a year that has none."""
    allow(caller, "expense_policy.read", deps)
    year = _year(valid_from)
    own = await read_kilometre_scale(ReadKilometreScale(siren, year), deps)
    return KilometreScaleOut.of(scale_of(year, own), seeded=own is None)


@router.put("/kilometre-scales/{valid_from}", summary="Put the official scale of a civil year (accountant)")
async def put_scale(
    siren: Siren, valid_from: date, body: KilometreScaleIn, deps: Use, caller: Caller, cause: CauseOf
) -> KilometreScaleOut:
    """The scale is one of a civil year: the day is a first of January. Approved sheets stay as they are."""
    allow(caller, "expense_policy.set", deps)
    year = _year(valid_from)
    scale = KilometreScale(year, year, body.source, tuple(one.to_domain() for one in body.rates))
    stored = await set_kilometre_scale(SetKilometreScale(siren, scale), deps, cause)
    return KilometreScaleOut.of(stored.state, seeded=False)


def _year(valid_from: date) -> int:
    if (valid_from.month, valid_from.day) != (1, 1):
        problem = FieldProblem(
            "valid_from", "is no first of January", f"{valid_from.year}-01-01: a scale has a civil year"
        )
        raise InvalidError("invalid-valid-from", "kilometre scales go by civil year", fields=(problem,))
    return valid_from.year
