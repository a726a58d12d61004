"""Places that are freed go to those who wait, in their order, and never more than there are."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from enrolment.usecases.committees.end_offers import end_offers
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from essaim.kit.cause import fresh_cause
from tests.enrolment.committees.board import (
    CHAIR,
    OFFICER,
    SECOND,
    board_programme,
    dossiers,
    hear_own,
    hold,
    opened,
    status_of,
    vote,
)
from tests.enrolment.office import COORDINATOR, Office, problem, student, types

WITHDRAWN = "enrolment.application_withdrawn.v1"


async def decided(office: Office, accepted: int, waiting: int, **parameters: Any) -> list[dict[str, Any]]:
    """Applications, the first ones accepted, the others on the waiting list in the order in which they came last."""
    programme_id = await board_programme(office, places=accepted, **parameters)
    applications = await dossiers(office, programme_id, accepted + waiting)
    committee = await opened(office)
    for place in range(accepted + waiting):
        await vote(office, committee, place, "accept" if place < accepted else "wait", CHAIR, SECOND)
    ranking = [one["review_id"] for one in committee["items"][accepted:]]
    await hold(office, committee, ranking=ranking[::-1])
    return applications


async def withdraw(office: Office, application: dict[str, Any]) -> None:
    await office.post(COORDINATOR, f"/v1/applications/{application['id']}/withdrawal", {"reason": "Autre projet"})
    await hear_own(office.deps, WITHDRAWN)


async def test_the_order_is_the_committee_s_and_a_freed_place_is_given_at_once(office: Office) -> None:
    applications = await decided(office, 1, 2)
    path = f"/v1/programmes/{applications[0]['programme_id']}/waiting-list"
    listed = await office.get(COORDINATOR, path)
    assert [one["application_id"] for one in listed["waiting"]] == [applications[2]["id"], applications[1]["id"]]
    assert [one["rank"] for one in listed["waiting"]] == [1, 2]
    assert (listed["places"], listed["accepted"], listed["free"]) == (1, 1, 0)
    await withdraw(office, applications[0])
    assert [await status_of(office, one) for one in applications] == ["WITHDRAWN", "WAITING_LIST", "ACCEPTED"]
    promoted = await office.deps.applications.get(applications[2]["id"])
    assert types(promoted).count("events enrolment.application_accepted.v1") == 1
    assert (await office.get(COORDINATOR, path))["offers"] == 0


async def test_an_offer_waits_for_its_confirmation_and_lapses_to_the_next(office: Office) -> None:
    applications = await decided(office, 1, 2, confirmation_days=3)
    await withdraw(office, applications[0])
    first, second = applications[2], applications[1]
    offered = await office.deps.applications.get(first["id"])
    assert str(offered.state.offered_until) == "2026-09-23"
    assert "events enrolment.place_offered.v1" in types(offered)
    await office.move_clock(datetime(2026, 9, 24, 8, tzinfo=UTC))
    late = await office.send(
        student(first["person_id"]), "POST", f"/v1/applications/{first['id']}/confirmation", {"answer": "confirm"}
    )
    problem(late, "offer-over", 409)
    await end_offers(office.deps)
    assert await status_of(office, first) == "WITHDRAWN"
    assert str((await office.deps.applications.get(second["id"])).state.offered_until) == "2026-09-27"
    for _ in range(2):
        answer = {"answer": "confirm"}
        await office.post(student(second["person_id"]), f"/v1/applications/{second['id']}/confirmation", answer)
    confirmed = await office.deps.applications.get(second["id"])
    assert confirmed.state.status.value == "ACCEPTED"
    assert types(confirmed).count("events enrolment.application_accepted.v1") == 1


async def test_a_declined_place_goes_to_the_next_and_a_stranger_answers_for_nobody(office: Office) -> None:
    applications = await decided(office, 1, 2, confirmation_days=3)
    await withdraw(office, applications[0])
    path = f"/v1/applications/{applications[2]['id']}/confirmation"
    stranger = student(applications[1]["person_id"])
    assert (await office.send(stranger, "POST", path, {"answer": "confirm"})).status_code == 404
    await office.post(student(applications[2]["person_id"]), path, {"answer": "decline"})
    state = (await office.deps.applications.get(applications[1]["id"])).state
    assert state.offered_until is not None


async def test_an_undecided_dossier_that_goes_frees_no_place(office: Office) -> None:
    programme_id = await board_programme(office, places=5)
    applications = await dossiers(office, programme_id, 3)
    committee = await opened(office)
    await vote(office, committee, 0, "wait", CHAIR, SECOND)
    await hold(office, committee, ranking=[committee["items"][0]["review_id"]])
    await withdraw(office, applications[2])
    assert await status_of(office, applications[0]) == "WAITING_LIST"


@pytest.mark.parametrize("freed", [1, 2, 3])
async def test_places_freed_at_once_by_several_replicas_are_never_given_twice(office: Office, freed: int) -> None:
    applications = await decided(office, 3, 4)
    programme_id = applications[0]["programme_id"]
    for one in applications[:freed]:
        await office.post(COORDINATOR, f"/v1/applications/{one['id']}/withdrawal", {"reason": "Autre projet"})
    command = FillPlaces(programme_id)
    await asyncio.gather(*(fill_places(command, office.deps, fresh_cause("replica")) for _ in range(6)))
    statuses = [await status_of(office, one) for one in applications]
    assert statuses.count("ACCEPTED") == 3
    assert statuses.count("WAITING_LIST") == 4 - freed
    waiting = [one for one, status in zip(applications[3:], statuses[3:], strict=True) if status == "WAITING_LIST"]
    assert waiting == applications[3 : 3 + 4 - freed], "the order of the list was not kept"


async def test_a_crash_between_the_book_and_the_application_is_completed(office: Office) -> None:
    from datetime import date

    from enrolment.domain.committees.waiting_list import Offer, PlaceBook, add_offer
    from essaim.kit.aggregate import Change

    applications = await decided(office, 1, 1)
    programme_id = applications[0]["programme_id"]
    offer = Offer(applications[1]["id"], date(2026, 9, 20))
    book = add_offer(PlaceBook(programme_id), offer)
    await office.deps.place_books.put(programme_id, lambda known: Change(book), fresh_cause("crash"))
    await office.post(OFFICER, f"/v1/applications/{applications[0]['id']}/withdrawal", {"reason": "Autre projet"})
    await end_offers(office.deps)
    assert await status_of(office, applications[1]) == "ACCEPTED"
    assert (await office.deps.place_books.get(programme_id)).state.offers == ()
