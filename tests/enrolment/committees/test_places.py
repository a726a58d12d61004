"""Places that come free: never one too many, whatever a dossier did before, and none lost when a process dies at any write."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.dossier import Moment, begin_again
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.applications.withdraw_application import WithdrawApplication, withdraw_application
from enrolment.usecases.committees.answer_offer import AnswerOffer, answer_offer
from enrolment.usecases.committees.complete_committees import complete_committees
from enrolment.usecases.committees.end_offers import end_offers
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.committees.free_place import FreePlace, free_place
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.enrolment.committees.desk import (
    SECOND,
    applicant,
    asked,
    event_cause,
    held,
    letters,
    planned,
    programme,
    status,
    voted,
    waiting,
    with_letterhead,
)
from tests.enrolment.deciders.places import deployment, deps_over
from tests.enrolment.deciders.test_kill_points import DiedError, DyingStore

WAIT, ACCEPTED = Status.WAITING_LIST, Status.ACCEPTED


async def killed(
    path: Path, writes: int, step: Callable[[Deps], Awaitable[object]], now: datetime | None = None
) -> None:
    """The step, by a process that dies after so many writes."""
    store = await open_store(f"sqlite:///{path}")
    deps = deps_over(cast(Store, DyingStore(store, writes)))
    if now is not None:
        deps.clock.move_to(now)  # type: ignore[attr-defined]
    try:
        await step(deps)
    except DiedError:
        pass
    finally:
        await store.close()


async def resent(deps: Deps, name: str) -> str:
    """A dossier that left is begun again and sent: the review that it gets."""
    moment = Moment(deps.clock.now(), "somebody", deps.clock.today())

    def change(state: Application) -> Change[Application]:
        again = begin_again(state, moment, by_office=True)
        return Change(replace(again, status=Status.ELIGIBLE, sent_at=moment.at))

    await deps.applications.change(name, change, fresh_cause("tests"))
    return await asked(deps, name)


async def leaves(deps: Deps, name: str) -> None:
    await withdraw_application(WithdrawApplication(name, "Autre projet"), deps, fresh_cause("tests"))
    await free_place(FreePlace(name), deps, event_cause(f"left {name}"))


async def test_who_came_back_cannot_confirm_the_offer_from_before(deps: Deps) -> None:
    """A dossier that was withdrawn and sent again counts once (eCandidat #117)."""
    await programme(deps, places=1, confirmation_days=30)
    reviews = [await applicant(deps, name) for name in ("ana", "bob")]
    await held(deps, dict.fromkeys(reviews, Answer.WAIT), reviews)
    await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    await leaves(deps, "ana")
    again = await resent(deps, "ana")
    await held(deps, {again: Answer.WAIT}, [again], SECOND)
    with pytest.raises(RuleError, match="no-place-offered"):
        await answer_offer(AnswerOffer("ana", "confirm"), deps, fresh_cause("tests"))
    await answer_offer(AnswerOffer("bob", "confirm"), deps, fresh_cause("tests"))
    assert await deps.applications.count({"status": ACCEPTED.value}) == 1
    await leaves(deps, "bob")
    assert (await deps.applications.get("ana")).state.offered_until is not None


async def test_who_had_a_place_and_comes_back_waits_like_everybody(deps: Deps) -> None:
    """Promoted once is not promoted for ever (eCandidat #117)."""
    await programme(deps, places=1)
    reviews = [await applicant(deps, name) for name in ("ana", "bob")]
    await held(deps, dict.fromkeys(reviews, Answer.WAIT), reviews)
    await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    await leaves(deps, "ana")
    assert await status(deps, "bob") is ACCEPTED
    again = await resent(deps, "ana")
    await held(deps, {again: Answer.WAIT}, [again], SECOND)
    assert await status(deps, "ana") is WAIT


async def test_an_acceptance_that_is_taken_back_frees_its_place_and_a_first_refusal_frees_none(deps: Deps) -> None:
    await programme(deps, places=2)
    reviews = [await applicant(deps, name) for name in ("ana", "bob", "cam")]
    votes = dict(zip(reviews, (Answer.ACCEPT, Answer.WAIT, Answer.REFUSE), strict=True))
    await held(deps, votes, [reviews[1]])
    await free_place(FreePlace("cam"), deps, event_cause("cam refused"))
    assert await status(deps, "bob") is WAIT
    await reopen_review(ReopenReview("ana", "board", "Erreur", "somebody"), deps, fresh_cause("tests"))
    refusal = AnswerReview(reviews[0], Answer.REFUSE, "Motif", {}, "somebody")
    await answer_review(refusal, deps, fresh_cause("tests"))
    await free_place(FreePlace("ana"), deps, event_cause("ana refused"))
    assert (await status(deps, "ana"), await status(deps, "bob")) == (Status.REFUSED, ACCEPTED)


async def test_more_places_than_the_bound_of_attempts_are_given_in_one_go(deps: Deps) -> None:
    await programme(deps, places=30)
    await waiting(deps, 25)
    assert await fill_places(FillPlaces("programme"), deps, event_cause("many")) == 25
    assert (await deps.place_books.get("programme")).state.offers == ()


@pytest.mark.parametrize("days", [None, 5])
@pytest.mark.parametrize("writes", range(7))
async def test_a_filling_that_died_is_completed_by_the_same_event(
    tmp_path: Path, writes: int, days: int | None
) -> None:
    path = tmp_path / "died.db"
    async with deployment(path) as deps:
        await programme(deps, places=2, confirmation_days=days)
        names = await waiting(deps, 4)
    command = FillPlaces("programme")
    await killed(path, writes, lambda dying: fill_places(command, dying, event_cause("freed")))
    async with deployment(path) as deps:
        await fill_places(command, deps, event_cause("freed"))
        states = [(await deps.applications.get(one)).state for one in names]
        assert [one.status is ACCEPTED or one.offered_until is not None for one in states] == [True, True, False, False]
        assert len((await deps.place_books.get("programme")).state.offers) == (0 if days is None else 2)


@pytest.mark.parametrize("answer", ["confirm", "decline"])
@pytest.mark.parametrize("writes", range(6))
async def test_an_answer_that_died_neither_loses_a_place_nor_gives_it_twice(
    tmp_path: Path, writes: int, answer: str
) -> None:
    path = tmp_path / "died.db"
    async with deployment(path) as deps:
        await programme(deps, places=1, confirmation_days=5)
        await waiting(deps, 3)
        await fill_places(FillPlaces("programme"), deps, fresh_cause("tests"))
    command = AnswerOffer("w0", answer)  # type: ignore[arg-type]
    await killed(path, writes, lambda dying: answer_offer(command, dying, fresh_cause("tests")))
    async with deployment(path) as deps:
        if await status(deps, "w0") is WAIT:
            await answer_offer(command, deps, fresh_cause("tests"))
        for _ in range(2):
            if answer == "decline":
                await free_place(FreePlace("w0"), deps, event_cause("withdrawn"))
            await end_offers(deps)
        offered = [(await deps.applications.get(one)).state.offered_until is not None for one in ("w1", "w2")]
        assert offered == [answer == "decline", False]
        assert await status(deps, "w0") is (ACCEPTED if answer == "confirm" else Status.WITHDRAWN)


@pytest.mark.parametrize("writes", range(12))
async def test_a_withdrawal_whose_event_died_halfway_still_frees_the_place(tmp_path: Path, writes: int) -> None:
    path = tmp_path / "died.db"
    async with deployment(path) as deps:
        await programme(deps, places=1)
        reviews = [await applicant(deps, name) for name in ("ana", "bob")]
        await held(deps, dict(zip(reviews, (Answer.ACCEPT, Answer.WAIT), strict=True)), [reviews[1]])
        await withdraw_application(WithdrawApplication("ana", "Autre projet"), deps, fresh_cause("tests"))
    await killed(path, writes, lambda dying: free_place(FreePlace("ana"), dying, event_cause("withdrawn")))
    async with deployment(path) as deps:
        await free_place(FreePlace("ana"), deps, event_cause("withdrawn"))
        assert await status(deps, "bob") is ACCEPTED


@pytest.mark.parametrize("writes", range(0, 18))
async def test_a_meeting_that_died_while_results_went_out_is_completed(tmp_path: Path, writes: int) -> None:
    """Every dossier has its result, the list its order, and every letter is told once."""
    path = tmp_path / "died.db"
    async with deployment(path) as deps:
        await programme(deps)
        await with_letterhead(deps)
        first, second, third = [await applicant(deps, name) for name in ("ana", "bob", "cam")]
        committee_id = await planned(deps)
        await voted(deps, committee_id, {first: Answer.ACCEPT, second: Answer.WAIT, third: Answer.WAIT})
    now = datetime(2026, 9, 15, 13, tzinfo=UTC)
    command = HoldCommittee(committee_id, ["m1"], {}, [third, second])
    await killed(path, writes, lambda dying: hold_committee(command, dying, fresh_cause("tests")), now)
    async with deployment(path) as deps:
        deps.clock.move_to(now)  # type: ignore[attr-defined]
        if (await deps.committees.get(committee_id)).state.status.value == "OPEN":
            await hold_committee(command, deps, fresh_cause("tests"))
        await complete_committees(deps)
        ranks = {one: (await deps.applications.get(one)).state.waiting_rank for one in ("bob", "cam")}
        assert (await status(deps, "ana"), ranks) == (ACCEPTED, {"bob": 2, "cam": 1})
        stored = await deps.committees.get(committee_id)
        assert letters(stored) == ["ana", "bob", "cam"]
        assert (stored.state.unfinished, stored.state.letters_due) == (False, False)
