"""Acceptances in a programme with limited places: never one too many, whoever accepts; who comes too late waits for one."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pypdf import PdfReader

from enrolment.deps import Deps
from enrolment.domain.applications.application import RecordedAnswer, Status
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.applications.decide_application import DecideApplication, decide_application
from enrolment.usecases.committees.cast_vote import CastVote, cast_vote
from enrolment.usecases.committees.draw_letter import DrawLetter, draw_letter
from enrolment.usecases.committees.draw_minutes import DrawMinutes, draw_minutes
from enrolment.usecases.committees.end_offers import end_offers
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.record_decision import RecordDecision, record_decision
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.committees.board import BOARD, RULES, dossiers
from tests.enrolment.committees.desk import (
    applicant,
    held,
    letters,
    planned,
    programme,
    status,
    voted,
    waiting,
    with_letterhead,
)
from tests.enrolment.committees.test_places import killed, leaves
from tests.enrolment.deciders.desk import hear_own
from tests.enrolment.deciders.places import deployment
from tests.enrolment.office import COORDINATOR, Office

ACCEPTED, WAIT = Status.ACCEPTED, Status.WAITING_LIST
TOO_LATE = ("no-place-left", "places-waited-for")
ALONE = replace(BOARD, by_committee=False)
NAMES = ("ana", "bob", "cam", "dan", "eve", "fay")


async def desk_programme(deps: Deps, places: int | None, **more: object) -> None:
    """A programme whose one decider answers alone."""
    await programme(deps)
    parameters = Parameters(
        datetime(2026, 1, 1, tzinfo=UTC).date(),
        deciders=(ALONE,),
        outcome_rules=RULES,
        places=places,
        **more,  # type: ignore[arg-type]
    )

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(parameters,)))

    await deps.programmes.change("programme", change, fresh_cause("tests"))


async def says(deps: Deps, review_id: str, answer: Answer, actor: str = "somebody") -> None:
    """One person answers."""
    command = AnswerReview(review_id, answer, "Motif", {}, actor, directly=True)
    await answer_review(command, deps, fresh_cause(actor))


async def statuses(deps: Deps, *names: str) -> list[Status]:
    return [await status(deps, one) for one in names]


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


async def booked(deps: Deps) -> tuple[object, ...]:
    return (await deps.place_books.get("programme")).state.offers


async def test_a_committee_gives_the_places_in_its_order_and_the_others_it_accepted_wait(deps: Deps) -> None:
    """In the order of its ranking, else of votes, else of the agenda; before those whom it put on the list itself."""
    await programme(deps, places=2)
    await with_letterhead(deps)
    ana, bob, cam, dan = [await applicant(deps, name) for name in NAMES[:4]]
    votes = dict(zip((ana, bob, cam, dan), (Answer.ACCEPT,) * 3 + (Answer.WAIT,), strict=True))
    meeting = await held(deps, votes, [cam, dan])
    assert await statuses(deps, *NAMES[:4]) == [ACCEPTED, WAIT, ACCEPTED, WAIT]
    told = {one.review_id: (one.outcome, one.places, one.rank, one.list_rank) for one in meeting.state.items}
    assert told[bob] == (Answer.WAIT, 2, 1, 1)
    assert told[dan] == (Answer.WAIT, None, 2, 2)
    assert letters(meeting) == list(NAMES[:4])
    minutes = text_of(await draw_minutes(DrawMinutes(meeting.id), deps))
    assert "Avis favorable, sur liste d’attente, rang 1" in minutes
    assert "Les 2 places sont prises." in minutes
    letter = text_of(await draw_letter(DrawLetter(meeting.id, bob), deps))
    assert "Avis favorable, sur liste d’attente, rang 1" in letter
    await leaves(deps, "ana")
    assert await statuses(deps, "bob", "dan") == [ACCEPTED, WAIT]
    assert await booked(deps) == ()


async def test_more_votes_come_before_fewer_and_then_the_agenda_decides(deps: Deps) -> None:
    await programme(deps, places=1)
    ana, bob, cam = [await applicant(deps, name) for name in NAMES[:3]]
    committee_id = await planned(deps)
    await voted(deps, committee_id, dict.fromkeys((ana, bob, cam), Answer.ACCEPT))
    await cast_vote(CastVote(committee_id, ana, "m3", Answer.REFUSE, "Motif", {}), deps, fresh_cause("tests"))
    await hold_committee(HoldCommittee(committee_id, [], {}, []), deps, fresh_cause("tests"))
    assert await statuses(deps, *NAMES[:3]) == [WAIT, ACCEPTED, WAIT]
    ranks = [(await deps.applications.get(name)).state.waiting_rank for name in ("cam", "ana")]
    assert ranks == [1, 2]


async def test_one_person_who_accepts_beyond_the_places_is_told_what_can_be_done(deps: Deps) -> None:
    await desk_programme(deps, places=1)
    ana, bob = [await applicant(deps, name) for name in NAMES[:2]]
    await says(deps, ana, Answer.ACCEPT)
    with pytest.raises(RuleError, match="no-place-left") as refused:
        await says(deps, bob, Answer.ACCEPT)
    assert "1 place, and none is left: 1 accepted, 0 offered" in refused.value.detail
    assert refused.value.fields[0].field == "answer"
    assert (await deps.reviews.get(bob)).state.given is None, "a refused answer was kept"
    await says(deps, bob, Answer.WAIT)
    await says(deps, ana, Answer.ACCEPT)
    assert await statuses(deps, "ana", "bob") == [ACCEPTED, WAIT]
    assert await booked(deps) == ()


async def test_a_coordinator_s_decision_needs_a_place_too(deps: Deps) -> None:
    await desk_programme(deps, places=1)
    for name in NAMES[:2]:
        await applicant(deps, name)
    await decide_application(DecideApplication("ana", "accept", "Bon"), deps, fresh_cause("tests"))
    with pytest.raises(RuleError, match="no-place-left"):
        await decide_application(DecideApplication("bob", "accept", "Bon"), deps, fresh_cause("tests"))
    await decide_application(DecideApplication("bob", "refuse", "Complet"), deps, fresh_cause("tests"))
    assert await statuses(deps, "ana", "bob") == [ACCEPTED, Status.REFUSED]


async def test_what_is_told_once_more_gives_nobody_a_place_before_their_turn(deps: Deps) -> None:
    """An acceptance that cannot be refused waits; hearing it again, with a place free meanwhile, does not jump the list."""
    await desk_programme(deps, places=1)
    ana, bob, cam = [await applicant(deps, name) for name in NAMES[:3]]
    await says(deps, ana, Answer.ACCEPT)
    for name, review in (("bob", bob), ("cam", cam)):
        await heard(deps, name, review)
    assert await statuses(deps, *NAMES[:3]) == [ACCEPTED, WAIT, WAIT]
    await desk_programme_places(deps, 2)
    await heard(deps, "cam", cam, number=2)
    assert await status(deps, "cam") is WAIT
    await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    assert await statuses(deps, *NAMES[:3]) == [ACCEPTED, ACCEPTED, WAIT]


async def heard(deps: Deps, name: str, review_id: str, number: int = 1) -> None:
    """The decider's acceptance comes when nobody can be told that it is too late."""
    given = RecordedAnswer("board", Answer.ACCEPT, deps.clock.today(), review_id, number=number)
    await record_decision(RecordDecision(name, "cmq-mma", "cmq-mma", given), deps, fresh_cause("tests"))


