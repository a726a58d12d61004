"""A decider at another partner's deployment: asked, shown, answering and reopened by events, in whatever order they come."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.deciders.review import Review
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.events import LISTENS
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.deciders.refresh_reviews import RefreshReviews, refresh_reviews
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.contracts import envelope as wire
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import RefusedError
from tests.enrolment.deciders.desk import CMQ, COOPILOTE, UBFC, decided_by, hear
from tests.enrolment.deciders.places import AWAY, changed, deployment, dossier, outgoing

BY_UBFC = (
    OutcomeRule(Outcome.ACCEPTED, "all", ("ubfc",), (Answer.ACCEPT,)),
    OutcomeRule(Outcome.REFUSED, "any", ("ubfc",), (Answer.REFUSE,)),
)


@dataclass
class Two:
    """The dossier's home and the deployment of the Pépite, and what each has said so far."""

    home: Deps
    away: Deps

    async def bring(self, *types: str) -> None:
        """Deliver to each what the other said, of these types or all."""
        for envelope in await self.said(*types):
            if envelope.type in LISTENS.by_type:
                await hear(self.away if envelope.partner != AWAY else self.home, envelope)

    async def said(self, *types: str) -> list[wire.Envelope]:
        """Everything both said, or what is of these types."""
        found = [*await outgoing(self.home), *await outgoing(self.away)]
        return [one for one in found if not types or one.type.split(".")[1] in types]

    async def review(self) -> tuple[str, Review]:
        """The one review at the Pépite."""
        (stored,) = await self.away.reviews.all()
        return stored.id, stored.state

    async def answer(self, said: Answer, opinion: str = "Motif") -> None:
        """The Pépite answers."""
        command = AnswerReview((await self.review())[0], said, opinion, {"d2e": True, "advice": "Continuez"}, "pepite")
        await answer_review(command, self.away, fresh_cause("pepite"))


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    """A dossier that the Pépite alone decides on."""
    async with AsyncExitStack() as stack:
        home = await stack.enter_async_context(deployment(tmp_path / "home.db"))
        away = await stack.enter_async_context(deployment(tmp_path / "away.db", AWAY))
        await dossier(home)
        await decided_by(home, "programme", (CMQ, UBFC), BY_UBFC)
        await request_reviews(RequestReviews("application"), home, fresh_cause("tests"))
        yield Two(home, away)


async def test_request_answer_and_outcome_go_over_the_bus(two: Two) -> None:
    await two.bring()
    id_, review = await two.review()
    assert (review.partner, review.role, review.home, review.status) == ("ubfc", "pepite_officer", "cmq-mma", "OPEN")
    assert {one.name: one.value for one in review.shown}["summary"] == "Des vestes en laine"
    assert [one.key for one in review.questions] == ["d2e", "advice"]
    await two.answer(Answer.ACCEPT, "Solide")
    for _ in range(2):
        await two.bring()
    state = (await two.home.applications.get("application")).state
    assert state.status is Status.ACCEPTED
    (recorded,) = state.answers
    assert (recorded.answers, recorded.opinion, recorded.words) == (
        {"d2e": True},
        "Solide",
        {"advice": "Continuez"},
    )
    assert (await two.away.reviews.get(id_)).state.outcome == "ACCEPTED"
    (decision,) = await two.said("decision_recorded")
    assert "Solide" not in str(decision.data)
    assert "Continuez" not in str(decision.data)


async def test_nothing_that_is_made_of_two_events_depends_on_their_order(two: Two, tmp_path: Path) -> None:
    state = (await two.home.applications.get("application")).state
    await changed(two.home, "application", replace(state, steps={"project": {"summary": "Des vestes en lin"}}))
    await refresh_reviews(RefreshReviews("application"), two.home, fresh_cause("tests"))
    told = await two.said("decision_requested", "dossier_shared")
    told = [one for one in told if one.data["decider"] == "ubfc"]
    assert [one.type.split(".")[1] for one in told] == ["decision_requested", "dossier_shared", "dossier_shared"]
    for place, arriving in enumerate(permutations(told)):
        async with deployment(tmp_path / f"{place}.db", AWAY) as away:
            for envelope in (*arriving, *arriving[::-1]):
                await hear(away, envelope)
            (stored,) = await away.reviews.all()
            assert {one.name: one.value for one in stored.state.shown}["summary"] == "Des vestes en lin"
            assert (stored.state.requested, stored.state.shared, stored.state.role) == (True, True, "pepite_officer")


