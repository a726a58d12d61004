"""Everything this service listens to, in one table at the end: event, then what it is remembered for and who is told."""

from typing import Any

from essaim.contracts import accounting, coaching, enrolment, enrolment_cursus, enrolment_mini
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause
from essaim.kit.listens import Listens, Received, listen
from notifications import committees_events, cursus_events, dossiers_events, mini_events, network_events, privacy_events
from notifications.deps import Deps
from notifications.domain.contact import Contact
from notifications.domain.recipient import Audience, GuardiansOf, MembersOf, Person, Role
from notifications.usecases.forget_merged import ForgetMerged, forget_merged
from notifications.usecases.notify import Notify, notify
from notifications.usecases.remember_contact import RememberContact, remember_contact
from notifications.usecases.remember_group import RememberGroup, remember_group


async def _tell(template: str, received: Received[Any], deps: Deps, cause: Cause, *audience: Audience) -> None:
    """Notify the audience; the facts are the event's data."""
    data: EventData = received.data
    facts = data.model_dump(mode="json", exclude_none=True)
    envelope = received.envelope
    command = Notify(template, envelope.id, envelope.type, envelope.time, audience, facts)
    await notify(command, deps, cause)


def _office(received: Received[Any], role: str) -> Role:
    """The mailbox of a role at the partner that published the event."""
    return Role(role, received.envelope.partner)


async def on_person_told(
    received: Received[enrolment.PersonRegistered] | Received[enrolment.PersonUpdated], deps: Deps, cause: Cause
) -> None:
    """Keep the address, or the corrected one."""
    data = received.data
    contact = Contact(data.given_name, data.family_name, data.email, data.guardian_of, received.envelope.sequence)
    await remember_contact(RememberContact(data.person_id, contact, received.envelope.time), deps, cause)


async def on_person_merged(received: Received[enrolment.PersonMerged], deps: Deps, cause: Cause) -> None:
    """Drop the address of the one who was another."""
    command = ForgetMerged(received.data.merged_id, received.data.kept_id, received.envelope.sequence)
    await forget_merged(command, deps, cause)


async def on_consent_link_created(received: Received[enrolment.ConsentLinkCreated], deps: Deps, cause: Cause) -> None:
    """The guardian, and nobody else: who has the link may answer in their name."""
    await _tell("consent_link_created", received, deps, cause, Person(received.data.guardian_id))


async def on_consent_withdrawn(received: Received[enrolment.ConsentWithdrawn], deps: Deps, cause: Cause) -> None:
    """The coordinator, when it was the one to the contract: dossiers wait again, and somebody may have been accepted on it."""
    if received.data.kind is enrolment.ConsentKind.CONTRACT:
        await _tell("consent_withdrawn", received, deps, cause, _office(received, "coordinator"))


async def on_group_named(received: Received[enrolment.GroupNamed], deps: Deps, cause: Cause) -> None:
    """Keep the name."""
    data = received.data
    command = RememberGroup(data.group_id, name=data.name, activity_label=data.activity_label)
    await remember_group(command, deps, cause)


async def on_consent_requested(
    received: Received[enrolment.GuardianConsentRequested], deps: Deps, cause: Cause
) -> None:
    """The guardian is asked."""
    await _tell("guardian_consent_requested", received, deps, cause, Person(received.data.guardian_id))


async def on_application_accepted(received: Received[enrolment.ApplicationAccepted], deps: Deps, cause: Cause) -> None:
    """The applicant, and the guardian of a minor."""
    person_id = received.data.person_id
    await _tell("application_accepted", received, deps, cause, Person(person_id), GuardiansOf(person_id))


async def on_application_refused(received: Received[enrolment.ApplicationRefused], deps: Deps, cause: Cause) -> None:
    """The applicant, with the reason in plain words."""
    await _tell("application_refused", received, deps, cause, Person(received.data.person_id))


async def on_application_waitlisted(
    received: Received[enrolment.ApplicationWaitlisted], deps: Deps, cause: Cause
) -> None:
    """The applicant, and the guardian of a minor."""
    person_id = received.data.person_id
    await _tell("application_waitlisted", received, deps, cause, Person(person_id), GuardiansOf(person_id))


async def on_decision_requested(received: Received[enrolment.DecisionRequested], deps: Deps, cause: Cause) -> None:
    """The decider's office. The mail does not say whose dossier it is: that is read where only what may be seen is shown."""
    data, envelope = received.data, received.envelope
    facts = data.model_dump(mode="json", exclude_none=True, exclude={"person_id"})
    office = (Role(data.role, data.partner),)
    await notify(Notify("decision_requested", envelope.id, envelope.type, envelope.time, office, facts), deps, cause)


async def on_group_proposed(received: Received[enrolment.GroupProposed], deps: Deps, cause: Cause) -> None:
    """The carrier, who has to decide, and the coordinator."""
    await keep_group_proposal(received, deps, cause)
    data = received.data
    offices = (Role("cae_officer", data.carrier), Role("coordinator", data.coordinator))
    await _tell("group_proposed", received, deps, cause, *offices)