async def desk_programme_places(deps: Deps, places: int | None) -> None:
    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(replace(state.parameters[0], places=places),)))

    await deps.programmes.change("programme", change, fresh_cause("tests"))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.integers(0, 4), waits=st.integers(0, 2), data=st.randoms())
async def test_of_any_number_who_are_accepted_at_once_as_many_as_places_are(
    tmp_path_factory: pytest.TempPathFactory, places: int, waits: int, data: object
) -> None:
    """Deciders who answer alone, answers that cannot be refused, and the waiting list, all in the same instant."""
    async with deployment(tmp_path_factory.mktemp("race") / "race.db") as deps:
        await desk_programme(deps, places=places)
        reviews = {name: await applicant(deps, name) for name in NAMES}
        await waiting(deps, waits)
        acts = [says(deps, one, Answer.ACCEPT, name) for name, one in list(reviews.items())[:3]]
        acts += [heard(deps, name, reviews[name]) for name in NAMES[3:]]
        acts += [fill(deps) for _ in range(2)]
        data.shuffle(acts)  # type: ignore[attr-defined]
        results = await asyncio.gather(*acts, return_exceptions=True)
        assert all(isinstance(one, RuleError) and one.slug in TOO_LATE for one in results if one is not None)
        await fill(deps)
        assert await deps.applications.count({"status": ACCEPTED.value}) == places
        assert places == 0 or await booked(deps) == ()


