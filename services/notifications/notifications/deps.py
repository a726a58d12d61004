"""What the use cases work with: repositories, the clock, the mail server and the templates."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol

from essaim.kit.clock import Clock
from essaim.kit.repository import Repository
from essaim.kit.service import Runtime
from notifications import collections
from notifications.documents.mail import MailWriter
from notifications.domain.contact import Contact
from notifications.domain.farewell import Answer, Farewell
from notifications.domain.group import Group
from notifications.domain.mailbox import Mailbox
from notifications.domain.message import Message
from notifications.settings import Settings


class MailServer(Protocol):
    """Where mails are handed over."""

    def connected(self) -> AbstractAsyncContextManager["MailServer"]:
        """A connection for several mails. UnavailableError when the server does not answer."""

    async def send(self, mail: EmailMessage) -> None:
        """Hand one mail over. RefusedError when the server refuses it for good, UnavailableError for now."""


@dataclass(frozen=True)
class Deps:
    """The parts of a deployment. ``queued`` wakes the sender when there is something to send."""

    settings: Settings
    clock: Clock
    contacts: Repository[Contact]
    groups: Repository[Group]
    mailboxes: Repository[Mailbox]
    messages: Repository[Message]
    farewells: Repository[Farewell]
    answers: Repository[Answer]
    mail_server: MailServer
    writer: MailWriter
    queued: asyncio.Event = field(default_factory=asyncio.Event)


def build_deps(runtime: Runtime, settings: Settings, mail_server: MailServer) -> Deps:
    """The dependencies over a runtime."""
    return Deps(
        settings=settings,
        clock=runtime.clock,
        contacts=runtime.repository(collections.CONTACTS, Contact),
        groups=runtime.repository(collections.GROUPS, Group),
        mailboxes=runtime.repository(collections.MAILBOXES, Mailbox),
        messages=runtime.repository(collections.MESSAGES, Message),
        farewells=runtime.repository(collections.FAREWELLS, Farewell),
        answers=runtime.repository(collections.ANSWERS, Answer),
        mail_server=mail_server,
        writer=MailWriter(settings.mail_from),
    )
