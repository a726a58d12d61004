"""Events about dossiers that are written online: taken back, transferred, and who is written to because of one.

They are imported from ``essaim.contracts.enrolment``, with the rest of what it publishes.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id, PartnerId, Scheme, SchoolYear


@event("enrolment.application_recalled.v1")
class ApplicationRecalled(EventData):
    """The applicant took a sent application back to go on writing: until it is sent again, no decider has to answer on it."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme


@event("enrolment.application_transferred.v1")
class ApplicationTransferred(EventData):
    """An application goes on in another programme, under another id. What was answered on it so far counts no more."""

    application_id: Id
    new_application_id: Id
    person_id: Id
    scheme: Scheme
    school_year: SchoolYear
    from_programme_id: Id
    to_programme_id: Id
    from_coordinator: PartnerId
    to_coordinator: PartnerId


@event("enrolment.transfer_proposed.v1")
class TransferProposed(EventData):
    """The office of a programme asks another one to take an application; the office of ``to_coordinator`` is told by mail."""

    application_id: Id
    person_id: Id
    scheme: Scheme
    from_programme_id: Id
    to_programme_id: Id
    from_coordinator: PartnerId
    to_coordinator: PartnerId


@event("enrolment.transfer_declined.v1")
class TransferDeclined(EventData):
    """The other office did not take it: it stays where it is, and the office of ``from_coordinator`` is told by mail."""

    application_id: Id
    scheme: Scheme
    from_programme_id: Id
    to_programme_id: Id
    from_coordinator: PartnerId
    to_coordinator: PartnerId


@event("enrolment.team_member_invited.v1", exchange=PERSONAL)
class TeamMemberInvited(EventData):
    """An applicant named somebody who has no application in the programme yet. Once per address and team.

    ``url`` is a page that says how to join, and goes into the one mail to them.
    """

    invitation_id: Id
    programme_id: Id
    scheme: Scheme
    school_year: SchoolYear
    email: str
    given_name: str
    family_name: str
    inviter_name: str
    programme_label: str
    url: str


@event("enrolment.tutor_named.v1", exchange=PERSONAL)
class TutorNamed(EventData):
    """A student named a tutor in an application that was sent. Once per address; the codes are what the student asks for."""

    application_id: Id
    scheme: Scheme
    school_year: SchoolYear
    email: str
    given_name: str
    family_name: str
    applicant_name: str
    programme_label: str
    asks: list[Code] = Field(default_factory=list)


class HandedMember(BaseModel):
    """Somebody whom the applicant named as a member of the team."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    given_name: str
    family_name: str
    email: str
    role: str = ""
    situation: str = ""


class HandedDocument(BaseModel):
    """A document of the dossier. The file itself stays where it is: its applicant attaches it again."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Code
    sha256: str
    name: str


@event("enrolment.application_handed_over.v1", exchange=PERSONAL)
class ApplicationHandedOver(EventData):
    """An application goes on at the deployment of another partner, which answers with ``application_taken_over`` or
    ``handover_declined``. ``steps`` are the answers, by step and field."""

    application_id: Id
    to_partner: PartnerId
    to_programme_id: Id
    scheme: Scheme
    school_year: SchoolYear
    person_id: Id
    given_name: str
    family_name: str
    email: str
    birth_date: date | None = None
    phone: str = ""
    gender: str | None = None
    birth_place: str = ""
    nationality: str = ""
    ine: str = ""
    address: str = ""
    steps: dict[str, dict[str, str | int | bool | list[str] | None]]
    members: list[HandedMember] = Field(default_factory=list)
    documents: list[HandedDocument] = Field(default_factory=list)


@event("enrolment.application_taken_over.v1")
class ApplicationTakenOver(EventData):
    """What was handed over is a draft here: its applicant attaches the documents again and sends it."""

    application_id: Id
    from_partner: PartnerId
    new_application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme
    documents_to_attach: list[Code] = Field(default_factory=list)


@event("enrolment.handover_declined.v1")
class HandoverDeclined(EventData):
    """What was handed over cannot be taken: it stays where it was. ``reason`` is a code."""

    application_id: Id
    from_partner: PartnerId
    reason: Code
