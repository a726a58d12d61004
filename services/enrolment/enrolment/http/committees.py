"""Committees: calendar, counters, and what is decided before a meeting. The meeting itself is in ``committee_meetings``."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from enrolment.documents.committees.calendar import MEDIA_TYPE as ICS, committee_calendar
from enrolment.domain.committees.committee import Committee, Status
from enrolment.domain.programmes.programme import Programme
from enrolment.http.committee_access import committee_for, shown
from enrolment.http.dependencies import Use
from enrolment.http.grants.committees import OFFICE
from enrolment.http.policy import POLICY, Sides, check
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.committees import (
    AgendaIn,
    CommitteeIn,
    CommitteeLine,
    CommitteeOut,
    LetterheadIn,
    NextCommitteeOut,
    PendingVotesOut,
    ReasonIn,
    VotesDueOut,
)
from enrolment.usecases.committees.cancel_committee import CancelCommittee, cancel_committee
from enrolment.usecases.committees.change_committee import ChangeCommittee, change_committee
from enrolment.usecases.committees.count_votes_due import CountVotesDue, count_votes_due
from enrolment.usecases.committees.fill_agenda import FillAgenda, fill_agenda
from enrolment.usecases.committees.next_committee import NextCommittee, next_committee
from enrolment.usecases.committees.remove_from_agenda import RemoveFromAgenda, remove_from_agenda
from enrolment.usecases.committees.schedule_committee import ScheduleCommittee, schedule_committee
from enrolment.usecases.committees.set_letterhead import SetLetterhead, set_letterhead
from essaim.contracts.types import Code, Id, PartnerId
from essaim.kit.aggregate import Stored
from essaim.kit.errors import FieldProblem, InvalidError, NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["committees"])
CALENDAR: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {}}}}


@router.post("/v1/committees", status_code=201, summary="Plan a committee")
async def post_committee(
    body: CommitteeIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> CommitteeOut:
    """By an office of its partner."""
    POLICY.require(caller, "committee.manage")
    check(caller, "committee.manage", Sides(coordinator=body.partner))
    stored = await schedule_committee(ScheduleCommittee(body.committee()), deps, cause)
    response.headers["ETag"] = stored.etag
    return await shown(stored, caller, deps)


@router.get("/v1/committees", summary="Committees of the caller's partner, by their day")
async def get_committees(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    decider: Annotated[Code | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
) -> PageOut[CommitteeLine]:
    """All for its offices; members see those that they are in."""
    POLICY.require(caller, "committee.read")
    where: Where = {
        "partner": caller.partner,
        **({"decider": decider} if decider else {}),
        **({"status": status.value} if status else {}),
    }
    office = bool(caller.roles & set(OFFICE))
    cursor, seen = page.cursor, list[Stored[Committee]]()
    while True:
        found = await deps.committees.find(where, order_by=(Order("held_at"),), limit=page.limit, cursor=cursor)
        seen = [one for one in found.items if office or one.state.member(caller.sub) is not None]
        cursor = found.next
        # A page without any of the member's own says nothing: the next one is read for it.
        if seen or cursor is None:
            break
    return PageOut(items=[CommitteeLine.of(one) for one in seen], next=found.next)


@router.get("/v1/committees/next", summary="Which committee reads a dossier that is sent now (SNEE-09)")
async def get_next(programme_id: Id, deps: Use, caller: Caller) -> NextCommitteeOut:
    """For everybody who may read the programme. 404 when none is planned here."""
    programme: Programme = (await deps.programmes.get(programme_id)).state
    check(caller, "programme.read", programme_sides(programme))
    found = await next_committee(NextCommittee(programme_id, programme), deps)
    if found is None:
        raise NotFoundError("no-committee-planned", "no committee is planned here for this programme")
    state = found.state
    return NextCommitteeOut(
        committee_id=found.id,
        held_at=state.held_at,
        last_application_on=state.last_application_on,
        message=state.message,
    )


@router.get("/v1/committees/pending-counts", summary="How many dossiers each member still has to vote on")
async def get_counts(deps: Use, caller: Caller) -> PendingVotesOut:
    """All members for an office, their own for a member; zero is a number too."""
    POLICY.require(caller, "committee.read")
    only = None if caller.roles & set(OFFICE) else caller.sub
    found = await count_votes_due(CountVotesDue(caller.partner, only), deps)
    return PendingVotesOut(due=sum(one.due for one in found), items=[VotesDueOut.of(one) for one in found])


@router.get(
    "/v1/committees/calendar.ics", summary="The calendar of committees", response_class=Response, responses=CALENDAR
)
async def get_calendar(deps: Use, caller: Caller) -> Response:
    """Those that the caller sees in the list, the cancelled ones too."""
    POLICY.require(caller, "committee.read")
    found = await deps.committees.all({"partner": caller.partner}, order_by=(Order("held_at"),))
    office = bool(caller.roles & set(OFFICE))
    seen = [one for one in found if office or one.state.member(caller.sub) is not None]
    return Response(committee_calendar(seen, deps.clock.now()), media_type=ICS)


@router.get(
    "/v1/committees/{committee_id}.ics", summary="One committee as a date", response_class=Response, responses=CALENDAR
)
async def get_committee_date(committee_id: Id, deps: Use, caller: Caller) -> Response:
    """For its office and its members."""
    stored = await committee_for(caller, "committee.read", committee_id, deps)
    return Response(committee_calendar([stored], deps.clock.now()), media_type=ICS)


@router.get("/v1/committees/{committee_id}", summary="One committee, with its agenda")
async def get_committee(committee_id: Id, deps: Use, caller: Caller, response: Response) -> CommitteeOut:
    """For its office and its members."""
    stored = await committee_for(caller, "committee.read", committee_id, deps)
    response.headers["ETag"] = stored.etag
    return await shown(stored, caller, deps)


@router.put("/v1/committees/{committee_id}", summary="Move or change a planned committee")
async def put_committee(
    committee_id: Id,
    body: CommitteeIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> CommitteeOut:
    """Its partner, decider and scheme stay what they were."""
    known = (await committee_for(caller, "committee.manage", committee_id, deps)).state
    fixed = {"partner": known.partner, "decider": known.decider, "scheme": known.scheme}
    given = {"partner": body.partner, "decider": body.decider, "scheme": body.scheme.value}
    problems = tuple(
        FieldProblem(name, "cannot be changed", fixed[name]) for name in fixed if fixed[name] != given[name]
    )
    if problems:
        raise InvalidError("invalid-request", "a committee stays with its decider", fields=problems)
    stored = await change_committee(ChangeCommittee(committee_id, body.committee(), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return await shown(stored, caller, deps)


@router.post("/v1/committees/{committee_id}/cancellation", summary="Cancel a committee")
async def post_cancellation(
    committee_id: Id, body: ReasonIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> CommitteeOut:
    """Its dossiers wait for the next one."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    stored = await cancel_committee(CancelCommittee(committee_id, body.reason, expected), deps, cause)
    return await shown(stored, caller, deps)


