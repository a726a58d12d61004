"""Every rule as a table: E01…E17 are what the tax office's tool does not look at, T01…T16 its tests and their like.

FEC-01…FEC-12 have the numbers of the project's own catalogue. Where they come from, and why a breach is an error or a
warning, is in decision 0013: an error is what the law's text or the tool refuses, and what breaks double entry.
"""

from essaim.fec.findings import Rule, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_TABLE = (
    Rule("FEC-01", _ERROR, "les colonnes sont toutes là, dans l'ordre", tool="O"),
    Rule("FEC-02", _WARNING, "les noms des colonnes sont écrits exactement", tool="S"),
    Rule("FEC-03", _ERROR, "le séparateur est la tabulation ou la barre verticale"),
    Rule("FEC-04", _ERROR, "les montants ont une virgule décimale et pas de séparateur de milliers", tool="E"),
    Rule("FEC-05", _ERROR, "les dates sont de la forme AAAAMMJJ et existent", tool="E"),
    Rule("FEC-06", _ERROR, "le nom du fichier est SIRENFECAAAAMMJJ.txt", tool="E"),
    Rule("FEC-07", _ERROR, "le SIREN du nom a une clé juste et est celui de l'entité"),
    Rule("FEC-08", _ERROR, "les à-nouveaux viennent en premier"),
    Rule("FEC-10", _ERROR, "les lignes sont dans l'ordre des dates de validation"),
    Rule("FEC-11", _WARNING, "une zone inutilisée est vide, sauf Debit et Credit où elle vaut 0,00"),
    Rule("FEC-12", _ERROR, "le jeu de caractères est l'ASCII, l'ISO 8859-15 ou l'UTF-8"),
    Rule("E01", _ERROR, "chaque écriture est équilibrée", ("FEC-13", "ACC-01")),
    Rule("E02", _ERROR, "le fichier est équilibré", ("FEC-13",)),
    Rule("E03", _ERROR, "chaque journal est équilibré", ("FEC-13",)),
    Rule("E04", _ERROR, "chaque mois est équilibré", ("FEC-13",)),
    Rule("E05", _ERROR, "une écriture a au moins deux lignes", ("ACC-02",)),
    Rule("E07", _ERROR, "les dates de comptabilisation sont dans l'exercice"),
    Rule("E08", _WARNING, "une écriture n'est pas validée avant sa date"),
    Rule("E10", _ERROR, "la numérotation des écritures est continue", ("ACC-04",)),
    Rule("E11", _ERROR, "un numéro ne désigne qu'une écriture", ("ACC-04",)),
    Rule("E13", _WARNING, "le fichier contient les à-nouveaux", ("FEC-08",)),
    Rule("E15", _ERROR, "les à-nouveaux ne touchent ni les charges ni les produits", ("FEC-08",)),
    Rule("E16", _ERROR, "les écritures qui soldent les classes 6 et 7 n'y sont pas", ("FEC-09",)),
    Rule("E17", _WARNING, "les numéros d'écriture sont croissants", ("ACC-04",)),
    Rule("T01", _ERROR, "chaque ligne a autant de champs que l'en-tête", tool="E"),
    Rule("T02", _ERROR, "aucune ligne n'est vide, même à la fin", tool="E"),
    Rule("T03", _ERROR, "les zones obligatoires sont remplies", ("ACC-08",), tool="E, V"),
    Rule("T04", _ERROR, "un numéro de compte commence par trois chiffres", ("ACC-07",), tool="A"),
    Rule("T05", _WARNING, "une ligne a un débit ou un crédit, et pas les deux", ("ACC-09",), tool="A"),
    Rule("T06", _WARNING, "les années sont entre 1900 et 2099", tool="A"),
    Rule("T07", _INFO, "pas de séparateur de plus en fin d'en-tête", tool="I"),
    Rule("T08", _WARNING, "un compte, ou un journal, a un seul libellé"),
    Rule("T09", _ERROR, "le fichier contient des écritures", tool="E"),
    Rule("T10", _INFO, "une seule sorte de fin de ligne"),
    Rule("T11", _ERROR, "le sens est D, C, +1 ou -1", tool="E"),
    Rule("T12", _WARNING, "une devise est un code de trois lettres, avec son montant"),
    Rule("T13", _ERROR, "les lignes ont une longueur raisonnable"),
    Rule("T14", _INFO, "les totaux ont pu être jugés"),
    Rule("T15", _INFO, "la suite des numéros a pu être reconnue"),
    Rule("T16", _ERROR, "le fichier a un nombre raisonnable de journaux"),
)
RULES = {rule.id: rule for rule in _TABLE}
