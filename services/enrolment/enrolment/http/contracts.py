"""Contracts between members and the carrier."""

from fastapi import APIRouter, Response

from enrolment.domain.groups.contract import Contract, Period
from enrolment.http.dependencies import Use
from enrolment.http.groups import sides as group_sides
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.contracts import ContractOut, ContractsIn, SignatureIn
from enrolment.usecases.groups.draw_up_contracts import DrawUpContracts, draw_up_contracts
from enrolment.usecases.groups.sign_contract import SignContract, sign_contract
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["contracts"])


def sides(contract: Contract) -> Sides:
    """A contract as the policy sees it: the member's own, the coordinator's and the carrier's."""
    return Sides(coordinator=contract.coordinator, carrier=contract.carrier, owner=contract.person_id)


@router.post("/v1/groups/{group_id}/contracts", status_code=201, summary="Draw up one CAPE per member")
async def post_contracts(
    group_id: Id, body: ContractsIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> list[ContractOut]:
    """DRAFT contracts in the order of the members, with the eight items of article R127-1 (CAPE-06)."""
    check(caller, "group.contract", group_sides(group_id, (await deps.groups.get(group_id)).state))
    command = DrawUpContracts(
        group_id=group_id,
        kind=body.kind,
        period=Period(body.starts_on, body.ends_on),
        maximum_commitment_cents=body.maximum_commitment,
        weekly_hours=body.weekly_hours,
        expected_version=expected,
    )
    return [ContractOut.of(one) for one in await draw_up_contracts(command, deps, cause)]


@router.get("/v1/groups/{group_id}/contracts", summary="The contracts of a group")
async def get_contracts(group_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[ContractOut]:
    """All for the coordinator and the carrier's officer; members see their own."""
    group = (await deps.groups.get(group_id)).state
    where: Where = {"group_id": group_id}
    if caller.roles == {"student"}:
        check(caller, "group.read", group_sides(group_id, group))
        where = {**where, "person_id": caller.sub}
    else:
        check(caller, "contract.read", Sides(group.coordinator, group.carrier))
    found = await deps.contracts.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ContractOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/contracts/{contract_id}", summary="One contract")
async def get_contract(contract_id: Id, deps: Use, caller: Caller, response: Response) -> ContractOut:
    """With its terms and its signatories."""
    stored = await deps.contracts.get(contract_id)
    check(caller, "contract.read", sides(stored.state))
    response.headers["ETag"] = stored.etag
    return ContractOut.of(stored)


@router.post("/v1/contracts/{contract_id}/signature", summary="Record the signatures")
async def post_signature(
    contract_id: Id,
    body: SignatureIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ContractOut:
    """DRAFT becomes SIGNED (CAPE-01; a minor's guardian signs too, YOUTH-01), and the member is active."""
    check(caller, "contract.sign", sides((await deps.contracts.get(contract_id)).state))
    stored = await sign_contract(SignContract(contract_id, body.signed_on, body.people(), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return ContractOut.of(stored)
