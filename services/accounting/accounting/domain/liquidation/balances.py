"""What is left on accounts although every document is settled: a third party's balance, and stock."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from accounting.domain.accounts import chart
from accounting.domain.invoice import UNPAID
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, GROUP, Item, Phase, State, done
from accounting.domain.purchase import UNPAID as UNPAID_PURCHASES
from accounting.domain.purchasing.parts import purchase_left_cents
from accounting.domain.why import euros

BEFORE = Phase.BEFORE
CUSTOMERS, SUPPLIERS = "411", "401"


def balance_items(facts: LiquidationFacts) -> Iterator[Item]:
    """Accounts that do not come to nothing; what open documents explain is not told twice."""
    yield from _third_parties(facts)
    yield _letters(facts)
    yield from _stocks(facts)


def explained(facts: LiquidationFacts) -> Mapping[tuple[str, str], int]:
    """The balances that open documents explain: what customers still owe, and what suppliers still get."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for invoice in facts.invoices.values():
        if invoice.status in UNPAID and invoice.order is not None:
            sums[CUSTOMERS, invoice.order.buyer.account] += invoice.sign * invoice.left_cents
    for purchase in facts.purchases.values():
        if purchase.status in UNPAID_PURCHASES:
            sums[SUPPLIERS, purchase.supplier_account] -= purchase.sign * purchase_left_cents(purchase)
    return sums


def _third_parties(facts: LiquidationFacts) -> Iterator[Item]:
    if facts.unposted:
        return
    known = explained(facts)
    odd = {
        key: cents - known.get(key, 0)
        for key, cents in facts.third_parties.items()
        if key[0] in (CUSTOMERS, SUPPLIERS) and cents != known.get(key, 0)
    }
    for (account, auxiliary), cents in sorted(odd.items()):
        side = "débiteur" if cents > 0 else "créditeur"
        label = f"Compte {account} {auxiliary} : solde {side} de {euros(abs(cents))} sans facture ouverte"
        what = "Chercher d’où vient ce solde, le rembourser ou le corriger, puis lettrer le compte."
        code = f"accounting.balance-open:{account}:{auxiliary or '-'}"
        yield Item(code, BEFORE, label, State.OPEN, ACCOUNTANT, what)
    if not odd:
        yield done(
            "accounting.balance-open", BEFORE, "Les comptes des clients et des fournisseurs sont justes", ACCOUNTANT
        )


def _letters(facts: LiquidationFacts) -> Item:
    """Letters show which lines settle each other. They can still be set when the group is closed."""
    code, count = "accounting.unlettered", facts.unlettered_count
    if not count:
        return done(code, Phase.AFTER, "Les comptes des clients et des fournisseurs sont lettrés", ACCOUNTANT)
    label = f"{count} ligne{'s' if count > 1 else ''} de clients ou de fournisseurs à lettrer"
    what = "Lettrer les lignes qui se soldent entre elles."
    return Item(code, Phase.AFTER, label, State.OPEN, ACCOUNTANT, what)


def _stocks(facts: LiquidationFacts) -> Iterator[Item]:
    left = {account: cents for account, cents in facts.stocks.items() if cents}
    for account, cents in sorted(left.items()):
        name = chart().get(account, f"Compte {account}")
        label = f"{name} : stock de {euros(cents)} dans les comptes"
        what = "Vendre, donner ou sortir le stock, puis passer l’écriture."
        yield Item(f"accounting.stock-left:{account}", BEFORE, label, State.OPEN, GROUP, what)
    if not left:
        yield done("accounting.stock-left", BEFORE, "Il ne reste pas de stock dans les comptes", GROUP)
