"""The page on which a customer reads and signs a quote: one HTML file without scripts, pictures or anything from elsewhere.

It works in any browser, with a keyboard, with a screen reader and without JavaScript. Its style is part of it, and named by its
hash in the policy that comes along, so that nothing else is ever loaded or run.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from accounting.documents.quotes.words import (
    OTHER_LINES,
    cape_sentence,
    company_text,
    label_lines,
    name_text,
    plan_sentence,
    quantity_text,
    registered_text,
)
from accounting.domain.errors import Problem
from accounting.domain.quote_sheet import QuoteSheet
from accounting.domain.quote_signing import LinkState
from essaim.kit.clock import PARIS
from essaim.kit.french import french_amount, french_date, french_percent, french_spaces, french_time

STYLE = (files("accounting") / "documents/quotes/templates/signing.css").read_text(encoding="utf-8")
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
"""What goes along with every answer behind a signing link."""
ENDED = {
    LinkState.EXPIRED: ("Ce devis a expiré", "Sa date de validité est passée : demandez-en un nouveau au vendeur."),
    LinkState.WITHDRAWN: ("Ce devis a été retiré", "Le vendeur ne le propose plus : il ne peut pas être signé."),
    LinkState.SUPERSEDED: ("Ce devis a été remplacé", "Une nouvelle version existe : utilisez le dernier lien reçu."),
    LinkState.REVOKED: ("Ce lien ne sert plus", "Le vendeur l’a annulé : demandez-lui un nouveau lien."),
}
OVER = (
    "Vous avez répondu à ce devis",
    "Le lien a pris fin avec sa validité : demandez au vendeur une copie de votre réponse.",
)
UNKNOWN = ("Ce lien ne mène à aucun devis", "Vérifiez l’adresse, ou demandez un nouveau lien au vendeur.")
BUSY = ("Trop d’essais", "Attendez une minute, puis ouvrez à nouveau le lien reçu.")
_MESSAGES = {
    "name": "Écrivez votre prénom et votre nom.",
    "agreed": "Cochez la case « Bon pour accord » pour signer.",
    "order_reference": "Le numéro de commande a au plus 60 caractères.",
    "reason": "Le motif a au plus 2000 caractères.",
}


@dataclass(frozen=True)
class SigningPage:
    """What is shown: the quote, what stands of it, what was typed, and what was wrong with it."""

    sheet: QuoteSheet
    state: LinkState
    path: str
    agreement: str
    signed_by: str = ""
    signed_at: datetime | None = None
    declared: bool = False
    comments: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    typed: dict[str, str] | None = None


def render_page(page: SigningPage) -> str:
    """The page of a quote that can be read behind the link, signed or not."""
    sheet = page.sheet
    return _ENVIRONMENT.get_template("signing.html").render(
        page=page,
        sheet=sheet,
        style=STYLE,
        other=OTHER_LINES,
        name=name_text(sheet),
        seller=(company_text(sheet.seller), registered_text(sheet.seller)),
        plan=plan_sentence(sheet),
        cape=cape_sentence(sheet),
        typed=page.typed or {},
        problems=[(one.field, _MESSAGES.get(one.field, one.message)) for one in page.problems],
    )


def render_notice(title: str, text: str) -> str:
    """A page that only says something."""
    return _ENVIRONMENT.get_template("notice.html").render(style=STYLE, title=title, text=text)


def _instant(instant: datetime) -> str:
    return f"{french_date(instant.astimezone(PARIS).date())} à {french_time(instant)}"


_ENVIRONMENT = Environment(
    loader=PackageLoader("accounting", "documents/quotes/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "amount": french_amount,
    "day": french_date,
    "percent": french_percent,
    "instant": _instant,
    "quantity": quantity_text,
    "words": label_lines,
    "french": french_spaces,
}
