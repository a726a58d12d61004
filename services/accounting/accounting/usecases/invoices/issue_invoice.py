"""An invoice is approved and issued: everything is settled first, then it gets its number (INV-01, INV-02)."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.approval import Decider, DocumentType, check_approver
from accounting.domain.crediting import check_correctable, check_creditable_amounts, completing_vat
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice, InvoiceStatus, check_issuable, start_issue, with_happening
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.issue_checks import IssueRules, check_mentions_of
from accounting.domain.vat import VatOfRate
from accounting.domain.vat_liability import check_vat_liability
from accounting.usecases.approval.read_approval_rules import read_approval_rules
from accounting.usecases.invoices.check_deposits import CheckDeposits, check_deposits
from accounting.usecases.invoices.number_invoice import NumberInvoice, number_invoice
from accounting.usecases.invoices.prepare_order import PrepareOrder, prepare_order
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class IssueInvoice:
    """Issue it, for what was delivered on a day, in the name of somebody who may."""

    invoice_id: str
    service_on: date
    decider: Decider
    due_on: date | None = None


async def issue_invoice(
    command: IssueInvoice, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Invoice]:
    """The invoice, ISSUED with the next number of its series. RuleError naming every mention that is missing."""
    invoice = (await deps.invoices.get(command.invoice_id)).state
    activity = (await deps.activities.get(invoice.activity_id)).state
    check_open(activity)
    check_issuable(invoice)
    approved_as = await _approve(command, invoice, deps)
    if invoice.status is InvoiceStatus.ISSUING:
        # A crash cut it off: everything was checked, and its place on the original may be its own already.
        return await number_invoice(NumberInvoice(command.invoice_id), deps, cause)
    settled_vat = await _against_original(invoice, deps)
    await check_deposits(CheckDeposits(invoice), deps)
    order = await prepare_order(PrepareOrder(invoice, activity, command.service_on, command.due_on), deps)
    check_vat_liability(order.seller, invoice.lines)
    happening = Happening(deps.clock.now(), cause.actor, "approved")

    def decide(one: Invoice) -> Change[Invoice]:
        if _content(one) != _content(invoice):
            raise ConflictError("invoice-changed", "the invoice was changed meanwhile: look at it again")
        started = start_issue(replace(one, settled_vat=settled_vat), order)
        if started.status is one.status:
            return Change(one)
        check_mentions_of(started, order, IssueRules(deps.settings.electronic_invoices_from, contract_required=True))
        return Change(replace(with_happening(started, happening), approved_as=approved_as))

    await deps.invoices.change(command.invoice_id, decide, cause, expected_version=expected_version)
    return await number_invoice(NumberInvoice(command.invoice_id), deps, cause)


async def _approve(command: IssueInvoice, invoice: Invoice, deps: Deps) -> str:
    rules = await read_approval_rules(invoice.siren, deps)
    kind = DocumentType.CREDIT_NOTE if invoice.kind is InvoiceKind.CREDIT_NOTE else DocumentType.INVOICE
    amount = invoice.totals.including_vat_cents
    return check_approver(rules, kind, command.decider, amount, invoice.submitted_by).value


async def _against_original(invoice: Invoice, deps: Deps) -> tuple[VatOfRate, ...]:
    """The VAT of a credit note once it is compared with what is left; nothing for other kinds."""
    if invoice.original is None:
        return ()
    original = (await deps.invoices.get(invoice.original.invoice_id)).state
    if invoice.kind is InvoiceKind.CORRECTIVE:
        check_correctable(original)
        return ()
    check_creditable_amounts(original, invoice)
    return completing_vat(original, invoice)


def _content(invoice: Invoice) -> tuple[object, ...]:
    """What is approved: another content needs another look."""
    return invoice.customer_id, invoice.lines, invoice.discount, invoice.prepaid, invoice.submitted_by
