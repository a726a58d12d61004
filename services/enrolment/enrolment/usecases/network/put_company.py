"""Write a company under its code: a new one, or in the place of what was there. Retired rather than deleted."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, RuleError
from enrolment.domain.network.company import Company, CompanyContact, company_problems
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class PutCompany:
    """The whole entry. ``expected_version`` is the version that its author read; there has to be one then."""

    code: str
    company: Company
    expected_version: int | None = None


async def put_company(command: PutCompany, deps: Deps, cause: Cause) -> Stored[Company]:
    """As it is stored. The same again changes nothing; a person there keeps their id, found by it or by the address.

    NotFoundError for one of another network under the same code, InputError with everything that is wrong."""
    problems = tuple(company_problems(command.code, command.company))
    if problems:
        raise InputError(*problems)

    def decide(known: Company | None) -> Change[Company]:
        if known is not None and known.coordinator != command.company.coordinator:
            raise NotFoundError("not-found", "there is nothing here under this code")
        contacts = tuple(
            _with_id(one, known, cause.new_id(f"contact {place} of {command.code}"))
            for place, one in enumerate(command.company.contacts)
        )
        return Change(replace(command.company, contacts=contacts))

    try:
        if command.expected_version is not None:
            return await deps.companies.change(command.code, decide, cause, expected_version=command.expected_version)
        stored = await deps.companies.put(command.code, decide, cause)
    except DuplicateError as error:
        raise RuleError("", "siret-taken", "another company of the network has this SIRET: change that one") from error
    return stored or await deps.companies.get(command.code)


def _with_id(given: CompanyContact, known: Company | None, new_id: str) -> CompanyContact:
    """A consent that was recorded already stays as it was recorded."""
    before = next((one for one in known.contacts if _same(one, given)), None) if known is not None else None
    if before is None:
        return given if given.id else replace(given, id=new_id)
    consent = given.consent
    if consent is not None and before.consent is not None and consent.given_on == before.consent.given_on:
        consent = before.consent
    return replace(given, id=before.id, consent=consent)


def _same(known: CompanyContact, given: CompanyContact) -> bool:
    if given.id:
        return known.id == given.id
    if given.email:
        return known.email == given.email
    return (known.given_name, known.family_name) == (given.given_name, given.family_name)
