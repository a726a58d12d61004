"""The columns of the file: names, order, variants. The one place where they are written (FEC-01, FEC-02).

The order is the law's (A47 A-1 VII and VIII), the spelling that of the tax office's tool: ``Montantdevise`` with a small
d, ``CompAuxNum`` and not ``CompteAuxNum``. The fields of a line are known by their place here, whatever the file's order.
"""

from dataclasses import dataclass

COLUMNS = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)
# Instead of Debit and Credit, in their places: an amount, and which side it is on.
AMOUNT, SIDE = "Montant", "Sens"
SIGNED_COLUMNS = (*COLUMNS[:11], AMOUNT, SIDE, *COLUMNS[13:])
DEBIT_SIDES, CREDIT_SIDES = ("D", "+1"), ("C", "-1")

_CASH = ("DateRglt", "ModeRglt", "NatOp")
_CLIENT = "IdClient"
_SAME_AS_E = str.maketrans("éèÉÈ", "eeEE")


@dataclass(frozen=True)
class Variant:
    """Which file it is: what follows the 18 columns, and which values may not be empty on any line."""

    name: str
    cash_columns: tuple[str, ...]
    required: frozenset[str]

    def columns(self, signed: bool = False) -> tuple[str, ...]:
        """All columns in their order; ``signed`` is the convention Montant and Sens."""
        return (SIGNED_COLUMNS if signed else COLUMNS) + self.cash_columns


# Commercial profits and companies: A47 A-1 VII; the tool's tests E (no value) and V (« données absentes »).
STANDARD = Variant(
    "BIC/IS",
    (),
    frozenset(
        {"JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib"}
        | {"PieceRef", "PieceDate", "EcritureLib", "ValidDate"}
    ),
)
# Cash bookkeeping of farmers and of professions: the tool asks for less.
_CASH_REQUIRED = frozenset({"EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "EcritureLib"})
FARM_CASH = Variant("BA trésorerie", _CASH, _CASH_REQUIRED)
PROFESSION_CASH = Variant("BNC trésorerie", (*_CASH, _CLIENT), _CASH_REQUIRED)


def header_form(name: str) -> str:
    """A column name as the tax office's tool compares it: case, é and è, and what is no letter or digit do not count."""
    plain = name.strip().translate(_SAME_AS_E).upper()
    return "".join(one if one.isascii() and one.isalnum() else "_" for one in plain)


def variant_of(forms: set[str]) -> Variant:
    """The variant, told by which columns there are (in ``header_form``)."""
    if header_form(_CLIENT) in forms:
        return PROFESSION_CASH
    if forms & {header_form(one) for one in _CASH}:
        return FARM_CASH
    return STANDARD
