"""Documents that are not finished: drafts, what is unpaid, offers without an answer, and entries that are missing."""

from collections.abc import Iterator

from accounting.domain.invoice import EDITABLE, UNISSUED, UNPAID, Invoice, InvoiceStatus
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, GROUP, Item, Link, Phase, State, done
from accounting.domain.liquidation.purchases import purchase_items
from accounting.domain.quote import Quote, QuoteStatus, state_on
from accounting.domain.quote_invoicing import living
from accounting.domain.why import euros

BEFORE = Phase.BEFORE
ENTRY_OF = {
    "sale": "invoice",
    "purchase": "purchase",
    "advance": "advance",
    "repayment": "advance",
    "expense": "expense",
}
"""Source keys that name a document, and the kind of it."""


def document_items(facts: LiquidationFacts) -> Iterator[Item]:
    """One item for each open document, or one that says that there is none of its kind."""
    yield from _drafts(facts)
    yield from _unpaid_invoices(facts)
    yield from _quotes(facts)
    yield from purchase_items(facts)
    yield from _entries(facts)
    yield from _contribution(facts)


def _drafts(facts: LiquidationFacts) -> Iterator[Item]:
    open_ones = {id_: one for id_, one in facts.invoices.items() if one.status in UNISSUED}
    for id_, invoice in open_ones.items():
        who, what = _draft_work(invoice)
        label = f"Facture de {euros(invoice.totals.including_vat_cents)} pas encore émise"
        yield Item(f"accounting.invoice-draft:{id_}", BEFORE, label, State.OPEN, who, what, (Link("invoice", id_),))
    if not open_ones:
        yield done("accounting.invoice-draft", BEFORE, "Toutes les factures sont émises", GROUP)


def _draft_work(invoice: Invoice) -> tuple[str, str]:
    if invoice.status in EDITABLE:
        return GROUP, "Terminer le projet de facture et le remettre au service comptable."
    return ACCOUNTANT, "Émettre la facture, ou la rendre au groupe."


def _unpaid_invoices(facts: LiquidationFacts) -> Iterator[Item]:
    unpaid = {id_: one for id_, one in facts.invoices.items() if one.status in UNPAID}
    for id_, invoice in unpaid.items():
        left = invoice.left_cents
        label = f"Facture {invoice.number} : {euros(left)} à encaisser"
        what = "Relancer le client, puis enregistrer son règlement."
        code, links = f"accounting.invoice-unpaid:{invoice.number}", (Link("invoice", id_),)
        yield Item(code, BEFORE, label, State.OPEN, ACCOUNTANT, what, links)
    if not unpaid:
        yield done("accounting.invoice-unpaid", BEFORE, "Toutes les factures émises sont payées", ACCOUNTANT)


def _quotes(facts: LiquidationFacts) -> Iterator[Item]:
    waiting = {id_: one for id_, one in facts.quotes.items() if state_on(one, facts.today) is QuoteStatus.SENT}
    for id_, quote in waiting.items():
        label = f"Devis sans réponse, valable jusqu’au {quote.valid_until:%d/%m/%Y}"
        what = "Demander sa réponse au client. Sans réponse, le devis n’a pas de suite : il ne retient pas la clôture."
        yield Item(f"accounting.quote-open:{id_}", BEFORE, label, State.WAITING, GROUP, what, (Link("quote", id_),))
    accepted = {id_: one for id_, one in facts.quotes.items() if one.agreed and not _invoiced(one, facts)}
    for id_, quote in accepted.items():
        begun = quote.status is not QuoteStatus.SIGNED
        label = "Devis signé, pas encore facturé en entier" if begun else "Devis signé, pas encore facturé"
        what = "Faire la facture de ce devis."
        yield Item(f"accounting.quote-uninvoiced:{id_}", BEFORE, label, State.OPEN, GROUP, what, (Link("quote", id_),))
    if not waiting and not accepted:
        yield done("accounting.quote-open", BEFORE, "Aucun devis n’attend de réponse ou de facture", GROUP)


def _invoiced(quote: Quote, facts: LiquidationFacts) -> bool:
    """Whether every instalment has an invoice that was not put away."""
    made = [facts.invoices.get(one.invoice_id) for one in living(quote).values()]
    gone = any(one is not None and one.status is InvoiceStatus.DISCARDED for one in made)
    return quote.status is QuoteStatus.INVOICED and not gone


def _entries(facts: LiquidationFacts) -> Iterator[Item]:
    for key in facts.unposted:
        kind, _, id_ = key.partition(":")
        label = "Une écriture n’est pas encore dans les comptes"
        what = "Attendre quelques minutes : elle est passée toute seule. Sinon, prévenir le service comptable."
        links = (Link(ENTRY_OF[kind], id_),) if kind in ENTRY_OF else ()
        yield Item(f"accounting.entry-pending:{key}", BEFORE, label, State.OPEN, ACCOUNTANT, what, links)
    if not facts.unposted:
        yield done("accounting.entry-pending", BEFORE, "Toutes les écritures sont passées", ACCOUNTANT)


def _contribution(facts: LiquidationFacts) -> Iterator[Item]:
    """The last contribution: it is open as an entry when it is missing, so this only tells the sum."""
    if not any(key.startswith("contribution:") for key in facts.unposted):
        label = f"Dernière contribution passée : {euros(facts.activity.contribution_cents)} en tout"
        yield done("accounting.contribution", BEFORE, label, ACCOUNTANT)