@router.post("/v1/committees/{committee_id}/agenda", summary="Fill the agenda")
async def post_agenda(
    committee_id: Id, deps: Use, cause: CauseOf, caller: Caller, body: AgendaIn | None = None
) -> CommitteeOut:
    """With every open review that came by the last application date; with a body, one review that came later."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    given = body or AgendaIn()
    command = FillAgenda(committee_id, given.review_id, given.reason or "")
    return await shown(await fill_agenda(command, deps, cause), caller, deps)


@router.post("/v1/committees/{committee_id}/agenda/{review_id}/removal", summary="Take a dossier off the agenda")
async def post_removal(
    committee_id: Id, review_id: Id, body: ReasonIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch
) -> CommitteeOut:
    """It waits for the next committee."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    command = RemoveFromAgenda(committee_id, review_id, body.reason, expected)
    return await shown(await remove_from_agenda(command, deps, cause), caller, deps)


@router.put("/v1/committee-letterheads/{partner}", summary="Set the letterhead of a partner's letters")
async def put_letterhead(
    partner: PartnerId, body: LetterheadIn, deps: Use, cause: CauseOf, caller: Caller
) -> LetterheadIn:
    """With the text on how a decision can be contested."""
    check(caller, "committee.manage", Sides(coordinator=partner))
    await set_letterhead(SetLetterhead(body.letterhead(partner)), deps, cause)
    return body


@router.get("/v1/committee-letterheads/{partner}", summary="The letterhead of a partner's letters")
async def get_letterhead(partner: PartnerId, deps: Use, caller: Caller) -> LetterheadIn:
    """404 when none is set."""
    check(caller, "committee.manage", Sides(coordinator=partner))
    head = (await deps.letterheads.get(partner)).state
    return LetterheadIn(
        organisation=head.organisation,
        address=list(head.address),
        place=head.place,
        signatory=head.signatory,
        appeal=head.appeal,
    )
