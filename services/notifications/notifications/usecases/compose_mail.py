"""The mail of a message: names and addresses are looked up now, so that a correction made meanwhile counts."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any, TypeVar

from essaim.kit.repository import Repository
from essaim.kit.store.errors import MissingError
from notifications.deps import Deps
from notifications.documents.calendar import render_calendar
from notifications.domain.group import Group
from notifications.domain.message import Gap, Message, group_gap, mailbox_gap, person_gap
from notifications.domain.wording import wording
from notifications.usecases.find_contact import find_contact

T = TypeVar("T")


@dataclass(frozen=True)
class ComposeMail:
    """Write the mail of a message."""

    message_id: str
    message: Message


async def compose_mail(command: ComposeMail, deps: Deps) -> EmailMessage | Gap:
    """The mail, or what it has to wait for: the recipient's address, or for a while the names that it mentions."""
    message = command.message
    address = await _address(message, deps)
    if isinstance(address, Gap):
        return address
    to_name, to_email = address
    names = await _names(message, deps)
    if isinstance(names, Gap):
        return names
    facts = {**message.facts, **wording(message.facts), **names, "to_name": to_name}
    now = deps.clock.now()
    mail = deps.writer.write(
        message.template, facts, to_name=to_name, to_email=to_email, message_id=command.message_id, at=now
    )
    if message.template == "plan_created":
        starts = [datetime.fromisoformat(one) for one in message.facts["session_starts"]]
        group_id, minutes = str(message.facts["group_id"]), int(message.facts["session_minutes"])
        calendar = render_calendar(group_id, str(facts["group_title"]), starts, minutes, now)
        mail.add_attachment(calendar, maintype="text", subtype="calendar", filename="seances.ics")
    return mail


async def _address(message: Message, deps: Deps) -> tuple[str, str] | Gap:
    if message.address is not None:
        return message.address.name, message.address.email
    if message.mailbox is not None:
        mailbox = await _state_of(deps.mailboxes, message.mailbox)
        return (mailbox.name, mailbox.email) if mailbox else Gap(mailbox_gap(message.mailbox), essential=True)
    person_id, contact = await find_contact(message.person_id or "", deps)
    if contact is not None and contact.erased:
        raise ValueError("the person was erased")
    return (contact.name, contact.email) if contact else Gap(person_gap(person_id), essential=True)


async def _names(message: Message, deps: Deps) -> dict[str, Any] | Gap:
    """The names that the facts only have ids for. A message that has waited for one already does without."""
    names: dict[str, Any] = {"guardian": False, "student_name": "", "group_title": "", "activity_label": ""}
    student_id = message.facts.get("person_id")
    if student_id:
        names["guardian"] = message.person_id is not None and message.person_id != student_id
        student_id, student = await find_contact(student_id, deps)
        if student is None and message.patient:
            return Gap(person_gap(student_id), essential=False)
        names["student_name"] = student.name if student and not student.erased else "votre enfant"
    group_id = message.facts.get("group_id")
    if group_id:
        group = await _state_of(deps.groups, group_id) or Group()
        if not group.name and message.patient:
            return Gap(group_gap(group_id), essential=False)
        names |= {"group_title": group.title or "votre groupe", "activity_label": group.activity_label}
    return names


async def _state_of(repository: Repository[T], id_: str) -> T | None:
    """The state of an aggregate, or None when there is none."""
    try:
        return (await repository.get(id_)).state
    except MissingError:
        return None
