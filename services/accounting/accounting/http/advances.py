"""Advances and donations of mini-entreprises: the group reads, the accountant receives, gives back and gives."""

from fastapi import APIRouter, Response

from accounting.deps import Deps
from accounting.http.dependencies import Use, activity_for
from accounting.http.schemas.advances import AdvanceBookOut, AdvanceIn, AdvancePolicyModel, DonationIn, RepaymentIn
from accounting.usecases.advances.give_donation import GiveDonation, give_donation
from accounting.usecases.advances.read_advances import read_advances
from accounting.usecases.advances.receive_advance import ReceiveAdvance, receive_advance
from accounting.usecases.advances.repay_advance import RepayAdvance, repay_advance
from accounting.usecases.advances.set_advance_policy import SetAdvancePolicy, set_advance_policy
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1", tags=["advances"])


@router.get("/activities/{activity_id}/advances", summary="Advances and donations of a mini-entreprise")
async def read(activity_id: Id, deps: Use, caller: Caller, response: Response) -> AdvanceBookOut:
    """With the policy, what is still to be given back, and what the profit demands to be given."""
    await activity_for(caller, "advance.read", activity_id, deps)
    return await _out(activity_id, deps, response)


@router.put("/activities/{activity_id}/advance-policy", summary="Caps, price of a share, donation rate (accountant)")
async def put_policy(
    activity_id: Id, body: AdvancePolicyModel, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> AdvanceBookOut:
    """The whole policy; what is left out gets its default (MINI-03: 4,00 a share, 500,00 in all)."""
    await activity_for(caller, "advance.set_policy", activity_id, deps)
    await set_advance_policy(SetAdvancePolicy(activity_id, body.to_domain()), deps, cause)
    return await _out(activity_id, deps, response)


@router.post("/activities/{activity_id}/advances", status_code=201, summary="Somebody lends money (accountant)")
async def receive(
    activity_id: Id, body: AdvanceIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> AdvanceBookOut:
    """Inside the caps (MINI-03), and only with real money (MINI-02)."""
    await activity_for(caller, "advance.receive", activity_id, deps)
    command = ReceiveAdvance(activity_id, body.person_id, body.relative, body.shares, body.received_on, body.means)
    await receive_advance(command, deps, cause)
    return await _out(activity_id, deps, response)


@router.post("/advances/{advance_id}/repayment", summary="An advance goes back (accountant)")
async def repay(
    advance_id: Id, body: RepaymentIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> AdvanceBookOut:
    """Before the share-out is approved (MINI-03)."""
    activity_id = advance_id.partition(":")[0]
    await activity_for(caller, "advance.repay", activity_id, deps)
    await repay_advance(RepayAdvance(activity_id, advance_id, body.to_domain()), deps, cause)
    return await _out(activity_id, deps, response)


@router.post("/activities/{activity_id}/donation", status_code=201, summary="The group gives (accountant)")
async def donate(
    activity_id: Id, body: DonationIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> AdvanceBookOut:
    """At least what the policy demands of the profit, at most all of it (MINI-04)."""
    await activity_for(caller, "advance.donate", activity_id, deps)
    command = GiveDonation(activity_id, body.beneficiary, body.amount, body.donated_on, body.means)
    await give_donation(command, deps, cause)
    return await _out(activity_id, deps, response)


async def _out(activity_id: str, deps: Deps, response: Response) -> AdvanceBookOut:
    found = await read_advances(activity_id, deps)
    response.headers["ETag"] = f'"{found.version}"'
    return AdvanceBookOut.of(found.book, found.version, found.profit_cents)
