"""Somebody begins the expense sheet of a month."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import Activity, check_open
from accounting.domain.errors import InputError
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus, month_of, sheet_key
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError, RefusedError
from essaim.kit.store.errors import DuplicateError, MissingError
from essaim.kit.store.port import Where


@dataclass(frozen=True)
class CreateExpenseSheet:
    """Whose expenses, for which activity, in which month; and why there is another sheet, if there is."""

    activity_id: str
    person_id: str
    month: str
    reason: str = ""


async def create_expense_sheet(command: CreateExpenseSheet, deps: Deps, cause: Cause) -> Stored[ExpenseSheet]:
    """The sheet, a DRAFT. ConflictError when there is one and no reason for another."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    month_of(command.month, deps.clock.today())
    await _check_person(command.person_id, activity, deps)
    await _check_entity(activity.siren, deps)
    id_ = cause.new_id("expense-sheet")
    same: Where = {
        "activity_id": command.activity_id,
        "person_id": command.person_id,
        "month": command.month,
    }
    known = await deps.expense_sheets.all(same)
    alive = [one.id for one in known if one.state.status is not SheetStatus.DISCARDED and one.id != id_]
    if alive and not command.reason:
        detail = f"{command.month} has the sheet {alive[-1]}; give a reason for another one"
        raise ConflictError("expense-sheet-exists", detail)
    place = 1 + sum(1 for one in known if one.id != id_)
    person_key = f"{activity.siren}:{command.person_id}"
    number = (await deps.numbers.reserve(f"expense-persons:{activity.siren}", f"expense-person:{person_key}")).number
    sheet = ExpenseSheet(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        siren=activity.siren,
        person_id=command.person_id,
        month=command.month,
        key=sheet_key(command.activity_id, command.person_id, command.month, place),
        person_account=f"E{number:05d}",
        reason=command.reason,
    ).logged(deps.clock.now(), cause.actor, "created", command.reason)
    try:
        return await deps.expense_sheets.add(id_, sheet, cause)
    except DuplicateError as error:
        raise ConflictError("expense-sheet-exists", f"{command.month} got a sheet meanwhile; look again") from error


async def _check_person(person_id: str, activity: Activity, deps: Deps) -> None:
    """Members of the group only, those that came later included."""
    group = (await deps.groups.get(activity.group_id)).state
    if person_id not in (*activity.person_ids, *group.members):
        raise InputError("person_id", "is not in the group of this activity", "the id of one of its members")


async def _check_entity(siren: str, deps: Deps) -> None:
    try:
        await deps.legal_entities.get(siren)
    except MissingError as error:
        detail = f"the legal entity {siren} is not registered: PUT /v1/legal-entities/{siren} first"
        raise RefusedError("legal-entity-unknown", detail) from error
