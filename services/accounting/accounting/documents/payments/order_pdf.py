"""A payment order on paper, for whoever signs at the bank: to whom, how much, for what, and the hash of the file."""

from datetime import UTC, datetime, time

from accounting.documents.sale_blocks import siren
from accounting.domain.payments.iban import grouped, masked
from accounting.domain.payments.order import ItemStatus, OrderStatus, PaymentOrder
from essaim.kit.french import french_amount, french_date
from essaim.kit.pdf import Column, Document, Line, Look

COLUMNS = (
    Column("N°", 8, "RIGHT"),
    Column("Bénéficiaire", 52),
    Column("IBAN", 36),
    Column("Référence", 46),
    Column("Montant", 30, "RIGHT"),
)
STATUS = {
    OrderStatus.PREPARING: "en préparation",
    OrderStatus.DRAFT: "brouillon, à approuver",
    OrderStatus.APPROVED: "approuvé",
    OrderStatus.SENT: "transmis à la banque",
    OrderStatus.EXECUTED: "exécuté",
    OrderStatus.CANCELLED: "annulé",
}


def render_order(order_id: str, order: PaymentOrder) -> bytes:
    """The PDF. Beneficiaries' IBANs are masked: the file has them, and paper is left lying about."""
    title = f"Ordre de virement {order.reference}"
    document = Document(
        title,
        created_at=datetime.combine((order.approved_at or order.made_at).date(), time(12), tzinfo=UTC),
        author=order.debtor.name,
        running=f"{title} — {order.debtor.name}",
        footer=(f"{order.debtor.name} — SIREN {siren(order.siren)}",),
        mark={OrderStatus.DRAFT: "BROUILLON", OrderStatus.CANCELLED: "ANNULÉ"}.get(order.status, ""),
    )
    document.blocks([Line(title, Look.TITLE), Line(order.debtor.name, Look.NAME)], [], share=0.9)
    document.space(6)
    document.facts(
        [
            ("Compte débité", grouped(order.debtor.iban)),
            ("Exécution demandée", french_date(order.execution_on)),
            ("État", STATUS[order.status]),
            ("Écriture sur le relevé", "une ligne pour le total" if order.batch_booking else "une ligne par virement"),
            ("Identifiant du message", order_id.replace("-", "")),
            ("Nombre de virements", str(len(order.items))),
        ]
    )
    document.space(3)
    rows = [
        [
            str(number),
            _name(one.beneficiary, one.status),
            masked(one.iban) if one.iban else "",
            one.reference,
            french_amount(one.amount_cents),
        ]
        for number, one in enumerate(order.items, 1)
    ]
    document.table(COLUMNS, rows)
    document.space()
    document.summary((), [], [("Total", french_amount(order.total_cents))])
    document.space(6)
    for file in order.files:
        document.paragraph(f"SHA-256 du fichier pain.001.001.{file.version} : {file.sha256}", Look.SMALL)
    document.space(6)
    document.keep_together(30)
    document.blocks([Line("Date et signature", Look.LABEL)], [Line("Nom et qualité", Look.LABEL)])
    return document.to_bytes()


def _name(name: str, status: ItemStatus) -> str:
    return f"{name} (rejeté)" if status is ItemStatus.REJECTED else name
