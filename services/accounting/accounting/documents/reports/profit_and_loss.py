"""The profit and loss account (compte de résultat) and the intermediate balances as a sheet."""

from accounting.documents.reports.sheet import Col, Owner, Row, Sheet, Table, Weight, amount_columns, between
from accounting.domain.accounts import padded
from accounting.domain.reports.profit_and_loss import ProfitAndLoss, ResultPart
from accounting.domain.reports.result_rows import Part
from accounting.domain.reports.span import Span

COLUMNS = (Col("", 100), Col("Compte", 16), *amount_columns("Montant (€)", share=28))
STEP_COLUMNS = (Col("Solde", 52), Col("Calcul", 84), *amount_columns("Montant (€)", share=28))


def profit_and_loss_sheet(owner: Owner, span: Span, account: ProfitAndLoss) -> Sheet:
    """Parts with their rows and accounts, the results between them, then the intermediate balances."""
    rows: list[Row] = []
    _parts(rows, account, Part.OPERATING_INCOME, Part.OPERATING_CHARGES, Part.INTERNAL)
    rows.append(_result("Résultat d’exploitation", account.operating_cents))
    _parts(rows, account, Part.SHARED, Part.FINANCIAL_INCOME, Part.FINANCIAL_CHARGES)
    rows.append(_result("Résultat financier", account.financial_cents, Weight.SUBTOTAL))
    rows.append(_result("Résultat courant avant impôts", account.before_tax_cents))
    _parts(rows, account, Part.EXCEPTIONAL_INCOME, Part.EXCEPTIONAL_CHARGES)
    rows.append(_result("Résultat exceptionnel", account.exceptional_cents, Weight.SUBTOTAL))
    _parts(rows, account, Part.TAXES)
    rows.append(_result("Bénéfice" if account.result_cents >= 0 else "Perte", account.result_cents))
    steps = [
        Row((one.label, one.formula, one.amount_cents), Weight.TOTAL if one.id == "result" else Weight.NORMAL)
        for one in account.steps
    ]
    notes = []
    if owner.analytic_code is not None:
        notes.append(
            "La contribution coopérative (186) est ce que l’activité verse à la coopérative pour son accompagnement et sa"
            " gestion. Dans les comptes de la coopérative, elle est compensée par 187."
        )
    return Sheet(
        title="Compte de résultat",
        period=between(span.starts_on, span.ends_on),
        owner=owner,
        tables=(
            Table("", COLUMNS, rows),
            Table("Soldes intermédiaires de gestion", STEP_COLUMNS, steps),
        ),
        notes=notes,
        file_name=f"resultat_{owner.analytic_code or owner.siren}_{span.ends_on:%Y%m%d}",
    )


def _parts(rows: list[Row], account: ProfitAndLoss, *parts: Part) -> None:
    for part in parts:
        found = account.part(part)
        if found is not None:
            _part(rows, found)


def _part(rows: list[Row], part: ResultPart) -> None:
    rows.append(Row((part.label, None, None), Weight.HEADING))
    for line in part.lines:
        rows.append(Row((line.label, None, line.amount_cents)))
        rows += [Row((one.label, padded(one.account), one.amount_cents), Weight.DETAIL) for one in line.accounts]
    charges = all(not line.income for line in part.lines)
    rows.append(
        Row((f"Total : {part.label}", None, -part.total_cents if charges else part.total_cents), Weight.SUBTOTAL)
    )


def _result(label: str, cents: int, weight: Weight = Weight.TOTAL) -> Row:
    return Row((label, None, cents), weight)
