"""What a mini-entreprise settles before it ends: its advances and its donation (MINI-03, MINI-04)."""

from collections.abc import Iterator

from accounting.domain.donation import missing_cents
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, GROUP, Item, Link, Phase, State, done
from accounting.domain.why import euros

BEFORE = Phase.BEFORE


def advance_items(facts: LiquidationFacts) -> Iterator[Item]:
    """Nothing for an activity that never had advances or a donation to decide on."""
    book = facts.book
    if book is None:
        return
    open_ones = [one for one in book.advances if one.repayment is None]
    for advance in open_ones:
        label = f"Avance n° {advance.number} : {euros(advance.amount_cents)} à rendre"
        what = "Rendre l’avance avant le partage, ou noter que le prêteur la laisse au groupe."
        code, links = f"accounting.advance-unrepaid:{advance.id}", (Link("advance", advance.id),)
        yield Item(code, BEFORE, label, State.OPEN, ACCOUNTANT, what, links)
    if not open_ones:
        yield done("accounting.advance-unrepaid", BEFORE, "Toutes les avances sont rendues", ACCOUNTANT)
    missing = missing_cents(book, facts.pool.profit_cents)
    if missing:
        rate = book.policy.donation_rate_percent.replace(".", ",")
        label = f"Don : encore {euros(missing)} à donner ({rate} % du bénéfice)"
        what = "Décider en groupe à qui va le don, puis l’enregistrer."
        yield Item("accounting.donation-missing", BEFORE, label, State.OPEN, GROUP, what)
    else:
        label = f"Don : {euros(book.donated_cents)}" if book.donated_cents else "Aucun don n’est demandé"
        yield done("accounting.donation-missing", BEFORE, label, GROUP)
