"""Who waits only because no place was left waits no longer than that: elsewhere, once more, or when places are not counted."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.applications.accept_transfer import AcceptTransfer, accept_transfer
from enrolment.usecases.applications.propose_transfer import ProposeTransfer, propose_transfer
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.cause import fresh_cause
from tests.enrolment.committees.desk import applicant, programme, status
from tests.enrolment.committees.test_limited_places import (
    ACCEPTED,
    WAIT,
    desk_programme,
    desk_programme_places,
    heard,
    says,
    statuses,
)
from tests.enrolment.committees.test_places import leaves, resent


async def full(deps: Deps) -> None:
    """ana has the only place; bob was accepted and waits for one."""
    await desk_programme(deps, places=1)
    ana, bob = [await applicant(deps, name) for name in ("ana", "bob")]
    await says(deps, ana, Answer.ACCEPT)
    await heard(deps, "bob", bob)
    assert await statuses(deps, "ana", "bob") == [ACCEPTED, WAIT]


async def test_what_goes_on_in_another_programme_is_accepted_there(deps: Deps) -> None:
    await full(deps)
    await programme(deps, "other")
    await propose_transfer(ProposeTransfer("bob", "other", "Plein"), deps, fresh_cause("tests"))
    arrived = await accept_transfer(AcceptTransfer("bob"), deps, fresh_cause("tests"))
    await request_reviews(RequestReviews(arrived.id), deps, fresh_cause("tests"))
    (asked,) = (await deps.applications.get(arrived.id)).state.asked
    await heard(deps, arrived.id, asked.review_id)
    assert await status(deps, arrived.id) is ACCEPTED


async def test_who_left_the_list_and_comes_back_is_accepted_when_there_is_a_place(deps: Deps) -> None:
    await full(deps)
    await leaves(deps, "bob")
    await leaves(deps, "ana")
    again = await resent(deps, "bob")
    await heard(deps, "bob", again)
    assert await statuses(deps, "ana", "bob") == [Status.WITHDRAWN, ACCEPTED]


async def test_when_places_are_not_limited_any_more_nobody_waits_for_want_of_one(deps: Deps) -> None:
    """Whom the deciders put on the list stays there: that is their answer, not a lack."""
    await full(deps)
    cam = await applicant(deps, "cam")
    await says(deps, cam, Answer.WAIT)
    await desk_programme_places(deps, None)
    assert await fill_places(FillPlaces("programme"), deps, fresh_cause("tests")) == 1
    assert await statuses(deps, "ana", "bob", "cam") == [ACCEPTED, ACCEPTED, WAIT]
    assert await fill_places(FillPlaces("programme"), deps, fresh_cause("tests")) == 0
