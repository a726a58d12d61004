"""A member's statement of the share-out on one page: what was voted, what is shared, their part, what was paid (YOUTH-04)."""

from datetime import UTC, datetime, time

from accounting.documents.sale_blocks import siren
from accounting.domain.share_statement import ShareStatement
from accounting.domain.treasury import Means
from essaim.kit.french import NO_BREAK, french_amount, french_date
from essaim.kit.pdf import Column, Document, Line, Look

STEPS = (Column("Étape", 26), Column("Pourquoi", 46), Column("Montant", 14, "RIGHT"), Column("Reste", 14, "RIGHT"))
WEIGHTS = (Column("", 62), Column("Compte pour", 38, "RIGHT"))
PAYMENTS = (Column("Date", 40), Column("Moyen", 30), Column("Montant", 30, "RIGHT"))
IN_FRENCH = {Means.TRANSFER: "virement", Means.CHEQUE: "chèque", Means.CASH: "espèces"}


def render_share_statement(statement: ShareStatement) -> bytes:
    """The PDF. The same statement gives the same bytes."""
    title = "Relevé de partage"
    name = statement.person_name
    day = statement.approved_on or statement.computed_on
    document = Document(
        title,
        created_at=datetime.combine(day, time(12), tzinfo=UTC),
        author=statement.entity_name,
        running=f"{title} — {statement.group_name} — {name}",
        footer=(
            f"{statement.entity_name} — SIREN {siren(statement.entity_siren)} — activité {statement.analytic_code}",
        ),
        mark="" if statement.approved_on else "PROVISOIRE",
    )
    document.blocks(_group(statement), _member(statement), share=0.5, boxed=True)
    document.space(8)
    document.heading("La règle votée")
    document.paragraph(statement.rule_sentence)
    document.space()
    document.heading("De l’argent encaissé à la somme partagée")
    document.table(STEPS, [_step(statement, place) for place in range(len(statement.steps))])
    document.space()
    document.heading("Votre part")
    document.paragraph(statement.amount_sentence)
    document.space(2)
    totals = (
        ("Votre part", french_amount(statement.amount_cents)),
        ("Déjà versé", french_amount(statement.paid_cents)),
        ("Reste à verser", french_amount(statement.left_cents)),
    )
    document.summary(WEIGHTS, _weights(statement), totals)
    _payments(document, statement)
    document.space()
    document.notice([Line("Ce n’est pas un bulletin de salaire", Look.STRONG), Line(statement.notice)])
    return document.to_bytes()


def _group(statement: ShareStatement) -> list[Line]:
    if statement.approved_on:
        state = Line(f"Approuvé le {french_date(statement.approved_on)}")
    else:
        state = Line("Calcul provisoire, pas encore approuvé", Look.STRONG)
    return [
        Line("RELEVÉ DE PARTAGE", Look.TITLE),
        Line(statement.group_name, Look.NAME),
        Line(statement.entity_name),
        state,
    ]


def _member(statement: ShareStatement) -> list[Line]:
    return [
        Line("Membre", Look.LABEL),
        Line(statement.person_name, Look.NAME),
        Line(f"Membre n°{NO_BREAK}{statement.member_number}"),
        Line("Votre part", Look.LABEL),
        Line(french_amount(statement.amount_cents), Look.NAME),
    ]


def _step(statement: ShareStatement, place: int) -> list[str]:
    step = statement.steps[place]
    last = place == len(statement.steps) - 1
    change = "" if last else french_amount(step.change_cents)
    return [step.label, step.sentence, change, french_amount(step.after_cents)]


def _weights(statement: ShareStatement) -> list[list[str]]:
    own = f"Vous (membre n°{NO_BREAK}{statement.member_number})"
    return [[own, statement.weight], [f"Les {statement.member_count} membres ensemble", statement.weight_total]]


def _payments(document: Document, statement: ShareStatement) -> None:
    document.space()
    document.heading("Versements")
    if not statement.payments:
        document.paragraph("Rien n’a encore été versé.")
        return
    rows = [
        [french_date(one.paid_on), IN_FRENCH[one.means], french_amount(one.amount_cents)] for one in statement.payments
    ]
    document.table(PAYMENTS, rows)