async def test_a_closing_that_comes_before_what_it_closes_wins(two: Two, tmp_path: Path) -> None:
    await close_reviews(CloseReviews("application", "erased"), two.home, fresh_cause("tests"))
    told = await two.said("decision_requested", "dossier_shared", "reviews_closed")
    for place, arriving in enumerate(permutations([one for one in told if one.data.get("decider", "ubfc") == "ubfc"])):
        async with deployment(tmp_path / f"{place}.db", AWAY) as away:
            for envelope in arriving:
                await hear(away, envelope)
            (stored,) = await away.reviews.all()
            assert (stored.state.status, stored.state.shown) == ("CLOSED", ())


async def test_a_review_is_not_answered_before_what_the_dossier_shows_has_come(two: Two) -> None:
    await two.bring("decision_requested")
    with pytest.raises(RuleError, match="dossier-not-arrived"):
        await two.answer(Answer.ACCEPT)


async def test_a_final_outcome_is_reopened_by_the_home_only(two: Two) -> None:
    await two.bring()
    await two.answer(Answer.REFUSE)
    await two.bring()
    await two.bring("outcome_derived")
    with pytest.raises(RuleError, match="outcome-final"):
        await two.answer(Answer.ACCEPT)
    await reopen_review(ReopenReview("application", "ubfc", "Erreur de saisie", "c"), two.home, fresh_cause("c"))
    (reopening,) = await two.said("decision_reopened")
    assert "Erreur de saisie" not in str(reopening.data)
    with pytest.raises(RefusedError, match="foreign-review"):
        await hear(two.away, forged(reopening, "coopilote"))
    await two.bring("decision_reopened")
    await two.answer(Answer.ACCEPT)
    said = await two.said("decision_recorded", "opinion_given")
    for envelope in (*said[::-1], *said):
        await hear(two.home, envelope)
    state = (await two.home.applications.get("application")).state
    assert (state.status, [one.number for one in state.answers]) == (Status.ACCEPTED, [2])


async def test_a_forged_answer_is_refused_and_changes_nothing(two: Two) -> None:
    """The home believes only the deployment that the programme names for the decider."""
    await two.bring()
    await two.answer(Answer.ACCEPT)
    (decision,) = await two.said("decision_recorded")
    before = await two.home.applications.get("application")
    wrongs: Sequence[dict[str, Any]] = ({}, {"partner": "coopilote"}, {"decider": "cmq", "partner": "cmq-mma"})
    for wrong in wrongs:
        with pytest.raises(RefusedError, match="foreign-decider"):
            await hear(two.home, forged(decision, "coopilote", **wrong))
    with pytest.raises(RefusedError, match="foreign-decider"):
        await hear(two.home, forged(decision, "ubfc", partner="coopilote"))
    await hear(two.home, forged(decision, "ubfc", review_id="another"))
    assert (await two.home.applications.get("application")).state == before.state


async def test_a_forged_request_takes_no_place(two: Two) -> None:
    """The id of a review follows from the home: nobody else can make it, fill it or close it."""
    for envelope in await two.said("decision_requested", "dossier_shared"):
        if envelope.data["decider"] == "ubfc":
            with pytest.raises(RefusedError, match="foreign-review"):
                await hear(two.away, forged(envelope, "coopilote"))
    assert await two.away.reviews.count() == 0
    await close_reviews(CloseReviews("application", "withdrawn"), two.home, fresh_cause("tests"))
    (closing,) = await two.said("reviews_closed")
    with pytest.raises(RefusedError, match="foreign-review"):
        await hear(two.away, forged(closing, "coopilote"))


async def test_a_deployment_that_is_not_named_makes_no_review(two: Two, tmp_path: Path) -> None:
    async with deployment(tmp_path / "third.db", "coopilote") as third:
        for envelope in await two.said():
            await hear(third, envelope)
        assert await third.reviews.count() == 0


async def test_a_decider_here_needs_no_other_deployment(two: Two) -> None:
    """The words of those who work here go over no wire."""
    await decided_by(two.home, "programme", (COOPILOTE,), ())
    await request_reviews(RequestReviews("application"), two.home, fresh_cause("tests"))
    (review,) = await two.home.reviews.all({"decider": "coopilote"})
    command = AnswerReview(review.id, Answer.ACCEPT, "Entre nous", {"activity": "yes", "remarks": "Rien"}, "o")
    await answer_review(command, two.home, fresh_cause("o"))
    told = [one for one in await two.said() if one.data.get("decider") == "coopilote"]
    assert {one.type.split(".")[1] for one in told} == {"decision_requested", "decision_recorded"}
    assert "Entre nous" not in str(told)


def forged(envelope: wire.Envelope, sender: str, **data: Any) -> wire.Envelope:
    """The same said by somebody else."""
    return envelope.model_copy(
        update={
            "id": f"forged-{sender}-{'-'.join(data)}",
            "source": f"/{sender}/enrolment",
            "data": {**envelope.data, **data},
        }
    )
