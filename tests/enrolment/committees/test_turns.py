"""Who waits for a place is not overtaken, a coordinator can let somebody wait, and places that are added go to the list."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.decide_application import DecideApplication, decide_application
from enrolment.usecases.committees.fill_changed_places import fill_changed_places
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.deciders.answer_as_decider import AnswerAsDecider, answer_as_decider
from enrolment.usecases.programmes.set_parameters import SetParameters, set_parameters
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.committees.board import BOARD, dossiers
from tests.enrolment.committees.desk import applicant, status, waiting
from tests.enrolment.committees.test_limited_places import ACCEPTED, WAIT, desk_programme, heard, says, statuses
from tests.enrolment.office import COORDINATOR, Office, types

SET = {"valid_from": "2026-09-01", "places": 1}


async def alone(office: Office, number: int, **parameters: Any) -> list[str]:
    """Dossiers of a programme on which the coordinator decides alone; the first one is accepted."""
    programme_id = await office.programme(parameters=SET | parameters)
    found = [str(one["id"]) for one in await dossiers(office, programme_id, number)]
    await decide(office, found[0], "accept")
    return found


async def decide(office: Office, id_: str, decision: str) -> dict[str, Any]:
    found: dict[str, Any] = await office.post(COORDINATOR, f"/v1/applications/{id_}/decision", _body(decision))
    return found


def _body(decision: str) -> dict[str, str]:
    return {"decision": decision, "reason": "Bon projet"}


async def standing(office: Office, ids: list[str]) -> list[str]:
    return [(await office.deps.applications.get(one)).state.status.value for one in ids]


async def give(office: Office, id_: str, **changes: Any) -> None:
    """The programme of the dossier has another set of parameters."""
    programme_id = (await office.deps.applications.get(id_)).state.programme_id
    path, body = f"/v1/programmes/{programme_id}/parameters", SET | changes
    answer = await office.send(COORDINATOR, "PUT", path, body)
    assert answer.status_code == 200, answer.text


async def test_what_a_full_programme_advises_can_be_done_and_the_place_comes_by_itself(office: Office) -> None:
    ana, bob, cam = await alone(office, 3)
    path = f"/v1/applications/{bob}/decision"
    refused = await office.refused(COORDINATOR, path, _body("accept"), "no-place-left")
    for way in (f'POST {path} {{"decision": "wait"', "PUT /v1/programmes/", "correction"):
        assert way in refused["detail"]
    assert (await decide(office, bob, "wait"))["waiting_rank"] == 1
    assert (await decide(office, cam, "wait"))["waiting_rank"] == 2
    assert (await decide(office, cam, "wait"))["waiting_rank"] == 2
    stored = await office.deps.applications.get(cam)
    assert types(stored).count("events enrolment.application_waitlisted.v1") == 1
    await give(office, ana, places=2, correction="Une place de plus")
    assert await standing(office, [ana, bob, cam]) == ["ACCEPTED", "ACCEPTED", "WAITING_LIST"]
    await give(office, ana, places=None, correction="Sans limite")
    assert await standing(office, [cam]) == ["ACCEPTED"]


async def test_nobody_waits_where_places_are_not_limited(office: Office) -> None:
    _, bob = await alone(office, 2, places=None)
    refused = await office.refused(COORDINATOR, f"/v1/applications/{bob}/decision", _body("wait"), "no-waiting-list")
    assert [one["field"] for one in refused["errors"]] == ["decision"]
    assert await standing(office, [bob]) == ["ELIGIBLE"]


async def test_a_decider_waits_by_the_same_route_where_the_rules_know_a_waiting_list(deps: Deps) -> None:
    await desk_programme(deps, places=1)
    await applicant(deps, "ana")
    me = AnswerAsDecider("ana", "wait", "Complet", "officer", BOARD.partner, frozenset({BOARD.role}))
    await answer_as_decider(me, deps, fresh_cause("tests"))
    assert await status(deps, "ana") is WAIT
    accepted = (OutcomeRule(Outcome.ACCEPTED, "all", ("board",), (Answer.ACCEPT,)),)

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(replace(state.parameters[0], outcome_rules=accepted),)))

    await deps.programmes.change("programme", change, fresh_cause("tests"))
    bob = await applicant(deps, "bob")
    with pytest.raises(RuleError, match="no-waiting-list"):
        await answer_as_decider(replace(me, application_id="bob"), deps, fresh_cause("tests"))
    await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    with pytest.raises(RuleError, match="no-place-left") as refused:
        await says(deps, bob, Answer.ACCEPT)
    assert "wait" not in refused.value.detail.replace("waiting list", "")


async def test_who_waits_can_be_refused_and_leaves_the_list(office: Office) -> None:
    _, bob = await alone(office, 2)
    await decide(office, bob, "wait")
    assert (await decide(office, bob, "refuse"))["waiting_rank"] is None
    assert await standing(office, [bob]) == ["REFUSED"]


async def test_an_acceptance_by_one_person_does_not_overtake_those_who_wait(deps: Deps) -> None:
    """As many places stay as wait before; what is left beyond them is for anybody, and the first of the list is in turn."""
    await desk_programme(deps, places=2)
    first, second = await waiting(deps, 2)
    ana = await applicant(deps, "ana")
    with pytest.raises(RuleError, match="places-waited-for") as refused:
        await says(deps, ana, Answer.ACCEPT)
    assert "POST /v1/programmes/programme/waiting-list/filling" in refused.value.detail
    assert f'POST /v1/reviews/{ana}/answer {{"answer": "wait"' in refused.value.detail
    await decide_application(DecideApplication(first, "accept", "À son tour"), deps, fresh_cause("tests"))
    await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    assert await statuses(deps, first, second, "ana") == [ACCEPTED, ACCEPTED, Status.ELIGIBLE]
    assert (await deps.place_books.get("programme")).state.offers == ()


async def test_a_place_beyond_those_who_wait_is_free_for_anybody(deps: Deps) -> None:
    await desk_programme(deps, places=2)
    (first,) = await waiting(deps, 1)
    ana, bob = [await applicant(deps, name) for name in ("ana", "bob")]
    await says(deps, ana, Answer.ACCEPT)
    with pytest.raises(RuleError, match="places-waited-for"):
        await says(deps, bob, Answer.ACCEPT)
    await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    assert await statuses(deps, first, "ana", "bob") == [ACCEPTED, ACCEPTED, Status.ELIGIBLE]


async def test_an_acceptance_that_cannot_be_refused_takes_a_free_place(deps: Deps) -> None:
    """A committee, or another deployment: whom it put on the list itself comes after whom it accepts (0037)."""
    await desk_programme(deps, places=1)
    (first,) = await waiting(deps, 1)
    ana = await applicant(deps, "ana")
    await heard(deps, "ana", ana)
    assert await statuses(deps, first, "ana") == [WAIT, ACCEPTED]


@pytest.mark.parametrize("days", [0, 1])
async def test_places_of_a_later_day_go_to_the_list_on_that_day_and_after_a_crash(deps: Deps, days: int) -> None:
    await desk_programme(deps, places=1)
    ana = await applicant(deps, "ana")
    await says(deps, ana, Answer.ACCEPT)
    (first,) = await waiting(deps, 1)
    day = deps.clock.today() + timedelta(days=30)

    def change(state: Programme) -> Change[Programme]:
        more = replace(state.parameters[0], valid_from=day, places=2)
        return Change(replace(state, parameters=(*state.parameters, more)))

    await deps.programmes.change("programme", change, fresh_cause("tests"))
    await fill_changed_places(deps)
    assert await status(deps, first) is WAIT
    deps.clock.move_to(datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(days=days))  # type: ignore[attr-defined]
    for _ in range(2):
        await fill_changed_places(deps)
    assert await statuses(deps, "ana", first) == [ACCEPTED, ACCEPTED]


async def test_a_list_that_somebody_made_with_places_free_is_left_alone(deps: Deps) -> None:
    """Nothing changed in the places: that they wait is what was decided."""
    await desk_programme(deps, places=5)
    (first,) = await waiting(deps, 1)
    await fill_changed_places(deps)
    same = Parameters(date(2026, 1, 1), places=5, correction="Autre chose")
    await set_parameters(SetParameters("programme", same), deps, fresh_cause("tests"))
    assert await status(deps, first) is WAIT
