"""The closing saga: both services answer for the current closing, or nothing is closed."""

from dataclasses import replace
from datetime import date

import pytest

from enrolment.domain.groups.closing import Answer
from enrolment.domain.groups.ending import ask_to_close, hear
from enrolment.domain.groups.group import Group, Status
from tests.enrolment.unit.samples import proposed, refused

TODAY = date(2027, 6, 28)
CLEAR = Answer(True)
OPEN = Answer(False, ("accounting.invoice-unpaid:2027-000001",))


def closing(closing_id: str = "c1") -> Group:
    return ask_to_close(replace(proposed(), status=Status.RUNNING), closing_id)


def told(
    group: Group, service: str, answer: Answer, closing_id: str = "c1", partner: str = "coopilote"
) -> Group | None:
    return hear(group, closing_id=closing_id, service=service, partner=partner, answer=answer, today=TODAY)


def after(group: Group, *answers: tuple[str, Answer]) -> Group:
    for service, answer in answers:
        group = told(group, service, answer) or group
    return group


@pytest.mark.parametrize("order", [("accounting", "coaching"), ("coaching", "accounting")])
def test_the_group_is_closed_when_both_are_clear_in_whatever_order(order: tuple[str, str]) -> None:
    first = after(closing(), (order[0], CLEAR))
    assert first.status is Status.CLOSING
    last = after(first, (order[1], CLEAR))
    assert (last.status, last.closed_on) == (Status.CLOSED, TODAY)
    assert last.closing is not None
    assert last.closing.open_items == ()


def test_anything_open_brings_the_group_back_to_running_and_says_what() -> None:
    waiting = after(closing(), ("accounting", OPEN))
    assert waiting.status is Status.CLOSING
    group = after(waiting, ("coaching", Answer(False, ("coaching.no-share-rule",))))
    assert group.status is Status.RUNNING
    assert group.closing is not None
    assert group.closing.open_items == (*OPEN.open_items, "coaching.no-share-rule")


def test_a_service_that_is_not_clear_without_naming_anything_still_blocks() -> None:
    group = after(closing(), ("accounting", Answer(False)), ("coaching", CLEAR))
    assert group.status is Status.RUNNING
    assert group.closing is not None
    assert group.closing.open_items == ("accounting.not-clear",)


def test_one_service_answering_twice_is_not_two_services() -> None:
    group = after(closing(), ("accounting", CLEAR), ("accounting", CLEAR))
    assert group.status is Status.CLOSING
    blocked = after(closing(), ("accounting", OPEN), ("accounting", CLEAR), ("coaching", CLEAR))
    assert blocked.status is Status.RUNNING


def test_stale_answers_are_ignored() -> None:
    again = ask_to_close(after(closing("c1"), ("accounting", OPEN), ("coaching", CLEAR)), "c2")
    assert told(again, "accounting", CLEAR, "c1") is None
    waiting = told(again, "accounting", CLEAR, "c2")
    assert waiting is not None
    assert told(waiting, "coaching", OPEN, "c1") is None
    closed = told(waiting, "coaching", CLEAR, "c2")
    assert closed is not None
    assert closed.status is Status.CLOSED
    assert told(closed, "coaching", OPEN, "c2") is None


def test_an_answer_after_the_verdict_changes_nothing() -> None:
    group = after(closing(), ("accounting", OPEN), ("coaching", CLEAR))
    assert told(group, "accounting", CLEAR) is None


def test_only_the_partners_of_the_group_are_heard() -> None:
    assert told(closing(), "accounting", CLEAR, partner="ubfc") is None
    assert told(closing(), "coaching", CLEAR, partner="cmq-mma") is not None


def test_a_closing_can_be_asked_again_while_one_waits_for_an_answer() -> None:
    group = ask_to_close(after(closing("c1"), ("accounting", CLEAR)), "c2")
    assert group.closing is not None
    assert (group.closing.closing_id, group.closing.answers) == ("c2", {})


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.APPROVED, Status.CLOSED])
def test_only_a_running_group_can_be_closed(status: Status) -> None:
    error = refused("group-status", ask_to_close, replace(proposed(), status=status), "c1")
    assert error.fields[0].accepted == "RUNNING or CLOSING"
