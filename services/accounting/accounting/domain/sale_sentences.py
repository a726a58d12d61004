"""The French sentences that explain the entries of sales to a first-year student."""

from accounting.domain.invoice import Invoice, Issued, Payment
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.why import euros

KIND_NAMES = {
    InvoiceKind.INVOICE: "Facture",
    InvoiceKind.DEPOSIT: "Facture d'acompte",
    InvoiceKind.CREDIT_NOTE: "Avoir",
    InvoiceKind.CORRECTIVE: "Facture rectificative",
}


def sale_sentence(invoice: Invoice, certain: Issued) -> str:
    """Why a sale, a deposit or a credit note moves what it moves."""
    totals, name = invoice.totals, certain.order.buyer.name
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        return _credit_note(invoice, certain)
    if invoice.kind is InvoiceKind.DEPOSIT:
        return (
            f"La facture d'acompte {certain.number} demande {euros(totals.including_vat_cents)} à {name} avant la vente "
            f"(débit du compte client 411). Ce n'est pas encore un produit : nous le devons au client jusqu'à la facture "
            f"finale (crédit du compte 4191, {euros(totals.excluding_vat_cents)} hors taxes), avec "
            f"{euros(totals.vat_cents)} de TVA."
        )
    asked = f"{name} nous doit {euros(invoice.due_cents)} (débit du compte client 411)"
    if invoice.prepaid:
        deposits = " et ".join(one.deposit.number for one in invoice.prepaid)
        taken = sum(one.excluding_vat_cents for one in invoice.prepaid)
        asked += f", après déduction de l'acompte {deposits} ({euros(taken)} hors taxes, débit du compte 4191)"
    return (
        f"La facture {certain.number} est émise : {asked}. La vente vaut {euros(totals.excluding_vat_cents)} hors taxes "
        f"(crédit d'un compte de produit) ; la TVA de {euros(totals.vat_cents)} n'est pas à nous, nous la devons à l'État "
        f"({_vat_words(certain)})."
    )


def receipt_sentence(invoice: Invoice, certain: Issued, payment: Payment, account: str, left_cents: int) -> str:
    """Why money that came in, or was given back, moves what it moves."""
    name = certain.order.buyer.name
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        return (
            f"Nous avons rendu {euros(payment.amount_cents)} à {name} pour l'avoir {certain.number} : l'argent part (crédit "
            f"du compte {account}) et ce que nous lui devions disparaît (débit du compte client 411)."
        )
    return (
        f"{name} a payé {euros(payment.amount_cents)} sur la facture {certain.number} : l'argent arrive "
        f"(débit du compte {account}) et sa dette baisse d'autant (crédit du compte client 411). "
        + (f"Il reste {euros(left_cents)} à recevoir." if left_cents > 0 else "La facture est soldée.")
    )


def _credit_note(invoice: Invoice, certain: Issued) -> str:
    totals, original = invoice.totals, invoice.original
    about = f"de la facture {original.number} du {original.issued_on:%d/%m/%Y}" if original else "d'une facture"
    sentence = (
        f"L'avoir {certain.number} reprend {euros(totals.including_vat_cents)} {about} : la vente diminue de "
        f"{euros(totals.excluding_vat_cents)} hors taxes et la TVA de {euros(totals.vat_cents)} (débits), et la dette de "
        f"{certain.order.buyer.name} baisse d'autant (crédit du compte client 411)."
    )
    if invoice.made_due:
        settled = euros(abs(sum(cents for _, cents in invoice.made_due)))
        sentence += (
            f" Plus rien n'est à payer de la facture : la TVA des services qui attendait encore sur 4458, {settled}, est soldée "
            f"avec lui par 44571."
        )
    rounded = sum(one.vat_cents for one in invoice.settled_vat) if invoice.settled_vat else totals.vat_cents
    plain = sum(one.vat_cents for one in invoice.priced_vat)
    if rounded != plain:
        sentence += f" Il solde un taux : sa TVA est ce qui restait de la facture, et non les {euros(plain)} du taux."
    return sentence


def _vat_words(certain: Issued) -> str:
    if certain.order.seller.vat_on_debits:
        return "crédit du compte 44571, dès la facture : nous avons opté pour les débits"
    return "crédit du compte 44571 pour les biens, 4458 pour les services dont le client n'a pas encore payé la TVA"
