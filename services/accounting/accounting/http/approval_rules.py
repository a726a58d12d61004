"""Up to which amounts people approve documents by themselves."""

from fastapi import APIRouter, Response

from accounting.domain.approval import ApprovalRules
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.approval import ApprovalRulesIn, ApprovalRulesOut
from accounting.usecases.approval.set_approval_rules import SetApprovalRules, set_approval_rules
from essaim.contracts.types import Siren
from essaim.kit.http import Caller, CauseOf, IfMatch
from essaim.kit.store.errors import MissingError

router = APIRouter(prefix="/v1/legal-entities/{siren}/approval-rules", tags=["approval rules"])


@router.get("", summary="Who approves what, up to which amount")
async def read(siren: Siren, deps: Use, caller: Caller, response: Response) -> ApprovalRulesOut:
    """Without any, the accountant approves everything."""
    allow(caller, "approval_rules.read", deps)
    await deps.legal_entities.get(siren)
    try:
        stored = await deps.approval_rules.get(siren)
    except MissingError:
        return ApprovalRulesOut.of(ApprovalRules(siren), 0)
    response.headers["ETag"] = stored.etag
    return ApprovalRulesOut.of(stored.state, stored.version)


@router.put("", summary="Set them (accountant)")
async def put(
    siren: Siren,
    body: ApprovalRulesIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ApprovalRulesOut:
    """All of them, in place of those before; they apply to what is approved from now on."""
    allow(caller, "approval_rules.set", deps)
    command = SetApprovalRules(body.to_domain(siren))
    stored = await set_approval_rules(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return ApprovalRulesOut.of(stored.state, stored.version)
