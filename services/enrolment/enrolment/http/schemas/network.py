"""Models of companies and mentors, and of the reports of their files."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.network.company import Company, CompanyContact, ContactConsent, Offer
from enrolment.domain.network.mentor import Format, Mentor, MentorStatus
from enrolment.domain.network.registration import bare
from enrolment.domain.network.slots import Period, Slot, read_slot
from enrolment.http.schemas.snee_people import Email
from enrolment.http.schemas.texts import Name, OneLine
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), OneLine]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), OneLine]
Source = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Sector = Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, min_length=1, max_length=10)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
SlotText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
_NO_SLOT = Slot(0, 0, 0)


def slot_of(text: str) -> Slot:
    """The slot; one that there is not when it is none, so that the domain tells it with all other problems."""
    return read_slot(text) or _NO_SLOT


class ContactIn(BaseModel):
    """Somebody at a company. ``consent_on`` is the day on which they agreed to be kept and written to."""

    model_config = ConfigDict(extra="forbid")

    id: Id | None = Field(default=None, description="Of somebody who is there; else found by address or name")
    given_name: Short = ""
    family_name: Short = ""
    function: Short = ""
    email: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=254)] = ""
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30)] = ""
    consent_on: date | None = None

    def contact(self, actor: str) -> CompanyContact:
        """In the words of the domain."""
        given = self.model_dump(exclude={"consent_on", "id"})
        consent = None if self.consent_on is None else ContactConsent(self.consent_on, actor)
        return CompanyContact(id=self.id or "", consent=consent, **given)


class CompanyIn(BaseModel):
    """A company of the network."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Maroquinerie Exemple",
                    "siret": "99999912100016",
                    "sector": "15.12Z",
                    "city": "Besançon",
                    "department": "25",
                    "offers": ["visit", "mentor"],
                    "contacts": [{"given_name": "Odile", "family_name": "Marquerie", "email": "odile@example.org"}],
                }
            ]
        },
    )

    name: Name
    city: Word
    siren: Annotated[str, StringConstraints(max_length=30)] | None = None
    siret: Annotated[str, StringConstraints(max_length=40)] | None = None
    sector: Sector | None = Field(default=None, description="NAF code")
    postcode: Word | None = None
    department: Word | None = None
    territory: Word | None = None
    offers: Annotated[list[Offer], Field(max_length=5)] = []
    contacts: Annotated[list[ContactIn], Field(max_length=20)] = []
    since: date | None = None
    until: date | None = None
    source: Source = ""
    retired_on: date | None = Field(default=None, description="Retired companies stay, in no list unless asked for")

    def company(self, coordinator: str, actor: str) -> Company:
        """In the words of the domain."""
        given = self.model_dump(exclude={"siren", "siret", "offers", "contacts"})
        return Company(
            coordinator=coordinator,
            siren=bare(self.siren) if self.siren else None,
            siret=bare(self.siret) if self.siret else None,
            offers=tuple(dict.fromkeys(self.offers)),
            contacts=tuple(one.contact(actor) for one in self.contacts),
            **given,
        )


class ContactOut(BaseModel):
    """Somebody at a company, for the offices of the network only."""

    id: str
    given_name: str
    family_name: str
    function: str
    email: str
    phone: str
    consent_on: date | None
    consent_recorded_by: str | None


class CompanyOut(BaseModel):
    """A company, by its code."""

    code: str
    version: int
    name: str
    city: str
    siren: str | None
    siret: str | None
    sector: str | None
    postcode: str | None
    department: str | None
    territory: str | None
    offers: list[Offer]
    contacts: list[ContactOut]
    since: date | None
    until: date | None
    source: str
    retired_on: date | None

    @classmethod
    def of(cls, stored: Stored[Company]) -> Self:
        """From what is stored."""
        contacts = [
            {
                **vars(one),
                "consent_on": one.consent.given_on if one.consent else None,
                "consent_recorded_by": one.consent.recorded_by if one.consent else None,
            }
            for one in stored.state.contacts
        ]
        own = {"code": stored.id, "version": stored.version, "contacts": contacts, "offers": list(stored.state.offers)}
        return cls.model_validate({**vars(stored.state), **own})


