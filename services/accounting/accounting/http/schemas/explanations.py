"""Why an entry is in the books."""

from datetime import date

from pydantic import BaseModel, Field

from accounting.domain.accounts import padded
from accounting.domain.entry import EntryLine
from accounting.domain.record import Record
from essaim.contracts.types import Amount
from essaim.kit.aggregate import Stored

_SIDES = {
    "1": ("ce qui finance l'activité diminue", "ce qui finance l'activité augmente"),
    "2": ("un bien durable entre", "un bien durable sort"),
    "3": ("le stock augmente", "le stock diminue"),
    "4": ("on nous doit plus, ou nous devons moins", "on nous doit moins, ou nous devons plus"),
    "5": ("de l'argent entre", "de l'argent sort"),
    "6": ("une charge de plus", "une charge de moins"),
    "7": ("un produit de moins", "un produit de plus"),
    "181": ("l'autre partie de la coopérative nous doit plus", "nous devons plus à l'autre partie de la coopérative"),
    "186": ("une charge de plus, envers la coopérative", "une charge de moins, envers la coopérative"),
    "187": ("un produit de moins, venu d'une activité", "un produit de plus, venu d'une activité"),
}


class ExplainedLine(BaseModel):
    """One movement, and what it means."""

    account: str
    account_label: str
    debit: Amount
    credit: Amount
    analytic_code: str | None
    meaning: str = Field(description="In French: what this side of this class of accounts means.")


class ExplanationOut(BaseModel):
    """The rule, the rate and where it came from, the source, and a sentence in French."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "entry_id": "999999121:0000000004",
                    "number": "OD-000001",
                    "label": "Contribution coopérative A001 2026-000001",
                    "posted_on": "2026-12-01",
                    "real_on": None,
                    "rule": "CAE-09",
                    "rate_percent": "10",
                    "level": "cae",
                    "sentence": "La coopérative garde 10 % de la marge : …",
                    "source_document": "invoice:830b57bf-9c52-519a-b94f-ff6104ed8b26",
                    "source_event": "01a2309e-240f-7a50-8684-a2991f2a3106",
                    "lines": [],
                    "sequence": 4,
                    "hash": "3f0c…",
                    "previous_hash": "9ab1…",
                }
            ]
        }
    }
    entry_id: str
    number: str
    label: str
    posted_on: date
    real_on: date | None = Field(
        description="The real date, when the period of the operation was closed already (ACC-06)."
    )
    rule: str
    rate_percent: str | None
    level: str | None = Field(description="Where the rate came from: document, activity or cae.")
    sentence: str
    source_document: str
    source_event: str | None
    lines: list[ExplainedLine]
    sequence: int
    hash: str
    previous_hash: str

    @classmethod
    def of(cls, stored: Stored[Record]) -> "ExplanationOut":
        """From the stored one."""
        record, one = stored.state, stored.state.certain_entry
        lines = [
            ExplainedLine(
                account=padded(line.account),
                account_label=line.account_label,
                debit=line.debit_cents,
                credit=line.credit_cents,
                analytic_code=line.analytic_code,
                meaning=_meaning(line),
            )
            for line in one.lines
        ]
        return cls(
            entry_id=stored.id,
            number=one.reference,
            label=one.label,
            posted_on=one.posted_on,
            real_on=one.real_on,
            rule=one.why.rule,
            rate_percent=one.why.rate_percent,
            level=one.why.level,
            sentence=one.why.sentence,
            source_document=one.why.source_document,
            source_event=one.why.source_event,
            lines=lines,
            sequence=record.sequence,
            hash=record.hash,
            previous_hash=record.previous_hash,
        )


def _meaning(line: EntryLine) -> str:
    """Of the account when it has one of its own, else of its class."""
    debit, credit = _SIDES.get(line.account[:3]) or _SIDES[line.account[0]]
    return debit if line.debit_cents else credit
