"""How long what is kept (GDPR-04): the rules, what a run would do, what runs did; and the holds that stop them for a person."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check
from enrolment.http.schemas.retention import HoldIn, HoldOut, RuleIn, RuleOut, RunOut
from enrolment.usecases.privacy.place_hold import PlaceHold, place_hold
from enrolment.usecases.privacy.preview_retention import preview_retention
from enrolment.usecases.privacy.read_rules import read_rules
from enrolment.usecases.privacy.release_hold import ReleaseHold, release_hold
from enrolment.usecases.privacy.set_rule import SetRule, set_rule
from enrolment.usecases.privacy.ship_classes import ship_classes
from essaim.contracts.types import Id
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["rights of persons"])


def _check_partner(caller: Principal, action: str, deps: Deps) -> None:
    """Rules hold for the whole deployment, so they belong to who operates it."""
    POLICY.require(caller, action)
    if caller.partner != deps.settings.partner:
        raise ForbiddenError("forbidden", f"the retention rules here are those of {deps.settings.partner}")


@router.get("/v1/retention-rules", summary="The rule of each class")
async def get_rules(deps: Use, caller: Caller) -> list[RuleOut]:
    """A class without ``months`` waits for the partner's decision and does nothing."""
    _check_partner(caller, "retention.read", deps)
    return [RuleOut.of(ship_classes()[one.name], one) for one in await read_rules(deps)]


@router.put("/v1/retention-rules/{name}", summary="Decide how long a class is kept")
async def put_rule(name: Id, body: RuleIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> RuleOut:
    """By the data protection officer, with the decision that it rests on."""
    _check_partner(caller, "retention.set", deps)
    stored = await set_rule(SetRule(name, body.months, body.source, body.in_force_on), deps, cause)
    response.headers["ETag"] = stored.etag
    rules = {one.name: one for one in await read_rules(deps)}
    return RuleOut.of(ship_classes()[name], rules[name])


@router.get("/v1/retention-preview", summary="What a run would do today")
async def get_preview(deps: Use, caller: Caller) -> list[RunOut]:
    """Nothing is written."""
    _check_partner(caller, "retention.read", deps)
    return [RunOut.of(one) for one in await preview_retention(deps)]


@router.get("/v1/retention-log", summary="What runs did, the newest first")
async def get_log(
    deps: Use, caller: Caller, page: PageQuery, name: Annotated[Id | None, Query(description="Of one class")] = None
) -> PageOut[RunOut]:
    """By ids only."""
    _check_partner(caller, "retention.read", deps)
    where: Where = {"name": name} if name else {}
    order = (Order("created_at", descending=True),)
    found = await deps.retention_runs.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[RunOut.of(one.state) for one in found.items], next=found.next)


async def _check_person(person_id: str, action: str, deps: Deps, caller: Principal) -> None:
    person = (await deps.persons.get(person_id)).state
    check(caller, action, Sides(person.coordinator))


@router.get("/v1/persons/{person_id}/hold", summary="The legal hold on a person")
async def get_hold(person_id: Id, deps: Use, caller: Caller) -> HoldOut:
    """404 when there never was one."""
    await _check_person(person_id, "hold.read", deps, caller)
    return HoldOut.of(await deps.legal_holds.get(person_id))


@router.put("/v1/persons/{person_id}/hold", summary="Keep a person's data while a claim goes on")
async def put_hold(person_id: Id, body: HoldIn, deps: Use, cause: CauseOf, caller: Caller) -> HoldOut:
    """Neither a request nor a rule erases anything of the person while it stands (GDPR art. 17.3 e)."""
    await _check_person(person_id, "hold.place", deps, caller)
    return HoldOut.of(await place_hold(PlaceHold(person_id, body.reason), deps, cause))


@router.delete("/v1/persons/{person_id}/hold", summary="The claim is over")
async def delete_hold(person_id: Id, deps: Use, cause: CauseOf, caller: Caller) -> HoldOut:
    """The hold ends today."""
    await _check_person(person_id, "hold.place", deps, caller)
    return HoldOut.of(await release_hold(ReleaseHold(person_id), deps, cause))
