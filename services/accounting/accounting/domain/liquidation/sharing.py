"""The end of the year for the members: the assembly's rule, the closing, and the share-out from pool to payment (YOUTH-04)."""

from collections.abc import Iterator

from accounting.domain.errors import RuleError
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, COACH, COORDINATOR, Item, Link, Phase, State, done
from accounting.domain.share import Share, ShareStatus, divide
from accounting.domain.why import euros

AFTER = Phase.AFTER


def sharing_items(facts: LiquidationFacts) -> Iterator[Item]:
    """None of these blocks the closing: they can also be done after it."""
    yield _resolution(facts)
    yield _closing(facts)
    yield _computed(facts)
    yield from _approved_and_paid(facts)


def _resolution(facts: LiquidationFacts) -> Item:
    code, resolution = "accounting.resolution-missing", facts.group.resolution
    if resolution is None:
        what = "Réunir l’assemblée du groupe et voter la règle de partage, une voix par membre."
        return Item(code, AFTER, "La règle de partage n’est pas votée", State.OPEN, COACH, what)
    try:
        divide(0, resolution, facts.group, facts.activity.person_ids)
    except RuleError as refusal:
        what = f"Voter une règle qui peut être appliquée, ou compléter les présences ({refusal.slug})."
        return Item(code, AFTER, "La règle votée ne peut pas être appliquée", State.OPEN, COACH, what)
    return done(code, AFTER, f"Règle de partage votée le {resolution.adopted_on:%d/%m/%Y}", COACH)


def _closing(facts: LiquidationFacts) -> Item:
    code, closed_on = "accounting.group-open", facts.group.closed_on
    if closed_on is None:
        what = "Demander la clôture du groupe quand tout ce qui précède est fait."
        return Item(code, AFTER, "Le groupe n’est pas clos", State.OPEN, COORDINATOR, what)
    return done(code, AFTER, f"Groupe clos le {closed_on:%d/%m/%Y}", COORDINATOR)


def _computed(facts: LiquidationFacts) -> Item:
    code, share = "accounting.share-uncomputed", facts.share
    if share is None:
        what = "Le calcul se fait seul quand le groupe est clos et la règle votée."
        return Item(code, AFTER, "Le partage n’est pas calculé", State.WAITING, ACCOUNTANT, what)
    return done(code, AFTER, f"Partage calculé : {euros(share.pool.pool_cents)}", ACCOUNTANT)


def _approved_and_paid(facts: LiquidationFacts) -> Iterator[Item]:
    share, links = facts.share, (Link("share", facts.share_id),)
    if share is None or share.status is ShareStatus.COMPUTED:
        state = State.WAITING if share is None else State.OPEN
        what = "Relire le calcul du partage et l’approuver."
        known = links if share else ()
        yield Item(
            "accounting.share-unapproved", AFTER, "Le partage n’est pas approuvé", state, ACCOUNTANT, what, known
        )
        label, what = "Les parts ne sont pas versées", "Verser à chaque membre sa part, une fois le partage approuvé."
        yield Item("accounting.share-unpaid", AFTER, label, State.WAITING, ACCOUNTANT, what, known)
        return
    yield done("accounting.share-unapproved", AFTER, f"Partage approuvé le {share.approved_on:%d/%m/%Y}", ACCOUNTANT)
    yield from _paid(share, links)


def _paid(share: Share, links: tuple[Link, ...]) -> Iterator[Item]:
    unpaid = [(one, one.amount_cents - share.paid_to(one.person_id)) for one in share.members]
    for member, left in unpaid:
        if left:
            label = f"Membre n° {member.member_number} : {euros(left)} à verser"
            what = "Verser la part, puis enregistrer le paiement."
            code = f"accounting.share-unpaid:{member.person_id}"
            yield Item(code, AFTER, label, State.OPEN, ACCOUNTANT, what, links)
    if not any(left for _, left in unpaid):
        yield done(
            "accounting.share-unpaid", AFTER, f"Toutes les parts sont versées : {euros(share.paid_cents)}", ACCOUNTANT
        )
        if share.status is not ShareStatus.RECORDED:
            what = "Attendre quelques minutes : les écritures sont passées toutes seules."
            label = "Les versements ne sont pas encore dans les comptes"
            yield Item("accounting.share-unrecorded", AFTER, label, State.OPEN, ACCOUNTANT, what, links)
