"""Which applications a list shows."""

from datetime import UTC, datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from enrolment.domain.applications.application import Status
from essaim.contracts.types import Id, Scheme, SchoolYear
from essaim.kit.store.port import Range, Where


class ApplicationFilter(BaseModel):
    """All conditions hold together; one that is left out does not count. The page is in ``limit`` and ``cursor``."""

    model_config = ConfigDict(extra="ignore")

    programme_id: Id | None = None
    person_id: Id | None = None
    scheme: Scheme | None = None
    school_year: SchoolYear | None = None
    status: Status | None = None
    sent_from: AwareDatetime | None = Field(default=None, description="Sent at this second or later")
    sent_before: AwareDatetime | None = Field(default=None, description="Sent before this second")

    @property
    def by_sending(self) -> bool:
        """Whether a time of sending is asked for."""
        return self.sent_from is not None or self.sent_before is not None

    def where(self) -> Where:
        """The conditions in the words of the store."""
        equal = {
            "programme_id": self.programme_id,
            "person_id": self.person_id,
            "scheme": self.scheme.value if self.scheme else None,
            "school_year": self.school_year,
            "status": self.status.value if self.status else None,
        }
        conditions: dict[str, str | Range] = {key: value for key, value in equal.items() if value is not None}
        if self.by_sending:
            conditions["sent_at"] = Range(ge=_second(self.sent_from), lt=_second(self.sent_before))
        return conditions


def _second(instant: datetime | None) -> str | None:
    """The instant as the beginning of every stored text of its second, whatever parts of a second follow."""
    return None if instant is None else instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
