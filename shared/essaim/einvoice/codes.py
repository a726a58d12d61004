"""The codes that a French invoice uses, as EN 16931 and the French reform spell them.

Only what has a meaning here is a list; whether a country, a currency or a unit exists is for the official schematrons.
"""

from enum import StrEnum

EN16931 = "urn:cen.eu:en16931:2017"
"""The guideline (BT-24) of what is written here."""


class VatCategory(StrEnum):
    """UNTDID 5305, as far as EN 16931 takes it (BT-95, BT-102, BT-118, BT-151)."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUT_OF_SCOPE = "O"
    CANARIES = "L"
    CEUTA_MELILLA = "M"


RATED = frozenset({VatCategory.STANDARD, VatCategory.CANARIES, VatCategory.CEUTA_MELILLA})
"""Categories with a tax; all others have none."""
UNREASONED = RATED | {VatCategory.ZERO}
"""Categories without a reason of exemption; all others need one."""

# Invoice types (BT-3, UNTDID 1001).
INVOICE, CREDIT_NOTE, CORRECTIVE, DEPOSIT, SELF_BILLED = "380", "381", "384", "386", "389"
FRENCH_TYPES = frozenset(
    {"380", "389", "393", "501", "386", "500", "384", "471", "472", "473", "261", "262", "381", "396", "502", "503"}
)
CREDIT_NOTES = frozenset({"261", "262", "381", "396", "502", "503", "81", "83", "308", "420", "458", "532"})
"""What is a CreditNote in UBL."""
FRENCH_CREDIT_NOTES = frozenset({"261", "381", "396", "502", "503"})
CORRECTIVES = frozenset({"384", "471", "472", "473"})
DEPOSITS = frozenset({"386", "500", "503"})
SELF_BILLED_TYPES = frozenset({"389", "501", "500", "471", "473", "261", "502"})

# Business processes (BT-23): B goods, S services, M both; 1 ordinary, 2 already paid, 4 final after a deposit.
FRENCH_PROCESSES = frozenset(
    "B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9".split()  # noqa: SIM905
)
PAID_PROCESSES = frozenset({"B2", "S2", "M2"})
FINAL_PROCESSES = frozenset({"B4", "S4", "M4"})

# Subjects of notes (BT-21).
RECOVERY_NOTE, PENALTY_NOTE, DISCOUNT_NOTE = "PMT", "PMD", "AAB"
TREATMENT_NOTE, LEGAL_NOTE, TAX_NOTE = "BAR", "REG", "TXD"
TREATMENTS = frozenset({"B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY"})

SIREN_SCHEME, SIRET_SCHEME, FRENCH_ENDPOINT, SINGLE_TAX_PERSON = "0002", "0009", "0225", "0231"

FRENCH_RATES = ("0", "0.9", "1.05", "1.75", "2.1", "5.5", "7", "8.5", "9.2", "9.6", "10", "13", "19.6", "20", "20.6")
"""VAT rates that the French schematron takes (BR-FR-16); old ones for corrections."""

TRANSFERS = frozenset({"30", "58"})
"""Means of payment (BT-81, UNTDID 4461) that need an account: 30 transfer, 58 SEPA transfer."""
CHEQUE, CASH, CARD, DIRECT_DEBIT = "20", "10", "48", "59"

# Exemptions (BT-121).
FRANCHISE, FRANCHISE_TEXT = "VATEX-FR-FRANCHISE", "TVA non applicable, art. 293 B du CGI"
REVERSE_CHARGE, REVERSE_CHARGE_TEXT = "VATEX-EU-AE", "Autoliquidation"

# When VAT is due (BT-8, UNTDID 2475 as CII writes it): 5 invoice date (« débits »), 29 delivery, 72 payment.
DUE_ON_INVOICE, DUE_ON_DELIVERY, DUE_ON_PAYMENT = "5", "29", "72"

UNITS = {
    "C62": "unité", "HUR": "heure", "DAY": "jour", "WEE": "semaine", "MON": "mois", "ANN": "an", "KGM": "kilogramme",
    "GRM": "gramme", "LTR": "litre", "MTR": "mètre", "MTK": "mètre carré", "MTQ": "mètre cube", "KMT": "kilomètre",
    "KWH": "kilowattheure", "MIN": "minute", "SET": "lot", "LS": "forfait", "H87": "pièce", "XPK": "paquet", "XBX": "boîte",
}  # fmt: skip
"""UN/ECE Recommendation 20 (and 21, with X): the units that a cooperative invoices, in French."""
