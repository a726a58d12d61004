"""The profit and loss account (compte de résultat) and the intermediate balances (soldes intermédiaires de gestion).

The contribution that an activity owes to the cooperative stands in a part of its own, after the operating charges: an
activity sees what the cooperative costs it, and in the legal entity 186 and 187 take each other away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounting.domain.balances import Cell
from accounting.domain.reports.labels import Labels, is_result, label_in
from accounting.domain.reports.result_rows import PART_LABELS, ROWS, Part, row_of


@dataclass(frozen=True)
class AccountAmount:
    """What one account adds to a row, with the row's sign."""

    account: str
    label: str
    amount_cents: int


@dataclass(frozen=True)
class ResultLine:
    """One row with its accounts."""

    id: str
    label: str
    income: bool
    amount_cents: int
    accounts: tuple[AccountAmount, ...]


@dataclass(frozen=True)
class ResultPart:
    """A part with its rows; ``total_cents`` is what it adds to the result: charges are negative in it."""

    part: Part
    label: str
    lines: tuple[ResultLine, ...]
    total_cents: int


@dataclass(frozen=True)
class Step:
    """An intermediate balance: its id, its name, its amount, and how it is made."""

    id: str
    label: str
    amount_cents: int
    formula: str


@dataclass(frozen=True)
class ProfitAndLoss:
    """Parts with something in them, the results that the layout shows between them, and the intermediate balances."""

    parts: tuple[ResultPart, ...]
    operating_cents: int
    financial_cents: int
    before_tax_cents: int
    exceptional_cents: int
    result_cents: int
    steps: tuple[Step, ...]

    def part(self, part: Part) -> ResultPart | None:
        """One part, when there is something in it."""
        return next((one for one in self.parts if one.part is part), None)


def profit_and_loss(cells: Iterable[Cell], labels: Labels) -> ProfitAndLoss:
    """The account of the sums of a span; accounts of the balance sheet in them are left out."""
    amounts: dict[str, int] = {}
    for cell in cells:
        if is_result(cell.account):
            amounts[cell.account] = amounts.get(cell.account, 0) - cell.balance_cents
    by_row: dict[str, list[AccountAmount]] = {}
    for account, amount in sorted(amounts.items()):
        row = row_of(account)
        signed = amount if row.income else -amount
        by_row.setdefault(row.id, []).append(AccountAmount(account, label_in(account, labels), signed))
    lines = {
        row.id: ResultLine(
            row.id, row.label, row.income, sum(one.amount_cents for one in by_row[row.id]), tuple(by_row[row.id])
        )
        for row in ROWS
        if row.id in by_row
    }
    parts = tuple(_part(part, lines) for part in Part if any(row.id in lines for row in ROWS if row.part is part))
    totals = {one.part: one.total_cents for one in parts}

    def of(*wanted: Part) -> int:
        return sum(totals.get(part, 0) for part in wanted)

    operating = of(Part.OPERATING_INCOME, Part.OPERATING_CHARGES, Part.INTERNAL)
    financial = of(Part.FINANCIAL_INCOME, Part.FINANCIAL_CHARGES)
    exceptional = of(Part.EXCEPTIONAL_INCOME, Part.EXCEPTIONAL_CHARGES)
    return ProfitAndLoss(
        parts=parts,
        operating_cents=operating,
        financial_cents=financial,
        before_tax_cents=operating + of(Part.SHARED) + financial,
        exceptional_cents=exceptional,
        result_cents=sum(totals.values()),
        steps=_steps(
            {id_: line.amount_cents for id_, line in lines.items()}, operating, financial, exceptional, totals
        ),
    )


def result_of(cells: Iterable[Cell]) -> int:
    """The result in these sums: products minus charges."""
    return -sum(cell.balance_cents for cell in cells if is_result(cell.account))


def _part(part: Part, lines: Mapping[str, ResultLine]) -> ResultPart:
    own = tuple(lines[row.id] for row in ROWS if row.part is part and row.id in lines)
    total = sum(line.amount_cents if line.income else -line.amount_cents for line in own)
    return ResultPart(part, PART_LABELS[part], own, total)


def _steps(
    rows: Mapping[str, int], operating: int, financial: int, exceptional: int, totals: Mapping[Part, int]
) -> tuple[Step, ...]:
    """Each balance from the one before it, down to the result."""

    def of(*ids: str) -> int:
        return sum(rows.get(id_, 0) for id_ in ids)

    turnover = of("goods_sold", "products_sold", "services_sold")
    trade = of("goods_sold") - of("goods_bought", "goods_stock")
    production = of("products_sold", "services_sold", "stored_production", "own_production")
    materials = of("materials_bought", "materials_stock")
    margin = trade + production - materials
    added_value = margin - of("external_charges")
    internal = totals.get(Part.INTERNAL, 0)
    surplus = added_value + of("grants") - of("taxes_and_duties", "wages", "social_charges") + internal
    current = operating + totals.get(Part.SHARED, 0) + financial
    return (
        Step("turnover", "Chiffre d’affaires", turnover, "comptes 70"),
        Step("trade_margin", "Marge commerciale", trade, "ventes de marchandises − coût des marchandises vendues"),
        Step("production", "Production de l’exercice", production, "production vendue, stockée et immobilisée"),
        Step("margin", "Marge", margin, "marge commerciale + production − matières et approvisionnements consommés"),
        Step("added_value", "Valeur ajoutée", added_value, "marge − autres achats et charges externes"),
        Step("contribution", "Contribution coopérative nette", internal, "187 − 186"),
        Step(
            "gross_operating_surplus",
            "Excédent brut d’exploitation (EBE)",
            surplus,
            "valeur ajoutée + subventions − impôts et taxes − charges de personnel + contribution nette",
        ),
        Step("operating_result", "Résultat d’exploitation", operating, "EBE + autres produits − autres charges"),
        Step("current_result", "Résultat courant avant impôts", current, "exploitation + en commun + financier"),
        Step("exceptional_result", "Résultat exceptionnel", exceptional, "produits − charges exceptionnels"),
        Step("result", "Résultat", sum(totals.values()), "courant + exceptionnel − participation et impôt"),
    )
