"""What a dossier still lacks, step by step: fields that have no answer and documents that are not attached."""

from collections.abc import Iterable
from dataclasses import dataclass

from enrolment.domain.applications.application import Application
from enrolment.domain.applications.form import Field, FieldType, Form, Step
from enrolment.domain.dates import is_minor
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.person import Person
from enrolment.domain.programmes.parameters import RequiredDocument
from enrolment.domain.programmes.programme import Programme

ALWAYS_STUDENTS = frozenset({"student_cooperative", "mini_entreprise"})
DOCUMENTS = "documents"
"""The step under which documents are told that belong to no step of the form."""


@dataclass(frozen=True)
class Missing:
    """One thing that is missing. ``source`` says where it is given: in the dossier, with the person, or as a file."""

    name: str
    label: str
    source: str


@dataclass(frozen=True)
class StepState:
    """One step of the form, and what it lacks."""

    key: str
    label: str
    missing: tuple[Missing, ...]

    @property
    def complete(self) -> bool:
        """Whether it lacks nothing."""
        return not self.missing


@dataclass(frozen=True)
class Completeness:
    """Every step that is asked of this applicant."""

    steps: tuple[StepState, ...]

    @property
    def complete(self) -> bool:
        """Whether the dossier can be sent."""
        return all(one.complete for one in self.steps)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is missing, as the problems of a refusal."""
        return tuple(
            Problem(f"{step.key}.{one.name}", f"is missing: {one.label}", _ACCEPTED[one.source])
            for step in self.steps
            for one in step.missing
        )


_ACCEPTED = {
    "form": "an answer in this step",
    "person": "a change of the person",
    "document": "a file of this kind",
}


@dataclass(frozen=True)
class Asked:
    """A dossier with all that decides what is asked of it."""

    application: Application
    person: Person
    programme: Programme
    form: Form
    documents: tuple[RequiredDocument, ...] = ()

    @property
    def minor(self) -> bool:
        """Whether the applicant is under 18 on the day the programme starts (YOUTH-01)."""
        born_on = self.person.birth_date
        return born_on is not None and is_minor(born_on, self.programme.starts_on)

    @property
    def circumstances(self) -> frozenset[str]:
        """The words that are true of this applicant."""
        given = self.application.steps
        situation = given.get("contact", {}).get("situation") or given.get("cursus", {}).get("profile")
        student = situation == "student" or self.application.scheme in ALWAYS_STUDENTS
        alternant = given.get("profile", {}).get("is_part_time") is True
        found = {"minor": self.minor, "student": student, "graduate": situation == "graduate", "alternant": alternant}
        return frozenset(word for word, holds in found.items() if holds)

    def holds(self, condition: str) -> bool:
        """Whether a condition of the form or of a document is true here."""
        place, is_comparison, values = condition.partition("=")
        if not condition or not is_comparison:
            return not condition or condition in self.circumstances
        step, _, name = place.partition(".")
        return str(self.application.steps.get(step, {}).get(name)) in values.split("|")

    def asked_documents(self) -> tuple[RequiredDocument, ...]:
        """The documents of this applicant, those that are not required included."""
        return tuple(one for one in self.documents if self.holds(one.when))


def completeness(asked: Asked) -> Completeness:
    """Step by step; a step that is not asked of this applicant is not there."""
    steps = [
        StepState(step.key, step.label, (*_fields(asked, step), *_documents(asked, (step.key,))))
        for step in asked.form.steps
        if asked.holds(step.when)
    ]
    elsewhere = {one.step for one in asked.documents} - {one.key for one in steps}
    if elsewhere:
        steps.append(StepState(DOCUMENTS, "Pièces", tuple(_documents(asked, elsewhere))))
    return Completeness(tuple(steps))


def require_complete(asked: Asked) -> None:
    """Return when nothing is missing; InputError with everything that is."""
    found = completeness(asked)
    if not found.complete:
        raise InputError(*found.problems)


def _fields(asked: Asked, step: Step) -> Iterable[Missing]:
    for field in step.fields:
        needed = field.required or (bool(field.required_when) and asked.holds(field.required_when))
        if needed and not _answered(asked, step, field):
            source = "person" if field.type is FieldType.PERSON else "form"
            yield Missing(field.key, field.label, source)


def _answered(asked: Asked, step: Step, field: Field) -> bool:
    if field.type is FieldType.PERSON:
        return getattr(asked.person, field.key, None) not in (None, "")
    if field.type is FieldType.MEMBERS:
        return bool(asked.application.team)
    return asked.application.steps.get(step.key, {}).get(field.key) not in (None, "", [])


def _documents(asked: Asked, steps: Iterable[str]) -> Iterable[Missing]:
    there = {one.kind for one in asked.application.attachments}
    for document in asked.asked_documents():
        if document.required and document.step in steps and document.kind not in there:
            yield Missing(document.kind, document.label, "document")
