"""Registrations that may be one human: looked at by those who know both, dismissed, or merged with a trace."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.persons.duplicate import Duplicate, Status
from enrolment.http.dependencies import Use
from enrolment.http.persons_access import person_for, sees_identifiers
from enrolment.http.policy import POLICY
from enrolment.http.schemas.duplicates import DismissalIn, DuplicateOut, MergedOut, MergeIn, MergePlanOut
from enrolment.http.schemas.persons import PersonOut
from enrolment.usecases.persons.dismiss_duplicate import DismissDuplicate, dismiss_duplicate
from enrolment.usecases.persons.merge_persons import merge_persons
from enrolment.usecases.persons.plan_merge import PlanMerge, plan_merge
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order

router = APIRouter(tags=["persons"])


@router.get("/v1/duplicates", summary="Pairs that may be one human")
async def get_duplicates(
    deps: Use, caller: Caller, page: PageQuery, status: Annotated[Status, Query()] = Status.OPEN
) -> PageOut[DuplicateOut]:
    """The oldest first; only pairs of which the caller's partner knows both. A page may be shorter than asked."""
    POLICY.require(caller, "duplicate.read")
    found = await deps.duplicates.find(
        {"status": status.value}, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor
    )
    items = [DuplicateOut.of(one) for one in found.items if await _knows_both(one.state, deps, caller)]
    return PageOut(items=items, next=found.next)


@router.post("/v1/duplicates/{duplicate_id}/dismissal", summary="They are two humans")
async def post_dismissal(
    duplicate_id: Id, body: DismissalIn, deps: Use, cause: CauseOf, caller: Caller
) -> DuplicateOut:
    """By a coordinator who knows both; the pair is not found again."""
    POLICY.require(caller, "duplicate.decide")
    await _pair(duplicate_id, deps, caller)
    return DuplicateOut.of(await dismiss_duplicate(DismissDuplicate(duplicate_id, body.reason), deps, cause))


@router.post("/v1/persons/{person_id}/merging", summary="Merge another registration into this person")
async def post_merging(
    person_id: Id, body: MergeIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> MergePlanOut | MergedOut:
    """By a coordinator who knows both. The person of the path is kept, field by field, unless ``take`` says otherwise; all that
    names the merged one names the kept one afterwards. With ``dry_run`` the plan."""
    await person_for(person_id, "person.merge", deps, caller)
    # Repeated after a success the merged one is a trace already, which the use case knows.
    merged = (await deps.persons.get(body.merged_id)).state
    if merged.merged_into != person_id or not merged.known_to(caller.partner):
        await person_for(body.merged_id, "person.merge", deps, caller)
    command = PlanMerge(person_id, body.merged_id, tuple(body.take))
    if body.dry_run:
        return MergePlanOut.of(person_id, body.merged_id, await plan_merge(command, deps))
    stored = await merge_persons(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return MergedOut(kept=PersonOut.of(stored, identifiers=sees_identifiers(person_id, stored.state, caller)))


async def _pair(duplicate_id: str, deps: Deps, caller: Principal) -> Stored[Duplicate]:
    stored = await deps.duplicates.get(duplicate_id)
    if not await _knows_both(stored.state, deps, caller):
        raise NotFoundError("not-found", "there is nothing here under this id")
    return stored


async def _knows_both(pair: Duplicate, deps: Deps, caller: Principal) -> bool:
    people = [(await deps.persons.get(one)).state for one in (pair.first_id, pair.second_id)]
    return all(one.known_to(caller.partner) for one in people)
