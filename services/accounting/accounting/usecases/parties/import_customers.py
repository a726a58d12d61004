"""Take in a file of customers: all of its new ones or, with a problem in any row, none. The same file again changes nothing."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import CustomerProfile, check_profile, customer_of, known_customer, tidied
from accounting.domain.duplicates import Known, in_sight
from accounting.domain.errors import InputError
from accounting.domain.gathered import Gathering
from accounting.domain.party_import import Outcome, RowOutcome, check_twice, same_party
from accounting.domain.party_rows import CUSTOMER_COLUMNS, PartyRow, customer_profile, rows_of
from accounting.usecases.parties.find_twins import FindTwins, find_twins
from accounting.usecases.parties.known_numbers import known_numbers
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError, MissingError


@dataclass(frozen=True)
class ImportCustomers:
    """The bytes of the file; ``group_id`` when its customers are one group's. ``dry_run`` only says what would happen."""

    content: bytes
    group_id: str | None = None
    dry_run: bool = False


async def import_customers(command: ImportCustomers, deps: Deps, cause: Cause) -> list[RowOutcome]:
    """What became of each row. ManyInputsError with every problem by row and field; then nothing was written."""
    group_id = command.group_id
    read = _read(rows_of(command.content, CUSTOMER_COLUMNS), group_id)
    outcomes: list[RowOutcome] = []
    for line, id_, profile in read:
        known = known_customer(id_, customer_of(profile, "", group_id))
        found = await _find(id_, known, deps)
        if found is None and not command.dry_run:
            await _create(id_, profile, group_id, deps, cause)
        outcome = Outcome.CREATED if found is None else Outcome.KNOWN
        outcomes.append(RowOutcome(line, profile.name, outcome, found or id_))
    return outcomes


async def _find(id_: str, known: Known, deps: Deps) -> str | None:
    """The id of the record that a row is of: made from this very row before, whatever became of it, or the same third party."""
    try:
        return (await deps.customers.get(id_)).id
    except MissingError:
        twins = in_sight(await find_twins(FindTwins(known), deps), known.group_id)
        same = same_party(twins, known)
        return same.known.id if same else None


def _read(rows: list[PartyRow], group_id: str | None) -> list[tuple[int, str, CustomerProfile]]:
    gathering = Gathering()
    read: list[tuple[int, str, CustomerProfile]] = []
    for row in rows:
        try:
            profile = tidied(customer_profile(row))
            check_profile(profile, known_numbers())
        except InputError as error:
            for one in error.fields:
                gathering.say(f"rows.{row.line}.{one.field}", one.message, one.accepted)
            continue
        numbers = profile.siret or profile.siren or profile.vat_number or ""
        key = "\n".join((profile.name, numbers, profile.address.postcode))
        read.append((row.line, derived_id(f"customer-import:{group_id or '*'}", key), profile))
    check_twice(gathering, [(line, known_customer(id_, customer_of(one, "", group_id))) for line, id_, one in read])
    gathering.finish()
    return read


async def _create(id_: str, profile: CustomerProfile, group_id: str | None, deps: Deps, cause: Cause) -> None:
    """A customer that a repetition finds under the same id; one that somebody else has just created is left alone."""
    number = (await deps.numbers.reserve("customers", id_)).number
    try:
        await deps.customers.add(id_, customer_of(profile, f"C{number:05d}", group_id), cause)
    except DuplicateError:
        return
