"""A process dies before any write of an issue, a payment or what follows: in the end it is as if nothing had happened.

From one write on, each in turn, the store takes nothing more. Then a process starts with what is stored: the jobs that mend run,
events are delivered again, and people who got no answer ask again. Numbers, states, entries, letters and contributions are those
of a process that never died.
"""

import shutil
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from accounting.deps import Deps
from accounting.domain.approval import Decider
from accounting.domain.errors import RuleError
from accounting.domain.invoice import Means
from accounting.events import LISTENS
from accounting.usecases.internal_invoices.accept_internal_invoice import AcceptInternalInvoice, accept_internal_invoice
from accounting.usecases.invoices.complete_issues import complete_issues
from accounting.usecases.invoices.issue_invoice import IssueInvoice, issue_invoice
from accounting.usecases.invoices.record_payment import RecordPayment, record_payment
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from essaim.contracts import envelope as wire
from essaim.contracts.event import CONTRACTS
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.accounting.integration.office import ACTIVITY, ENTITY, LINE, SIREN, Office, open_office
from tests.accounting.invoices.documents import SERVICE
from tests.accounting.invoices.test_internal_invoices import proposed
from tests.accounting.ledger.books import books_over

Step = Callable[[], Awaitable[None]]
Steps = Callable[[Deps], Awaitable[list[Step]]]
TODAY = date(2026, 12, 1)
ACCOUNTANT = Decider("accountant", frozenset({"accountant"}))
EVENTS = ("accounting.invoice_issued.v1", "accounting.credit_note_issued.v1")
MOST_WRITES = 60
DONE = ("inv-02-already-issued", "internal-not-proposed")


class DiedError(Exception):
    """The process is gone: nothing more is written."""


class DyingStore:
    """A store that takes so many writes and then no more."""

    def __init__(self, store: Store, writes: int) -> None:
        self._store, self._left = store, writes

    def __getattr__(self, name: str) -> Any:
        """What reads goes on; what writes counts."""
        found = getattr(self._store, name)
        return partial(self._write, found) if name in ("insert", "insert_many", "replace", "delete") else found

    async def _write(self, write: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        if self._left == 0:
            raise DiedError
        self._left -= 1
        return await write(*args, **kwargs)


async def _issue(deps: Deps, id_: str) -> None:
    await issue_invoice(IssueInvoice(id_, TODAY, ACCOUNTANT), deps, Cause(f"issue:{id_}", "c", "accountant"))
    await _deliver(deps)


async def _pay(deps: Deps, id_: str, cents: int) -> None:
    command = RecordPayment(id_, TODAY, cents, Means.TRANSFER)
    await record_payment(command, deps, Cause(f"pay:{id_}:{cents}", "c", "accountant"))


async def _deliver(deps: Deps) -> None:
    """Every event of an invoice that nobody took away, once more."""
    for stored in await deps.invoices.all():
        for item in stored.document["outbox"]:
            envelope = wire.Envelope.model_validate(item["envelope"])
            if envelope.type in EVENTS:
                received = Received(CONTRACTS[envelope.type].model.model_validate(envelope.data), envelope)
                cause = Cause(envelope.id, "c", envelope.source, envelope.id, envelope.id)
                await LISTENS.by_type[envelope.type].handler(received, deps, cause)


async def _ids(deps: Deps) -> dict[str, str]:
    """Documents by their title."""
    return {one.state.title: one.id for one in await deps.invoices.all()}


async def _drafted(office: Office, title: str) -> str:
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE, SERVICE], "title": title}
    id_ = str((await office.done("POST", "invoices", body, role="student"))["id"])
    await office.done("POST", f"invoices/{id_}/submission", role="student")
    return id_


async def _about(office: Office, id_: str, what: str) -> None:
    """A submitted credit note or corrective invoice of an issued one, named by what it is."""
    one = await office.done("POST", f"invoices/{id_}/{what}", {"reason": "Erreur"}, role="student")
    lines = [LINE | {"quantity": "9"}] if what == "corrective" else [LINE]
    body = {"customer_id": one["customer_id"], "lines": lines, "title": what}
    await office.done("PUT", f"invoices/{one['id']}", body, role="student")
    await office.done("POST", f"invoices/{one['id']}/submission", role="student")


async def prepare(office: Office) -> None:
    """Two submitted invoices; two issued ones, half paid and not at all, with a credit note and a corrective that wait; an
    internal invoice that waits for the other group."""
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"vat_on_debits": False})
    await office.start()
    paid, wrong = await _drafted(office, "paid"), await _drafted(office, "wrong")
    await _issue(office.deps, paid)
    await _issue(office.deps, wrong)
    await _pay(office.deps, paid, 66_000)
    await _drafted(office, "new")
    await _about(office, paid, "credit-notes")
    await _about(office, wrong, "corrective")
    await proposed(office)


