"""The public page on which a tutor says yes or no: who asks, for what, and two buttons. As plain as the page of a consent."""

from dataclasses import dataclass
from datetime import date

from enrolment.documents.consents.page import STYLE, page_environment
from enrolment.domain.snee.tutoring import TutorRole
from essaim.kit.french import french_date

ROLES = {
    TutorRole.TEACHER: "enseignant référent ou enseignante référente",
    TutorRole.PROFESSIONAL: "tuteur ou tutrice du monde professionnel",
}
POINTS = {
    TutorRole.TEACHER: (
        "Vous suivez l’avancement du projet et le lien avec les études.",
        "Vous répondez aux demandes d’aménagement : stage remplacé par le projet, emploi du temps, césure.",
    ),
    TutorRole.PROFESSIONAL: (
        "Vous rencontrez régulièrement la personne et partagez votre expérience.",
        "Vous ne gérez ni son argent ni ses démarches, et n’engagez pas votre responsabilité dans son projet.",
    ),
}
OVER = (
    "Ce lien ne sert plus",
    "Sa date est passée, ou une autre personne a été choisie. L’étudiant·e peut en envoyer un nouveau.",
)


@dataclass(frozen=True)
class TutorPage:
    """What is shown."""

    path: str
    title: str
    organisation: str
    student_name: str
    tutor_name: str
    school_year: str
    role: str
    points: tuple[str, ...]
    expires_on: date
    said: str
    may_answer: bool

    @property
    def expires(self) -> str:
        """The last day, in French."""
        return french_date(self.expires_on)


def render_tutor_page(page: TutorPage) -> str:
    """HTML."""
    return _ENVIRONMENT.get_template("tutor.html").render(page=page, title=page.title, style=STYLE)


_ENVIRONMENT = page_environment("documents/attestations/templates")
