"""The donation of a mini-entreprise: a part of its profit, given before the rest is shared (domain §4.4, MINI-04)."""

from dataclasses import replace
from datetime import date

from accounting.domain.advance import AdvanceBook, Donation, amount, check_unsealed, to_be_posted
from accounting.domain.errors import InputError, RuleError
from accounting.domain.money import half_up
from accounting.domain.parties import rate_per_ten_thousand
from accounting.domain.treasury import Means

MOST_DONATIONS = 20


def required_cents(book: AdvanceBook, profit_cents: int) -> int:
    """What the policy demands of a profit; a loss owes nothing."""
    rate = rate_per_ten_thousand(book.policy.donation_rate_percent, "donation_rate_percent")
    return half_up(rate * max(0, profit_cents), 10_000)


def missing_cents(book: AdvanceBook, profit_cents: int) -> int:
    """What is still to be given."""
    return max(0, required_cents(book, profit_cents) - book.donated_cents)


def seal(book: AdvanceBook, profit_cents: int) -> AdvanceBook:
    """The book that a share-out may rest on. RuleError while advances are out (MINI-03) or too little was given (MINI-04)."""
    left = book.outstanding_cents
    if left:
        raise RuleError("mini-03-advances", f"advances of {amount(left)} euros are to be given back before the share")
    missing = missing_cents(book, profit_cents)
    if missing:
        rate = book.policy.donation_rate_percent
        raise RuleError("mini-04-donation", f"{amount(missing)} euros are still to be given: {rate} % of the profit")
    return replace(book, sealed=True)


def donate(
    book: AdvanceBook,
    donation_id: str,
    *,
    beneficiary: str,
    amount_cents: int,
    donated_on: date,
    means: Means,
    profit_cents: int,
    today: date,
) -> AdvanceBook:
    """The group gives a part of its profit: at least what the policy demands, at most all. A known id changes nothing."""
    if any(one.id == donation_id for one in book.donations):
        return book
    check_unsealed(book)
    if donated_on > today:
        raise InputError("donated_on", "is in the future", f"a day until {today}")
    if len(book.donations) >= MOST_DONATIONS:
        raise RuleError("mini-04-too-many", f"an activity has at most {MOST_DONATIONS} donations")
    least, most = max(1, missing_cents(book, profit_cents)), max(0, profit_cents) - book.donated_cents
    if not least <= amount_cents <= most:
        accepted = f"{amount(least)} to {amount(most)}" if least <= most else "nothing: there is no profit left to give"
        raise InputError(
            "amount", "is not a donation that the profit allows and the policy demands (MINI-04)", accepted
        )
    donation = Donation(donation_id, len(book.donations) + 1, beneficiary, amount_cents, donated_on, means)
    return to_be_posted(replace(book, donations=(*book.donations, donation)), f"donation:{donation_id}")
