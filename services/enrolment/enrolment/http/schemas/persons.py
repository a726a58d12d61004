"""Models of persons: personal data, shown to the coordinator, to the carrier of their contract and to themselves."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict

from enrolment.domain.persons.person import Kind, Person
from essaim.kit.aggregate import Stored


class PersonOut(BaseModel):
    """A student or a guardian."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0e0c3a1e-6f0a-5a53-9a3e-1f2c5b7d9e11",
                    "version": 1,
                    "kind": "student",
                    "given_name": "Lou-Anne",
                    "family_name": "Vaucheret",
                    "email": "lou-anne.vaucheret@example.org",
                    "coordinator": "cmq-mma",
                    "birth_date": "2007-11-23",
                    "guardian_of": None,
                }
            ]
        }
    )

    id: str
    version: int
    kind: Kind
    given_name: str
    family_name: str
    email: str
    coordinator: str
    birth_date: date | None
    guardian_of: str | None

    @classmethod
    def of(cls, stored: Stored[Person]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "id": stored.id, "version": stored.version})
