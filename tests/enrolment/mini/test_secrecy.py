"""A ballot is counted once its counts do not tell who voted what; when all votes are blank, nobody is elected."""

from datetime import date

import pytest

from enrolment.domain.errors import RuleError
from enrolment.domain.mini.election import FEWEST_VOTES, Election, close, vote
from tests.enrolment.mini.desk import TEACHER, TEAMS, created, seat, self_of, signed
from tests.enrolment.office import Office

DAY = date(2026, 10, 1)


async def test_a_teacher_who_closes_after_one_vote_learns_nothing(office: Office) -> None:
    team_id, found = await created(office)
    await signed(office, team_id)
    first, second, third = (seat(one) for one in found)
    path = f"{TEAMS}/{team_id}/elections"
    await office.post(TEACHER, path, {"post": "chief", "candidates": [first, second]})
    await office.post(self_of(found[2]), f"{path}/1/votes", {"choice": second})
    told = await office.refused(TEACHER, f"{path}/1/closing", {}, "too-few-votes")
    assert second not in str(told)
    box = {"voters": [first, second], "counts": {first: 1}, "blank": 1}
    closed = await office.post(TEACHER, f"{path}/1/closing", box)
    assert closed["elections"][0]["voters"] == sorted([first, second, third])
    assert closed["elections"][0]["tied"]


@pytest.mark.parametrize(("electors", "needed"), [(1, 1), (2, 2), (3, 3), (12, FEWEST_VOTES)])
def test_so_many_votes_are_needed(electors: int, needed: int) -> None:
    names = tuple(f"m{place:02d}" for place in range(electors))
    ballot = Election(1, "chief", ("m00",), names, DAY, counts={})
    for place in range(needed):
        with pytest.raises(RuleError) as caught:
            close(ballot, DAY)
        assert caught.value.slug == "too-few-votes"
        ballot = vote(ballot, names[place], "m00")
    assert close(ballot, DAY).elected == "m00"


def test_blank_votes_alone_close_the_ballot_and_elect_nobody() -> None:
    ballot = Election(1, "chief", ("a",), ("a", "b", "c"), DAY, counts={})
    for voter in ballot.electors:
        ballot = vote(ballot, voter, None)
    closed = close(ballot, DAY)
    assert (closed.elected, closed.tied, closed.blank) == (None, True, 3)
