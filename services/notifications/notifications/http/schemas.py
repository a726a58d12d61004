"""What goes in and out over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from essaim.contracts.types import PartnerId
from essaim.kit.aggregate import Stored
from notifications.domain.mailbox import Mailbox
from notifications.domain.message import Message, Status

Office = Literal[
    "coordinator",
    "cae_officer",
    "accountant",
    "coach",
    "pepite_officer",
    "committee_member",
    "referent",
    "teacher",
    "epa_facilitator",
    "data_protection_officer",
]
Email = Annotated[str, StringConstraints(pattern=r"^[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,24}$")]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", min_length=1, max_length=120)]


class MailboxIn(BaseModel):
    """Where the mails for a role at a partner go."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"partner": "coopilote", "name": "Comptabilité", "email": "compta@coopilote.example.org"}]
        },
    )
    partner: PartnerId
    name: Line
    email: Email


class MailboxOut(MailboxIn):
    """A mailbox as it is kept."""

    role: str
    version: int

    @classmethod
    def of(cls, stored: Stored[Mailbox]) -> "MailboxOut":
        """From the stored one."""
        one = stored.state
        return cls(role=one.role, partner=one.partner, name=one.name, email=one.email, version=stored.version)


class MessageOut(BaseModel):
    """A message: what about, to whom by id, and what became of it. The address is not shown."""

    id: str
    template: str
    event_id: str
    event_type: str
    person_id: str | None
    mailbox: str | None
    status: Status
    attempts: int
    last_error: str
    waits_for: str | None
    sent_at: datetime | None
    version: int

    @classmethod
    def of(cls, stored: Stored[Message]) -> "MessageOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            template=one.template,
            event_id=one.event_id,
            event_type=one.event_type,
            person_id=one.person_id,
            mailbox=one.mailbox,
            status=one.status,
            attempts=one.attempts,
            last_error=one.last_error,
            waits_for=one.waits_for,
            sent_at=one.sent_at,
            version=stored.version,
        )
