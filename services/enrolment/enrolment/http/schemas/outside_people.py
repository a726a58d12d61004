"""Models of the rights of people who are no persons of the programmes: what is held of an address, and the log of erasures."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.privacy.outsider import OutsiderErasure
from enrolment.http.schemas.texts import Name
from enrolment.usecases.privacy.find_outsider import FoundOutsider
from essaim.kit.aggregate import Stored


class OutsiderSearchIn(BaseModel):
    """Whose address. It stands in the body, because addresses of a URL are in logs."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"email": "tutrice@example.org"}]})
    email: str = Field(min_length=3, max_length=254)


class OutsiderErasureIn(BaseModel):
    """Who wants to be erased, when that came, and how somebody made sure that it is them."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "email": "tutrice@example.org",
                    "received_on": "2026-10-05",
                    "identity": "Courriel reçu de cette adresse",
                }
            ]
        },
    )
    email: str = Field(min_length=3, max_length=254)
    received_on: date
    identity: Name = Field(description="How identity was checked, without numbers of papers")


class OutsideRecordOut(BaseModel):
    """One thing that names them."""

    id: str
    since: str
    data: Mapping[str, Any]


class OutsidePlaceOut(BaseModel):
    """A place, as its people call it, and what stands there."""

    place: str
    label: str
    records: list[OutsideRecordOut]


class OutsiderOut(BaseModel):
    """What is held of an address. ``person_ids`` are registered under it: they have accesses and erasures of their own."""

    places: list[OutsidePlaceOut]
    person_ids: list[str]

    @classmethod
    def of(cls, found: FoundOutsider) -> Self:
        """From what was found."""
        places = [
            OutsidePlaceOut(
                place=place.name,
                label=place.label,
                records=[OutsideRecordOut(id=one.id, since=one.since, data=one.data) for one in records],
            )
            for place, records in found.places
        ]
        return cls(places=places, person_ids=list(found.person_ids))


class OutsiderErasureOut(BaseModel):
    """One line of the log: neither a name nor an address."""

    id: str
    received_on: date
    erased_on: date
    identity: str
    by: str
    places: dict[str, int]

    @classmethod
    def of(cls, stored: Stored[OutsiderErasure]) -> Self:
        """From the log."""
        one = stored.state
        return cls(
            id=stored.id,
            received_on=one.received_on,
            erased_on=one.erased_on,
            identity=one.identity,
            by=one.by,
            places=dict(one.places),
        )
