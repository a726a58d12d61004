"""Invented dossiers, long and short, and what is told of them to their persons."""

from dataclasses import replace
from datetime import UTC, date, datetime

from enrolment.documents.dossier_pdf import PrintedDossier
from enrolment.domain.applications.application import Application, AttachedDocument, Status, TeamMember
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.applications.completeness import Asked
from enrolment.domain.applications.form import form_on
from enrolment.domain.persons.person import Gender, Kind, Person
from enrolment.domain.privacy.erasure import (
    Answer,
    ErasureRequest,
    Extension,
    Origin,
    Outcome,
    Rejection,
    Status as ErasureStatus,
)
from enrolment.domain.privacy.holding import LEGAL_OBLIGATION, Kept
from enrolment.domain.programmes.parameters import RequiredDocument
from enrolment.domain.programmes.programme import Programme

ESTABLISHMENT = "Lycée des métiers de la maroquinerie et de l’ameublement du Haut-Doubs"
NIGHT = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)
"""After midnight in Paris: the 1 October."""
PROGRAMME = Programme(
    scheme="snee",
    school_year="2026-2027",
    formation="BTS Métiers de la mode – Chaussure et maroquinerie",
    establishment=ESTABLISHMENT,
    starts_on=date(2026, 9, 1),
    ends_on=date(2027, 8, 31),
    coordinator="ubfc",
    carrier="ubfc",
    minimum_members=1,
    maximum_members=1,
    consent_text_version="2026-09",
)
PERSON = Person(
    Kind.STUDENT,
    "Maëlys-Apolline",
    "d’Hautecour de L'Isle-Montbéliard",
    "maelys.dhautecour@etudiant.example.org",
    "ubfc",
    birth_date=date(2004, 11, 3),
    phone="+33600000000",
    gender=Gender.FEMALE,
    birth_place="L’Isle-sur-le-Doubs",
    nationality="française",
    ine="0123456789A",
    address="Résidence de l’Observatoire, bâtiment C, 12 bis rue de la Laine, 25000 Besançon",
)
TEXT = (
    "Des sacs cousus à la main à partir de chutes de cuir que les ateliers de la région ne peuvent plus employer. "
    "Chaque pièce porte la carte de l’atelier d’où vient sa matière ; elle est réparable et reprise en fin de vie. "
)
STEPS: dict[str, dict[str, str | int | bool | list[str] | None]] = {
    "contact": {"situation": "student", "is_renewal": False},
    "profile": {"has_activity": True, "is_unemployed": False, "is_freelance": False, "is_part_time": False},
    "career": {
        "baccalaureate": "original",
        "baccalaureate_type": "professional",
        "baccalaureate_year": 2024,
        "baccalaureate_establishment": ESTABLISHMENT,
        "diploma": "BTS Métiers de la mode – Chaussure et maroquinerie",
        "establishment": ESTABLISHMENT,
        "past_ventures": "Une Mini-Entreprise en terminale.\nUn stand au marché de l’Avent.",
    },
    "tutor": {
        "given_name": "Odile",
        "family_name": "L’Hermitte",
        "email": "odile.lhermitte@lycee.example.org",
        "skill": "Patronage",
        "replace_internship": True,
        "replace_module": False,
        "ask_year_off": False,
    },
    "pepite": {"ask_coworking": True, "expectations": "Un atelier partagé et des conseils : prix, statut, assurance."},
    "project": {
        "name": "Les Chutes d’Or",
        "summary": TEXT * 3,
        "step_summary": TEXT * 6,
        "activity_summary": "Maroquinerie ; petite série.",
        "type": "creation",
        "legal": "unknown",
        "stage": "building",
        "sector": 13,
    },
    "motivation": {"motivation": (TEXT * 5 + "\n") * 2, "ask_d2e": True},
}


def _attached(number: int, kind: str, name: str) -> AttachedDocument:
    return AttachedDocument(
        kind, f"{number:x}7e3" * 16, name, "application/pdf", 48_213, datetime(2026, 9, 20, tzinfo=UTC)
    )


def _application(status: Status, *, full: bool) -> Application:
    team = tuple(
        TeamMember(
            f"i{number}", "Loïs", f"Vaucheret-N’Diaye {number}", "x@example.org", "Atelier et ventes", "Étudiant·e"
        )
        for number in range(11)
    )
    files = (
        _attached(1, "certificat_scolarite", "certificat de scolarité 2026-2027 — version définitive (signée).pdf"),
        _attached(2, "cv", "CV.pdf"),
        _attached(3, "other", "maquette_du_sac_cabas_en_chutes_de_cuir_septembre_2026.pdf"),
    )
    return Application(
        programme_id="p",
        person_id="x",
        scheme="snee",
        school_year="2026-2027",
        coordinator="ubfc",
        year=2,
        employment=Employment.NONE,
        status=status,
        submitted_on=date(2026, 9, 30),
        steps=STEPS if full else {"project": {"name": "Io"}},
        attachments=files if full else (),
        team=team if full else (),
        drafted_at=datetime(2026, 9, 1, 8, tzinfo=UTC),
        sent_at=NIGHT if full else None,
    )


def dossiers() -> dict[str, PrintedDossier]:
    """One that says everything, over pages; one that has hardly begun."""
    form = form_on("snee", date(2026, 9, 1))
    documents = (
        RequiredDocument("certificat_scolarite", "Certificat de scolarité", "career"),
        RequiredDocument("cv", "Curriculum vitæ", "career"),
    )
    full = Asked(_application(Status.ELIGIBLE, full=True), PERSON, PROGRAMME, form, documents)
    bare = Person(Kind.STUDENT, "Io", "Li", "io@example.org", "ubfc")
    short = Asked(_application(Status.DRAFT, full=False), bare, PROGRAMME, form, documents)
    office = "Pépite Bourgogne-Franche-Comté"
    return {
        "dossier": PrintedDossier(full, office, NIGHT, date(2026, 10, 15)),
        "dossier-draft": PrintedDossier(short, office, datetime(2026, 9, 2, 8, tzinfo=UTC)),
    }


def requests() -> dict[str, ErasureRequest]:
    """What a request to be erased may have come to."""
    received = ErasureRequest("x", "ubfc", Origin.PERSON, date(2026, 9, 1), date(2026, 10, 1), "agent")
    answers = {
        "ubfc.accounting/x": Answer(("ledger-entries", "identity-of-ledger"), date(2037, 6, 30), date(2026, 9, 4)),
        "ubfc.coaching/x": Answer(("attendance-sealed",), None, date(2026, 9, 5)),
        "ubfc.notifications/x": Answer((), None, date(2026, 9, 5)),
    }
    closed = date(2026, 9, 5)
    kept = (
        Kept("contract-signed", LEGAL_OBLIGATION, date(2031, 8, 31)),
        Kept("identity-of-contract", LEGAL_OBLIGATION, date(2031, 8, 31)),
    )
    return {
        "erasure": replace(
            received,
            status=ErasureStatus.CLOSED,
            kept=kept,
            answers=answers,
            outcome=Outcome.PARTIAL,
            closed_on=closed,
        ),
        "erasure-nothing-kept": replace(
            received, status=ErasureStatus.CLOSED, outcome=Outcome.ERASED, closed_on=closed
        ),
        "erasure-extended": replace(received, due_on=date(2026, 12, 1), extension=Extension("complexity", closed)),
        "erasure-rejected": replace(
            received,
            status=ErasureStatus.REJECTED,
            rejection=Rejection("gdpr-17-3-b", "agent", closed),
            closed_on=closed,
        ),
    }
