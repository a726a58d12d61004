"""A company of the network: where it is, what it does, what it offers, and whom the network knows there.

The people there are personal data: they are shown to the offices of the partner only, and can be forgotten one by one. When a
company leaves it is retired: teams of former years still refer to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.candidate import is_email
from enrolment.domain.errors import Problem
from enrolment.domain.network.registration import ACCEPTED_SIREN, ACCEPTED_SIRET, siren_problem, siret_problem
from enrolment.domain.network.sectors import ACCEPTED_SECTOR, is_sector
from enrolment.domain.reference.uai import ACCEPTED_CODE, code_problem
from enrolment.domain.writing import is_written

MOST_CONTACTS = 20
_POSTCODE = re.compile(r"^[0-9]{5}$")
_DEPARTMENT = re.compile(r"^([0-9]{2}|2[AB]|97[0-9])$")
_PHONE = re.compile(r"^\+?[0-9][0-9 .()/-]{5,24}$")


class Offer(StrEnum):
    """What a company does for the schools."""

    VISIT = "visit"
    INTERNSHIP = "internship"
    MENTOR = "mentor"
    JURY = "jury"
    MATERIAL = "material"


@dataclass(frozen=True)
class ContactConsent:
    """The person's word that the network may keep and use their address: since when, and who wrote it down."""

    given_on: date
    recorded_by: str


@dataclass(frozen=True)
class CompanyContact:
    """Somebody at the company. Without a consent the network may look at the address and write to nobody."""

    id: str
    given_name: str
    family_name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    consent: ContactConsent | None = None


@dataclass(frozen=True)
class Company:
    """``coordinator`` is the partner whose network it belongs to."""

    name: str
    coordinator: str
    city: str
    siren: str | None = None
    siret: str | None = None
    sector: str | None = None
    postcode: str | None = None
    department: str | None = None
    territory: str | None = None
    offers: tuple[Offer, ...] = ()
    contacts: tuple[CompanyContact, ...] = ()
    since: date | None = None
    until: date | None = None
    source: str = ""
    retired_on: date | None = None
    retired: bool = field(default=False)
    """Follows from ``retired_on``, and is there to be searched."""
    offer_visit: bool = field(default=False)
    offer_internship: bool = field(default=False)
    offer_mentor: bool = field(default=False)
    offer_jury: bool = field(default=False)
    offer_material: bool = field(default=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "retired", self.retired_on is not None)
        for one in Offer:
            object.__setattr__(self, f"offer_{one.value}", one in self.offers)
        if self.siret is not None and self.siren is None:
            object.__setattr__(self, "siren", self.siret[:9])


def company_problems(code: str, given: Company) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    if not (code.isdigit() and len(code) == 14) and code_problem(code):
        yield Problem("code", code_problem(code), f"its SIRET, or {ACCEPTED_CODE}", code[:60])
    if not given.name:
        yield Problem("name", "is missing", "the company's name")
    if not given.city:
        yield Problem("city", "is missing", "its city")
    if not is_written(given.name + given.city):
        yield Problem("name", "has control characters", "a name and a city on one line each")
    yield from _number_problems(code, given)
    yield from _place_problems(given)
    if given.since is not None and given.until is not None and given.until < given.since:
        yield Problem("until", "is before since", f"{given.since} or after", str(given.until))
    if len(given.contacts) > MOST_CONTACTS:
        yield Problem("contacts", f"has {len(given.contacts)} people", f"at most {MOST_CONTACTS}")
    for place, one in enumerate(given.contacts):
        yield from contact_problems(f"contacts.{place}.", one)


def contact_problems(prefix: str, given: CompanyContact) -> Iterator[Problem]:
    """What is wrong with somebody at the company; the fields begin with ``prefix``."""
    if not given.given_name and not given.family_name:
        yield Problem(f"{prefix}family_name", "is missing", "a name")
    if not is_written(given.given_name + given.family_name):
        yield Problem(f"{prefix}family_name", "has control characters", "a name on one line")
    if given.email and not is_email(given.email):
        yield Problem(f"{prefix}email", "is not an e-mail address", "an address such as nom@example.org")
    if given.phone and not is_phone(given.phone):
        yield Problem(f"{prefix}phone", "is not a telephone number", "such as 03 81 00 00 00 or +33 3 81 00 00 00")


def is_phone(text: str) -> bool:
    """Whether it can be a telephone number: companies have landlines, mentors numbers of other countries."""
    return bool(_PHONE.match(text))


def without_contact(company: Company, contact_id: str) -> Company:
    """The company without one of its people."""
    return replace(company, contacts=tuple(one for one in company.contacts if one.id != contact_id))


def without_address(company: Company, email: str) -> Company:
    """The company without the people who have this address."""
    return replace(company, contacts=tuple(one for one in company.contacts if one.email != email))


def _number_problems(code: str, given: Company) -> Iterator[Problem]:
    if given.siret is not None and siret_problem(given.siret):
        yield Problem("siret", siret_problem(given.siret), ACCEPTED_SIRET, given.siret[:60])
    elif given.siren is not None and siren_problem(given.siren):
        yield Problem("siren", siren_problem(given.siren), ACCEPTED_SIREN, given.siren[:60])
    elif given.siret is not None and given.siren != given.siret[:9]:
        yield Problem("siren", "is not that of the SIRET", given.siret[:9], str(given.siren)[:60])
    if code.isdigit() and len(code) == 14 and given.siret != code:
        yield Problem("siret", "is not the code, which looks like a SIRET", code, str(given.siret or "")[:60])


def _place_problems(given: Company) -> Iterator[Problem]:
    if given.sector is not None and not is_sector(given.sector):
        yield Problem("sector", "is no sector", ACCEPTED_SECTOR, given.sector[:60])
    if given.postcode is not None and not _POSTCODE.match(given.postcode):
        yield Problem("postcode", "is not a postcode", "five digits", given.postcode[:60])
    if given.department is not None and not _DEPARTMENT.match(given.department):
        yield Problem("department", "is not a department", "its number, such as 25, 2A or 974", given.department[:60])
