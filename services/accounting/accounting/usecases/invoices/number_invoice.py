"""Reserve the number of an invoice that is being issued, and write it into it, for ever (INV-02)."""

from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.crediting import corrected, credited, taken_off
from accounting.domain.errors import RuleError
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice, InvoiceStatus, complete_issue, issued, with_happening
from accounting.domain.invoice_parts import Credit, InvoiceKind
from accounting.domain.numbering import NumberPlan
from essaim.contracts.accounting import CreditNoteIssued, InvoiceIssued
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class NumberInvoice:
    """Complete the issue of this invoice."""

    invoice_id: str


async def number_invoice(command: NumberInvoice, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The invoice, ISSUED. Repeated, it changes nothing: the reservation is the same for ever.

    A credit note or a corrective invoice first takes its place on its original. When somebody was faster there, it goes back
    to SUBMITTED without a number, and RuleError says why.
    """
    stored = await deps.invoices.get(command.invoice_id)
    order = stored.state.order
    if order is None or stored.state.status is not InvoiceStatus.ISSUING:
        return stored
    try:
        credit = await _take_place(command.invoice_id, stored.state, deps, cause)
    except RuleError:
        await deps.invoices.change(
            command.invoice_id, lambda one: Change(_back(one, deps, cause)), cause, effect="back"
        )
        raise
    plan = order.numbering or _plan_of_old(stored.state.siren, order.ordered_on.year)
    reserved = await deps.numbers.reserve(plan.sequence, command.invoice_id, stamp=order.ordered_on.isoformat())
    happening = Happening(deps.clock.now(), cause.actor, "issued")

    def decide(invoice: Invoice) -> Change[Invoice] | None:
        if invoice.number is not None:
            return None
        ready = replace(invoice, imputed_cents=credit.imputed_cents, made_due=credit.made_due) if credit else invoice
        numbered = complete_issue(ready, plan.number(reserved.number), date.fromisoformat(reserved.stamp))
        return Change(with_happening(numbered, happening), (_event(command.invoice_id, numbered),))

    return await deps.invoices.change(command.invoice_id, decide, cause, effect="number")


def _plan_of_old(siren: str, year: int) -> NumberPlan:
    """Of what was ordered when every seller had one series per civil year."""
    return NumberPlan(f"invoice:{siren}:{year}", f"{year}-", "", 6)


async def _take_place(invoice_id: str, invoice: Invoice, deps: Deps, cause: Cause) -> Credit | None:
    """Note it on the original, once. What a credit note takes off there."""
    for prepaid in () if _replaces(invoice) else invoice.prepaid:
        await _take_off(prepaid.deposit.invoice_id, invoice_id, deps, cause)
    if invoice.original is None:
        return None
    original_id, effect = invoice.original.invoice_id, f"{invoice.kind}:{invoice_id}"

    def decide(original: Invoice) -> Change[Invoice] | None:
        changed = corrected(original, invoice_id) if _replaces(invoice) else credited(original, invoice_id, invoice)
        return None if changed is original else Change(changed)

    original = (await deps.invoices.change(original_id, decide, cause, effect=effect)).state
    return next((one for one in original.credits if one.invoice_id == invoice_id), None)


async def _take_off(deposit_id: str, invoice_id: str, deps: Deps, cause: Cause) -> None:
    """Mark a deposit, so that no credit note and no other invoice takes it too. A corrective has it from its original."""

    def decide(deposit: Invoice) -> Change[Invoice] | None:
        changed = taken_off(deposit, invoice_id)
        return None if changed is deposit else Change(changed)

    await deps.invoices.change(deposit_id, decide, cause, effect=f"taken-off:{invoice_id}")


def _replaces(invoice: Invoice) -> bool:
    return invoice.kind is InvoiceKind.CORRECTIVE


def _back(invoice: Invoice, deps: Deps, cause: Cause) -> Invoice:
    """As before somebody approved it: its original is another one by now."""
    happening = Happening(deps.clock.now(), cause.actor, "not_issued")
    undone = replace(invoice, order=None, settled_vat=(), approved_as=None)
    return with_happening(undone, happening, status=InvoiceStatus.SUBMITTED)


def _event(invoice_id: str, invoice: Invoice) -> EventData:
    certain, totals = issued(invoice), invoice.totals
    if invoice.kind is InvoiceKind.CREDIT_NOTE and invoice.original is not None:
        return CreditNoteIssued(
            credit_note_id=invoice_id,
            invoice_id=invoice.original.invoice_id,
            activity_id=invoice.activity_id,
            group_id=invoice.group_id,
            legal_entity_siren=invoice.siren,
            number=certain.number,
            invoice_number=invoice.original.number,
            issued_on=certain.issued_on,
            total_excluding_vat=totals.excluding_vat_cents,
            vat=totals.vat_cents,
            total_including_vat=totals.including_vat_cents,
            to_pay_back=invoice.left_cents,
        )
    return InvoiceIssued(
        invoice_id=invoice_id,
        activity_id=invoice.activity_id,
        group_id=invoice.group_id,
        legal_entity_siren=invoice.siren,
        number=certain.number,
        issued_on=certain.issued_on,
        due_on=certain.order.due_on,
        total_excluding_vat=totals.excluding_vat_cents,
        vat=totals.vat_cents,
        total_including_vat=totals.including_vat_cents,
        kind=invoice.kind.value,
        original_id=invoice.original.invoice_id if invoice.original else None,
    )
