"""What happens to a payment order, each step once: repeating one changes nothing, a step out of turn is refused."""

from dataclasses import replace
from datetime import date, datetime

from accounting.domain.errors import InputError, RuleError
from accounting.domain.payments.order import FileHash, ItemStatus, OrderItem, OrderStatus, PaymentOrder, Rejection

REASONS = {
    "AC01": "le numéro de compte est faux",
    "AC03": "le numéro de compte du bénéficiaire est faux",
    "AC04": "le compte est clos",
    "AC06": "le compte est bloqué",
    "AC13": "le type de compte ne convient pas",
    "AG01": "l’opération est interdite sur ce compte",
    "AG02": "le code d’opération est faux",
    "AM04": "la provision est insuffisante",
    "AM05": "l’opération est en double",
    "AM09": "le montant est faux",
    "BE04": "l’adresse du bénéficiaire manque ou est fausse",
    "CNOR": "la banque du bénéficiaire n’est pas joignable",
    "CUST": "le client l’a demandé",
    "DNOR": "la banque du débiteur n’est pas joignable",
    "DUPL": "l’opération est en double",
    "ED05": "le règlement a échoué",
    "FF01": "le fichier n’est pas au bon format",
    "FOCR": "les fonds sont rendus après une demande de rappel",
    "FRAD": "une fraude est signalée",
    "MD07": "le titulaire du compte est décédé",
    "MS02": "le bénéficiaire a refusé, sans motif",
    "MS03": "la banque n’a pas dit pourquoi",
    "NOAS": "le bénéficiaire n’a pas répondu",
    "RC01": "l’identifiant de la banque est faux",
    "RR01": "le compte du débiteur manque (réglementation)",
    "RR02": "le nom ou l’adresse du débiteur manque (réglementation)",
    "RR03": "le nom ou l’adresse du bénéficiaire manque (réglementation)",
    "RR04": "un motif réglementaire s’y oppose",
    "TECH": "un incident technique est survenu",
    "TM01": "l’ordre est arrivé après l’heure limite",
}
"""Reason codes of rejects and returns of credit transfers (EPC125-05), in French."""


def reserved(order: PaymentOrder, number: int) -> PaymentOrder:
    """It has all its documents."""
    if order.status is not OrderStatus.PREPARING:
        return order
    return replace(order, status=OrderStatus.DRAFT, number=number, to_complete=False)


def cancel(order: PaymentOrder, reason: str) -> PaymentOrder:
    """Its documents are free again. RuleError once it is executed."""
    if order.status is OrderStatus.CANCELLED:
        return order
    if order.status is OrderStatus.EXECUTED:
        raise _out_of_turn(order, "an executed order is not cancelled; a payment that came back is a rejection")
    return replace(order, status=OrderStatus.CANCELLED, cancelled_reason=reason, to_complete=False)


def approve(order: PaymentOrder, by: str, at: datetime, *, four_eyes: bool) -> PaymentOrder:
    """The second look. RuleError for the maker when four eyes are asked for."""
    if order.status is OrderStatus.APPROVED and order.approved_by == by:
        return order
    if order.status is not OrderStatus.DRAFT:
        raise _out_of_turn(order, "a draft is approved")
    if four_eyes and by == order.made_by:
        raise RuleError("payment-four-eyes", "whoever made the order does not approve it: somebody else looks at it")
    return replace(order, status=OrderStatus.APPROVED, approved_by=by, approved_at=at)


def with_files(order: PaymentOrder, files: tuple[FileHash, ...]) -> PaymentOrder:
    """What was approved, to the byte."""
    return replace(order, files=files)


def send(order: PaymentOrder, by: str, today: date) -> PaymentOrder:
    """The file went to the bank."""
    if order.status is OrderStatus.SENT:
        return order
    if order.status is not OrderStatus.APPROVED:
        raise _out_of_turn(order, "an approved order is sent")
    return replace(order, status=OrderStatus.SENT, sent_by=by, sent_on=today)


