"""The deciders of a dossier, where it is kept: where they stand, what each may see, and answering again."""

from fastapi import APIRouter
from starlette.responses import StreamingResponse

from enrolment.domain.applications.application import Application
from enrolment.domain.deciders.asking import asked_of, parameters_of
from enrolment.domain.deciders.place import Audience
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.programme import Programme
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check
from enrolment.http.reviewers import answers_for
from enrolment.http.schemas.reviews import DecidersOut, ReopeningIn, VisibleOut
from enrolment.usecases.deciders.gather_dossier import gather_dossier
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from enrolment.usecases.deciders.show_deciders import ShowDeciders, show_deciders
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, Principal
from essaim.kit.http.attached import GIVEN, attached_response

router = APIRouter(prefix="/v1/applications/{application_id}/deciders", tags=["reviews"])


@router.get("", summary="Where each decider of a dossier stands")
async def get_deciders(application_id: Id, deps: Use, caller: Caller) -> DecidersOut:
    """For its coordinator with answers and opinions; applicants read the opinions that are meant for them."""
    stored = await deps.applications.get(application_id)
    programme = (await deps.programmes.get(stored.state.programme_id)).state
    own = _own(caller, stored.state, programme)
    command = ShowDeciders(stored, programme, _audience(caller, stored.state, own), own)
    return DecidersOut.of(stored, await show_deciders(command, deps))


@router.get("/{decider}/dossier", summary="The part of a dossier that a decider may see")
async def get_dossier(application_id: Id, decider: Code, deps: Use, caller: Caller) -> VisibleOut:
    """For the decider's people, from another partner too, once they were asked and until the dossier is closed."""
    dossier = await gather_dossier(application_id, deps)
    found = _asked(caller, dossier.application, dossier.programme, decider)
    return VisibleOut.of(application_id, decider, dossier.view(found))


@router.get("/{decider}/files/{sha256}", summary="A file of a dossier, for a decider", responses=GIVEN)
async def get_file(application_id: Id, decider: Code, sha256: Code, deps: Use, caller: Caller) -> StreamingResponse:
    """One of those that the decider's part of the dossier shows."""
    dossier = await gather_dossier(application_id, deps)
    view = dossier.view(_asked(caller, dossier.application, dossier.programme, decider))
    file = next((one for one in view.files if one.sha256 == sha256), None)
    if file is None:
        raise _nothing()
    return attached_response(await deps.attachments.open(sha256), file.name)


@router.post("/{decider}/reopening", summary="Let a decider answer again although the outcome is final")
async def post_reopening(
    application_id: Id,
    decider: Code,
    body: ReopeningIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
) -> DecidersOut:
    """By the coordinator, with a reason, unless a group counts on the outcome."""
    state = (await deps.applications.get(application_id)).state
    programme = (await deps.programmes.get(state.programme_id)).state
    try:
        check(caller, "review.reopen", Sides(coordinator=state.coordinator))
    except ForbiddenError:
        # Who does not even see the deciders is not told that there are some.
        _audience(caller, state, _own(caller, state, programme))
        raise
    stored = await reopen_review(ReopenReview(application_id, decider, body.reason, caller.sub, expected), deps, cause)
    return DecidersOut.of(stored, await show_deciders(ShowDeciders(stored, programme, Audience.COORDINATOR), deps))


def _own(caller: Principal, application: Application, programme: Programme) -> frozenset[str]:
    return frozenset(
        one.key
        for one in parameters_of(application, programme).deciders
        if answers_for(caller, one) and asked_of(application, one.key) is not None
    )


def _audience(caller: Principal, application: Application, own: frozenset[str]) -> Audience:
    reach = POLICY.visible(caller, "application.read")
    if reach.partner == application.coordinator and "coordinator" in caller.roles:
        return Audience.COORDINATOR
    if reach.owner == application.person_id:
        return Audience.APPLICANT
    if own:
        return Audience.DECIDER
    raise _nothing()


def _asked(caller: Principal, stored: Stored[Application], programme: Programme, key: str) -> Decider:
    deciders = parameters_of(stored.state, programme).deciders
    decider = next((one for one in deciders if one.key == key), None)
    if decider is None or not answers_for(caller, decider) or asked_of(stored.state, key) is None:
        raise _nothing()
    return decider


def _nothing() -> NotFoundError:
    return NotFoundError("not-found", "there is nothing here under this id")
