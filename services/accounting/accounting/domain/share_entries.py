"""What a share-out becomes in the ledger, and why: a debt to each member, then money to each (domain §5.10, YOUTH-04)."""

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, EntryDraft
from accounting.domain.group_record import Rule
from accounting.domain.share import MemberShare, Share, SharePayment
from accounting.domain.treasury import account_out, journal_of, place_of
from accounting.domain.why import Why, euros

RULE_IN_FRENCH = {
    Rule.EQUAL: "à parts égales",
    Rule.HOURS: "selon les heures de présence signées",
    Rule.POINTS: "selon les points votés",
    Rule.CUSTOM: "selon les poids votés",
}


def member_account(analytic_code: str, member: MemberShare, name: str) -> Auxiliary:
    """The member's account under 468: ``MA001003`` for the third member of A001."""
    return Auxiliary(f"M{analytic_code}{member.member_number:03d}", name)


def share_why(share_id: str, share: Share) -> Why:
    """Why a share-out is a charge of the activity and a debt to its members."""
    pool = share.pool
    parts = [f"{euros(pool.cash_collected_cents)} encaissés hors taxes"]
    parts += [
        f"{euros(cents)} {what}"
        for cents, what in (
            (pool.direct_charges_cents, "d’achats"),
            (pool.contribution_cents, "de contribution"),
            (pool.donation_cents, "de don"),
        )
        if cents
    ]
    voted = f" le {share.adopted_on:%d/%m/%Y}" if share.adopted_on else ""
    counted = sum(1 for one in share.members if one.amount_cents)
    return Why(
        rule="YOUTH-04",
        sentence=(
            f"L’assemblée du groupe a voté{voted} de partager {RULE_IN_FRENCH[share.rule]}. Il reste "
            f"{euros(pool.pool_cents)} ({' − '.join(parts)}) pour {counted} membre{'s' if counted > 1 else ''} : c’est une "
            "charge de l’activité (débit du compte 604) et une dette envers chacun (crédit du compte 468)."
        ),
        source_document=f"share:{share_id}",
    )


def share_payment(books: Books, share_id: str, share: Share, payment: SharePayment, member: Auxiliary) -> EntryDraft:
    """Dr 468 member · Cr 512, or 530 in cash."""
    one = share.member(payment.person_id)
    number = one.member_number if one else 0
    whole = one.amount_cents if one else 0
    until = share.payments[: share.payments.index(payment) + 1]
    left = whole - sum(paid.amount_cents for paid in until if paid.person_id == payment.person_id)
    account, code = account_out(payment.means), books.activity.analytic_code
    why = Why(
        rule="YOUTH-04",
        sentence=(
            f"Le membre n° {number} reçoit {euros(payment.amount_cents)} sur sa part de {euros(whole)} : la dette envers lui "
            f"baisse (débit du compte 468) et l’argent quitte {place_of(account)}. "
            + (f"Il reste {euros(left)} à lui verser." if left else "Sa part est entièrement versée.")
        ),
        source_document=f"share:{share_id}",
    )
    lines = (books.debit("468", payment.amount_cents, member), books.credit(account, payment.amount_cents))
    label = f"Versement répartition {code} membre {number}"
    voucher = (f"RE-{code}-{number:03d}", payment.paid_on)
    journal, key = journal_of(payment.means), f"share-payment:{payment.id}"
    return books.draft(journal, key, payment.paid_on, label, voucher, lines, why)
