"""An office with one thing of every kind, by the ids that paths give them; a mark in every name betrays a leak to a stranger."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.enrolment.office import Actor, Office

MARK = r"(?i)zibelin"
"""What stands in the name, the address, the project and the opinion of everybody of the campus."""
FAMILY = "=Zibelin"
YEAR = {"starts_on": "2026-09-01", "ends_on": "2027-07-02"}
NOW = datetime(2026, 9, 21, 7, tzinfo=UTC)


@dataclass
class World:
    """Ids by the name that a path gives them; ``other:`` ones where a name means another thing elsewhere."""

    office: Office
    ids: dict[str, str] = field(default_factory=dict)

    async def put(self, actor: Actor, path: str, body: Any) -> Any:
        """The answer of a PUT that succeeds."""
        answer = await self.office.send(actor, "PUT", path, body)
        assert answer.is_success, (path, answer.text)
        return answer.json()


FIXED = {
    "scheme": "student_cooperative",
    "step": "motivation",
    "decider": "cmq",
    "partner": "cmq-mma",
    "carrier": "coopilote",
    "juror": "one",
    "role": "teacher",
    "version": "v1",
    "kind": "IMAGE",
    "reference": "establishments",
    "name": "dossiers-refused",
    "number": "1",
    "post": "chief",
}
