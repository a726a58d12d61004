"""What a decider sees of a dossier: the fields and files that their entry of the programme names, as people read them.

``visible`` names steps (``project``) or single fields (``project.summary``). Three steps are in no form: ``identity`` is who the
applicant is, ``enrolment`` is what every dossier has, and ``other_applications`` is which other programmes of the school year
the person applied to, and how that stands; no more of them is ever shown.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from enrolment.domain.applications.application import Application
from enrolment.domain.applications.form import Field, FieldType, Form
from enrolment.domain.deciders.review import ShownField, ShownFile
from enrolment.domain.persons.person import Person
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import RequiredDocument

IDENTITY = "identity"
ENROLMENT = "enrolment"
OTHERS = "other_applications"
_IDENTITY = {
    "given_name": "Prénom",
    "family_name": "Nom",
    "email": "Adresse électronique",
    "birth_date": "Date de naissance",
    "phone": "Téléphone",
    "gender": "Genre",
    "birth_place": "Lieu de naissance",
    "nationality": "Nationalité",
    "ine": "Numéro INE",
    "address": "Adresse postale",
}
_GENDERS = {"female": "femme", "male": "homme", "other": "autre"}
_EMPLOYMENTS = {"none": "aucun", "part_time": "à temps partiel", "full_time": "à temps plein"}


@dataclass(frozen=True)
class VisibleView:
    """The visible part of a dossier."""

    shown: tuple[ShownField, ...]
    files: tuple[ShownFile, ...]

    @property
    def digest(self) -> str:
        """The same for the same content."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def sees(decider: Decider, step: str, name: str) -> bool:
    """Whether the decider's entry names the field, or its whole step."""
    return step in decider.visible or f"{step}.{name}" in decider.visible


def visible_view(
    application: Application,
    person: Person,
    decider: Decider,
    *,
    form: Form | None = None,
    documents: Sequence[RequiredDocument] = (),
    others: Sequence[Application] = (),
) -> VisibleView:
    """What this decider sees. Without a form, fields are labelled by their names; unanswered fields are left out.

    ``documents`` are the programme's: they say to which step a file belongs; one of no known step is seen as step
    ``documents``. ``others`` are the person's applications of the same school year.
    """
    found = (
        *_identity(person),
        *_enrolment(application),
        *_steps(application, person, form),
        *_team(application),
        *_others(others),
    )
    steps = {one.kind: one.step for one in documents}
    files = (
        ShownFile(one.kind, one.sha256, one.name, one.media_type, one.size)
        for one in application.attachments
        if sees(decider, steps.get(one.kind, "documents"), one.kind)
    )
    return VisibleView(tuple(one for one in found if one.value and sees(decider, one.step, one.name)), tuple(files))


def _identity(person: Person) -> Iterator[ShownField]:
    for name, label in _IDENTITY.items():
        yield ShownField(IDENTITY, name, label, _of_person(person, name))


def _of_person(person: Person, name: str) -> str:
    value = getattr(person, name, None)
    if name == "gender":
        return _GENDERS.get(str(value), "")
    return _text(value)


def _enrolment(application: Application) -> Iterator[ShownField]:
    employment = _EMPLOYMENTS.get(str(application.employment), "")
    yield ShownField(ENROLMENT, "year", "Année d’études", str(application.year or ""))
    yield ShownField(ENROLMENT, "employment", "Emploi", employment)
    yield ShownField(ENROLMENT, "submitted_on", "Dossier déposé le", _text(application.submitted_on))


def _steps(application: Application, person: Person, form: Form | None) -> Iterator[ShownField]:
    known = set()
    for step in form.steps if form else ():
        for field in step.fields:
            known.add((step.key, field.key))
            given = application.steps.get(step.key, {}).get(field.key)
            value = _of_person(person, field.key) if field.type is FieldType.PERSON else _chosen(field, given)
            yield ShownField(step.key, field.key, field.label, value)
    for step_key, values in application.steps.items():
        for name, said in values.items():
            if (step_key, name) not in known:
                yield ShownField(step_key, name, name, _text(said))


def _chosen(field: Field, value: object) -> str:
    labels = {one.key: one.label for one in field.choices}
    if field.type is FieldType.DATE and isinstance(value, str):
        return _text(date.fromisoformat(value))
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    return labels.get(value, value) if isinstance(value, str) else _text(value)


def _team(application: Application) -> Iterator[ShownField]:
    for place, one in enumerate(application.team, 1):
        role = f" ({one.role})" if one.role else ""
        yield ShownField("team", f"member_{place}", f"Membre {place}", f"{one.given_name} {one.family_name}{role}")


def _others(others: Sequence[Application]) -> Iterator[ShownField]:
    for one in sorted(others, key=lambda found: (found.scheme, found.submitted_on, found.programme_id)):
        yield ShownField(OTHERS, one.scheme, one.scheme, one.status.value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