async def an_invoice(deps: Deps) -> list[Step]:
    """Issued, booked, paid in two parts."""
    id_ = (await _ids(deps))["new"]
    return [partial(_issue, deps, id_), partial(_pay, deps, id_, 50_000), partial(_pay, deps, id_, 82_000)]


async def a_credit_note(deps: Deps) -> list[Step]:
    """It takes its place on the half paid invoice, leaves nothing to pay, and what is too much is given back."""
    id_ = (await _ids(deps))["credit-notes"]
    return [partial(_issue, deps, id_), partial(_pay, deps, id_, 54_000)]


async def a_corrective_invoice(deps: Deps) -> list[Step]:
    """It takes the place of the other one."""
    return [partial(_issue, deps, (await _ids(deps))["corrective"])]


async def an_internal_invoice(deps: Deps) -> list[Step]:
    """Accepted, numbered and booked."""
    (stored,) = await deps.internal_invoices.all()
    command, cause = AcceptInternalInvoice(stored.id), Cause("accept", "c", "accountant")
    return [partial(_accept, deps, command, cause)]


async def _accept(deps: Deps, command: AcceptInternalInvoice, cause: Cause) -> None:
    await accept_internal_invoice(command, deps, cause)


async def mended(deps: Deps, steps: Steps, people_first: bool) -> None:
    """The jobs, the events, and whoever got no answer, before them or after; a rule that says no means that it is done."""
    if not people_first:
        await _jobs(deps)
    for step in await steps(deps):
        try:
            await step()
        except RuleError as error:
            if error.slug not in DONE:
                raise
    await _jobs(deps)


async def _jobs(deps: Deps) -> None:
    await complete_issues(deps)
    await _deliver(deps)
    await post_missing_entries(deps)


async def state(deps: Deps) -> dict[str, Any]:
    """All that must be the same: documents, entries with their letters, what was counted."""
    verdict = await verify_ledger(VerifyLedger(SIREN), deps)
    assert verdict.intact, verdict.findings
    records = [one.state for one in await deps.ledger.all({"siren": SIREN}) if one.state.entry is not None]
    invoices = {one.state.title: one.state for one in await deps.invoices.all()}
    numbers = sorted(one.number for one in invoices.values() if one.number)
    assert numbers == [f"2026-{place:06d}" for place in range(1, len(numbers) + 1)]
    counted = (await deps.activities.get(ACTIVITY)).state.movements
    return {
        "invoices": {
            title: (one.status, one.number, one.left_cents, one.imputed_cents, one.made_due, one.payments_to_post)
            for title, one in invoices.items()
        },
        "credits": {title: [credit.imputed_cents for credit in one.credits] for title, one in invoices.items()},
        "internal": [
            (one.state.status, one.state.number, one.state.to_post) for one in await deps.internal_invoices.all()
        ],
        "entries": {
            record.certain_entry.source_key: sorted(
                (line.account, line.vat_rate or "", line.balance_cents, bool(record.letters.get(place)))
                for place, line in enumerate(record.certain_entry.lines)
            )
            for record in records
        },
        "count": len(records),
        "contribution": sorted((id_, one.contribution_cents) for id_, one in counted.items()),
    }


async def _play(path: Path, steps: Steps, writes: int, people_first: bool) -> tuple[bool, dict[str, Any]]:
    """Whether the process lived to the end, when it could write so often; and the state after it was mended."""
    store = await open_store(f"sqlite:///{path}")
    try:
        lived = await _lives(books_over(cast(Store, DyingStore(store, writes)), TODAY), steps)
        deps = books_over(store, TODAY)
        await mended(deps, steps, people_first)
        return lived, await state(deps)
    finally:
        await store.close()


async def _lives(deps: Deps, steps: Steps) -> bool:
    try:
        for step in await steps(deps):
            await step()
    except DiedError:
        return False
    return True


def _copy(path: Path, to: Path) -> Path:
    shutil.copy(path, to)
    return to


@pytest.mark.parametrize("people_first", [False, True], ids=["jobs first", "people first"])
@pytest.mark.parametrize("steps", [an_invoice, a_credit_note, a_corrective_invoice, an_internal_invoice])
async def test_inv_02_a_process_that_dies_at_any_write_loses_and_doubles_nothing(
    tmp_path: Path, steps: Steps, people_first: bool
) -> None:
    """INV-02, INV-07, ACC-04: the number is neither lost nor given twice, and every entry is there once."""
    async with open_office(tmp_path) as office:
        await prepare(office)
    start = tmp_path / "accounting.db"
    _, expected = await _play(_copy(start, tmp_path / "whole.db"), steps, -1, people_first)
    for writes in range(MOST_WRITES):
        lived, found = await _play(_copy(start, tmp_path / f"{writes}.db"), steps, writes, people_first)
        assert found == expected, f"died before write {writes}"
        if lived:
            assert writes > 2
            return
    raise AssertionError("it never comes to an end")
