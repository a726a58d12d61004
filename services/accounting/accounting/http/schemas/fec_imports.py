"""What importing a FEC would do, and what an import has done."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from accounting.domain.accounts import padded
from accounting.domain.entry import EntryLine
from accounting.domain.fec_import.record import FecImport, Mode, Status
from accounting.usecases.fec.plan_fec_import import FecPlan
from essaim.contracts.types import Amount
from essaim.kit.aggregate import Stored

MOST_OPENING_LINES = 1_000
_IMPORT: JsonDict = {
    "id": "5f191d40-971b-58fe-b193-8497b11f2b56",
    "siren": "732829320",
    "mode": "entries",
    "file_name": "732829320FEC20260831.txt",
    "sha256": "53c8b726476624802d4ace7051a3a0929874c311d7c14aade78c9682ac991535",
    "size": 1482113,
    "year": 2026,
    "line_count": 9120,
    "entry_count": 3040,
    "status": "POSTING",
    "posted_count": 2000,
    "lettered_count": 0,
    "unlettered_count": 0,
    "entry_id": None,
    "error": "",
    "asked_on": "2026-11-24",
    "ended_on": None,
}


_PLAN: JsonDict = {
    "siren": "732829320",
    "mode": "opening",
    "file_name": "732829320FEC20260831.txt",
    "sha256": "53c8b726476624802d4ace7051a3a0929874c311d7c14aade78c9682ac991535",
    "size": 1482113,
    "year": 2026,
    "closing_on": "2026-08-31",
    "charset": "ISO 8859-15",
    "acceptable": False,
    "refusal": "",
    "line_count": 9120,
    "entry_count": 3040,
    "skipped_count": 0,
    "accounts": [
        {
            "number": "70610000",
            "account": "706100",
            "label": "Prestations de couture",
            "new": False,
            "debit": "0.00",
            "credit": "1000.00",
            "balance": "-1000.00",
        }
    ],
    "journals": [{"code": "VT", "label": "Ventes", "journal": "VE", "line_count": 3}],
    "opening": [
        {
            "account": "411000",
            "third_party": "DUPONT",
            "third_party_label": "Atelier Dupont",
            "debit": "120.00",
            "credit": "0.00",
        }
    ],
    "opening_line_count": 1,
    "third_party_count": 1,
    "result": "650.00",
    "problems": [
        {
            "line": 9,
            "field": "CompteNum",
            "message": "99000000 n'est sous aucun compte du plan comptable général",
            "accepted": "3 à 12 chiffres qui commencent par un compte du plan comptable général, comme 706100",
        }
    ],
    "problem_count": 1,
    "findings": [],
    "finding_counts": {},
}


class FecImportOut(BaseModel):
    """An import that was accepted."""

    model_config = ConfigDict(json_schema_extra={"examples": [_IMPORT]})
    id: str
    siren: str
    mode: Mode
    file_name: str
    sha256: str
    size: int
    year: int = Field(description="The file's financial year")
    line_count: int
    entry_count: int = Field(description="How many entries it posts")
    status: Status
    posted_count: int
    lettered_count: int
    unlettered_count: int = Field(description="Lines whose letters were not taken over: they do not settle each other")
    entry_id: str | None = Field(description="The opening entry, in the mode opening")
    error: str
    asked_on: date
    ended_on: date | None

    @classmethod
    def of(cls, stored: Stored[FecImport]) -> "FecImportOut":
        """From the stored one."""
        names = cls.model_fields.keys() - {"id"}
        return cls(id=stored.id, **{name: getattr(stored.state, name) for name in names})


class PlannedAccountOut(BaseModel):
    """An account of the file, and ours."""

    number: str
    account: str
    label: str
    new: bool = Field(description="It is added to the chart with this label")
    debit: Amount
    credit: Amount
    balance: Amount


class PlannedJournalOut(BaseModel):
    """A journal of the file, and ours."""

    code: str
    label: str
    journal: str
    line_count: int


class OpeningLineOut(BaseModel):
    """One line of the opening entry."""

    account: str
    third_party: str | None
    third_party_label: str | None
    debit: Amount
    credit: Amount

    @classmethod
    def of(cls, line: EntryLine) -> "OpeningLineOut":
        """From the domain."""
        party = line.auxiliary
        return cls(
            account=padded(line.account),
            third_party=party.account if party else None,
            third_party_label=party.label if party else None,
            debit=line.debit_cents,
            credit=line.credit_cents,
        )


class FecProblemOut(BaseModel):
    """What makes the file unusable: where, what, and what would be accepted."""

    line: int | None
    field: str
    message: str
    accepted: str


class FecFindingOut(BaseModel):
    """What the check of the tax file says; it is no obstacle by itself."""

    rule: str
    severity: str
    line: int | None
    field: str
    value: str
    message: str
    accepted: str


class FecPlanOut(BaseModel):
    """What an import would do. ``acceptable`` when nothing is in its way."""

    model_config = ConfigDict(json_schema_extra={"examples": [_PLAN]})
    siren: str
    mode: Mode
    file_name: str
    sha256: str
    size: int
    year: int | None
    closing_on: date | None
    charset: str
    acceptable: bool
    refusal: str = Field(description="Why the books cannot take it, in French; empty when they can")
    line_count: int
    entry_count: int
    skipped_count: int = Field(description="Entries of which every line is zero")
    accounts: list[PlannedAccountOut]
    journals: list[PlannedJournalOut]
    opening: list[OpeningLineOut] = Field(description=f"The first {MOST_OPENING_LINES} lines of the opening entry")
    opening_line_count: int
    third_party_count: int
    result: Amount
    problems: list[FecProblemOut]
    problem_count: int
    findings: list[FecFindingOut] = Field(description="The first twenty of each rule")
    finding_counts: dict[str, int]

    @classmethod
    def of(cls, found: FecPlan) -> "FecPlanOut":
        """From the use case."""
        plan, report = found.plan, found.report
        return cls(
            siren=found.siren,
            mode=found.mode,
            file_name=found.file_name,
            sha256=found.sha256,
            size=found.size,
            year=found.year,
            closing_on=found.closing_on,
            charset=report.charset,
            acceptable=not plan.problems and not found.refusal,
            refusal=found.refusal,
            line_count=plan.line_count,
            entry_count=plan.entry_count,
            skipped_count=plan.skipped_count,
            accounts=_accounts(found),
            journals=[PlannedJournalOut.model_validate(one, from_attributes=True) for one in plan.journals],
            opening=[OpeningLineOut.of(one) for one in plan.opening[:MOST_OPENING_LINES]],
            opening_line_count=len(plan.opening),
            third_party_count=plan.third_party_count,
            result=plan.result_cents,
            problems=[FecProblemOut.model_validate(one, from_attributes=True) for one in plan.problems],
            problem_count=plan.problem_count,
            findings=_findings(found),
            finding_counts=report.counts,
        )


def _accounts(found: FecPlan) -> list[PlannedAccountOut]:
    return [
        PlannedAccountOut(
            number=one.number,
            account=padded(one.account),
            label=one.label,
            new=one.new,
            debit=one.debit_cents,
            credit=one.credit_cents,
            balance=one.debit_cents - one.credit_cents,
        )
        for one in found.plan.accounts
    ]


def _findings(found: FecPlan) -> list[FecFindingOut]:
    return [
        FecFindingOut(
            rule=one.rule.id,
            severity=one.severity.value,
            line=one.line,
            field=one.field,
            value=one.value,
            message=one.message,
            accepted=one.accepted,
        )
        for one in found.report.findings
    ]
