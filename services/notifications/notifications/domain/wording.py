"""Codes in plain French: reasons of refusal, share rules, open items of a closing."""

from collections.abc import Mapping, Sequence
from typing import Any

NO_BREAK = "\u00a0"

_REFUSALS = {
    "cape-04": "un contrat d’appui (CAPE) ne peut pas être conclu avec une personne salariée à temps plein"
    " (article L127-1 du code de commerce)",
}
_REASONS = {
    "coordinator-decision": "décision de la coordination du programme, qui vous en donne les raisons si vous le souhaitez",
    "full-time-employee": _REFUSALS["cape-04"],
}
_RULES = {
    "EQUAL": "parts égales",
    "HOURS": "au prorata des heures de présence signées",
    "POINTS": "au prorata des points attribués",
    "CUSTOM": "selon les poids votés",
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


def wording(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of the codes among the facts, under the names that templates use."""
    texts: dict[str, Any] = {}
    if "reason" in facts:
        texts["reason_text"] = refusal_text(facts.get("rule"), str(facts["reason"]))
    if "rule" in facts and facts["rule"] in _RULES:
        texts["rule_text"] = _RULES[facts["rule"]]
    if "weight" in facts:
        texts["weight_text"] = weight_text(str(facts.get("rule")), str(facts["weight"]))
    if "open_items" in facts:
        texts["open_items_text"] = open_items_text(facts["open_items"])
    return texts


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
