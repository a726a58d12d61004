"""Take in a file of suppliers: all of its new ones or, with a problem in any row, none. The same file again changes nothing."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.duplicates import Known, in_sight
from accounting.domain.errors import InputError
from accounting.domain.gathered import Gathering
from accounting.domain.party_import import Outcome, RowOutcome, check_twice, same_party
from accounting.domain.party_rows import SUPPLIER_COLUMNS, PartyRow, rows_of, supplier_profile
from accounting.domain.suppliers import SupplierProfile, check_profile, known_supplier, supplier_of, tidied
from accounting.usecases.parties.check_supplier_group import check_supplier_group
from accounting.usecases.parties.create_supplier import CreateSupplier, create_supplier
from accounting.usecases.parties.find_twins import FindTwins, find_twins
from accounting.usecases.parties.known_numbers import known_numbers
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class ImportSuppliers:
    """The bytes of the file, and in whose books its suppliers are; ``group_id`` when they are one group's."""

    legal_entity: str
    content: bytes
    group_id: str | None = None
    dry_run: bool = False


async def import_suppliers(command: ImportSuppliers, deps: Deps, cause: Cause) -> list[RowOutcome]:
    """What became of each row. ManyInputsError with every problem by row and field; then nothing was written."""
    siren, group_id = command.legal_entity, command.group_id
    await deps.legal_entities.get(siren)
    await check_supplier_group(siren, group_id, deps)
    read = _read(rows_of(command.content, SUPPLIER_COLUMNS), siren, group_id)
    outcomes: list[RowOutcome] = []
    for line, id_, profile in read:
        known = known_supplier(id_, supplier_of(profile, siren, "", "", group_id))
        found = await _find(id_, known, siren, deps)
        if found is None and not command.dry_run:
            wanted = CreateSupplier(siren, profile, group_id, insist=True, supplier_id=id_)
            await create_supplier(wanted, deps, cause)
        outcome = Outcome.CREATED if found is None else Outcome.KNOWN
        outcomes.append(RowOutcome(line, profile.name, outcome, found or id_))
    return outcomes


async def _find(id_: str, known: Known, siren: str, deps: Deps) -> str | None:
    """The id of the record that a row is of: made from this very row before, whatever became of it, or the same third party."""
    try:
        return (await deps.suppliers.get(id_)).id
    except MissingError:
        twins = in_sight(await find_twins(FindTwins(known, siren), deps), known.group_id)
        same = same_party(twins, known)
        return same.known.id if same else None


def _read(rows: list[PartyRow], siren: str, group_id: str | None) -> list[tuple[int, str, SupplierProfile]]:
    gathering = Gathering()
    read: list[tuple[int, str, SupplierProfile]] = []
    for row in rows:
        try:
            profile = tidied(supplier_profile(row))
            check_profile(profile, known_numbers())
        except InputError as error:
            for one in error.fields:
                gathering.say(f"rows.{row.line}.{one.field}", one.message, one.accepted)
            continue
        numbers = profile.siret or profile.siren or profile.vat_number or ""
        key = "\n".join((profile.name, numbers, profile.address.postcode if profile.address else ""))
        read.append((row.line, derived_id(f"supplier-import:{siren}:{group_id or '*'}", key), profile))
    check_twice(
        gathering, [(line, known_supplier(id_, supplier_of(one, siren, "", "", group_id))) for line, id_, one in read]
    )
    gathering.finish()
    return read
