"""A dossier on paper: who applies where, every step with its answers, the team, the documents with their hashes."""

from dataclasses import dataclass
from datetime import date, datetime

from enrolment.domain.applications.application import Status
from enrolment.domain.applications.completeness import Asked
from enrolment.domain.applications.form import Field, FieldType, Step
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_time
from essaim.kit.pdf import Column, Document, Line, Look

STATES = {
    Status.DRAFT: "Brouillon",
    Status.CONSENT_PENDING: "Envoyé, en attente de l’accord d’un responsable légal",
    Status.ELIGIBLE: "Envoyé, en cours d’étude",
    Status.WAITING_LIST: "Sur liste d’attente",
    Status.ACCEPTED: "Accepté",
    Status.REFUSED: "Refusé",
    Status.WITHDRAWN: "Retiré",
}
SCHEMES = {
    "snee": "Statut national d’étudiant-entrepreneur",
    "ici": "#ICI",
    "student_cooperative": "Coopérative étudiante",
    "mini_entreprise": "Mini-Entreprise",
}
GENDERS = {"female": "femme", "male": "homme", "other": "autre"}
FILES = (Column("Pièce", 30), Column("Fichier", 30), Column("Empreinte SHA-256", 40))
TEAM = (Column("Nom", 35), Column("Rôle", 35), Column("Situation", 30))
_OTHER_FILE = "Autre pièce"
"""What a file is called whose kind the programme no longer asks for."""
_SHORT = 90
"""Characters up to which an answer stands in the grid; longer ones are paragraphs."""


@dataclass(frozen=True)
class PrintedDossier:
    """A dossier and the moment at which it is printed."""

    asked: Asked
    office: str
    printed_at: datetime
    committee_on: date | None = None


def render_dossier(printed: PrintedDossier) -> bytes:
    """The PDF. The same dossier printed at the same moment gives the same bytes."""
    asked = printed.asked
    title = "Dossier de candidature"
    document = Document(
        title,
        created_at=printed.printed_at,
        author=printed.office,
        running=f"{title} — {asked.person.name} — {_year(asked.application.school_year)}",
        footer=(f"{printed.office} — imprimé le {_instant(printed.printed_at)}",),
        mark="BROUILLON" if asked.application.status is Status.DRAFT else "",
    )
    document.blocks(_programme(printed), _state(printed), share=0.58, boxed=True)
    for step in asked.form.steps:
        if asked.holds(step.when):
            _step(document, asked, step)
    _documents(document, asked)
    return document.to_bytes()


def _programme(printed: PrintedDossier) -> list[Line]:
    programme = printed.asked.programme
    return [
        Line("DOSSIER DE CANDIDATURE", Look.TITLE),
        Line(printed.asked.person.name, Look.NAME),
        Line(SCHEMES.get(programme.scheme, programme.scheme), Look.STRONG),
        Line(programme.formation),
        Line(programme.establishment),
        Line(f"Année {_year(programme.school_year)}"),
    ]


def _state(printed: PrintedDossier) -> list[Line]:
    application = printed.asked.application
    lines = [Line("État", Look.LABEL), Line(STATES[application.status], Look.STRONG)]
    if application.sent_at is not None:
        lines += [Line("Reçu le", Look.LABEL), Line(_instant(application.sent_at))]
    if printed.committee_on is not None:
        lines += [Line("Comité", Look.LABEL), Line(french_date(printed.committee_on))]
    return lines


def _step(document: Document, asked: Asked, step: Step) -> None:
    answers = [(one, _answer(asked, step, one)) for one in step.fields if one.type is not FieldType.MEMBERS]
    given = [(one, text) for one, text in answers if text]
    team = asked.application.team if any(one.type is FieldType.MEMBERS for one in step.fields) else ()
    if not given and not team:
        return
    document.space()
    document.heading(step.label)
    short = [(one.label, text) for one, text in given if len(text) <= _SHORT and "\n" not in text]
    if short:
        document.facts(short)
    for field, text in given:
        if len(text) > _SHORT or "\n" in text:
            document.paragraph(field.label, Look.LABEL)
            document.paragraph(text)
            document.space(2)
    if team:
        document.table(TEAM, [[f"{one.given_name} {one.family_name}", one.role, one.situation] for one in team])


def _answer(asked: Asked, step: Step, field: Field) -> str:
    if field.type is FieldType.PERSON:
        value = getattr(asked.person, field.key, None)
    else:
        value = asked.application.steps.get(step.key, {}).get(field.key)
    if value is None or value == "":
        return ""
    labels = {one.key: one.label for one in field.choices}
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    if isinstance(value, date):
        return french_date(value)
    text = str(value)
    if field.type is FieldType.DATE:
        return french_date(date.fromisoformat(text))
    return GENDERS.get(text, text) if field.key == "gender" else labels.get(text, text)


def _documents(document: Document, asked: Asked) -> None:
    attached = asked.application.attachments
    if not attached:
        return
    labels = {one.kind: one.label for one in asked.documents}
    document.space()
    document.heading("Pièces jointes")
    document.table(FILES, [[labels.get(one.kind, _OTHER_FILE), one.name, one.sha256] for one in attached])


def _year(school_year: str) -> str:
    return school_year.replace("-", "–")


def _instant(at: datetime) -> str:
    return f"{french_date(at.astimezone(PARIS).date())} à {french_time(at)}"
