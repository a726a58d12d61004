"""What is on an agenda, and what members still have to read."""

from datetime import UTC, datetime

import pytest

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.applications.withdraw_application import WithdrawApplication, withdraw_application
from enrolment.usecases.committees.cast_vote import CastVote, cast_vote
from enrolment.usecases.committees.count_votes_due import CountVotesDue, count_votes_due
from enrolment.usecases.committees.fill_agenda import FillAgenda, fill_agenda
from enrolment.usecases.committees.fill_agendas import fill_agendas
from enrolment.usecases.committees.open_committee import OpenCommittee, open_committee
from enrolment.usecases.committees.remove_from_agenda import RemoveFromAgenda, remove_from_agenda
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import PreconditionError
from tests.enrolment.committees.desk import SECOND, applicant, planned, programme


async def on_agenda(deps: Deps, committee_id: str) -> list[str]:
    return [one.review_id for one in (await deps.committees.get(committee_id)).state.items]


async def due(deps: Deps) -> set[int]:
    return {one.due for one in await count_votes_due(CountVotesDue("cmq-mma"), deps)}


async def test_what_was_taken_off_comes_back_by_hand_only_and_waits_for_the_next_committee(deps: Deps) -> None:
    await programme(deps)
    taken_off, kept = await applicant(deps, "ana"), await applicant(deps, "bob")
    first, second = await planned(deps), await planned(deps, SECOND)
    await fill_agenda(FillAgenda(first), deps, fresh_cause("tests"))
    await remove_from_agenda(RemoveFromAgenda(first, taken_off, "Pièce manquante"), deps, fresh_cause("tests"))
    await open_committee(OpenCommittee(first), deps, fresh_cause("tests"))
    await fill_agendas(deps)
    assert await on_agenda(deps, first) == [kept]
    assert await on_agenda(deps, second) == [taken_off]
    with pytest.raises(RuleError, match="on-another-agenda"):
        await fill_agenda(FillAgenda(first, taken_off, "Pièce arrivée"), deps, fresh_cause("tests"))
    await remove_from_agenda(RemoveFromAgenda(second, taken_off, "Pièce arrivée"), deps, fresh_cause("tests"))
    await fill_agenda(FillAgenda(first, taken_off, "Pièce arrivée"), deps, fresh_cause("tests"))
    assert await on_agenda(deps, first) == [kept, taken_off]


async def test_agendas_fill_by_themselves_the_earliest_first_and_members_see_how_much_waits(deps: Deps) -> None:
    await programme(deps)
    review_id = await applicant(deps, "ana")
    second, first = await planned(deps, SECOND), await planned(deps)
    assert await due(deps) == {0}
    await fill_agendas(deps)
    assert (await on_agenda(deps, first), await on_agenda(deps, second)) == ([review_id], [])
    assert sorted(one.due for one in await count_votes_due(CountVotesDue("cmq-mma"), deps)) == [0, 0, 0, 1, 1, 1]


async def test_a_committee_that_votes_early_still_takes_what_comes_in_time(deps: Deps) -> None:
    """SNEE-09: until the end, in Paris, of the day after its last application date."""
    await programme(deps)
    early = await applicant(deps, "ana")
    committee_id = await planned(deps)
    await open_committee(OpenCommittee(committee_id), deps, fresh_cause("tests"))
    deps.clock.move_to(datetime(2026, 9, 8, 20, tzinfo=UTC))  # type: ignore[attr-defined]
    in_time = await applicant(deps, "bob")
    await fill_agendas(deps)
    deps.clock.move_to(datetime(2026, 9, 9, 8, tzinfo=UTC))  # type: ignore[attr-defined]
    day_after = await applicant(deps, "cam")
    await fill_agendas(deps)
    deps.clock.move_to(datetime(2026, 9, 9, 22, 1, tzinfo=UTC))  # type: ignore[attr-defined]
    await applicant(deps, "dan")
    await fill_agendas(deps)
    assert await on_agenda(deps, committee_id) == [early, in_time, day_after]


async def test_nobody_reads_or_votes_on_what_was_withdrawn(deps: Deps) -> None:
    await programme(deps)
    review_id = await applicant(deps, "ana")
    committee_id = await planned(deps)
    await open_committee(OpenCommittee(committee_id), deps, fresh_cause("tests"))
    assert await due(deps) == {1}
    await withdraw_application(WithdrawApplication("ana", "Autre projet"), deps, fresh_cause("tests"))
    assert await due(deps) == {0}
    with pytest.raises(RuleError, match="review-status"):
        await cast_vote(CastVote(committee_id, review_id, "m1", Answer.ACCEPT, "", {}), deps, fresh_cause("tests"))


async def test_a_committee_that_somebody_changed_is_not_opened_by_an_old_version(deps: Deps) -> None:
    await programme(deps)
    await applicant(deps, "ana")
    committee_id = await planned(deps)
    with pytest.raises(PreconditionError):
        await open_committee(OpenCommittee(committee_id, 77), deps, fresh_cause("tests"))
    assert await on_agenda(deps, committee_id) == []
