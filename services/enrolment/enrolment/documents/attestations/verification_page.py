"""The public page that says whether an attestation is true: one HTML file, no script, nothing from elsewhere, fit for a phone.

The verdict is a word and a sign as well as a colour. What is shown is decided in ``domain.attestations.shown``; nothing is added.
"""

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files

from enrolment.documents.consents.page import HEADERS as PAGE_HEADERS, page_environment
from enrolment.domain.attestations.shown import AttestationKind, Shown, Validity
from essaim.kit.french import french_date

STYLE = (files("enrolment") / "documents/attestations/templates/verification.css").read_text(encoding="utf-8")
HEADERS = PAGE_HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'sha256-"
        + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
"""What goes along with every answer."""
KINDS = {
    AttestationKind.SNEE: "Statut national d’étudiant-entrepreneur",
    AttestationKind.DU_ICI: "DU #ICI",
    AttestationKind.LP_SIP: "LP Smart Innovative Project",
}


@dataclass(frozen=True)
class Verdict:
    """The answer in words."""

    tone: str
    sign: str
    title: str
    text: str


WITH_CERTIFICATE = "Elle ne vaut qu’accompagnée du certificat de scolarité de la même année."
MISTYPED = Verdict(
    "wrong", "✗", "Code mal recopié", "Ce code est incomplet ou contient une erreur : relisez-le sur le document."
)
BUSY = Verdict("wrong", "…", "Trop d’essais", "Attendez une minute, puis essayez à nouveau.")
_VERDICTS = {
    Validity.VALID: Verdict(
        "good", "✓", "Attestation valable", "Elle a été délivrée et elle est en cours de validité."
    ),
    Validity.EXPIRED: Verdict(
        "past", "!", "Attestation expirée", "Elle a été délivrée ; l’année universitaire est terminée."
    ),
    Validity.REVOKED: Verdict(
        "wrong",
        "✗",
        "Attestation sans valeur",
        "Elle a été délivrée, puis le statut ou le titre a pris fin avant son terme.",
    ),
    Validity.UNKNOWN: Verdict(
        "wrong", "✗", "Attestation inconnue", "Aucune attestation ne porte ce code. Relisez-le sur le document."
    ),
}


def render_form() -> str:
    """The page without a code."""
    return _render(None, [])


def render_verdict(verdict: Verdict) -> str:
    """The page that only says something, and asks again."""
    return _render(verdict, [])


def render_shown(shown: Shown) -> str:
    """The page of a code."""
    verdict = _VERDICTS[shown.validity]
    if shown.validity is Validity.VALID and shown.kind is AttestationKind.SNEE:
        verdict = Verdict(verdict.tone, verdict.sign, verdict.title, f"{verdict.text} {WITH_CERTIFICATE}")
    if shown.validity is Validity.VALID and shown.kind is not AttestationKind.SNEE:
        verdict = Verdict(
            verdict.tone, verdict.sign, verdict.title, "Elle a été délivrée ; elle n’a pas de date de fin."
        )
    return _render(verdict, _facts(shown))


def _facts(shown: Shown) -> list[tuple[str, str]]:
    if shown.kind is None:
        return []
    found = [("Objet", KINDS[shown.kind]), ("Année universitaire", shown.school_year.replace("-", "–"))]
    found.append(("Titulaire", shown.masked_name))
    if shown.kind is AttestationKind.SNEE:
        found.append(("Pépite", shown.label))
    if shown.issued_on is not None:
        label = "Délivrée le" if shown.kind is AttestationKind.SNEE else "Jury du"
        found.append((label, french_date(shown.issued_on)))
    if shown.since is not None and shown.until is not None and shown.validity is not Validity.REVOKED:
        found.append(("Période", f"du {french_date(shown.since)} au {french_date(shown.until)}"))
    return found


def _render(verdict: Verdict | None, facts: list[tuple[str, str]]) -> str:
    title = verdict.title if verdict else "Vérification d’une attestation"
    template = _ENVIRONMENT.get_template("verification.html")
    return template.render(title=title, style=STYLE, verdict=verdict, facts=facts)


_ENVIRONMENT = page_environment("documents/attestations/templates")
