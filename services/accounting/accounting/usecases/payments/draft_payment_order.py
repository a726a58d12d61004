"""The accountant makes a payment order of documents that can be paid."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.bank.account import LEDGER
from accounting.domain.errors import DomainError, InputError, Problem, RuleError
from accounting.domain.parties import LegalEntity
from accounting.domain.payments.execution_day import check_execution_day
from accounting.domain.payments.iban import check_sepa
from accounting.domain.payments.order import (
    LARGEST_CENTS,
    MOST_ITEMS,
    Debtor,
    OrderItem,
    OrderStatus,
    PaymentOrder,
)
from accounting.domain.payments.payable import OBSTACLES_IN_FRENCH, Obstacle, Payable, PayableKind
from accounting.domain.payments.text import LONGEST_REMITTANCE, bank_name, bank_text
from accounting.usecases.payments.find_payables import FindPayables, find_payables
from accounting.usecases.payments.read_iban import ReadIban, read_iban
from accounting.usecases.payments.reserve_order import ReserveOrder, reserve_order
from accounting.usecases.payments.target_holidays import target_holidays
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class WantedItem:
    """A document, and how much of it: all that is left unless said."""

    kind: PayableKind
    id: str
    amount_cents: int | None = None


@dataclass(frozen=True)
class DraftPaymentOrder:
    """From which account, on which day, what. One of ``bank_account_id`` and ``debtor_iban`` says the account."""

    siren: str
    execution_on: date
    items: tuple[WantedItem, ...]
    bank_account_id: str | None = None
    debtor_iban: str | None = None
    batch_booking: bool = True


async def draft_payment_order(command: DraftPaymentOrder, deps: Deps, cause: Cause) -> Stored[PaymentOrder]:
    """The order, DRAFT, whose documents no other order can have. ConflictError naming the order that has one of them.

    RuleError for what cannot be paid now, InputError naming the item for what is not there or an amount above what is left.
    """
    id_ = cause.new_id("payment-order")
    known = await _known(id_, deps)
    if known is not None and known.state.status is not OrderStatus.PREPARING:
        return known
    if known is None:
        check_execution_day(command.execution_on, deps.clock.today(), target_holidays())
        debtor = await _debtor(command, (await deps.legal_entities.get(command.siren)).state, deps)
        order = PaymentOrder(
            siren=command.siren,
            debtor=debtor,
            execution_on=command.execution_on,
            items=await _items(command, debtor, deps),
            batch_booking=command.batch_booking,
            made_by=cause.actor,
            made_at=deps.clock.now(),
        )
        await deps.payment_orders.add(id_, order, cause)
    return await reserve_order(ReserveOrder(id_), deps, cause)


async def _known(id_: str, deps: Deps) -> Stored[PaymentOrder] | None:
    try:
        return await deps.payment_orders.get(id_)
    except MissingError:
        return None


async def _debtor(command: DraftPaymentOrder, entity: LegalEntity, deps: Deps) -> Debtor:
    if (command.bank_account_id is None) == (command.debtor_iban is None):
        raise InputError("bank_account_id", "needs to be said, or debtor_iban", "one of both")
    name = bank_name(entity.name, "siren")
    accepted = f"the id of a bank account of {command.siren}"
    if command.bank_account_id is not None:
        try:
            account = (await deps.bank_accounts.get(command.bank_account_id)).state
        except MissingError:
            raise InputError("bank_account_id", "is no bank account", accepted) from None
        if account.siren != command.siren:
            raise InputError("bank_account_id", "is no bank account of this legal entity", accepted)
        return _checked(name, account.iban, account.bic, account.ledger_account, command.bank_account_id)
    iban = read_iban(ReadIban(command.debtor_iban or "", "debtor_iban"))
    found = await deps.bank_accounts.find_one({"iban": iban})
    if found is not None and found.state.siren == command.siren:
        return _checked(name, iban, found.state.bic, found.state.ledger_account, found.id)
    if entity.iban != iban:
        raise InputError("debtor_iban", "is no account of this legal entity", "its own IBAN, or a bank account's")
    return _checked(name, iban, entity.bic, LEDGER, None)


def _checked(name: str, iban: str, bic: str | None, ledger_account: str, id_: str | None) -> Debtor:
    field = "bank_account_id" if id_ is not None else "debtor_iban"
    check_sepa(read_iban(ReadIban(iban, field)), field)
    return Debtor(name, iban, bic, ledger_account, id_)


async def _items(command: DraftPaymentOrder, debtor: Debtor, deps: Deps) -> tuple[OrderItem, ...]:
    if not 1 <= len(command.items) <= MOST_ITEMS:
        raise InputError("items", f"are {len(command.items)}", f"1 to {MOST_ITEMS}")
    seen: set[tuple[PayableKind, str]] = set()
    items = []
    for place, wanted in enumerate(command.items):
        if (wanted.kind, wanted.id) in seen:
            raise InputError(f"items.{place}.id", "is there already", "each document once")
        seen.add((wanted.kind, wanted.id))
        try:
            item = await _item(command.siren, wanted, deps)
        except DomainError as error:
            error.fields = tuple(
                Problem(f"items.{place}.{one.field}", one.message, one.accepted) for one in error.fields
            )
            raise
        if item.iban == debtor.iban:
            raise InputError(f"items.{place}.id", "would be paid to the account that pays", "another beneficiary")
        items.append(item)
    return tuple(items)


async def _item(siren: str, wanted: WantedItem, deps: Deps) -> OrderItem:
    found = await find_payables(FindPayables(siren, (wanted.kind, wanted.id)), deps)
    if not found:
        raise RuleError("payable-paid", f"nothing is left to pay of the {wanted.kind.value} {wanted.id}")
    one = found[0]
    if one.obstacle is Obstacle.ORDERED:
        raise ConflictError("payable-in-order", f"{one.key} is in the payment order {one.order_id} already")
    if one.obstacle is not None or one.account is None:
        obstacle = one.obstacle or Obstacle.NO_IBAN
        detail = f"{one.beneficiary} ({wanted.kind.value} {wanted.id}) : {OBSTACLES_IN_FRENCH[obstacle]}"
        raise RuleError(f"payment-{obstacle.value}", detail)
    return OrderItem(
        kind=one.kind,
        id=one.id,
        party=one.party,
        beneficiary=bank_name(one.account.holder, "id"),
        iban=read_iban(ReadIban(one.account.iban)),
        bic=one.account.bic,
        amount_cents=_amount(wanted.amount_cents, one),
        reference=bank_text(one.reference, LONGEST_REMITTANCE) or one.id,
    )


def _amount(wanted_cents: int | None, one: Payable) -> int:
    cents = one.left_cents if wanted_cents is None else wanted_cents
    most = min(one.left_cents, LARGEST_CENTS)
    if not 0 < cents <= most:
        raise InputError("amount", "is not what is left, or a part of it", f"0.01 to {most // 100}.{most % 100:02d}")
    return cents
