"""How a running group comes to its end: ask every service, hear the answers, close or go on."""

from dataclasses import replace
from datetime import date

from enrolment.domain.errors import require_status
from enrolment.domain.groups.closing import Answer, Closing, collect, is_complete, still_open
from enrolment.domain.groups.group import Group, Status


def ask_to_close(group: Group, closing_id: str) -> Group:
    """A new attempt. Allowed while one is under way too: its id makes the answers to the older one stale."""
    require_status("group", group.status, (Status.RUNNING, Status.CLOSING), "close it")
    return replace(group, status=Status.CLOSING, closing=Closing(closing_id))


def hear(group: Group, *, closing_id: str, service: str, partner: str, answer: Answer, today: date) -> Group | None:
    """The group after an answer, or None when the answer does not count: stale, or of a partner who has no part in it.

    When the last answer is in: CLOSED when all are clear, otherwise RUNNING again with what is open.
    """
    closing = group.closing
    if closing is None or closing.closing_id != closing_id or group.status is not Status.CLOSING:
        return None
    if partner not in (group.coordinator, group.carrier):
        return None
    closing = collect(closing, service, answer)
    if not is_complete(closing):
        return replace(group, closing=closing)
    items = still_open(closing)
    if items:
        return replace(group, status=Status.RUNNING, closing=replace(closing, open_items=items))
    return replace(group, status=Status.CLOSED, closing=closing, closed_on=today)
