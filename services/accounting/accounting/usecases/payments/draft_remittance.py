"""The accountant makes a slip of cheques that paid invoices, or of an activity's cash."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import InputError, RuleError
from accounting.domain.invoice import Means
from accounting.domain.payments.remittance import (
    MOST_CHEQUES,
    DepositAccount,
    Remittance,
    RemittanceKind,
    RemittancePart,
)
from accounting.usecases.payments.reserve_remittance import ReserveRemittance, reserve_remittance
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class WantedCheque:
    """The payment of an invoice that it was, the number on it, and who wrote it if that was not the customer."""

    invoice_id: str
    payment_id: str
    cheque_number: str = ""
    drawer: str = ""


@dataclass(frozen=True)
class WantedCash:
    """Cash of an activity."""

    activity_id: str
    amount_cents: int


@dataclass(frozen=True)
class DraftRemittance:
    """For which bank account. Either cheques or cash."""

    siren: str
    bank_account_id: str
    cheques: tuple[WantedCheque, ...] = ()
    cash: tuple[WantedCash, ...] = ()


async def draft_remittance(command: DraftRemittance, deps: Deps, cause: Cause) -> Stored[Remittance]:
    """The slip, PREPARED and numbered. ConflictError naming the slip that has one of its cheques."""
    id_ = cause.new_id("remittance")
    try:
        await deps.remittances.get(id_)
    except MissingError:
        await deps.remittances.add(id_, await _slip(command, deps, cause), cause)
    return await reserve_remittance(ReserveRemittance(id_), deps, cause)


async def _slip(command: DraftRemittance, deps: Deps, cause: Cause) -> Remittance:
    if bool(command.cheques) == bool(command.cash):
        raise InputError("cheques", "or cash, one of both, is what a slip is of", "cheques, or cash of activities")
    if len(command.cheques) + len(command.cash) > MOST_CHEQUES:
        raise InputError("cheques", "are too many for one slip", f"1 to {MOST_CHEQUES}")
    if len({one.payment_id for one in command.cheques}) < len(command.cheques):
        raise InputError("cheques", "name a payment twice", "each cheque once")
    if len({one.activity_id for one in command.cash}) < len(command.cash):
        raise InputError("cash", "names an activity twice", "each activity once")
    account = await _account(command, deps)
    parts = [await _cheque(command.siren, place, one, deps) for place, one in enumerate(command.cheques)]
    parts += [await _cash(command.siren, place, one, deps) for place, one in enumerate(command.cash)]
    kind = RemittanceKind.CHEQUES if command.cheques else RemittanceKind.CASH
    return Remittance(command.siren, kind, account, tuple(parts), deps.clock.today(), cause.actor)


async def _account(command: DraftRemittance, deps: Deps) -> DepositAccount:
    accepted = f"the id of a bank account of {command.siren}"
    try:
        account = (await deps.bank_accounts.get(command.bank_account_id)).state
    except MissingError:
        raise InputError("bank_account_id", "is no bank account", accepted) from None
    if account.siren != command.siren:
        raise InputError("bank_account_id", "is no bank account of this legal entity", accepted)
    holder = (await deps.legal_entities.get(command.siren)).state.name
    return DepositAccount(command.bank_account_id, holder, account.name, account.iban, account.ledger_account)


async def _cheque(siren: str, place: int, wanted: WantedCheque, deps: Deps) -> RemittancePart:
    field = f"cheques.{place}"
    try:
        invoice = (await deps.invoices.get(wanted.invoice_id)).state
    except MissingError:
        raise InputError(f"{field}.invoice_id", "is no invoice", f"an invoice of {siren}") from None
    payment = next((one for one in invoice.payments if one.id == wanted.payment_id), None)
    accepted = "the id of a payment by cheque of this invoice"
    if invoice.siren != siren or invoice.order is None:
        raise InputError(f"{field}.invoice_id", "is no invoice of this legal entity", f"an invoice of {siren}")
    if payment is None or payment.means is not Means.CHEQUE or invoice.sign < 0:
        raise InputError(f"{field}.payment_id", "is no cheque that was received for it", accepted)
    await _check_free(f"cheque:{payment.id}", deps)
    activity = (await deps.activities.get(invoice.activity_id)).state
    buyer = invoice.order.buyer
    return RemittancePart(
        activity_id=invoice.activity_id,
        analytic_code=activity.analytic_code,
        scheme=activity.scheme,
        amount_cents=payment.amount_cents,
        received_on=payment.paid_on,
        invoice_id=wanted.invoice_id,
        payment_id=payment.id,
        invoice_number=invoice.number or "",
        drawer=wanted.drawer or buyer.name,
        customer_account=buyer.account,
        customer_name=buyer.name,
        cheque_number=wanted.cheque_number,
    )


async def _check_free(key: str, deps: Deps) -> None:
    """ConflictError before anything is written, when another slip has it; who is faster is settled by the reservation."""
    try:
        holder = (await deps.payment_reservations.get(key)).state.holder
        held = (await deps.remittances.get(holder)).state.holds(key)
    except MissingError:
        return
    if held:
        raise ConflictError(
            "cheque-in-remittance", f"{key} is in the slip {holder} already; a cheque is in one slip only"
        )


async def _cash(siren: str, place: int, wanted: WantedCash, deps: Deps) -> RemittancePart:
    field = f"cash.{place}"
    try:
        activity = (await deps.activities.get(wanted.activity_id)).state
    except MissingError:
        raise InputError(f"{field}.activity_id", "is no activity", f"an activity of {siren}") from None
    if activity.siren != siren:
        raise InputError(f"{field}.activity_id", "is an activity of another legal entity", f"an activity of {siren}")
    if await deps.tills.find_one({"activity_id": wanted.activity_id}) is not None:
        detail = "the activity has a till, whose chain has to know: record the deposit there (type deposit), not here"
        raise RuleError("remittance-of-till", detail)
    if wanted.amount_cents <= 0:
        raise InputError(f"{field}.amount", "is not an amount of money", "an amount above 0")
    today = deps.clock.today()
    return RemittancePart(wanted.activity_id, activity.analytic_code, activity.scheme, wanted.amount_cents, today)
