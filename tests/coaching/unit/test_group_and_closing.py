"""The copy of a group, whatever the order of events; and what stands in the way of closing it."""

from dataclasses import replace
from datetime import date

import pytest

from coaching.domain.closing import open_items
from coaching.domain.errors import RuleError
from coaching.domain.group import (
    Group,
    Standing,
    closed,
    require_member,
    running_period,
    with_member,
    with_members,
)
from coaching.domain.session import Status
from tests.coaching.unit.samples import PLANNED


def test_members_are_the_same_in_whatever_order_the_events_come() -> None:
    activated_first = with_members(with_member(with_member(Group(), "b", 2), "a", 1), ["a", "b", "c"])
    started_first = with_member(with_member(with_members(Group(), ["a", "b", "c"]), "b", 2), "a", 1)
    assert activated_first == started_first
    assert activated_first.person_ids == ("a", "b", "c")


def test_only_a_running_group_and_its_members() -> None:
    period = (date(2026, 9, 14), date(2027, 6, 30))
    running = replace(with_members(Group(), ["a"]), standing=Standing.RUNNING, starts_on=period[0], ends_on=period[1])
    assert running_period(running) == period
    require_member(running, "a")
    with pytest.raises(RuleError, match="not-a-member"):
        require_member(running, "b")
    for group in (Group(), closed(running, date(2027, 6, 30))):
        with pytest.raises(RuleError, match="group-not-running"):
            running_period(group)


def test_planned_cancelled_and_sealed_sessions_are_no_obstacle_to_closing() -> None:
    sessions = [(status.value, replace(PLANNED, status=status)) for status in Status]
    assert open_items(sessions, share_rule_adopted=True) == (
        "coaching.session-not-sealed:CONFIRMED",
        "coaching.session-not-sealed:HELD",
        "coaching.session-not-sealed:REPORTED",
    )


def test_a_share_rule_has_to_be_adopted() -> None:
    assert open_items((), share_rule_adopted=False) == ("coaching.no-share-rule",)
    assert open_items((), share_rule_adopted=True) == ()
