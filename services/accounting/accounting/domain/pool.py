"""The pool that a group shares, step by step: every step is an amount and a sentence that a student can check.

``pool = cash collected excluding VAT − direct charges − contribution + advances − advances given back − donation``, never
negative (domain §1.7). Advances that are still to be given back count as given back: they never belonged to the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accounting.domain.activity import Activity
from accounting.domain.advance import AdvanceBook
from accounting.domain.invoice import Invoice
from accounting.domain.money import half_up
from accounting.domain.till.contributing import collected_at_tills
from accounting.domain.why import euros


@dataclass(frozen=True)
class Pool:
    """The amounts from the cash to what is shared."""

    cash_collected_cents: int
    direct_charges_cents: int
    contribution_cents: int
    advances_received_cents: int = 0
    advances_repaid_cents: int = 0
    donation_cents: int = 0

    @property
    def profit_cents(self) -> int:
        """What is left before a donation, which may be negative."""
        return (
            self.cash_collected_cents
            - self.direct_charges_cents
            - self.contribution_cents
            + self.advances_received_cents
            - self.advances_repaid_cents
        )

    @property
    def pool_cents(self) -> int:
        """What is shared."""
        return max(0, self.profit_cents - self.donation_cents)


@dataclass(frozen=True)
class Step:
    """One step: what it changes, what is left after it, and why, in French."""

    code: str
    label: str
    sentence: str
    change_cents: int
    after_cents: int


def collected_excluding_vat(invoice: Invoice) -> int:
    """The part of an invoice's payments that is not VAT; what was given back for a credit note is taken off."""
    if not invoice.due_cents:
        return 0
    return invoice.sign * half_up(invoice.paid_cents * invoice.due_excluding_vat_cents, invoice.due_cents)


def pool_of(activity: Activity, invoices: Sequence[Invoice], book: AdvanceBook | None = None) -> Pool:
    """The pool of an activity, from its invoices, its movements and its advances."""
    collected = sum(collected_excluding_vat(invoice) for invoice in invoices) + collected_at_tills(activity.movements)
    if book is None:
        return Pool(collected, activity.purchases_cents, activity.contribution_cents)
    return Pool(
        collected,
        activity.purchases_cents,
        activity.contribution_cents,
        book.raised_cents,
        book.raised_cents - book.waived_cents,
        book.donated_cents,
    )


def steps(pool: Pool) -> tuple[Step, ...]:
    """The steps in their order. What a group without advances or donation never had is left out."""
    found: list[Step] = []
    left = 0
    for code, label, change, sentence in _changes(pool):
        left += change
        found.append(Step(code, label, sentence, change, left))
    return (*found, Step("pool", "À partager", _conclusion(pool), 0, pool.pool_cents))


def _changes(pool: Pool) -> list[tuple[str, str, int, str]]:
    changes = [
        (
            "cash_collected",
            "Ventes encaissées, hors taxes",
            pool.cash_collected_cents,
            f"Les clients ont payé {euros(pool.cash_collected_cents)} hors taxes. La TVA n’est pas comptée : elle va à l’État.",
        ),
        (
            "direct_charges",
            "Achats de l’activité, hors taxes",
            -pool.direct_charges_cents,
            f"On retire les achats faits pour l’activité : {euros(pool.direct_charges_cents)} hors taxes.",
        ),
        (
            "contribution",
            "Contribution coopérative",
            -pool.contribution_cents,
            f"On retire la contribution à la structure qui porte l’activité : {euros(pool.contribution_cents)}. Chaque"
            " écriture de contribution dit comment elle a été calculée.",
        ),
    ]
    if pool.advances_received_cents:
        changes += [
            (
                "advances_received",
                "Avances reçues",
                pool.advances_received_cents,
                f"Au départ, des avances de {euros(pool.advances_received_cents)} ont été reçues pour démarrer.",
            ),
            (
                "advances_repaid",
                "Avances rendues",
                -pool.advances_repaid_cents,
                f"Cet argent était prêté : {euros(pool.advances_repaid_cents)} reviennent à ceux qui l’ont avancé, avant tout"
                " partage.",
            ),
        ]
    if pool.donation_cents:
        sentence = f"Le groupe donne {euros(pool.donation_cents)} de son bénéfice."
        changes.append(("donation", "Don", -pool.donation_cents, sentence))
    return changes


def _conclusion(pool: Pool) -> str:
    left = pool.profit_cents - pool.donation_cents
    if left > 0:
        return f"Il reste {euros(left)} à partager entre les membres."
    if left < 0:
        return f"Il ne reste rien à partager : il manque {euros(-left)} pour couvrir ce qui est retiré."
    return "Il ne reste rien à partager."
