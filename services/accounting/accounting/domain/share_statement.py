"""A member's statement of the share-out as plain data: who, by which rule, from which pool, how much, and what was paid.

It is no pay slip and says so: nobody is employed, and no social contribution was deducted from it. Of the other members it
tells the sum of their weights only.
"""

from dataclasses import dataclass
from datetime import date

from accounting.domain.group_record import Rule
from accounting.domain.pool import Step, steps
from accounting.domain.share import Share, SharePayment
from accounting.domain.share_entries import RULE_IN_FRENCH
from accounting.domain.why import euros

NOT_A_PAY_SLIP = (
    "Ce relevé n’est pas un bulletin de salaire. Il montre comment le groupe partage ce que son activité a rapporté, et ce "
    "que chaque membre reçoit. Aucune cotisation n’y est retenue. La somme peut être à déclarer aux impôts : demandez au "
    "service comptable."
)


@dataclass(frozen=True)
class ShareStatement:
    """What one member is told."""

    share_id: str
    group_id: str
    person_id: str
    person_name: str
    member_number: int
    group_name: str
    entity_name: str
    entity_siren: str
    analytic_code: str
    rule: str
    rule_sentence: str
    weight: str
    weight_total: str
    member_count: int
    pool_cents: int
    amount_cents: int
    amount_sentence: str
    steps: tuple[Step, ...]
    payments: tuple[SharePayment, ...]
    paid_cents: int
    computed_on: date
    approved_on: date | None
    notice: str = NOT_A_PAY_SLIP

    @property
    def left_cents(self) -> int:
        """What is still to be paid."""
        return self.amount_cents - self.paid_cents


def statement_of(
    share_id: str,
    share: Share,
    person_id: str,
    *,
    person_name: str,
    group_name: str,
    entity_name: str,
    entity_siren: str,
    analytic_code: str,
) -> ShareStatement | None:
    """The statement of one member; None for somebody who has no part in the share-out."""
    member = share.member(person_id)
    if member is None:
        return None
    whole = sum(one.weight for one in share.members)
    return ShareStatement(
        share_id=share_id,
        group_id=share.group_id,
        person_id=person_id,
        person_name=person_name,
        member_number=member.member_number,
        group_name=group_name,
        entity_name=entity_name,
        entity_siren=entity_siren,
        analytic_code=analytic_code,
        rule=share.rule.value,
        rule_sentence=_rule_sentence(share),
        weight=_weight(share.rule, member.weight),
        weight_total=_weight(share.rule, whole),
        member_count=len(share.members),
        pool_cents=share.pool.pool_cents,
        amount_cents=member.amount_cents,
        amount_sentence=_amount_sentence(share, member.weight, whole, member.amount_cents),
        steps=steps(share.pool),
        payments=tuple(one for one in share.payments if one.person_id == person_id),
        paid_cents=share.paid_to(person_id),
        computed_on=share.computed_on,
        approved_on=share.approved_on,
    )


def _rule_sentence(share: Share) -> str:
    voted = f" le {share.adopted_on:%d/%m/%Y}" if share.adopted_on else ""
    return f"L’assemblée du groupe a voté{voted} de partager {RULE_IN_FRENCH[share.rule]}, avec une voix par membre."


def _amount_sentence(share: Share, weight: int, whole: int, amount_cents: int) -> str:
    pool = euros(share.pool.pool_cents)
    if share.rule is Rule.EQUAL:
        shared = f"{pool} partagés en {whole} parts égales" if whole > 1 else f"{pool} pour un seul membre"
        return f"{shared} : votre part est de {euros(amount_cents)}."
    own, total = _weight(share.rule, weight), _weight(share.rule, whole)
    return f"{pool} × {own} sur {total} : votre part est de {euros(amount_cents)}, au centime près."


def _weight(rule: Rule, weight: int) -> str:
    """A weight as people read it: hours for minutes."""
    if rule is Rule.HOURS:
        hours, minutes = divmod(weight, 60)
        return f"{hours} h {minutes:02d}"
    if rule is Rule.EQUAL:
        return f"{weight} part{'s' if weight > 1 else ''}"
    return f"{weight} point{'s' if weight > 1 else ''}"
