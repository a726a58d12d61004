"""Events that the enrolment service publishes.

``events`` carries ids, codes, dates and statuses; names, addresses and birth dates are on ``personal`` only.
"""

from datetime import date, datetime

from essaim.contracts import enrolment_cursus as enrolment_cursus, enrolment_mini as enrolment_mini
from essaim.contracts.enrolment_committees import (
    CommitteeCancelled as CommitteeCancelled,
    CommitteeHeld as CommitteeHeld,
    CommitteeScheduled as CommitteeScheduled,
    DeadlineApproaching as DeadlineApproaching,
    DecisionLetterIssued as DecisionLetterIssued,
    DecisionLetterSent as DecisionLetterSent,
    PlaceLapsed as PlaceLapsed,
    PlaceOffered as PlaceOffered,
)
from essaim.contracts.enrolment_deciders import (
    ApplicationWaitlisted as ApplicationWaitlisted,
    DecisionRecorded as DecisionRecorded,
    DecisionReopened as DecisionReopened,
    DecisionRequested as DecisionRequested,
    DossierShared as DossierShared,
    OpinionGiven as OpinionGiven,
    OutcomeDerived as OutcomeDerived,
    ReviewsClosed as ReviewsClosed,
)
from essaim.contracts.enrolment_dossiers import (
    ApplicationHandedOver as ApplicationHandedOver,
    ApplicationRecalled as ApplicationRecalled,
    ApplicationTakenOver as ApplicationTakenOver,
    ApplicationTransferred as ApplicationTransferred,
    HandoverDeclined as HandoverDeclined,
    TeamMemberInvited as TeamMemberInvited,
    TransferDeclined as TransferDeclined,
    TransferProposed as TransferProposed,
    TutorNamed as TutorNamed,
)
from essaim.contracts.enrolment_network import (
    MentorAnswered as MentorAnswered,
    MentorAsked as MentorAsked,
    MentorAssigned as MentorAssigned,
    MentorChoiceLapsed as MentorChoiceLapsed,
    MentoringEnded as MentoringEnded,
    MentorIntroduced as MentorIntroduced,
    MentorReleased as MentorReleased,
    MentorReminded as MentorReminded,
)
from essaim.contracts.enrolment_persons import (
    ConsentExpired as ConsentExpired,
    ConsentGiven as ConsentGiven,
    ConsentKind as ConsentKind,
    ConsentLinkCreated as ConsentLinkCreated,
    ConsentRequested as ConsentRequested,
    ConsentWithdrawn as ConsentWithdrawn,
    PersonKind as PersonKind,
    PersonMerged as PersonMerged,
    PersonUpdated as PersonUpdated,
)
from essaim.contracts.enrolment_privacy import (
    AccessRequested as AccessRequested,
    ErasureClosed as ErasureClosed,
    ErasureExtended as ErasureExtended,
    ErasureReceived as ErasureReceived,
    ErasureRejected as ErasureRejected,
    PersonErased as PersonErased,
)
from essaim.contracts.enrolment_screening import (
    ActivityReviewed as ActivityReviewed,
    ActivityScreened as ActivityScreened,
)
from essaim.contracts.event import PERSONAL, EventData, event
from essaim.contracts.types import Code, Id, PartnerId, Scheme, SchoolYear, Siren


@event("enrolment.application_submitted.v1")
class ApplicationSubmitted(EventData):
    """A person applied to a programme. ``status`` tells whether a guardian's consent is awaited; ``sent_at`` is when a dossier
    came online, and ``committee_on`` the day of the committee that reads it, as far as it is known."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme
    school_year: SchoolYear
    status: Code
    sent_at: datetime | None = None
    committee_on: date | None = None


@event("enrolment.guardian_consent_requested.v1")
class GuardianConsentRequested(EventData):
    """The applicant is a minor: a guardian has to consent before anything else."""

    application_id: Id
    person_id: Id
    guardian_id: Id


@event("enrolment.guardian_consent_given.v1")
class GuardianConsentGiven(EventData):
    """A guardian consented; ``text_version`` names the text that was accepted."""

    application_id: Id
    person_id: Id
    guardian_id: Id
    text_version: Code


@event("enrolment.application_accepted.v1")
class ApplicationAccepted(EventData):
    """The application was accepted: its person may join a group."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme


