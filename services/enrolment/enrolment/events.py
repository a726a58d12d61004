"""Everything this service listens to: the answers in a closing, its own signed contracts, and who lacks names."""

from enrolment import (
    committee_events,
    cursus_events,
    deciders_events,
    dossiers_events,
    mini_events,
    network_events,
    persons_events,
    privacy_events,
)
from enrolment.deps import Deps
from enrolment.domain.groups.closing import Answer
from enrolment.usecases.groups.activate_member import ActivateMember, activate_member
from enrolment.usecases.groups.receive_closing_answer import ReceiveClosingAnswer, receive_closing_answer
from enrolment.usecases.persons.tell_again import tell_again
from essaim.contracts import accounting, coaching, enrolment, enrolment_cursus, enrolment_mini, notifications
from essaim.contracts.accounting import AccountingClosingChecked
from essaim.contracts.coaching import CoachingClosingChecked
from essaim.contracts.enrolment import ContractSigned
from essaim.kit.cause import Cause
from essaim.kit.listens import Listens, Received, listen


async def on_closing_checked(
    received: Received[AccountingClosingChecked] | Received[CoachingClosingChecked], deps: Deps, cause: Cause
) -> None:
    """One service's answer in a closing. Who answers is told by the envelope, which the broker's user vouches for."""
    data, envelope = received.data, received.envelope
    command = ReceiveClosingAnswer(
        group_id=data.group_id,
        closing_id=data.closing_id,
        service=envelope.service,
        partner=envelope.partner,
        answer=Answer(data.clear, tuple(data.open_items)),
    )
    await receive_closing_answer(command, deps, cause)


async def on_contract_signed(received: Received[ContractSigned], deps: Deps, cause: Cause) -> None:
    """Complete a signature that a crash interrupted before its member was activated. Other deployments' are not ours."""
    if received.envelope.partner != deps.settings.partner:
        return
    data = received.data
    await activate_member(ActivateMember(data.group_id, data.person_id, data.contract_id), deps, cause)


async def on_application_withdrawn(
    received: Received[enrolment.ApplicationWithdrawn], deps: Deps, cause: Cause
) -> None:
    """Nobody has to answer any more, and what an acceptance had given ends."""
    await deciders_events.on_application_withdrawn(received, deps, cause)
    await cursus_events.on_application_undone(received, deps, cause)
    await mini_events.on_application_undone(received, deps, cause)
    await committee_events.on_application_undone(received, deps, cause)


async def on_application_accepted(received: Received[enrolment.ApplicationAccepted], deps: Deps, cause: Cause) -> None:
    """What an acceptance gives: a status, a learner, a place in a team."""
    await cursus_events.on_application_accepted(received, deps, cause)
    await mini_events.on_application_accepted(received, deps, cause)


async def on_application_refused(received: Received[enrolment.ApplicationRefused], deps: Deps, cause: Cause) -> None:
    """What an acceptance that was taken back had given ends."""
    await cursus_events.on_application_undone(received, deps, cause)
    await mini_events.on_application_undone(received, deps, cause)
    await committee_events.on_application_undone(received, deps, cause)


async def on_copies_requested(
    received: Received[accounting.CopiesRequested]
    | Received[coaching.CopiesRequested]
    | Received[notifications.CopiesRequested],
    deps: Deps,
    cause: Cause,
) -> None:
    """Tell who persons and groups are."""
    del received
    await tell_again(deps, cause)


LISTENS: Listens[Deps] = Listens(
    listen(enrolment.ApplicationSubmitted, dossiers_events.on_application_submitted),
    listen(enrolment.ApplicationRecalled, dossiers_events.on_application_recalled),
    listen(enrolment.ApplicationTransferred, dossiers_events.on_application_transferred),
    listen(enrolment.ApplicationHandedOver, dossiers_events.on_application_handed_over),
    listen(enrolment.ApplicationTakenOver, dossiers_events.on_application_taken_over),
    listen(enrolment.HandoverDeclined, dossiers_events.on_handover_declined),
    listen(enrolment.GuardianConsentGiven, persons_events.on_guardian_consent_given),
    listen(enrolment.ConsentGiven, persons_events.on_consent_given),
    listen(enrolment.ConsentWithdrawn, persons_events.on_consent_withdrawn),
    listen(enrolment.PersonRegistered, persons_events.on_person_told),
    listen(enrolment.PersonUpdated, persons_events.on_person_told),
    listen(enrolment.ApplicationWithdrawn, on_application_withdrawn),
    listen(enrolment.ApplicationAccepted, on_application_accepted),
    listen(enrolment.ApplicationRefused, on_application_refused),
    listen(enrolment_cursus.StatusEnded, cursus_events.on_status_over),
    listen(enrolment_cursus.StatusExpired, cursus_events.on_status_over),
    listen(enrolment_cursus.JuryClosed, cursus_events.on_jury_closed),
    listen(enrolment_cursus.FundingDecided, cursus_events.on_funding_decided),
    listen(enrolment_mini.MiniEnterpriseAbandoned, mini_events.on_mini_enterprise_abandoned),
    listen(accounting.ActivityOpened, mini_events.on_activity_opened),
    listen(accounting.SharePaid, mini_events.on_share_paid),
    listen(enrolment.MentorAssigned, network_events.on_mentor_assigned),
    listen(enrolment.MentoringEnded, network_events.on_mentoring_ended),
    listen(coaching.AttendanceSealed, cursus_events.on_attendance_sealed),
    listen(enrolment.DecisionRequested, deciders_events.on_decision_requested),
    listen(enrolment.DossierShared, deciders_events.on_dossier_shared),
    listen(enrolment.DecisionRecorded, deciders_events.on_decision),
    listen(enrolment.OpinionGiven, deciders_events.on_decision),
    listen(enrolment.DecisionReopened, deciders_events.on_decision_reopened),
    listen(enrolment.ReviewsClosed, deciders_events.on_reviews_closed),
    listen(enrolment.OutcomeDerived, deciders_events.on_outcome_derived),
    listen(enrolment.DecisionLetterSent, committee_events.on_letter_sent),
    listen(AccountingClosingChecked, on_closing_checked),
    listen(CoachingClosingChecked, on_closing_checked),
    listen(ContractSigned, on_contract_signed),
    listen(accounting.CopiesRequested, on_copies_requested),
    listen(coaching.CopiesRequested, on_copies_requested),
    listen(notifications.CopiesRequested, on_copies_requested),
    listen(enrolment.PersonErased, privacy_events.on_person_erased),
    listen(accounting.AccountingAccessAnswered, privacy_events.on_access_answered),
    listen(coaching.CoachingAccessAnswered, privacy_events.on_access_answered),
    listen(notifications.NotificationsAccessAnswered, privacy_events.on_access_answered),
    listen(accounting.AccountingErasureApplied, privacy_events.on_erasure_applied),
    listen(coaching.CoachingErasureApplied, privacy_events.on_erasure_applied),
    listen(notifications.NotificationsErasureApplied, privacy_events.on_erasure_applied),
)
