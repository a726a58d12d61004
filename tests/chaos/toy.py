"""Two small services on the kit: the teller is commanded over HTTP, the tally adds up what the teller announces.

Adding up is not naturally idempotent, so a doubled event shows in the total; the tally also notes the sequence of each
event as it takes effect, so loss and disorder show too. A second document keeps the last balance told: there an older event
must never overwrite a newer one.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from essaim.contracts.event import CONTRACTS, EventData, event
from essaim.contracts.types import Id
from essaim.kit.aggregate import Change, aggregate
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, Grant, Policy, Scope
from essaim.kit.listens import Listens, Received, listen
from essaim.kit.replay.copies import Copies, Copy
from essaim.kit.repository import Repository
from tests.chaos.traps import BEFORE_ACK, BEFORE_ANSWER, BETWEEN_EFFECTS, Traps


class AmountAdded(EventData):
    """An account grew. ``pause_ms`` and ``fails_once`` tell the listener to be slow, and to need a second try."""

    account_id: Id
    amount: int
    balance: int
    pause_ms: int = 0
    fails_once: bool = False


class AmountSpoiled(EventData):
    """Something that no listener can digest."""

    account_id: Id


def _contracts() -> None:
    """Make events of the two, and keep them out of the catalogue."""
    event("teller.amount_added.v1")(AmountAdded)
    event("teller.amount_spoiled.v1")(AmountSpoiled)
    for model in (AmountAdded, AmountSpoiled):
        del CONTRACTS[model.wire_type]


_contracts()


@dataclass(frozen=True)
class Account:
    """The teller's: a balance, and the last command, so that one that is repeated after a crash changes nothing."""

    balance: int = 0
    last_command: str = ""


@dataclass(frozen=True)
class Tally:
    """The tally's: what was added up, and the sequences of the events in the order in which they took effect."""

    total: int = 0
    sequences: tuple[int, ...] = ()


@dataclass(frozen=True)
class Balance:
    """The tally's copy of a balance: the last word."""

    balance: int
    sequence: int


ACCOUNTS = aggregate("accounts")
TALLIES = aggregate("tallies")
BALANCES = aggregate("balances")
COPIES = Copies(of=(Copy(TALLIES), Copy(BALANCES)))


@dataclass(frozen=True)
class TellerDeps:
    """What the teller works with."""

    accounts: Repository[Account]
    traps: Traps


@dataclass(frozen=True)
class TallyDeps:
    """What the tally works with; ``failed`` are the events that this process has sent away once."""

    tallies: Repository[Tally]
    balances: Repository[Balance]
    traps: Traps
    failed: set[str] = field(default_factory=set)


class AmountIn(BaseModel):
    """What to add."""

    model_config = ConfigDict(extra="forbid")
    amount: int
    pause_ms: int = 0
    fails_once: bool = False


class AccountOut(BaseModel):
    """An account after the command; ``sequence`` is that of the event."""

    sequence: int
    balance: int


POLICY = Policy(Grant("teller", "account.add", Scope.ALL))
router = APIRouter(prefix="/v1/accounts", tags=["accounts"])


def _deps(request: Request) -> TellerDeps:
    found = request.app.state.deps
    assert isinstance(found, TellerDeps)
    return found


@router.post("/{account_id}/amounts")
async def add_amount(
    account_id: Id, body: AmountIn, deps: Annotated[TellerDeps, Depends(_deps)], cause: CauseOf, caller: Caller
) -> AccountOut:
    """Add to an account, which begins at nothing."""
    POLICY.require(caller, "account.add")

    def decide(known: Account | None) -> Change[Account] | None:
        account = known or Account()
        if account.last_command == cause.command_id:
            return None
        balance = account.balance + body.amount
        added = AmountAdded(
            account_id=account_id,
            amount=body.amount,
            balance=balance,
            pause_ms=body.pause_ms,
            fails_once=body.fails_once,
        )
        return Change(Account(balance, cause.command_id), (added,))

    stored = await deps.accounts.put(account_id, decide, cause)
    assert stored is not None
    deps.traps.pass_by(BEFORE_ANSWER)
    return AccountOut(sequence=stored.version, balance=stored.state.balance)


async def on_amount_added(received: Received[AmountAdded], deps: TallyDeps, cause: Cause) -> None:
    """Add it up, and keep the balance that it tells: two documents, two writes."""
    data, sequence = received.data, received.envelope.sequence
    if data.pause_ms:
        await asyncio.sleep(data.pause_ms / 1000)
    if data.fails_once and received.envelope.id not in deps.failed:
        deps.failed.add(received.envelope.id)
        raise NotFoundError("not-yet", "this event needs a second try")

    def add(tally: Tally | None) -> Change[Tally]:
        known = tally or Tally()
        return Change(replace(known, total=known.total + data.amount, sequences=(*known.sequences, sequence)))

    await deps.tallies.put(data.account_id, add, cause)
    deps.traps.pass_by(BETWEEN_EFFECTS)
    await deps.balances.put(data.account_id, lambda _: Change(Balance(data.balance, sequence)), cause, latest="balance")
    deps.traps.pass_by(BEFORE_ACK)


async def on_amount_spoiled(received: Received[AmountSpoiled], deps: TallyDeps, cause: Cause) -> None:
    """Break, as a bug does."""
    del deps, cause
    raise ZeroDivisionError(f"nothing can be done about {received.data.account_id}")


LISTENS: Listens[TallyDeps] = Listens(
    listen(AmountAdded, on_amount_added, copy=on_amount_added),
    listen(AmountSpoiled, on_amount_spoiled),
)
