"""A crash between two writes: saying it again completes what the first left, and repeats nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import DomainError
from enrolment.domain.mini.appointing import Appointment, How, appoint, end, holders, main_post, vacancies
from enrolment.domain.mini.election import Election, close, vote
from enrolment.domain.mini.formats import Format
from enrolment.domain.mini.posts import posts_of
from enrolment.usecases.mini.leave_team import LeaveTeam, leave_team
from essaim.kit.cause import Cause, fresh_cause
from tests.enrolment.mini.desk import TEACHER, TEAMS, built, created, seat
from tests.enrolment.office import Office

DAY = date(2026, 10, 1)
POSTS = posts_of(Format.L, DAY)


async def test_a_departure_that_stopped_after_the_posts_is_completed_by_its_repetition(office: Office) -> None:
    team_id, found = await built(office)
    command = LeaveTeam(team_id, seat(found[1]), "withdrawn")
    event = fresh_cause("bus")
    cause = Cause(command_id=event.command_id, correlation_id=event.command_id, actor="bus", event_id=event.command_id)

    class BrokenError(Exception):
        """The process dies here."""

    class Dying:
        """The members of a deployment that dies before it writes one."""

        async def get(self, id_: str) -> object:
            return await office.deps.mini_members.get(id_)

        async def change(self, *_: object, **__: object) -> None:
            raise BrokenError

    with pytest.raises(BrokenError):
        await leave_team(command, replace(office.deps, mini_members=Dying()), cause)  # type: ignore[arg-type]
    between = await office.deps.mini_enterprises.get(team_id)
    assert (await office.deps.mini_members.get(seat(found[1]))).state.active
    for _ in range(2):
        await leave_team(command, office.deps, cause)
    assert not (await office.deps.mini_members.get(seat(found[1]))).state.active
    assert (await office.deps.mini_enterprises.get(team_id)).version == between.version


async def test_members_of_whom_some_had_joined_before_a_crash_all_join(office: Office) -> None:
    team_id, found = await created(office)
    gone = f"{TEAMS}/{team_id}/members/{seat(found[2])}/departure"
    await office.post(TEACHER, gone, {"code": "mistake"})
    again = {"application_ids": [one["id"] for one in found]}
    joined = await office.post(TEACHER, f"{TEAMS}/{team_id}/members", again)
    assert [one["left_on"] for one in joined["items"]] == [None, None, None]
    assert await office.deps.mini_members.count() == 3


@given(
    st.lists(
        st.tuples(st.sampled_from([one.key for one in POSTS]), st.sampled_from("abcd"), st.booleans(), st.booleans()),
        max_size=40,
    )
)
def test_whatever_happens_a_member_has_one_main_post_at_most_and_a_post_its_number(
    steps: list[tuple[str, str, bool, bool]],
) -> None:
    known: tuple[Appointment, ...] = ()
    for key, member, main, leaves in steps:
        post = next(one for one in POSTS if one.key == key)
        before = known
        if leaves:
            known = end(known, member, DAY, "own-wish", post=key)
        else:
            try:
                known = appoint(known, post, Appointment(key, member, main, DAY, How.INTERVIEW, "teacher"))
            except DomainError:
                assert known == before
        assert len(known) >= len(before)
        mains = [one.member_id for one in known if one.main and one.current]
        assert len(mains) == len(set(mains))
        assert all(main_post(known, one) is not None for one in mains)
        open_ = vacancies(POSTS, known)
        assert all(len(holders(known, one.key)) + open_.get(one.key, 0) == one.number for one in POSTS)


@given(st.lists(st.sampled_from(["a", "b", None]), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_an_election_counts_each_vote_once_and_keeps_no_order(votes: list[str | None], random: object) -> None:
    electors = tuple(f"m{place:02d}" for place in range(len(votes)))
    ballot = Election(1, "chief", ("a", "b"), electors, DAY, counts={})
    order = list(zip(electors, votes, strict=True))
    random.shuffle(order)  # type: ignore[attr-defined]
    for voter, choice in order:
        ballot = vote(ballot, voter, choice)
        assert ballot.voters == tuple(sorted(ballot.voters))
    counted = close(ballot, DAY)
    assert counted.counts == {one: votes.count(one) for one in "ab"}
    assert sum((counted.counts or {}).values()) + counted.blank == len(counted.voters)
    tie = votes.count("a") == votes.count("b")
    assert counted.tied == tie
