"""Models of accesses: what is held of a person, and who has answered."""

from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from enrolment.domain.privacy.access import AccessRequest, Status
from enrolment.domain.privacy.access_file import AccessFile, Area
from essaim.kit.aggregate import Stored


class RecordOut(BaseModel):
    """One thing that is held, and since when."""

    id: str
    since: str
    data: dict[str, Any]


class AreaOut(BaseModel):
    """One area of one service, with what the law wants told of it (GDPR art. 15.1)."""

    service: str
    area: str
    label: str
    purpose: str
    recipients: str
    duration: str
    records: list[RecordOut]

    @classmethod
    def of(cls, area: Area) -> Self:
        """From what was compiled."""
        records = [RecordOut(id=one.id, since=one.since, data=dict(one.data)) for one in area.records]
        return cls(
            service=area.service,
            area=area.name,
            label=area.label,
            purpose=area.purpose,
            recipients=area.recipients,
            duration=area.duration,
            records=records,
        )


class AccessOut(BaseModel):
    """Everything that is held of a person. ``complete`` when every service has answered the last request."""

    person_id: str
    compiled_at: datetime
    request_id: str | None
    complete: bool
    waits_for: list[str]
    areas: list[AreaOut]

    @classmethod
    def of(cls, file: AccessFile) -> Self:
        """From what was compiled."""
        return cls(
            person_id=file.person_id,
            compiled_at=file.compiled_at,
            request_id=file.request_id,
            complete=file.complete,
            waits_for=list(file.waits_for),
            areas=[AreaOut.of(one) for one in file.areas],
        )


class AccessRequestOut(BaseModel):
    """A request to know: who has answered in full, and who has not."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "7b2f8a52-6c0e-5f0b-9b7c-2f7f5a3b9d10",
                    "version": 3,
                    "person_id": "0e0c3a1e-6f0a-5a53-9a3e-1f2c5b7d9e11",
                    "status": "OPEN",
                    "asked_on": "2026-10-05",
                    "completed_on": None,
                    "answered": ["coopilote.accounting"],
                    "waits_for": ["coaching", "notifications"],
                }
            ]
        }
    )

    id: str
    version: int
    person_id: str
    status: Status
    asked_on: date
    completed_on: date | None
    answered: list[str]
    waits_for: list[str]

    @classmethod
    def of(cls, stored: Stored[AccessRequest], expected: tuple[str, ...]) -> Self:
        """From what is stored."""
        one = stored.state
        return cls(
            id=stored.id,
            version=stored.version,
            person_id=one.person_id,
            status=one.status,
            asked_on=one.asked_on,
            completed_on=one.completed_on,
            answered=[key.partition("/")[0] for key in one.answered],
            waits_for=[key.partition("/")[0] for key in one.waits_for(expected)],
        )
