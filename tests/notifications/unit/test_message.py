"""A message's states: once sent it stays sent, passing failures are tried again, others are final."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from notifications.domain.errors import RuleError
from notifications.domain.message import (
    CLAIM,
    MAX_ATTEMPTS,
    PATIENCE,
    Gap,
    Message,
    Status,
    claimed,
    not_sent,
    queued,
    sent,
    waiting,
)

NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)
MESSAGE = Message("group_started", "e", "enrolment.group_started.v1", "person:p", person_id="p")


def test_it_is_claimed_by_one_and_free_again_when_that_one_died() -> None:
    taken = claimed(MESSAGE, NOW)
    assert (taken.status, taken.attempts) == (Status.SENDING, 1)
    with pytest.raises(RuleError, match="message-not-due"):
        claimed(taken, NOW + CLAIM / 2)
    assert claimed(taken, NOW + CLAIM).attempts == 2


def test_what_was_sent_is_not_sent_again() -> None:
    done = sent(claimed(MESSAGE, NOW), NOW)
    with pytest.raises(RuleError, match="message-not-queued"):
        claimed(done, NOW + timedelta(days=1))


def test_a_passing_failure_waits_longer_each_time_and_ends() -> None:
    message, pauses = MESSAGE, []
    for _ in range(MAX_ATTEMPTS):
        message = not_sent(claimed(replace(message, due_from=None), NOW), "451 later", NOW, permanent=False)
        pauses.append(message.due_from - NOW if message.due_from else None)
    assert [pause.total_seconds() for pause in pauses[:3] if pause] == [5, 10, 20]
    assert message.status is Status.FAILED
    assert message.last_error == "451 later"


def test_a_refusal_is_final_at_once() -> None:
    assert not_sent(claimed(MESSAGE, NOW), "550 no such user", NOW, permanent=True).status is Status.FAILED


def test_waiting_for_an_address_is_no_attempt_and_ends_with_that_address_only() -> None:
    held = waiting(claimed(MESSAGE, NOW), Gap("person:p", essential=True), NOW)
    assert (held.status, held.attempts, held.due_from) == (Status.WAITING, 0, None)
    assert queued(held, "person:other") == held
    assert queued(held, "person:p").status is Status.QUEUED
    assert queued(sent(claimed(MESSAGE, NOW), NOW), "person:p").status is Status.SENT


def test_a_name_is_waited_for_once_and_not_for_ever() -> None:
    held = waiting(claimed(MESSAGE, NOW), Gap("group:g", essential=False), NOW)
    assert (held.status, held.attempts, held.patient) == (Status.QUEUED, 0, False)
    with pytest.raises(RuleError, match="message-not-due"):
        claimed(held, NOW + PATIENCE / 2)
    assert claimed(held, NOW + PATIENCE).attempts == 1
    assert claimed(queued(held, "group:g"), NOW).attempts == 1
