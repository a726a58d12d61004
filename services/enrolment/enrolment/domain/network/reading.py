"""Files of companies and of mentors: rows become entries, and what is wrong is told by row and field.

A row of a company may name one person there. A cell with several values separates them by ``|`` or a comma.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from enrolment.domain.errors import Problem
from enrolment.domain.network.company import Company, CompanyContact, ContactConsent, Offer, company_problems
from enrolment.domain.network.mentor import Format, Mentor, mentor_problems
from enrolment.domain.network.registration import bare
from enrolment.domain.network.slots import ACCEPTED_SLOT, Slot, read_slot
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.table import Column, Row, read_table
from enrolment.domain.reference.uai import code_from

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

COMPANY_COLUMNS = (
    Column("code", "code"),
    Column("name", "nom", required=True),
    Column("siret", "SIRET"),
    Column("siren", "SIREN"),
    Column("sector", "NAF"),
    Column("city", "ville", required=True),
    Column("postcode", "code postal"),
    Column("department", "département"),
    Column("territory", "territoire"),
    Column("offers", "propose"),
    Column("since", "depuis"),
    Column("until", "jusqu’au"),
    Column("source", "source", free=True),
    Column("retired_on", "fermé le"),
    Column("contact_given_name", "prénom du contact"),
    Column("contact_family_name", "nom du contact"),
    Column("contact_function", "fonction du contact"),
    Column("contact_email", "courriel du contact"),
    Column("contact_phone", "téléphone du contact", free=True),
    Column("contact_consent_on", "accord du contact le"),
)
MENTOR_COLUMNS = (
    Column("given_name", "prénom", required=True),
    Column("family_name", "nom", required=True),
    Column("email", "courriel", required=True),
    Column("phone", "téléphone", free=True),
    Column("company_id", "entreprise"),
    Column("city", "ville"),
    Column("sectors", "NAF"),
    Column("skills", "compétences"),
    Column("radius_km", "rayon km"),
    Column("remote", "à distance"),
    Column("slots", "créneaux"),
    Column("maximum_teams", "équipes au plus"),
    Column("languages", "langues"),
    Column("formats", "formats"),
    Column("source", "source", free=True),
)
CONTACT_PREFIX = "contact_"


@dataclass(frozen=True)
class ReadEntry(Generic[T]):
    """A good row: what names it, what it says, and which fields the file has a column for."""

    row: int
    key: str
    entry: T
    fields: frozenset[str]

    def merged(self, known: T) -> T:
        """What is stored with what the row says; what the file has no column for stays, and so do people."""
        own = {one for one in self.fields if not one.startswith(CONTACT_PREFIX)} - {"code"}
        given: Any = self.entry
        return replace(known, **{name: getattr(given, name) for name in own})  # type: ignore[type-var]


@dataclass(frozen=True)
class ReadNetworkFile(Generic[T]):
    """The good rows, what is wrong with the others by row, and the headings that nobody knows."""

    rows: tuple[ReadEntry[T], ...]
    problems: tuple[tuple[int, Problem], ...]
    ignored: tuple[str, ...]


def read_companies(content: bytes, coordinator: str, actor: str) -> ReadNetworkFile[Company]:
    """Every row. InputError when the file cannot be read as a whole."""
    return _read(content, COMPANY_COLUMNS, lambda cells: _company(cells, coordinator, actor), company_problems, "code")


def read_mentors(content: bytes, coordinator: str) -> ReadNetworkFile[Mentor]:
    """Every row. InputError when the file cannot be read as a whole."""

    def problems(_: str, given: Mentor) -> Iterable[Problem]:
        return mentor_problems(given)

    return _read(content, MENTOR_COLUMNS, lambda cells: _mentor(cells, coordinator), problems, "email")


def _read(
    content: bytes,
    columns: Sequence[Column],
    read: Callable[[Cells], tuple[str, T]],
    check: Callable[[str, T], Iterable[Problem]],
    key_field: str,
) -> ReadNetworkFile[T]:
    table = read_table(content, columns)
    rows: list[ReadEntry[T]] = []
    problems: list[tuple[int, Problem]] = []
    first: dict[str, int] = {}
    for row in table.rows:
        if "row" in {one.field for one in row.problems}:
            problems.extend((row.number, one) for one in row.problems)
            continue
        cells = Cells(row.cells)
        key, entry = read(cells)
        found = _one_per_field((*row.problems, *cells.problems, *check(key, entry)))
        before = first.setdefault(key, row.number)
        if not found and before != row.number:
            found = {key_field: Problem(key_field, f"is in row {before} already", "each one once", key)}
        problems.extend((row.number, one) for one in found.values())
        if not found:
            rows.append(ReadEntry(row.number, key, entry, _fields_of(row)))
    return ReadNetworkFile(tuple(rows), tuple(problems), table.ignored)


def _fields_of(row: Row) -> frozenset[str]:
    return frozenset(row.cells)


def _one_per_field(problems: Iterable[Problem]) -> Mapping[str, Problem]:
    found: dict[str, Problem] = {}
    for one in problems:
        named = replace(one, field=one.field.replace("contacts.0.", CONTACT_PREFIX))
        found.setdefault(named.field, named)
    return found


def _company(cells: Cells, coordinator: str, actor: str) -> tuple[str, Company]:
    siret, siren = bare(cells.text("siret")) or None, bare(cells.text("siren")) or None
    found = Company(
        name=cells.text("name"),
        coordinator=coordinator,
        city=cells.text("city"),
        siren=siren,
        siret=siret,
        sector=cells.text("sector").upper() or None,
        postcode=cells.text("postcode") or None,
        department=cells.text("department").upper() or None,
        territory=cells.text("territory") or None,
        offers=_words(cells, "offers", Offer),
        contacts=_contact(cells, actor),
        since=cells.day("since"),
        until=cells.day("until"),
        source=cells.text("source"),
        retired_on=cells.day("retired_on"),
    )
    return cells.text("code") or siret or code_from(f"{found.name} {found.city}"), found


def _contact(cells: Cells, actor: str) -> tuple[CompanyContact, ...]:
    texts = {name: cells.text(f"{CONTACT_PREFIX}{name}") for name in ("given_name", "family_name", "function", "phone")}
    email, given_on = cells.text("contact_email").casefold(), cells.day("contact_consent_on")
    if not any(texts.values()) and not email:
        return ()
    consent = None if given_on is None else ContactConsent(given_on, actor)
    return (CompanyContact(id="", email=email, consent=consent, **texts),)


def _mentor(cells: Cells, coordinator: str) -> tuple[str, Mentor]:
    email = cells.text("email").casefold()
    radius, teams = cells.integer("radius_km"), cells.integer("maximum_teams")
    found = Mentor(
        given_name=cells.text("given_name"),
        family_name=cells.text("family_name"),
        email=email or None,
        coordinator=coordinator,
        city=cells.text("city"),
        phone=cells.text("phone"),
        company_id=cells.text("company_id") or None,
        sectors=tuple(one.upper() for one in _several(cells, "sectors")),
        skills=_several(cells, "skills"),
        radius_km=30 if radius is None else radius,
        remote=cells.boolean("remote"),
        slots=_slots(cells),
        maximum_teams=1 if teams is None else teams,
        languages=tuple(one.casefold() for one in _several(cells, "languages")) or ("fr",),
        formats=_words(cells, "formats", Format),
        source=cells.text("source"),
    )
    return email, found


def _several(cells: Cells, name: str) -> tuple[str, ...]:
    parts = cells.text(name).replace("|", ",").split(",")
    return tuple(dict.fromkeys(" ".join(one.split()) for one in parts if one.strip()))


def _words(cells: Cells, name: str, among: type[E]) -> tuple[E, ...]:
    known = {one.casefold(): one for one in among}
    given = _several(cells, name)
    if any(one.casefold() not in known for one in given):
        cells.say(name, "has a word that is not known", ", ".join(among))
    return tuple(known[one.casefold()] for one in given if one.casefold() in known)


def _slots(cells: Cells) -> tuple[Slot, ...]:
    read = tuple(read_slot(one) for one in _several(cells, "slots"))
    if None in read:
        cells.say("slots", "has one that is no slot", ACCEPTED_SLOT)
    return tuple(one for one in read if one is not None)
