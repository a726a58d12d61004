"""Purchases that wait for somebody: written and not handed in, handed in and not decided, recorded and not paid."""

from collections.abc import Iterator

from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, GROUP, Item, Link, Phase, State, done
from accounting.domain.purchase import EDITABLE, UNPAID, UNRECORDED, Payee, Purchase
from accounting.domain.purchasing.parts import purchase_left_cents
from accounting.domain.why import euros

BEFORE = Phase.BEFORE


def purchase_items(facts: LiquidationFacts) -> Iterator[Item]:
    """One item for each, or one that says that all are paid."""
    for id_, purchase in facts.purchases.items():
        if purchase.status in UNRECORDED:
            yield _draft(id_, purchase)
    unpaid = {id_: one for id_, one in facts.purchases.items() if one.status in UNPAID}
    for id_, purchase in unpaid.items():
        label, what = _unpaid_work(purchase)
        code, links = f"accounting.purchase-unpaid:{id_}", (Link("purchase", id_),)
        yield Item(code, BEFORE, label, State.OPEN, ACCOUNTANT, what, links)
    if not unpaid:
        yield done("accounting.purchase-unpaid", BEFORE, "Tous les achats sont payés", ACCOUNTANT)


def _draft(id_: str, purchase: Purchase) -> Item:
    label = f"{_named(purchase)} : {euros(purchase.total_including_vat_cents)} pas encore dans les comptes"
    editable = purchase.status in EDITABLE
    who = GROUP if editable else ACCOUNTANT
    what = (
        "Terminer l’achat et le remettre, ou l’abandonner."
        if editable
        else "Approuver l’achat, ou le rendre au groupe."
    )
    code, links = f"accounting.purchase-draft:{id_}", (Link("purchase", id_),)
    return Item(code, BEFORE, label, State.OPEN, who, what, links)


def _unpaid_work(purchase: Purchase) -> tuple[str, str]:
    supplier, member = purchase_left_cents(purchase), purchase_left_cents(purchase, Payee.MEMBER)
    left = euros(supplier + member)
    if purchase.sign < 0:
        return f"{_named(purchase)} : {left} à recevoir", "Demander le remboursement de l’avoir et l’enregistrer."
    label = f"{_named(purchase)} : {left} à payer"
    if purchase.dispute is not None:
        return f"{label}, en litige", "Régler le litige avec le fournisseur, puis payer ou annuler."
    if not supplier:
        return label, "Rembourser le membre qui a avancé l’argent et enregistrer le paiement."
    return label, "Payer le fournisseur et enregistrer le paiement."


def _named(purchase: Purchase) -> str:
    word = "Avoir" if purchase.sign < 0 else "Achat"
    reference = purchase.supplier_reference or "sans numéro"
    return f"{word} {reference} chez {purchase.supplier_name}"
