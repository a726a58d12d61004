"""Applications: submit, consent, decide, withdraw, read."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.candidate import read_candidate
from enrolment.domain.errors import InputError, Problem
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.application_filter import ApplicationFilter
from enrolment.http.schemas.applications import ApplicationIn, ApplicationOut, ConsentIn, DecisionIn, WithdrawalIn
from enrolment.usecases.applications.decide_application import DecideApplication, decide_application
from enrolment.usecases.applications.give_guardian_consent import GiveGuardianConsent, give_guardian_consent
from enrolment.usecases.applications.submit_application import SubmitApplication, submit_application
from enrolment.usecases.applications.withdraw_application import WithdrawApplication, withdraw_application
from enrolment.usecases.deciders.answer_as_decider import AnswerAsDecider, answer_as_decider
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/applications", tags=["applications"])


def sides(application: Application) -> Sides:
    """An application as the policy sees it: the applicant's own, and the coordinator's."""
    return Sides(coordinator=application.coordinator, owner=application.person_id)


async def readable(application_id: str, caller: Principal, deps: Deps) -> Stored[Application]:
    """The application, for those who may read it: an office to which it may be transferred is one of them."""
    stored = await deps.applications.get(application_id)
    awaited = stored.state.transfer_to
    if awaited is not None and awaited == caller.partner and awaited != stored.state.coordinator:
        check(caller, "application.receive", Sides(coordinator=awaited))
    else:
        check(caller, "application.read", sides(stored.state))
    return stored


@router.post("", status_code=201, summary="Submit one application")
async def post_application(
    body: ApplicationIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ApplicationOut:
    """By the coordinator, or by students for themselves. 200 when the same application was there already."""
    POLICY.require(caller, "application.submit")
    programme = await deps.programmes.get(body.programme_id)
    check(caller, "programme.read", programme_sides(programme.state))
    candidate, problems = read_candidate(body.person.cells(), programme.state.starts_on)
    if candidate is None:
        raise InputError(*(Problem(f"person.{one.field}", one.message, one.accepted) for one in problems))
    applicant = _applicant(caller, programme.state.coordinator)
    submission = await submit_application(SubmitApplication(programme, candidate, applicant), deps, cause)
    if not submission.created:
        response.status_code = 200
    response.headers["ETag"] = f'"{submission.version}"'
    return ApplicationOut.of(submission.application_id, submission.version, submission.application)


def _applicant(caller: Principal, coordinator: str) -> str | None:
    """None when the caller may submit anybody's application to this coordinator, otherwise whose they may submit."""
    reach = POLICY.visible(caller, "application.submit")
    if reach.partner == coordinator:
        return None
    if reach.owner is None:
        raise ForbiddenError("forbidden", "a coordinator submits applications to programmes of their own partner")
    return reach.owner


@router.get("", summary="Applications, the oldest first")
async def get_applications(
    deps: Use, caller: Caller, page: PageQuery, wanted: Annotated[ApplicationFilter, Query()]
) -> PageOut[ApplicationOut]:
    """The partner's for its office, their own for students; in the order of sending when a time of sending is asked for."""
    where: Where = {**wanted.where(), **within(caller, "application.read", owner_field="person_id")}
    order = Order("sent_at" if wanted.by_sending else "created_at")
    found = await deps.applications.find(where, order_by=(order,), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ApplicationOut.from_stored(one) for one in found.items], next=found.next)


@router.get("/{application_id}", summary="One application")
async def get_application(application_id: Id, deps: Use, caller: Caller, response: Response) -> ApplicationOut:
    """With its consent and its decision."""
    stored = await readable(application_id, caller, deps)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/{application_id}/guardian-consent", summary="Record a guardian's consent (YOUTH-01)")
async def post_consent(
    application_id: Id,
    body: ConsentIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ApplicationOut:
    """The minor's application becomes ELIGIBLE."""
    check(caller, "application.consent", sides((await deps.applications.get(application_id)).state))
    command = GiveGuardianConsent(application_id, body.consent(), expected)
    stored = await give_guardian_consent(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/{application_id}/decision", summary="Accept, refuse, or let it wait for a place")
async def post_decision(
    application_id: Id,
    body: DecisionIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ApplicationOut:
    """The application becomes ACCEPTED or REFUSED, or is last on the WAITING_LIST of a programme with limited places; where the
    programme has deciders, the caller answers for theirs."""
    check(caller, "application.decide", sides((await deps.applications.get(application_id)).state))
    own = AnswerAsDecider(
        application_id, body.decision, body.reason, caller.sub, caller.partner, caller.roles, expected
    )
    stored = await answer_as_decider(own, deps, cause)
    if stored is None:
        command = DecideApplication(application_id, body.decision, body.reason, expected)
        stored = await decide_application(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/{application_id}/withdrawal", summary="Withdraw")
async def post_withdrawal(
    application_id: Id,
    body: WithdrawalIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ApplicationOut:
    """By the office or the applicant, as long as no group counts on it; a place that was given is renounced the same way."""
    check(caller, "application.withdraw", sides((await deps.applications.get(application_id)).state))
    stored = await withdraw_application(
        WithdrawApplication(application_id, body.reason, body.code, expected), deps, cause
    )
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)