@event("enrolment.application_refused.v1")
class ApplicationRefused(EventData):
    """The application was refused. ``rule`` is the rule that refuses it, ``reason`` a code without personal detail."""

    application_id: Id
    person_id: Id
    programme_id: Id
    scheme: Scheme
    rule: Code | None = None
    reason: Code


@event("enrolment.application_withdrawn.v1")
class ApplicationWithdrawn(EventData):
    """The applicant withdrew; ``reason_code`` is one of a list, without the applicant's own words."""

    application_id: Id
    person_id: Id
    programme_id: Id
    reason_code: Code | None = None


@event("enrolment.group_proposed.v1")
class GroupProposed(EventData):
    """A group was proposed and its planned activity passed the screening."""

    group_id: Id
    programme_id: Id
    scheme: Scheme
    school_year: SchoolYear
    group_code: Code
    activity_code: Code
    coordinator: PartnerId
    carrier: PartnerId
    member_count: int


@event("enrolment.group_approved.v1")
class GroupApproved(EventData):
    """The carrier accepted to carry the group legally, in one of its legal entities."""

    group_id: Id
    programme_id: Id
    scheme: Scheme
    group_code: Code
    carrier: PartnerId
    legal_entity_siren: Siren


@event("enrolment.contract_signed.v1")
class ContractSigned(EventData):
    """A contract between a member and the carrier was signed by everyone who has to."""

    contract_id: Id
    group_id: Id
    person_id: Id
    kind: Code
    starts_on: date
    ends_on: date
    signed_on: date


@event("enrolment.member_activated.v1")
class MemberActivated(EventData):
    """A person is an active member of a group. ``member_number`` is 1, 2, 3… inside the group and breaks ties."""

    group_id: Id
    person_id: Id
    member_number: int
    contract_id: Id | None = None


@event("enrolment.group_started.v1")
class GroupStarted(EventData):
    """The group runs: contracts signed, members active. Carries all that the other services need to open their part."""

    group_id: Id
    programme_id: Id
    scheme: Scheme
    school_year: SchoolYear
    group_code: Code
    activity_code: Code
    coordinator: PartnerId
    carrier: PartnerId
    legal_entity_siren: Siren
    starts_on: date
    ends_on: date
    contracts_end_on: date
    person_ids: list[Id]


@event("enrolment.closing_requested.v1")
class ClosingRequested(EventData):
    """The coordinator asks to close the group. Each service answers with its ``closing_checked`` for this closing."""

    closing_id: Id
    group_id: Id
    scheme: Scheme


@event("enrolment.closing_blocked.v1")
class ClosingBlocked(EventData):
    """Everyone answered and something is still open; ``open_items`` are codes with the service in front."""

    closing_id: Id
    group_id: Id
    open_items: list[Code]


@event("enrolment.group_closed.v1")
class GroupClosed(EventData):
    """Every service was clear and the group is closed."""

    closing_id: Id
    group_id: Id
    scheme: Scheme
    closed_on: date


@event("enrolment.person_registered.v1", exchange=PERSONAL)
class PersonRegistered(EventData):
    """A person became known. Personal: only for services that write to people or pay them. Told again when a deployment asks."""

    person_id: Id
    kind: PersonKind
    given_name: str
    family_name: str
    email: str
    guardian_of: Id | None = None


@event("enrolment.group_named.v1", exchange=PERSONAL)
class GroupNamed(EventData):
    """The name that a group gave itself: free text, so not on ``events``. Told again when a deployment asks."""

    group_id: Id
    name: str
    activity_label: str
