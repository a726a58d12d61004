"""The public page on which a mentor says yes or no: who looks for one, when, and two buttons. As plain as that of a tutor."""

from dataclasses import dataclass
from datetime import date

from enrolment.documents.consents.page import STYLE, page_environment
from essaim.kit.french import french_date

OVER = (
    "Ce lien ne sert plus",
    "La demande est close, ou la date pour y répondre est passée. La coordination du réseau peut vous en envoyer une autre.",
)


@dataclass(frozen=True)
class MentorPage:
    """What is shown. Nothing names a student: a need says what the team or the project is called."""

    path: str
    title: str
    organisation: str
    subject: str
    place: str
    slot: str
    note: str
    answer_by: date | None
    said: str
    may_answer: bool

    @property
    def until(self) -> str:
        """The last day, in French."""
        return french_date(self.answer_by) if self.answer_by else ""


def render_mentor_page(page: MentorPage) -> str:
    """HTML."""
    return _ENVIRONMENT.get_template("mentor.html").render(page=page, title=page.title, style=STYLE)


_ENVIRONMENT = page_environment("documents/network/templates")
