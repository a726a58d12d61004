"""Codes in plain French: reasons of refusal, share rules, open items of a closing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

NO_BREAK = "\u00a0"

_REFUSALS = {
    "cape-04": "un contrat d’appui (CAPE) ne peut pas être conclu avec une personne salariée à temps plein"
    " (article L127-1 du code de commerce)",
}
_REASONS = {
    "coordinator-decision": "décision de la coordination du programme, qui vous en donne les raisons si vous le souhaitez",
    "deciders": "décision des instances du programme, dont la coordination vous donne les raisons si vous le souhaitez",
    "full-time-employee": _REFUSALS["cape-04"],
}
_SCHEMES = {
    "student_cooperative": "coopérative étudiante",
    "snee": "statut national d’étudiant-entrepreneur",
    "ici": "cursus #ICI",
    "mini_entreprise": "Mini-Entreprise®",
}
_DEADLINES = {
    "dossier-not-sent": (
        "Votre dossier n’est pas encore envoyé",
        "Vous avez commencé un dossier qui n’est pas encore envoyé. Ce qui manque est indiqué étape par étape.",
    ),
    "decision-due": (
        "Un dossier attend votre réponse",
        "Un dossier qui vous est soumis attend encore votre réponse. Vous le trouverez parmi les dossiers à traiter.",
    ),
    "committee-agenda": (
        "Comité à préparer",
        "Un comité se réunit bientôt. Les dossiers à lire et les votes à exprimer vous attendent en ligne.",
    ),
    "place-confirmation": (
        "Une place attend votre confirmation",
        "La place qui vous est proposée n’est pas encore confirmée. Sans réponse, elle passe à la personne suivante.",
    ),
    "erasure-due": (
        "Une demande d’effacement attend sa réponse",
        "Une demande d’effacement de données personnelles attend encore sa réponse (RGPD, article 12.3).",
    ),
    "status-expires": (
        "Votre statut arrive à son terme",
        "Votre statut national d’étudiant-entrepreneur arrive à son terme. Pour le prolonger, demandez son renouvellement.",
    ),
}
_RULES = {
    "EQUAL": "parts égales",
    "HOURS": "au prorata des heures de présence signées",
    "POINTS": "au prorata des points attribués",
    "CUSTOM": "selon les poids votés",
}
_CONSENTS = {
    "DATA": "l’utilisation de ses données personnelles",
    "CONTRACT": "la signature de son contrat ou de sa convention",
    "IMAGE": "l’utilisation de son image",
    "ELECTRONIC_SIGNATURE": "la signature électronique de ses documents",
}
_OPEN_ITEMS = {
    "accounting.invoice-draft": "une facture encore à l’état de projet",
    "accounting.invoice-unpaid": "une facture non réglée",
    "accounting.quote-uninvoiced": "un devis signé qui n’est pas encore facturé",
    "accounting.purchase-draft": "un achat qui n’est pas encore approuvé",
    "accounting.purchase-unpaid": "un achat non payé",
    "accounting.expense-draft": "une note de frais encore à l’état de projet",
    "accounting.expense-unapproved": "une note de frais qui n’est pas encore approuvée",
    "accounting.expense-open": "une note de frais encore ouverte",
    "accounting.expense-unpaid": "une note de frais non remboursée",
    "accounting.till-open": "une caisse encore ouverte",
    "accounting.till-money": "de l’argent de caisse qui n’est pas encore déposé en banque",
    "accounting.entry-pending": "une écriture en cours d’enregistrement",
    "coaching.session-not-sealed": "une séance dont l’émargement n’est pas scellé",
    "accounting.not-clear": "la comptabilité signale un point ouvert",
    "coaching.not-clear": "l’accompagnement signale un point ouvert",
    "coaching.no-share-rule": "aucune règle de partage adoptée en assemblée",
}


_LEGAL_BASES = {
    "gdpr-12-2": "nous n’avons pas pu nous assurer que la demande vient de vous",
    "gdpr-12-5-b": "la demande est manifestement infondée ou excessive",
    "gdpr-17-1-a": "vos données sont encore nécessaires à ce pour quoi elles ont été recueillies",
    "gdpr-17-3-b": "une obligation légale impose de les conserver",
    "gdpr-17-3-d": "elles servent à des fins d’archives ou de statistiques d’intérêt public",
    "gdpr-17-3-e": "elles sont nécessaires à la constatation, à l’exercice ou à la défense de droits en justice",
}
_EXTENSIONS = {
    "complexity": "en raison de sa complexité",
    "number-of-requests": "en raison du nombre de demandes que nous traitons",
}


def wording(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of the codes among the facts, under the names that templates use."""
    texts: dict[str, Any] = {}
    for fact, texts_of in _TEXTS.items():
        if fact in facts:
            texts |= texts_of(facts)
    return texts


def _known(texts: Mapping[str, str], code: object) -> str:
    return texts.get(str(code), str(code))


def _decider(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"asks_opinion": facts.get("kind") == "opinion", "scheme_text": _known(_SCHEMES, facts.get("scheme"))}


def _deadline(facts: Mapping[str, Any]) -> dict[str, Any]:
    subject, text = _DEADLINES.get(str(facts.get("what")), ("Échéance", "Une échéance approche."))
    return {"what_subject": subject, "what_text": text}


def _rule(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"rule_text": _RULES[facts["rule"]]} if facts["rule"] in _RULES else {}


def refusal_text(rule: str | None, reason: str) -> str:
    """Why an application was refused: the rule in plain words, else the reason as it was coded."""
    known = _REFUSALS.get((rule or "").lower()[:7]) or _REASONS.get(reason)
    return known or f"décision de la coordination du programme (code : {reason})"


def weight_text(rule: str, weight: str) -> str:
    """What a member's part was computed from."""
    if rule == "HOURS" and weight.isdigit():
        hours, minutes = divmod(int(weight), 60)
        return f"{hours}{NO_BREAK}h{NO_BREAK}{minutes:02d} de présence"
    return {"EQUAL": "une part", "POINTS": f"{weight} points"}.get(rule, weight)


def open_items_text(items: Sequence[str]) -> list[str]:
    """What is still open, one line each."""
    lines = []
    for item in items:
        code, _, detail = item.partition(":")
        text = _OPEN_ITEMS.get(code, code)
        lines.append(f"{text} ({detail})" if detail else text)
    return lines


_TEXTS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "legal_basis": lambda facts: {"legal_basis_text": _known(_LEGAL_BASES, facts["legal_basis"])},
    "extension_reason": lambda facts: {"extension_text": _known(_EXTENSIONS, facts["extension_reason"])},
    "reason": lambda facts: {"reason_text": refusal_text(facts.get("rule"), str(facts["reason"]))},
    "decider": _decider,
    "committee_id": lambda facts: {"scheme_text": _known(_SCHEMES, facts.get("scheme"))},
    "days_left": _deadline,
    "consent_id": lambda facts: {"consent_text": _CONSENTS.get(str(facts.get("kind")), "un accord")},
    "rule": _rule,
    "weight": lambda facts: {"weight_text": weight_text(str(facts.get("rule")), str(facts["weight"]))},
    "open_items": lambda facts: {"open_items_text": open_items_text(facts["open_items"])},
}
"""By the fact that asks for them."""
