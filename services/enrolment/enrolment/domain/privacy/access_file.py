"""What a person gets to read when they ask what is held of them: by area, why, for whom, how long, and the data itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enrolment.domain.privacy.holding import Record


@dataclass(frozen=True)
class Area:
    """One area of one service. ``service`` is a deployment when another one told it."""

    service: str
    name: str
    label: str
    purpose: str
    recipients: str
    duration: str
    records: tuple[Record, ...]

    @classmethod
    def told_by(cls, deployment: str, told: Mapping[str, Any]) -> "Area":
        """As another service says it; what it leaves out is empty."""
        name, label, purpose, recipients, duration = (
            str(told.get(key, "")) for key in ("area", "label", "purpose", "recipients", "duration")
        )
        records = told.get("records", ())
        kept = tuple(
            Record(str(one.get("id", "")), str(one.get("since", "")), one.get("data", {}))
            for one in records
            if isinstance(one, dict)
        )
        return cls(deployment, name, label, purpose, recipients, duration, kept)


@dataclass(frozen=True)
class AccessFile:
    """All of it. ``waits_for`` names who has not answered yet; without a request nobody else was asked."""

    person_id: str
    compiled_at: datetime
    areas: tuple[Area, ...]
    request_id: str | None
    complete: bool
    waits_for: tuple[str, ...]
