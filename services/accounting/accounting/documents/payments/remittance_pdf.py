"""A slip on paper, as the bank's counter takes it: bordereau de remise de chèques, or of cash."""

from datetime import UTC, datetime, time

from accounting.documents.sale_blocks import siren
from accounting.domain.payments.iban import grouped
from accounting.domain.payments.remittance import Remittance, RemittanceKind, RemittanceStatus
from essaim.kit.french import french_amount, french_date
from essaim.kit.pdf import Column, Document, Line, Look

CHEQUES = (
    Column("N°", 8, "RIGHT"),
    Column("Tireur", 62),
    Column("Chèque n°", 30),
    Column("Facture", 34),
    Column("Montant", 32, "RIGHT"),
)
CASH = (Column("N°", 8, "RIGHT"), Column("Activité", 100), Column("Montant", 40, "RIGHT"))


def render_remittance(slip: Remittance) -> bytes:
    """The PDF."""
    cheques = slip.kind is RemittanceKind.CHEQUES
    title = f"Remise {'de chèques' if cheques else 'd’espèces'} {slip.reference}"
    document = Document(
        title,
        created_at=datetime.combine(slip.made_on, time(12), tzinfo=UTC),
        author=slip.account.holder,
        running=f"{title} — {slip.account.holder}",
        footer=(f"{slip.account.holder} — SIREN {siren(slip.siren)}",),
        mark="ANNULÉ" if slip.status is RemittanceStatus.CANCELLED else "",
    )
    document.blocks([Line(title, Look.TITLE), Line(slip.account.holder, Look.NAME)], [], share=0.9)
    document.space(6)
    document.facts(
        [
            ("Compte crédité", grouped(slip.account.iban)),
            ("Nom du compte", slip.account.name),
            ("Bordereau du", french_date(slip.made_on)),
            ("Remis le", french_date(slip.deposited_on) if slip.deposited_on else ""),
        ]
    )
    document.space(3)
    rows = []
    for number, one in enumerate(slip.parts, 1):
        amount = french_amount(one.amount_cents)
        cells = [one.drawer, one.cheque_number, one.invoice_number] if cheques else [one.analytic_code]
        rows.append([str(number), *cells, amount])
    document.table(CHEQUES if cheques else CASH, rows)
    document.space()
    count = [("Nombre de chèques", str(len(slip.parts)))] if cheques else []
    document.summary((), [], [*count, ("Total", french_amount(slip.total_cents))])
    document.space(8)
    document.keep_together(30)
    document.blocks([Line("Date et signature du remettant", Look.LABEL)], [Line("Cachet de la banque", Look.LABEL)])
    return document.to_bytes()
