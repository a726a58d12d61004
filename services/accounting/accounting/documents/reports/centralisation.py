"""The centralisation of the journals as a sheet: month by month, journal by journal, account by account."""

from collections.abc import Sequence

from accounting.documents.reports.sheet import Col, Kind, Owner, Row, Sheet, Table, Weight, amount_columns, between
from accounting.domain.accounts import padded
from accounting.domain.reports.centralisation import CentralJournal, grand_total
from accounting.domain.reports.span import Span

COLUMNS = (
    Col("Mois", 13),
    Col("Journal", 13),
    Col("Compte", 15),
    Col("Intitulé", 66),
    Col("Écritures", 15, Kind.COUNT),
    *amount_columns("Débit (€)", "Crédit (€)", share=25),
)


def centralisation_sheet(owner: Owner, span: Span, journals: Sequence[CentralJournal]) -> Sheet:
    """Every journal of every month with its total, and the total of all."""
    rows = []
    for one in journals:
        rows += [
            Row(
                (
                    one.month,
                    one.journal,
                    padded(row.account),
                    row.label,
                    None,
                    row.moved.debit_cents,
                    row.moved.credit_cents,
                )
            )
            for row in one.accounts
        ]
        total = (one.month, one.journal, "", f"Total {one.label}", one.entry_count)
        rows.append(Row((*total, one.total.debit_cents, one.total.credit_cents), Weight.SUBTOTAL))
    everything = grand_total(journals)
    count = sum(one.entry_count for one in journals)
    label = ("", "", "", "Total général", count)
    rows.append(Row((*label, everything.debit_cents, everything.credit_cents), Weight.TOTAL))
    return Sheet(
        title="Centralisation des journaux",
        period=between(span.starts_on, span.ends_on),
        owner=owner,
        tables=(Table("", COLUMNS, rows),),
        file_name=f"centralisation_{owner.analytic_code or owner.siren}_{span.ends_on:%Y%m%d}",
    )
