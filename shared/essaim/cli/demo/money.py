"""Chapter 4, money: quotes, invoices, a market, spending and the bank, in the order in which a cooperative lives them."""

from dataclasses import dataclass, replace

from essaim.cli.demo import bank, invoices, market, payments, quotes, spending
from essaim.cli.demo.bank import Reconciled
from essaim.cli.demo.figures import Total
from essaim.cli.demo.group import Group
from essaim.cli.demo.invoices import Invoice
from essaim.cli.demo.ledger import check_contribution
from essaim.cli.demo.market import Market
from essaim.cli.demo.quotes import Customers
from essaim.cli.demo.spending import Spent
from essaim.cli.demo.world import World


@dataclass(frozen=True)
class Money:
    """What came in and what was spent, each figure computed from the story's data and found at the service."""

    customers: Customers
    deposit: Invoice
    invoices: tuple[Invoice, ...]
    """Sales: a deposit is none yet, the final invoice is all of it."""
    credit_note: Invoice
    market: Market
    purchase: Spent
    expenses: Spent
    bank: Reconciled
    contribution_cents: int = 0

    @property
    def sales(self) -> Total:
        """All that was sold, what was credited taken off."""
        found = self.market.total - self.credit_note.total
        for invoice in self.invoices:
            found += invoice.total
        return found

    @property
    def spent(self) -> Total:
        """The purchase and the expense sheet."""
        return self.purchase.total + self.expenses.total

    @property
    def margin_cents(self) -> int:
        """What the contribution is taken of."""
        return self.sales.net_cents - self.spent.net_cents


async def autumn(world: World, group: Group) -> Money:
    """From the first quote to the statement of December."""
    await quotes.set_ceilings(world)
    await payments.describe_account(world)
    customers = await quotes.register_customers(world, group)
    quote = await quotes.signed_quote(world, group, customers)
    await quotes.refused_quote(world, group, customers)
    deposit = await invoices.deposit(world, group, quote)
    day = await market.market_day(world, group)
    margin = day.total.net_cents
    await check_contribution(world, group, margin)
    final = await invoices.final(world, group, quote, deposit)
    purchase = await spending.purchase(world, group)
    margin += final.total.net_cents - purchase.total.net_cents
    await check_contribution(world, group, margin)
    note = await invoices.credit_note(world, group, quote, final)
    expenses = await spending.expense_sheet(world, group)
    margin -= note.total.net_cents + expenses.total.net_cents
    contribution = await check_contribution(world, group, margin)
    order = await payments.pay_all(world, group, purchase, expenses)
    paid = ((deposit, deposit.due_cents), (final, final.due_cents + note.due_cents))
    reconciled = await bank.reconcile(world, group, day, order, paid)
    return Money(customers, deposit, (final,), note, day, purchase, expenses, reconciled, contribution)


async def spring(world: World, group: Group, money: Money) -> Money:
    """One more sale, in June."""
    sold = replace(money, invoices=(*money.invoices, await invoices.second_sale(world, group, money.customers)))
    return replace(sold, contribution_cents=await check_contribution(world, group, sold.margin_cents))