class PeriodModel(BaseModel):
    """Days from the first to the last one."""

    model_config = ConfigDict(extra="forbid")

    first: date
    last: date


Ids = Annotated[list[Id], Field(max_length=100)]


class MentorIn(BaseModel):
    """A mentor's profile. ``wishes`` and ``refusals`` are ids of teams, statuses or establishments."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "given_name": "Florent",
                    "family_name": "Dubrisay",
                    "email": "florent@example.org",
                    "city": "Besançon",
                    "sectors": ["15.12Z"],
                    "skills": ["vente", "comptabilité"],
                    "slots": ["mer 14:00-16:00"],
                    "maximum_teams": 2,
                }
            ]
        },
    )

    given_name: Name
    family_name: Name
    email: Email
    city: Short = ""
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30)] = ""
    company_id: Id | None = None
    sectors: Annotated[list[Sector], Field(max_length=20)] = []
    skills: Annotated[list[Word], Field(max_length=30)] = []
    radius_km: int = 30
    remote: bool = False
    slots: Annotated[list[SlotText], Field(max_length=30, description="Such as mer 14:00-16:00")] = []
    periods: Annotated[list[PeriodModel], Field(max_length=20, description="Empty: all year")] = []
    maximum_teams: int = 1
    languages: Annotated[list[Language], Field(max_length=10)] = ["fr"]
    formats: Annotated[list[Format], Field(max_length=5, description="Empty: all of them")] = []
    youngest: Annotated[int, Field(ge=6, le=99)] | None = None
    oldest: Annotated[int, Field(ge=6, le=99)] | None = None
    wishes: Ids = []
    refusals: Ids = []
    paused: bool = False
    source: Source = ""
    retired_on: date | None = None

    def mentor(self, coordinator: str) -> Mentor:
        """In the words of the domain."""
        given: dict[str, Any] = self.model_dump(exclude={"paused", "slots", "periods"})
        lists = ("sectors", "skills", "languages", "formats", "wishes", "refusals")
        given |= {name: tuple(dict.fromkeys(given[name])) for name in lists}
        return Mentor(
            coordinator=coordinator,
            status=MentorStatus.PAUSED if self.paused else MentorStatus.ACTIVE,
            slots=tuple(slot_of(one) for one in self.slots),
            periods=tuple(Period(one.first, one.last) for one in self.periods),
            **given,
        )


class MentorOut(BaseModel):
    """A mentor; ``load`` counts those who ask for them too."""

    id: str
    version: int
    status: MentorStatus
    given_name: str
    family_name: str
    email: str | None
    phone: str
    company_id: str | None
    city: str
    sectors: list[str]
    skills: list[str]
    radius_km: int
    remote: bool
    slots: list[str]
    periods: list[PeriodModel]
    maximum_teams: int
    load: int
    free: int
    languages: list[str]
    formats: list[Format]
    youngest: int | None
    oldest: int | None
    wishes: list[str]
    refusals: list[str]
    honorability_until: date | None
    source: str
    retired_on: date | None

    @classmethod
    def of(cls, stored: Stored[Mentor]) -> Self:
        """From what is stored."""
        state = stored.state
        lists = ("sectors", "skills", "languages", "formats", "wishes", "refusals")
        own: dict[str, Any] = {name: list(getattr(state, name)) for name in lists}
        own |= {"id": stored.id, "version": stored.version, "load": state.load, "free": state.free}
        own |= {"slots": [str(one) for one in state.slots], "periods": [vars(one) for one in state.periods]}
        return cls.model_validate({**vars(state), **own})


class HonorabilityIn(BaseModel):
    """The last day of the check, or nothing to take the note back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"until": "2028-08-31"}]})

    until: date | None