async def fill(deps: Deps) -> None:
    await fill_places(FillPlaces("programme"), deps, fresh_cause("replica"))


@pytest.mark.parametrize("writes", range(6))
async def test_an_acceptance_that_died_keeps_its_place_for_minutes_and_never_gives_it_twice(
    tmp_path: Path, writes: int
) -> None:
    path = tmp_path / "died.db"
    async with deployment(path) as deps:
        await desk_programme(deps, places=1)
        ana, bob = [await applicant(deps, name) for name in NAMES[:2]]
    await killed(path, writes, lambda dying: says(dying, ana, Answer.ACCEPT))
    async with deployment(path) as deps:
        await hear_own(deps)
        later = deps.clock.now() + timedelta(minutes=11)
        deps.clock.move_to(later)  # type: ignore[attr-defined]
        await end_offers(deps)
        if await status(deps, "ana") is not ACCEPTED:
            await says(deps, bob, Answer.ACCEPT)
        found = await statuses(deps, "ana", "bob")
        assert found.count(ACCEPTED) == 1, f"{found}: the place is lost, or given twice"
        assert await booked(deps) == ()


@pytest.mark.parametrize("now", [Answer.ABSTAIN, Answer.WAIT, Answer.REFUSE])
async def test_an_acceptance_that_deciders_take_back_goes_to_the_next_who_waits(deps: Deps, now: Answer) -> None:
    """As after a withdrawal; and whose acceptance it was does not get it back for being on the list."""
    await programme(deps, places=1)
    ana, bob = [await applicant(deps, name) for name in NAMES[:2]]
    await held(deps, {ana: Answer.ACCEPT, bob: Answer.ACCEPT})
    assert await statuses(deps, "ana", "bob") == [ACCEPTED, WAIT]
    await reopen_review(ReopenReview("ana", "board", "Erreur", "somebody"), deps, fresh_cause("tests"))
    await answer_review(AnswerReview(ana, now, "Motif", {}, "somebody"), deps, fresh_cause("tests"))
    for _ in range(2):
        await hear_own(deps, "enrolment.outcome_derived.v1", "enrolment.application_refused.v1")
    expected = {Answer.ABSTAIN: Status.ELIGIBLE, Answer.WAIT: WAIT, Answer.REFUSE: Status.REFUSED}[now]
    assert await statuses(deps, "ana", "bob") == [expected, ACCEPTED]
    assert not (await deps.applications.get("ana")).state.left_place


async def test_whose_acceptance_was_taken_back_is_not_given_the_same_place_again(deps: Deps) -> None:
    await programme(deps, places=1)
    ana = await applicant(deps, "ana")
    await held(deps, {ana: Answer.ACCEPT})
    await reopen_review(ReopenReview("ana", "board", "Erreur", "somebody"), deps, fresh_cause("tests"))
    await answer_review(AnswerReview(ana, Answer.WAIT, "Motif", {}, "somebody"), deps, fresh_cause("tests"))
    await hear_own(deps, "enrolment.outcome_derived.v1")
    assert await status(deps, "ana") is WAIT


async def test_a_programme_without_a_waiting_list_in_its_rules_has_one_for_want_of_places(deps: Deps) -> None:
    await programme(deps, places=1)
    rules = (OutcomeRule(Outcome.ACCEPTED, "all", ("board",), (Answer.ACCEPT,)),)

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(replace(state.parameters[0], outcome_rules=rules),)))

    await deps.programmes.change("programme", change, fresh_cause("tests"))
    ana, bob = [await applicant(deps, name) for name in NAMES[:2]]
    await held(deps, {ana: Answer.ACCEPT, bob: Answer.ACCEPT})
    await leaves(deps, "ana")
    assert await status(deps, "bob") is ACCEPTED


async def test_over_http_a_full_programme_says_how_full_it_is(office: Office) -> None:
    programme_id = await office.programme()
    only = (Parameters(datetime(2026, 1, 1, tzinfo=UTC).date(), places=1),)

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=only))

    await office.deps.programmes.change(programme_id, change, fresh_cause("tests"))
    first, second = await dossiers(office, programme_id, 2)
    body = {"decision": "accept", "reason": "Bon projet"}
    await office.post(COORDINATOR, f"/v1/applications/{first['id']}/decision", body)
    found = await office.refused(COORDINATOR, f"/v1/applications/{second['id']}/decision", body, "no-place-left")
    assert "1 place, and none is left: 1 accepted, 0 offered" in found["detail"]
    assert [one["field"] for one in found["errors"]] == ["decision"]
