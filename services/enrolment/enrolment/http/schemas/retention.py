"""Models of the retention rules, of their log, and of legal holds."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.privacy.hold import LegalHold
from enrolment.domain.privacy.retention import LONGEST_MONTHS, RetentionClass, RetentionRun, RuleInForce
from enrolment.http.schemas.echo import Editable
from enrolment.http.schemas.texts import Text
from essaim.kit.aggregate import Stored


class RuleIn(Editable):
    """How long a class is kept from now on, by which decision. ``months`` null suspends the class."""

    SHOWN = frozenset({"name", "label", "counts_from", "action", "version"})
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "months": 12,
                    "source": "Décision du comité de pilotage du 14 septembre 2026",
                    "in_force_on": "2026-10-01",
                }
            ]
        },
    )
    months: int | None = Field(ge=0, le=LONGEST_MONTHS)
    source: Text
    in_force_on: date


class RuleOut(BaseModel):
    """A class with the rule in force. Version 0 is the shipped one; without ``months`` nothing is done."""

    name: str
    label: str
    counts_from: str
    action: str
    months: int | None
    source: str
    in_force_on: date
    version: int

    @classmethod
    def of(cls, shipped: RetentionClass, rule: RuleInForce) -> Self:
        """From the class and what holds for it."""
        return cls(
            name=shipped.name,
            label=shipped.label,
            counts_from=shipped.counts_from,
            action=shipped.action,
            months=rule.months,
            source=rule.source,
            in_force_on=rule.in_force_on,
            version=rule.version,
        )


class RunOut(BaseModel):
    """What a rule let go, or would: by ids only. ``held`` were left because of a legal hold."""

    name: str
    rule_version: int
    months: int
    ran_on: date
    count: int
    held: int
    ids: list[str]

    @classmethod
    def of(cls, run: RetentionRun) -> Self:
        """From the log or the preview."""
        return cls.model_validate({**vars(run), "ids": list(run.ids)})


class HoldIn(Editable):
    """Why a person's data stay."""

    SHOWN = frozenset({"person_id", "version", "placed_by", "placed_on", "released_on"})
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Litige en cours, dossier 2026-4"}]})
    reason: Text


class HoldOut(BaseModel):
    """A legal hold; ``released_on`` is the day on which it ended."""

    person_id: str
    version: int
    reason: str
    placed_by: str
    placed_on: date
    released_on: date | None

    @classmethod
    def of(cls, stored: Stored[LegalHold]) -> Self:
        """From what is stored."""
        one = stored.state
        return cls(
            person_id=one.person_id,
            version=stored.version,
            reason=one.reason,
            placed_by=one.placed_by,
            placed_on=one.placed_on,
            released_on=one.released_on,
        )
