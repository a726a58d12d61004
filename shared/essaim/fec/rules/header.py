"""The first line: which columns are there, in which order, spelt how (FEC-01, FEC-02, T07)."""

from collections import Counter
from itertools import pairwise

from essaim.fec.columns import header_form
from essaim.fec.findings import Findings, Severity
from essaim.fec.layout import Layout
from essaim.fec.rules.catalogue import RULES


def check_header(layout: Layout, findings: Findings) -> None:
    """Judge the header; the lines are read by the names, so all of it is only reported."""
    _absent(layout, findings)
    _order(layout, findings)
    _spelling(layout, findings)
    _others(layout, findings)
    if layout.trailing:
        findings.add(
            RULES["T07"], 1, "", "", "l'en-tête se termine par un séparateur de plus", "rien après le dernier nom"
        )


def _absent(layout: Layout, findings: Findings) -> None:
    for name in layout.missing:
        accepted = f"la colonne {name}, en position {layout.names.index(name) + 1}"
        findings.add(RULES["FEC-01"], 1, name, "", "colonne absente", accepted)


def _order(layout: Layout, findings: Findings) -> None:
    there = [at for at in layout.positions if at is not None]
    for before, after in pairwise(there):
        if after < before:
            name = layout.header[after]
            message = f"colonnes dans le désordre : {name} vient avant {layout.header[before]}"
            findings.add(RULES["FEC-01"], 1, name, name, message, ", ".join(layout.names))
            return


def _spelling(layout: Layout, findings: Findings) -> None:
    for name, at in zip(layout.names, layout.positions, strict=True):
        if at is not None and layout.header[at] != name:
            findings.add(RULES["FEC-02"], 1, name, layout.header[at], "nom de colonne approximatif", name)


def _others(layout: Layout, findings: Findings) -> None:
    known = {header_form(name) for name in layout.names}
    for name, times in Counter(header_form(one) for one in layout.header).items():
        if times > 1:
            message = f"colonne présente {times} fois ; seule la première est lue"
            findings.add(RULES["FEC-02"], 1, name, name, message, "chaque colonne une fois", Severity.ERROR)
    last = max(at for at in layout.positions if at is not None)
    for at, name in enumerate(layout.header):
        if header_form(name) in known:
            continue
        if at > last:
            message, severity = "champ supplémentaire, après ceux de la norme", Severity.INFO
        else:
            message, severity = f"nom de colonne inconnu en position {at + 1}", Severity.ERROR
        findings.add(RULES["FEC-02"], 1, name, name, message, ", ".join(layout.names), severity)
