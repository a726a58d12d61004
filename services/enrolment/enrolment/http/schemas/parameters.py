"""Models of a programme's parameters: who decides, by which rules, what is asked and allowed, from a day on."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from enrolment.domain.programmes.presets import Preset
from enrolment.http.schemas.echo import Editable
from enrolment.http.schemas.texts import Name, Text
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn, PartnerId

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=40)]
Visible = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_EXAMPLE: JsonDict = {
    "valid_from": "2026-09-01",
    "last_application_on": "2026-10-15",
    "places": 15,
    "deciders": [
        {
            "key": "ubfc",
            "partner": "ubfc",
            "role": "pepite_officer",
            "label": "Comité d’engagement",
            "kind": "decision",
            "by_committee": True,
            "answer_days": 21,
            "visible": ["identity.given_name", "project"],
            "questions": [{"key": "d2e", "label": "D2E autorisé", "type": "boolean", "required": True}],
        }
    ],
    "outcome_rules": [
        {"outcome": "ACCEPTED", "mode": "all", "deciders": ["ubfc"], "answers": ["accept"]},
        {"outcome": "REFUSED", "mode": "any", "deciders": ["ubfc"], "answers": ["refuse"]},
    ],
    "documents": [{"kind": "diploma", "label": "Diplôme", "step": "career", "when": "graduate"}],
    "source": "Règlement du comité, 2026",
}


class QuestionIn(BaseModel):
    """A question of a decider's own."""

    model_config = ConfigDict(extra="forbid")

    key: Key
    label: Label
    type: QuestionType = QuestionType.TEXT
    choices: list[Name] = Field(default_factory=list, max_length=50)
    required: bool = False


class DeciderIn(BaseModel):
    """Who decides or gives an opinion, what they are asked and what they see."""

    model_config = ConfigDict(extra="forbid")

    key: Key
    partner: PartnerId
    role: Role
    label: Label
    kind: DeciderKind = DeciderKind.DECISION
    deployment: PartnerId | None = Field(default=None, description="At whose deployment; null: at the programme's own")
    questions: list[QuestionIn] = Field(default_factory=list, max_length=30)
    visible: list[Visible] = Field(default_factory=list, max_length=100, description="step, or step.field")
    answer_days: int | None = Field(default=None, le=366)
    by_committee: bool = False

    def decider(self) -> Decider:
        """In the words of the domain."""
        given = self.model_dump(exclude={"questions", "visible"})
        questions = tuple(Question(**{**one.model_dump(), "choices": tuple(one.choices)}) for one in self.questions)
        return Decider(**given, questions=questions, visible=tuple(self.visible))


class OutcomeRuleIn(BaseModel):
    """``outcome`` when all (or any) of the deciders gave one of the answers; the first rule that holds decides."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    mode: Literal["all", "any"]
    deciders: list[Key] = Field(max_length=30)
    answers: list[Answer] = Field(max_length=len(Answer))

    def rule(self) -> OutcomeRule:
        """In the words of the domain."""
        return OutcomeRule(self.outcome, self.mode, tuple(self.deciders), tuple(self.answers))


class RequiredDocumentIn(BaseModel):
    """A document that a dossier needs, or may have."""

    model_config = ConfigDict(extra="forbid")

    kind: Key
    label: Label
    step: Key
    required: bool = True
    when: str = Field(
        default="", max_length=200, description="minor, student, graduate, alternant, or step.field=value"
    )


class ParametersIn(Editable):
    """A set of parameters, from a day on. What is left out has no limit."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})
    SHOWN = frozenset({"recorded_on", "recorded_by", "superseded"})

    valid_from: date
    minimum_age: int | None = Field(default=None, ge=0, le=120)
    maximum_age: int | None = Field(default=None, ge=0, le=120)
    minimum_hours: int | None = Field(default=None, ge=0, le=5000)
    maximum_hours: int | None = Field(default=None, ge=0, le=5000)
    fee: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)] | None = None
    places: int | None = Field(default=None, ge=1, le=100_000)
    confirmation_days: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="Days to confirm a place that the waiting list offers; None gives it at once",
    )
    reminder_days: tuple[Annotated[int, Field(ge=0, le=365)], ...] | None = Field(
        default=None, max_length=10, description="Days before the last day on which unsent dossiers are reminded"
    )
    opens_on: date | None = None
    last_application_on: date | None = None
    deciders: list[DeciderIn] = Field(default_factory=list, max_length=30)
    outcome_rules: list[OutcomeRuleIn] = Field(default_factory=list, max_length=50)
    documents: list[RequiredDocumentIn] = Field(default_factory=list, max_length=50)
    source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    minimum_members: int | None = Field(default=None, ge=1, le=200)
    maximum_members: int | None = Field(default=None, ge=1, le=200)
    duration_days: int | None = Field(default=None, ge=1, le=1000)
    ects: int | None = Field(default=None, ge=0, le=300)
    correction: Annotated[Text | None, BeforeValidator(lambda given: None if given == "" else given)] = Field(
        default=None,
        description="Why parameters under which dossiers were sent are put right; needed only then. The reason of an earlier set "
        "is none for this one.",
    )

    def parameters(self) -> Parameters:
        """In the words of the domain."""
        given = self.model_dump(exclude={"fee", "deciders", "outcome_rules", "documents", "correction"})
        return Parameters(
            **given,
            fee_cents=self.fee,
            deciders=tuple(one.decider() for one in self.deciders),
            outcome_rules=tuple(one.rule() for one in self.outcome_rules),
            documents=tuple(RequiredDocument(**one.model_dump()) for one in self.documents),
            correction=self.correction or "",
        )


class ParametersOut(BaseModel):
    """A set of parameters as it was recorded. ``superseded``: a later one was recorded for the same day."""

    valid_from: date | None
    minimum_age: int | None
    maximum_age: int | None
    minimum_hours: int | None
    maximum_hours: int | None
    fee: Amount | None
    places: int | None
    confirmation_days: int | None
    reminder_days: tuple[int, ...] | None
    opens_on: date | None
    last_application_on: date | None
    deciders: list[Decider]
    outcome_rules: list[OutcomeRule]
    documents: list[RequiredDocument]
    source: str
    minimum_members: int | None
    maximum_members: int | None
    duration_days: int | None
    ects: int | None
    recorded_on: date | None
    recorded_by: str
    correction: str
    superseded: bool = False

    @classmethod
    def of(cls, parameters: Parameters, *, superseded: bool = False) -> Self:
        """From the domain; a preset has no day yet."""
        given: dict[str, Any] = {**vars(parameters), "fee": parameters.fee_cents, "superseded": superseded}
        if parameters.valid_from == date.min:
            given["valid_from"] = None
        return cls.model_validate(given)


class PresetOut(BaseModel):
    """Parameters to start a programme from: where each comes from, and what the sources leave open."""

    scheme: str
    name: str
    label: str
    parameters: ParametersOut
    sources: dict[str, str]
    left_open: dict[str, str]

    @classmethod
    def of(cls, preset: Preset) -> Self:
        """From the domain. ``@coordinator`` and ``@carrier`` stand for the programme's own partners."""
        return cls(
            scheme=preset.scheme,
            name=preset.name,
            label=preset.label,
            parameters=ParametersOut.of(preset.parameters),
            sources=dict(preset.sources),
            left_open=dict(preset.left_open),
        )
