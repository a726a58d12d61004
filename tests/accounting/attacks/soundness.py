"""What holds after every attack: the chains verify, the books balance, and nothing waits to be written."""

import json
from collections import Counter

from accounting.usecases.invoices.complete_issues import complete_issues
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from accounting.usecases.payments.complete_payments import complete_payments
from tests.accounting.integration.office import SIREN, Office


async def settle(office: Office) -> None:
    """What the broker and the jobs would bring about: every document that should be in the books is."""
    for invoice in await office.deps.invoices.all():
        for event in ("invoice_issued", "credit_note_issued"):
            await office.hear(invoice.document, f"accounting.{event}.v1")
    for _ in range(2):
        await complete_issues(office.deps)
        await post_missing_entries(office.deps)
        await complete_payments(office.deps)


async def assert_sound(office: Office) -> None:
    """Chain, tills, balance, one entry per source, and nothing half written."""
    await settle(office)
    before = await _written(office)
    await settle(office)
    assert await _written(office) == before
    walked = await office.ask("GET", f"legal-entities/{SIREN}/verification")
    verdict = json.loads(walked.text.strip().splitlines()[-1])
    assert verdict["intact"], verdict
    for till in (await office.done("GET", "tills"))["items"]:
        found = await office.done("GET", f"tills/{till['id']}/verification")
        assert found["intact"], found["findings"]
    entries = [one.state.certain_entry for one in await office.deps.ledger.all() if one.state.entry is not None]
    assert all(sum(line.balance_cents for line in one.lines) == 0 for one in entries)
    assert not [key for key, times in Counter(one.source_key for one in entries).items() if times > 1]


async def cents(office: Office, *accounts: str) -> int:
    """Debit minus credit of accounts that begin like this, over all of the books."""
    entries = [one.state.certain_entry for one in await office.deps.ledger.all() if one.state.entry is not None]
    return sum(line.balance_cents for one in entries for line in one.lines if line.account.startswith(accounts))


async def _written(office: Office) -> list[tuple[str, int]]:
    deps = office.deps
    kinds = (deps.ledger, deps.invoices, deps.purchases, deps.expense_sheets, deps.payment_orders, deps.remittances)
    return [(one.id, one.version) for kind in kinds for one in await kind.all()]
