"""Everything this service listens to, in one table at the end: event, then the handler that makes a command of it."""

from accounting.deps import Deps
from accounting.domain.group_record import Resolution, Rule
from accounting.usecases.contribution.contribute_sale import ContributeSale, contribute_sale
from accounting.usecases.expenses.book_expense_sheet import BookExpenseSheet, book_expense_sheet
from accounting.usecases.groups.activate_member import ActivateMember, activate_member
from accounting.usecases.groups.check_closing import CheckClosing, check_closing
from accounting.usecases.groups.close_group import close_group
from accounting.usecases.groups.copy_attendance import CopyAttendance, copy_attendance
from accounting.usecases.groups.copy_group_closing import CopyGroupClosing, copy_group_closing
from accounting.usecases.groups.copy_group_start import CopyGroupStart, copy_group_start
from accounting.usecases.groups.copy_resolution import CopyResolution, copy_resolution
from accounting.usecases.groups.keep_person import KeepPerson, keep_person
from accounting.usecases.groups.name_group import NameGroup, name_group
from accounting.usecases.groups.open_activity import OpenActivity, open_activity
from accounting.usecases.groups.record_attendance import record_attendance
from accounting.usecases.groups.record_resolution import record_resolution
from accounting.usecases.invoices.book_sale import BookSale, book_sale
from accounting.usecases.privacy.answer_access import AnswerAccess, answer_access
from accounting.usecases.privacy.forget_person import ForgetPerson, forget_person
from accounting.usecases.purchases.book_cancellation import BookCancellation, book_cancellation
from accounting.usecases.purchases.book_purchase import BookPurchase, book_purchase
from accounting.usecases.purchases.contribute_purchase import ContributePurchase, contribute_purchase
from accounting.usecases.purchases.invoice_order import InvoiceOrder, invoice_order
from essaim.contracts.accounting import (
    CreditNoteIssued,
    ExpenseDecided,
    InvoiceIssued,
    PurchaseCancelled,
    PurchaseRecorded,
)
from essaim.contracts.coaching import AttendanceSealed, ResolutionAdopted
from essaim.contracts.enrolment import (
    AccessRequested,
    ClosingRequested,
    GroupClosed,
    GroupNamed,
    GroupStarted,
    MemberActivated,
    PersonErased,
    PersonKind,
    PersonRegistered,
    PersonUpdated,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Listens, Received, listen


async def on_group_started(received: Received[GroupStarted], deps: Deps, cause: Cause) -> None:
    """Open the activity."""
    data = received.data
    command = OpenActivity(
        group_id=data.group_id,
        scheme=data.scheme,
        coordinator=data.coordinator,
        carrier=data.carrier,
        siren=data.legal_entity_siren,
        ends_on=data.ends_on,
        contracts_end_on=data.contracts_end_on,
        person_ids=tuple(data.person_ids),
    )
    await open_activity(command, deps, cause)


async def keep_group_start(received: Received[GroupStarted], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    data = received.data
    await copy_group_start(CopyGroupStart(data.group_id, data.carrier, data.legal_entity_siren), deps, cause)


async def on_group_named(received: Received[GroupNamed], deps: Deps, cause: Cause) -> None:
    """Keep the name."""
    data = received.data
    await name_group(NameGroup(data.group_id, data.name, data.activity_label), deps, cause)


async def on_person_told(
    received: Received[PersonRegistered] | Received[PersonUpdated], deps: Deps, cause: Cause
) -> None:
    """Keep the name of a student, or the corrected one; the cooperative never pays guardians."""
    data = received.data
    if data.kind is PersonKind.STUDENT:
        await keep_person(KeepPerson(data.person_id, data.given_name, data.family_name), deps, cause)


async def on_member_activated(received: Received[MemberActivated], deps: Deps, cause: Cause) -> None:
    """Keep the number."""
    data = received.data
    await activate_member(ActivateMember(data.group_id, data.person_id, data.member_number), deps, cause)


async def on_attendance_sealed(received: Received[AttendanceSealed], deps: Deps, cause: Cause) -> None:
    """Keep the minutes, and share again if that is due."""
    await record_attendance(_attendance(received.data), deps, cause)


async def keep_attendance(received: Received[AttendanceSealed], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    await copy_attendance(_attendance(received.data), deps, cause)


def _attendance(data: AttendanceSealed) -> CopyAttendance:
    return CopyAttendance(data.group_id, data.session_id, {one.person_id: one.minutes for one in data.attendance})


async def on_resolution_adopted(received: Received[ResolutionAdopted], deps: Deps, cause: Cause) -> None:
    """Keep the share rule, and share if that is due."""
    await record_resolution(_resolution(received.data), deps, cause)


async def keep_resolution(received: Received[ResolutionAdopted], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    await copy_resolution(_resolution(received.data), deps, cause)


def _resolution(data: ResolutionAdopted) -> CopyResolution:
    resolution = Resolution(data.resolution_id, Rule(data.rule.value), dict(data.weights), data.adopted_on)
    return CopyResolution(data.group_id, resolution)


async def on_invoice_issued(received: Received[InvoiceIssued], deps: Deps, cause: Cause) -> None:
    """Our own: post the sale and count it."""
    if received.envelope.partner != deps.settings.partner:
        return
    data = received.data
    await book_sale(BookSale(data.invoice_id), deps, cause)
    await contribute_sale(ContributeSale(data.invoice_id), deps, cause)


async def on_credit_note_issued(received: Received[CreditNoteIssued], deps: Deps, cause: Cause) -> None:
    """Our own: post it and count it against its invoice."""
    if received.envelope.partner != deps.settings.partner:
        return
    await book_sale(BookSale(received.data.credit_note_id), deps, cause)
    await contribute_sale(ContributeSale(received.data.credit_note_id), deps, cause)


async def on_purchase_recorded(received: Received[PurchaseRecorded], deps: Deps, cause: Cause) -> None:
    """Our own: post the purchase and count it."""
    if received.envelope.partner != deps.settings.partner:
        return
    data = received.data
    await book_purchase(BookPurchase(data.purchase_id), deps, cause)
    await contribute_purchase(ContributePurchase(data.purchase_id), deps, cause)
    await invoice_order(InvoiceOrder(data.purchase_id), deps, cause)


async def on_purchase_cancelled(received: Received[PurchaseCancelled], deps: Deps, cause: Cause) -> None:
    """Our own: post the counter-entry and take it out of the contribution."""
    if received.envelope.partner != deps.settings.partner:
        return
    data = received.data
    await book_cancellation(BookCancellation(data.purchase_id), deps, cause)
    await contribute_purchase(ContributePurchase(data.purchase_id), deps, cause)
    await contribute_purchase(ContributePurchase(data.purchase_id, cancelled=True), deps, cause)
    await invoice_order(InvoiceOrder(data.purchase_id), deps, cause)


async def on_expense_decided(received: Received[ExpenseDecided], deps: Deps, cause: Cause) -> None:
    """Our own: post what was approved and count it."""
    if received.envelope.partner == deps.settings.partner and received.data.decision == "approved":
        await book_expense_sheet(BookExpenseSheet(received.data.sheet_id), deps, cause)


async def on_closing_requested(received: Received[ClosingRequested], deps: Deps, cause: Cause) -> None:
    """Say what is still open."""
    await check_closing(CheckClosing(received.data.closing_id, received.data.group_id), deps, cause)


async def on_group_closed(received: Received[GroupClosed], deps: Deps, cause: Cause) -> None:
    """Close the activity and share."""
    await close_group(CopyGroupClosing(received.data.group_id, received.data.closed_on), deps, cause)


async def keep_group_closing(received: Received[GroupClosed], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    await copy_group_closing(CopyGroupClosing(received.data.group_id, received.data.closed_on), deps, cause)


async def on_access_requested(received: Received[AccessRequested], deps: Deps, cause: Cause) -> None:
    """Say what is held of the person."""
    await answer_access(AnswerAccess(received.data.request_id, received.data.person_id), deps, cause)


async def on_person_erased(received: Received[PersonErased], deps: Deps, cause: Cause) -> None:
    """Forget the person, but for what the law keeps. Not a copy: it is on `personal`, and no log has it."""
    await forget_person(ForgetPerson(received.data.erasure_id, received.data.person_id), deps, cause)


LISTENS: Listens[Deps] = Listens(
    listen(GroupStarted, on_group_started, copy=keep_group_start),
    listen(GroupNamed, on_group_named),
    listen(PersonRegistered, on_person_told),
    listen(PersonUpdated, on_person_told),
    listen(MemberActivated, on_member_activated, copy=on_member_activated),
    listen(AttendanceSealed, on_attendance_sealed, copy=keep_attendance),
    listen(ResolutionAdopted, on_resolution_adopted, copy=keep_resolution),
    listen(InvoiceIssued, on_invoice_issued),
    listen(CreditNoteIssued, on_credit_note_issued),
    listen(PurchaseRecorded, on_purchase_recorded),
    listen(PurchaseCancelled, on_purchase_cancelled),
    listen(ExpenseDecided, on_expense_decided),
    listen(ClosingRequested, on_closing_requested),
    listen(GroupClosed, on_group_closed, copy=keep_group_closing),
    listen(AccessRequested, on_access_requested),
    listen(PersonErased, on_person_erased),
)