async def keep_group_proposal(received: Received[enrolment.GroupProposed], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    data = received.data
    known = RememberGroup(data.group_id, code=data.group_code, coordinator=data.coordinator, carrier=data.carrier)
    await remember_group(known, deps, cause)


async def on_group_approved(received: Received[enrolment.GroupApproved], deps: Deps, cause: Cause) -> None:
    """The coordinator; there are no members before the contracts are signed."""
    await _tell("group_approved", received, deps, cause, _office(received, "coordinator"))


async def on_contract_signed(received: Received[enrolment.ContractSigned], deps: Deps, cause: Cause) -> None:
    """The member, and the guardian of a minor."""
    person_id = received.data.person_id
    await _tell("contract_signed", received, deps, cause, Person(person_id), GuardiansOf(person_id))


async def on_member_activated(received: Received[enrolment.MemberActivated], deps: Deps, cause: Cause) -> None:
    """Keep the member."""
    command = RememberGroup(received.data.group_id, member_ids=(received.data.person_id,))
    await remember_group(command, deps, cause)


async def on_group_started(received: Received[enrolment.GroupStarted], deps: Deps, cause: Cause) -> None:
    """The members, the carrier's coach and its accountant."""
    await keep_group_start(received, deps, cause)
    data = received.data
    people = tuple(Person(person_id) for person_id in data.person_ids)
    offices = (Role("coach", data.carrier), Role("accountant", data.carrier))
    await _tell("group_started", received, deps, cause, *people, *offices)


async def keep_group_start(received: Received[enrolment.GroupStarted], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    data = received.data
    known = RememberGroup(
        data.group_id,
        code=data.group_code,
        coordinator=data.coordinator,
        carrier=data.carrier,
        member_ids=tuple(data.person_ids),
    )
    await remember_group(known, deps, cause)


async def on_plan_created(received: Received[coaching.PlanCreated], deps: Deps, cause: Cause) -> None:
    """The members and the coach get one mail with all dates."""
    await _tell("plan_created", received, deps, cause, MembersOf(received.data.group_id), _office(received, "coach"))


async def on_report_published(received: Received[coaching.ReportPublished], deps: Deps, cause: Cause) -> None:
    """The members."""
    await _tell("report_published", received, deps, cause, MembersOf(received.data.group_id))


async def on_place_confirmed(received: Received[coaching.PlaceConfirmed], deps: Deps, cause: Cause) -> None:
    """The student."""
    await _tell("place_confirmed", received, deps, cause, Person(received.data.person_id))


async def on_invoice_submitted(received: Received[accounting.InvoiceSubmitted], deps: Deps, cause: Cause) -> None:
    """The accountant."""
    await _tell("invoice_submitted", received, deps, cause, _office(received, "accountant"))


async def on_invoice_issued(received: Received[accounting.InvoiceIssued], deps: Deps, cause: Cause) -> None:
    """The members and the coach."""
    await _tell("invoice_issued", received, deps, cause, MembersOf(received.data.group_id), _office(received, "coach"))


async def on_invoice_paid(received: Received[accounting.InvoicePaid], deps: Deps, cause: Cause) -> None:
    """The coach and the accountant."""
    await _tell("invoice_paid", received, deps, cause, _office(received, "coach"), _office(received, "accountant"))


async def on_resolution_adopted(received: Received[coaching.ResolutionAdopted], deps: Deps, cause: Cause) -> None:
    """The members."""
    await _tell("resolution_adopted", received, deps, cause, MembersOf(received.data.group_id))


async def on_closing_blocked(received: Received[enrolment.ClosingBlocked], deps: Deps, cause: Cause) -> None:
    """The coordinator, with what is still open."""
    await _tell("closing_blocked", received, deps, cause, _office(received, "coordinator"))


async def on_group_closed(received: Received[enrolment.GroupClosed], deps: Deps, cause: Cause) -> None:
    """The members and every office concerned."""
    group = (await deps.groups.get(received.data.group_id)).state
    offices = [Role("coordinator", group.coordinator)]
    offices += [Role(role, group.carrier) for role in ("cae_officer", "accountant", "coach")]
    await _tell("group_closed", received, deps, cause, MembersOf(received.data.group_id), *offices)


async def on_remuneration_statement(
    received: Received[accounting.RemunerationStatement], deps: Deps, cause: Cause
) -> None:
    """The member."""
    await _tell("remuneration_statement", received, deps, cause, Person(received.data.person_id))


LISTENS: Listens[Deps] = Listens(
    listen(enrolment.AccessRequested, privacy_events.on_access_requested),
    listen(enrolment.ErasureReceived, privacy_events.on_erasure_received),
    listen(enrolment.ErasureExtended, privacy_events.on_erasure_extended),
    listen(enrolment.ErasureRejected, privacy_events.on_erasure_rejected),
    listen(enrolment.PersonErased, privacy_events.on_person_erased),
    listen(enrolment.PersonRegistered, on_person_told),
    listen(enrolment.PersonUpdated, on_person_told),
    listen(enrolment.PersonMerged, on_person_merged),
    listen(enrolment.ConsentLinkCreated, on_consent_link_created),
    listen(enrolment.ConsentWithdrawn, on_consent_withdrawn),
    listen(enrolment.GroupNamed, on_group_named),
    listen(enrolment.GuardianConsentRequested, on_consent_requested),
    listen(enrolment.ApplicationAccepted, on_application_accepted),
    listen(enrolment.ApplicationRefused, on_application_refused),
    listen(enrolment.ApplicationWaitlisted, on_application_waitlisted),
    listen(enrolment.ApplicationSubmitted, dossiers_events.on_application_submitted),
    listen(enrolment.ApplicationWithdrawn, dossiers_events.on_application_withdrawn),
    listen(enrolment.ApplicationTakenOver, dossiers_events.on_application_taken_over),
    listen(enrolment.TutorNamed, dossiers_events.on_tutor_named),
    listen(enrolment.TeamMemberInvited, dossiers_events.on_team_member_invited),
    listen(enrolment.TransferProposed, dossiers_events.on_transfer_proposed),
    listen(enrolment.TransferDeclined, dossiers_events.on_transfer_declined),
    listen(enrolment.ApplicationTransferred, dossiers_events.on_application_transferred),
    listen(enrolment.MentorAsked, network_events.on_mentor_asked),
    listen(enrolment.MentorReminded, network_events.on_mentor_reminded),
    listen(enrolment.MentorAnswered, network_events.on_mentor_answered),
    listen(enrolment.MentorChoiceLapsed, network_events.on_mentor_choice_lapsed),
    listen(enrolment.MentorIntroduced, network_events.on_mentor_introduced),
    listen(enrolment.MentorReleased, network_events.on_mentor_released),
    listen(enrolment.DecisionRequested, on_decision_requested),
    listen(enrolment.CommitteeScheduled, committees_events.on_committee_scheduled),
    listen(enrolment.CommitteeCancelled, committees_events.on_committee_cancelled),
    listen(enrolment.DecisionLetterIssued, committees_events.on_letter_issued),
    listen(enrolment.PlaceOffered, committees_events.on_place_offered),
    listen(enrolment.PlaceLapsed, committees_events.on_place_lapsed),
    listen(enrolment.DeadlineApproaching, committees_events.on_deadline_approaching),
    listen(enrolment_cursus.StatusOpened, cursus_events.on_status_opened),
    listen(enrolment_cursus.AttestationIssued, cursus_events.on_attestation_issued),
    listen(enrolment_cursus.StatusEnded, cursus_events.on_status_ended),
    listen(enrolment_cursus.TutorInvited, cursus_events.on_tutor_invited),
    listen(enrolment_cursus.TutorConfirmed, cursus_events.on_tutor_answered),
    listen(enrolment_cursus.TutorDeclined, cursus_events.on_tutor_answered),
    listen(enrolment_cursus.ArrangementDecided, cursus_events.on_arrangement_decided),
    listen(enrolment_cursus.FirstContactRequested, cursus_events.on_first_contact_requested),
    listen(enrolment_cursus.AwardDecided, cursus_events.on_award_decided),
    listen(enrolment_cursus.FundingDecided, cursus_events.on_funding_decided),
    listen(enrolment_mini.AgreementSigned, mini_events.on_agreement_signed),
    listen(enrolment_mini.PostFilled, mini_events.on_post_filled),
    listen(enrolment_mini.MiniEnterpriseAbandoned, mini_events.on_mini_enterprise_abandoned),
    listen(enrolment.GroupProposed, on_group_proposed, copy=keep_group_proposal),
    listen(enrolment.GroupApproved, on_group_approved),
    listen(enrolment.ContractSigned, on_contract_signed),
    listen(enrolment.MemberActivated, on_member_activated, copy=on_member_activated),
    listen(enrolment.GroupStarted, on_group_started, copy=keep_group_start),
    listen(enrolment.ClosingBlocked, on_closing_blocked),
    listen(enrolment.GroupClosed, on_group_closed),
    listen(coaching.PlanCreated, on_plan_created),
    listen(coaching.ReportPublished, on_report_published),
    listen(coaching.PlaceConfirmed, on_place_confirmed),
    listen(coaching.ResolutionAdopted, on_resolution_adopted),
    listen(accounting.InvoiceSubmitted, on_invoice_submitted),
    listen(accounting.InvoiceIssued, on_invoice_issued),
    listen(accounting.InvoicePaid, on_invoice_paid),
    listen(accounting.RemunerationStatement, on_remuneration_statement),
)
