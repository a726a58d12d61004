"""Import a file of companies: good rows are taken, bad ones told by row and field; the same file again changes nothing."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import DomainError, Problem
from enrolment.domain.network.company import Company, CompanyContact
from enrolment.domain.network.reading import ReadEntry, read_companies
from enrolment.domain.reference.kinds import RowProblem
from enrolment.usecases.network.put_company import PutCompany, put_company
from enrolment.usecases.reference.import_entries import ImportReport, RowOutcome
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class ImportCompanies:
    """The bytes of the file, into the network of a coordinator."""

    coordinator: str
    content: bytes
    dry_run: bool = False


async def import_companies(command: ImportCompanies, deps: Deps, cause: Cause) -> ImportReport:
    """What became of every row. InputError when the file cannot be read as a whole.

    A row's person is added to those who are there, or corrects them, by the address or else by the name."""
    read = read_companies(command.content, command.coordinator, cause.actor)
    rows: list[tuple[int, str, RowOutcome]] = []
    problems = [RowProblem(row, one) for row, one in read.problems]
    for row in read.rows:
        try:
            rows.append((row.row, *await _take(command, row, deps, cause)))
        except DomainError as error:
            problems.extend(RowProblem(row.row, one) for one in error.fields or (Problem("row", error.detail),))
    return ImportReport(tuple(rows), tuple(sorted(problems, key=lambda one: one.row)), read.ignored)


async def _take(command: ImportCompanies, row: ReadEntry[Company], deps: Deps, cause: Cause) -> tuple[str, RowOutcome]:
    known = await _find(command, row, deps)
    if known is None:
        if not command.dry_run:
            await put_company(PutCompany(row.key, row.entry), deps, cause)
        return row.key, RowOutcome.CREATED
    contacts = known.state.contacts
    for one in row.entry.contacts:
        contacts = _joined(contacts, one)
    entry = replace(row.merged(known.state), contacts=contacts)
    if entry == known.state:
        return known.id, RowOutcome.UNCHANGED
    if not command.dry_run:
        await put_company(PutCompany(known.id, entry), deps, cause)
    return known.id, RowOutcome.CHANGED


async def _find(command: ImportCompanies, row: ReadEntry[Company], deps: Deps) -> Stored[Company] | None:
    if row.entry.siret is not None:
        found = await deps.companies.find_one({"coordinator": command.coordinator, "siret": row.entry.siret})
        if found is not None:
            return found
    try:
        stored = await deps.companies.get(row.key)
    except NotFoundError:
        return None
    if stored.state.coordinator != command.coordinator:
        raise DomainError("code-taken", "this code is not free here; give another one in the column code")
    return stored


def _joined(known: tuple[CompanyContact, ...], given: CompanyContact) -> tuple[CompanyContact, ...]:
    names = (given.given_name, given.family_name)
    for place, one in enumerate(known):
        if one.email == given.email if given.email else (one.given_name, one.family_name) == names:
            same_day = one.consent and given.consent and one.consent.given_on == given.consent.given_on
            consent = one.consent if same_day or given.consent is None else given.consent
            return (*known[:place], replace(given, id=one.id, consent=consent), *known[place + 1 :])
    return (*known, given)
