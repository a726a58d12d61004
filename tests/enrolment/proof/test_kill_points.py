"""A process dies before any of its writes, in every command that has several of them: in the end it is as if nobody had died.

Whoever got no answer asks again, before the service has mended itself or after; and where nobody asks again, the service goes on
by itself from the first write on that counts.
"""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from enrolment.domain.programmes.decider import Answer
from tests.enrolment.deciders.places import deployment
from tests.enrolment.proof import beginnings as at, commands as do
from tests.enrolment.proof.dying import MOST_WRITES, After, Killing, copy_of, differences, play

BOTH_WAYS = 4
ACCEPT, REFUSE = Answer.ACCEPT, Answer.REFUSE
DECIDED = (do.answer("cmq", ACCEPT), do.answer("coopilote", REFUSE), do.reopen, do.answer("coopilote", ACCEPT))
KILLINGS = (
    Killing("send", at.with_two_deciders, (do.send,), alone=1),
    Killing("send, a minor", at.of_a_minor, (do.send, do.consent)),
    Killing("answer", at.sent, (do.answer("coopilote", REFUSE),), alone=1),
    Killing("answer and reopen", at.sent, DECIDED),
    Killing("recall", at.sent, (do.recall,), alone=1),
    Killing("recall and send again", at.sent, (do.recall, do.send)),
    Killing("withdraw", at.sent, (do.withdraw(),), alone=1),
    Killing("transfer", at.sent, (do.propose, do.take), alone=2),
    Killing("accept, and a status with its tutor", at.accepted_snee, (do.accept, do.own_events), alone=1),
    Killing(
        "charter, its end, a renewal", at.accepted_snee, (do.accept, do.own_events, do.tick, do.renew, do.renounce)
    ),
    Killing("fill, open, take off", at.planned_meetings, (do.fill, do.remove, do.open_votes)),
    Killing("cancel", at.planned_meetings, (do.fill, do.cancel)),
    Killing("hold", at.before_a_meeting, (do.hold,), alone=1, now=at.AFTER_MEETING),
    Killing("hold, and mended the next day", at.before_a_meeting, (do.hold,), 1, at.AFTER_MEETING, timedelta(days=1)),
    Killing("a place without confirmation", at.waiting_list, (do.withdraw("ana"), do.own_events), alone=1),
    Killing("a place to confirm", partial(at.waiting_list, days=5), (do.withdraw("ana"), do.own_events), alone=1),
    Killing("confirm", at.offered, (do.reply("confirm"),), alone=1),
    Killing("decline", at.offered, (do.reply("decline"),), alone=1),
    Killing("merge", at.twins, (do.merge,), alone=1),
    Killing("erase", at.to_be_erased, (do.erase,), alone=1),
    Killing("roster", at.a_programme, (do.roster, do.own_events), alone=3),
    Killing("grant", at.learners, (do.grant,), alone=1),
    Killing("grant, prove, settle", at.learners, (do.grant, do.prove, do.settle)),
    Killing("convene", at.learners, (do.convene,)),
    Killing("close a jury", at.before_a_jury, (do.convene, do.close)),
)


@pytest.mark.parametrize("killing", KILLINGS, ids=[one.name for one in KILLINGS])
async def test_a_process_that_dies_before_any_write_loses_and_doubles_nothing(tmp_path: Path, killing: Killing) -> None:
    start = tmp_path / "start.db"
    async with deployment(start) as deps:
        await killing.prepare(deps)
    lived, expected = await play(killing, copy_of(start, "whole"), -1, After.NEVER_AGAIN)
    assert lived
    for writes in range(MOST_WRITES):
        alone = killing.alone is not None and writes >= killing.alone
        ways = [After.AGAIN_FIRST, After.NEVER_AGAIN if alone else After.AGAIN_LATER]
        # Of a long command, most writes are of one kind: each of them is tried in one of the two ways.
        for way in ways if writes < BOTH_WAYS else ways[writes % 2 :][:1]:
            lived, found = await play(killing, copy_of(start, f"{writes} {way}"), writes, way)
            wrong = "\n".join(differences(found, expected))
            assert not wrong, f"died before write {writes}, {way}\n{wrong}"
        if lived:
            assert writes > 0
            return
    raise AssertionError("it never comes to an end")