def execute(order: PaymentOrder, on: date, today: date, movement_id: str | None) -> PaymentOrder:
    """The bank has done it. The same day again changes nothing; another one is refused."""
    if order.status is OrderStatus.EXECUTED:
        if (order.executed_on, order.movement_id) == (on, movement_id):
            return order
        raise RuleError("payment-order-executed", f"{order.reference} was executed on {order.executed_on}")
    if order.status is not OrderStatus.SENT or order.approved_at is None:
        raise _out_of_turn(order, "a sent order is executed")
    first = order.approved_at.date()
    if not first <= on <= today:
        raise InputError("executed_on", "is before the approval or in the future", f"{first} to {today}")
    return replace(order, status=OrderStatus.EXECUTED, executed_on=on, movement_id=movement_id, to_complete=True)


def recorded(order: PaymentOrder, outcomes: dict[int, str]) -> PaymentOrder:
    """Every pending item was brought to its document; what the document said when it refused, by place."""
    items = tuple(_outcome(one, outcomes.get(place)) for place, one in enumerate(order.items))
    return replace(order, items=items)


def reject(order: PaymentOrder, number: int, rejection: Rejection, today: date) -> PaymentOrder:
    """The bank refused item ``number`` (from 1), or gave its money back after the execution."""
    item = _item(order, number)
    if rejection.code not in REASONS:
        raise InputError("code", f"{rejection.code} is no reason code of a credit transfer", ", ".join(REASONS))
    if item.rejection is not None:
        if (item.rejection.code, item.rejection.on) == (rejection.code, rejection.on):
            return order
        raise RuleError(
            "payment-item-rejected", f"the item was rejected on {item.rejection.on} ({item.rejection.code})"
        )
    if order.status not in (OrderStatus.SENT, OrderStatus.EXECUTED) or order.sent_on is None:
        raise _out_of_turn(order, "items of a sent or executed order are rejected")
    if order.status is OrderStatus.EXECUTED and item.status is not ItemStatus.PAID:
        raise RuleError("payment-item-not-recorded", f"the payment is in no document: {item.problem or 'not yet'}")
    first = order.executed_on or order.sent_on
    if not first <= rejection.on <= today:
        raise InputError("on", "is before the order or in the future", f"{first} to {today}")
    was_paid = order.status is OrderStatus.EXECUTED
    marked = replace(rejection, was_paid=was_paid, to_return=was_paid)
    changed = replace(item, status=ItemStatus.REJECTED, rejection=marked)
    return replace(_with_item(order, number, changed), to_complete=order.to_complete or was_paid)


def returned(order: PaymentOrder, number: int) -> PaymentOrder:
    """The books say that the money came back."""
    item = _item(order, number)
    if item.rejection is None or not item.rejection.to_return:
        return order
    done = replace(item, rejection=replace(item.rejection, to_return=False))
    return completed(_with_item(order, number, done))


def completed(order: PaymentOrder) -> PaymentOrder:
    """Without the mark, once nothing is left to do."""
    waiting = order.status is OrderStatus.EXECUTED and any(
        one.status is ItemStatus.PENDING or (one.rejection is not None and one.rejection.to_return)
        for one in order.items
    )
    return order if waiting else replace(order, to_complete=False)


def _outcome(item: OrderItem, problem: str | None) -> OrderItem:
    if item.status is not ItemStatus.PENDING:
        return item
    if problem is None:
        return replace(item, status=ItemStatus.PAID)
    return replace(item, status=ItemStatus.UNRECORDED, problem=problem)


def _item(order: PaymentOrder, number: int) -> OrderItem:
    if not 1 <= number <= len(order.items):
        raise InputError("number", f"{order.reference} has no item {number}", f"1 to {len(order.items)}")
    return order.items[number - 1]


def _with_item(order: PaymentOrder, number: int, item: OrderItem) -> PaymentOrder:
    return replace(order, items=(*order.items[: number - 1], item, *order.items[number:]))


def _out_of_turn(order: PaymentOrder, rule: str) -> RuleError:
    return RuleError("payment-order-step", f"the order is {order.status}; {rule}")
