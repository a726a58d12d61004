"""The figures of a VAT return as a sheet: boxes, checks, and the entry that would clear them."""

from accounting.documents.reports.sheet import Col, Kind, Owner, Row, Sheet, Table, Weight, amount_columns, between
from accounting.domain.accounts import padded
from accounting.domain.entry import EntryDraft
from accounting.domain.reports.labels import Labels, label_in
from accounting.domain.reports.vat_clearing import Period
from accounting.domain.reports.vat_return import BASIS, VatReturn
from essaim.kit.french import french_amount

BOXES = (
    Col("Ligne", 9),
    Col("Libellé", 64),
    Col("Base (€)", 18, Kind.COUNT),
    Col("Taxe (€)", 18, Kind.COUNT),
    *amount_columns("Base exacte", "Taxe exacte", share=22),
)
CHECKS = (Col("Compte", 14), *amount_columns("Mouvement", "Dans la déclaration", "Règlement de TVA", "Écart", share=30))
RATES = (Col("Taux", 14), *amount_columns("Base", "Taxe calculée", "Taxe comptabilisée", "Écart", share=30))
ENTRY = (Col("Compte", 15), Col("Intitulé", 70), Col("Code", 18), *amount_columns("Débit", "Crédit", share=25))
_TOTALS = ("16", "23", "25", "32")


def vat_return_sheet(
    owner: Owner, period: Period, made: VatReturn, clearing: EntryDraft | None, labels: Labels
) -> Sheet:
    """Whole euros as they are declared, the exact amounts beside them, then everything that proves them."""
    boxes = [
        Row(
            (one.number, one.label, one.base_euros, one.tax_euros, one.base_cents, one.tax_cents),
            Weight.SUBTOTAL if one.number in _TOTALS else Weight.NORMAL,
        )
        for one in made.boxes
    ]
    checks = [
        Row((padded(one.account), -one.moved_cents, -one.declared_cents, -one.settled_cents, -one.difference_cents))
        for one in made.accounts
    ]
    checks += [Row((padded(one), -cents, 0, 0, -cents)) for one, cents in made.other_accounts.items()]
    rates = [
        Row(
            (
                f"{one.rate.replace('.', ',')} %",
                one.base_cents,
                one.expected_cents,
                one.booked_cents,
                one.difference_cents,
            )
        )
        for one in made.rates
    ]
    tables = [
        Table("", BOXES, boxes),
        Table("Contrôle avec les comptes (crédit positif)", CHECKS, checks),
        Table("Contrôle par taux", RATES, rates),
    ]
    if clearing is not None:
        tables.append(Table("Écriture proposée, non enregistrée", ENTRY, _entry(clearing, labels)))
    return Sheet(
        title="TVA à déclarer (CA3)",
        period=between(period.starts_on, period.ends_on),
        owner=owner,
        tables=tables,
        notes=_notes(owner, made),
        file_name=f"tva_{owner.analytic_code or owner.siren}_{period.ends_on:%Y%m%d}",
    )


def _entry(clearing: EntryDraft, labels: Labels) -> list[Row]:
    return [
        Row(
            (
                padded(line.account),
                label_in(line.account, labels),
                line.analytic_code or "",
                line.debit_cents,
                line.credit_cents,
            )
        )
        for line in clearing.lines
    ]


def _notes(owner: Owner, made: VatReturn) -> list[str]:
    notes = [BASIS]
    if made.services_base_cents:
        base, tax = french_amount(made.services_base_cents), french_amount(made.services_tax_cents)
        notes.append(f"Dont prestations de services (704 à 706) : {base} hors taxes, TVA {tax}.")
    notes.append("Lignes du formulaire 3310-CA3-SD (cerfa 10963*31). Chaque ligne est arrondie à l’euro.")
    if not made.is_complete:
        notes.append("Des montants de TVA ne sont dans aucune ligne : voir les écarts avant de déclarer.")
    if owner.analytic_code is not None:
        notes.append(
            "La déclaration est faite par la coopérative pour toutes ses activités : ceci est la part de celle-ci."
        )
    return notes
