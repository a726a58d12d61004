"""The page on which a guardian reads a text and answers: one HTML file without scripts, pictures or anything from elsewhere.

It works on any telephone, with a keyboard, with a screen reader and without JavaScript. Its style is part of it and named by its
hash in the policy that comes along, so that nothing else is ever loaded or run.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from essaim.kit.french import french_date, french_spaces

STYLE = (files("enrolment") / "documents/consents/templates/page.css").read_text(encoding="utf-8")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'sha256-"
        + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}
"""What goes along with every answer behind a link."""
OVER = (
    "Ce lien ne sert plus",
    "Sa date est passée, ou un nouveau lien vous a été envoyé : demandez-en un à l’organisateur.",
)
UNKNOWN = ("Ce lien ne mène nulle part", "Vérifiez l’adresse, ou demandez un nouveau lien à l’organisateur.")
BUSY = ("Trop d’essais", "Attendez une minute, puis ouvrez à nouveau le lien reçu.")
UNREADABLE = ("Réponse illisible", "Revenez à la page précédente et envoyez le formulaire à nouveau.")
MESSAGES = {
    "name": "Écrivez vos prénom et nom, tels que l’organisateur les connaît.",
    "read": "Cochez la case pour dire que vous avez lu le texte.",
    "answer": "Choisissez une réponse.",
}


@dataclass(frozen=True)
class ConsentPage:
    """What is shown."""

    path: str
    organisation: str
    guardian_name: str
    child_name: str
    text_title: str
    text: str
    version: str
    expires_on: date
    said: str
    given: bool
    may_agree: bool
    may_refuse: bool
    joint: bool
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def expires(self) -> str:
        """The last day, in French."""
        return french_date(self.expires_on)


def render_page(page: ConsentPage, problems: Sequence[str] = ()) -> str:
    """The page of a consent that can be answered or was."""
    paragraphs = [one for one in page.text.splitlines() if one.strip()]
    template = _ENVIRONMENT.get_template("consent.html")
    title = f"Erreur : {page.text_title}" if problems else page.text_title
    return template.render(page=page, title=title, style=STYLE, paragraphs=paragraphs, problems=problems)


def render_notice(title: str, text: str, code: str = "") -> str:
    """A page that only says something, and perhaps shows a code to copy."""
    return _ENVIRONMENT.get_template("notice.html").render(title=title, text=text, code=code, style=STYLE)


def page_environment(*folders: str) -> Environment:
    """Reads templates from these folders of the package and from here. The spaces of their content are French."""
    own = "documents/consents/templates"
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("enrolment", one) for one in (*folders, own)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["french"] = french_spaces
    return environment


_ENVIRONMENT = page_environment()
