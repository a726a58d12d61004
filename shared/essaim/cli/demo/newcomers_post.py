"""Which mails the enrolment dossier sends: to applicants, tutors, mentors, and to the offices that decide."""

from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.cursus import Cursus
from essaim.cli.demo.dossiers import Applicant
from essaim.cli.demo.enterprise import NAME, Team
from essaim.cli.demo.mails import Expected
from essaim.cli.demo.mentoring import BEST, NEED, address_of
from essaim.cli.demo.people import (
    CAE_OFFICER,
    CAMPUS_COORDINATOR,
    CAMPUS_MEMBER,
    CAMPUS_TEACHER,
    COORDINATOR,
    EPA,
    LOCAL_EPA,
    MAILBOXES,
    PEPITE,
    REFERENT,
    TEACHER,
    UNIVERSITY_MEMBER,
    Actor,
    Student,
)
from essaim.cli.demo.two_dossiers import SNEE_STEPS, TwoDossiers

RECEIVED, ACCEPTED, REFUSED = (
    "Votre dossier est bien arrivé",
    "Candidature acceptée",
    "Votre candidature n’a pas pu être retenue",
)
DECISION, OPINION = "Un dossier attend votre décision", "Un dossier attend votre avis"
LETTER, ATTESTATION = "Le courrier du comité est disponible", "Votre attestation est disponible"
CHARTER = "Votre statut étudiant-entrepreneur vous attend : il reste la charte"
ASKED_TO_BE_ERASED = "Votre demande d’effacement est bien arrivée"


def mails_of_two_dossiers(found: TwoDossiers) -> list[Expected]:
    """The committee's letters too: they go to where the dossiers are kept."""
    pairs = (found.status, found.cooperative)
    status = found.status.applicant
    tutor, both = str(SNEE_STEPS["tutor"]["email"]), len(pairs)
    mails = [
        *(_to(pair.applicant, RECEIVED, times=2) for pair in pairs),
        *(_to(pair.applicant, subject) for pair in pairs for subject in (ACCEPTED, REFUSED)),
        *(_to(pair.applicant, LETTER) for pair in pairs),
        _to(status, CHARTER),
        _to(status, ATTESTATION),
        *(Expected(tutor, f"{pair.applicant.student.name} vous a indiqué·e comme tuteur ou tutrice") for pair in pairs),
        Expected(tutor, f"{status.student.name} vous demande de l’accompagner"),
        *(_office(one, DECISION, both) for one in (COORDINATOR, CAE_OFFICER, PEPITE)),
        *(_office(one, OPINION, both) for one in (PEPITE, TEACHER, REFERENT)),
        _office(UNIVERSITY_MEMBER, r"Comité du .*14 septembre 2026 .*"),
    ]
    return mails


def mails_of_cursus(cursus: Cursus) -> list[Expected]:
    """Two places, three applicants, one of whom withdraws and is erased."""
    kept, waited = cursus.learners
    everybody = (kept, waited, cursus.withdrawn)
    return [
        *(_to(one, subject) for one in everybody for subject in (RECEIVED, ACCEPTED, LETTER)),
        _to(waited, "Candidature sur liste d’attente"),
        _to(waited, "Une place vous est proposée"),
        _to(cursus.withdrawn, "Votre candidature est retirée"),
        _to(cursus.withdrawn, ASKED_TO_BE_ERASED),
        _to(cursus.withdrawn, "Vos données personnelles sont effacées"),
        _office(CAMPUS_COORDINATOR, DECISION, len(everybody)),
        _office(CAMPUS_TEACHER, OPINION, len(everybody)),
        _office(CAMPUS_MEMBER, r"Comité du .*2 octobre 2026 .*"),
    ]


def mails_of_team(team: Team) -> list[Expected]:
    """The class, the agreement, the posts, the mentor."""
    signed = r"Convention de Mini-Entreprise signée \(format L\)"
    return [
        *(Expected(one.email, ACCEPTED) for one in team.pupils),
        *(_office(one, DECISION, len(team.pupils)) for one in (EPA, TEACHER)),
        *(_office(one, signed) for one in (EPA, LOCAL_EPA, TEACHER)),
        Expected(team.pupils[0].email, "Élection dans votre Mini-Entreprise"),
        Expected(team.pupils[1].email, "Un poste dans votre Mini-Entreprise"),
        Expected(address_of(BEST), rf"{NAME} cherche un mentor : est-ce possible pour vous \?"),
        _office(LOCAL_EPA, "Un mentor a dit oui : à vous de confirmer"),
        Expected(address_of(BEST), f".*ous êtes mentor.*{NAME}"),
        Expected(str(NEED["teacher_email"]), f"{NAME} a un mentor"),
    ]


def mails_of_rights(cohort: Cohort, member: Student) -> list[Expected]:
    """The guardian’s link, and a member who cannot be erased yet."""
    minor = cohort.minor
    return [
        Expected(minor.guardian_email, f"Votre réponse est demandée pour {minor.name}"),
        Expected(member.email, ASKED_TO_BE_ERASED),
        Expected(member.email, "Réponse à votre demande d’effacement"),
    ]


def _to(applicant: Applicant, subject: str, times: int = 1) -> Expected:
    return Expected(applicant.student.email, subject, times)


def _office(actor: Actor, subject: str, times: int = 1) -> Expected:
    return Expected(MAILBOXES[actor][1], subject, times)
