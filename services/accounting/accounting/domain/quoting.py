"""What happens to a quote before the customer gets it: edited, submitted, returned, approved, taken back, discarded."""

from dataclasses import replace
from datetime import date

from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening, check_comment, check_room
from accounting.domain.pricing import check_lines
from accounting.domain.quote import (
    EDITABLE,
    ENDED,
    Quote,
    QuoteContent,
    QuoteStatus,
    content_of,
    with_happening,
    with_words,
)
from accounting.domain.quote_plan import check_plan_of


def check_content(content: QuoteContent, today: date) -> None:
    """InputError for the first thing that cannot be offered like this."""
    check_lines(content.lines, content.discount)
    check_plan_of(content.lines, content.discount, content.plan)
    if content.valid_until < today:
        raise InputError("valid_until", "is over", f"a day from {today} on")


def with_content(quote: Quote, content: QuoteContent, happening: Happening, today: date) -> Quote:
    """Replace what a draft says. Later on nothing can be edited; what was sent is replaced by a new version."""
    if quote.status not in EDITABLE:
        detail = f"the quote is {quote.status}; only a draft or a returned one can be changed"
        hint = "" if quote.sending is None else ": make a new version of it"
        raise RuleError("quote-not-draft", detail + hint)
    check_content(content, today)
    return with_happening(with_words(quote, content), happening)


def submitted(quote: Quote, happening: Happening) -> Quote:
    """The draft is handed to whoever approves it."""
    if quote.status not in EDITABLE:
        raise RuleError("quote-not-draft", f"the quote is {quote.status}; only a draft or a returned one is submitted")
    check_comment(happening.comment)
    return with_happening(replace(quote, submitted_by=happening.actor), happening, status=QuoteStatus.SUBMITTED)


def sent_back(quote: Quote, happening: Happening) -> Quote:
    """It goes back to the group, with what has to be changed."""
    if quote.status not in (QuoteStatus.SUBMITTED, QuoteStatus.APPROVED):
        raise RuleError("quote-not-submitted", f"the quote is {quote.status}; only a submitted one is handed back")
    check_comment(happening.comment, required=True)
    return with_happening(replace(quote, approved_as=None), happening, status=QuoteStatus.RETURNED)


def approved(quote: Quote, approved_as: str, happening: Happening) -> Quote:
    """It may be sent now. The ceiling was checked before (``domain.approval``)."""
    if quote.status is not QuoteStatus.SUBMITTED:
        raise RuleError("quote-not-submitted", f"the quote is {quote.status}; only a submitted one is approved")
    check_comment(happening.comment)
    return with_happening(replace(quote, approved_as=approved_as), happening, status=QuoteStatus.APPROVED)


def withdrawn(quote: Quote, happening: Happening, today: date) -> Quote:
    """The group takes it back: to its drafts as long as the customer did not get it, for good once they did."""
    check_comment(happening.comment)
    if quote.status in (QuoteStatus.SUBMITTED, QuoteStatus.APPROVED):
        return with_happening(replace(quote, approved_as=None), happening, status=QuoteStatus.DRAFT)
    if quote.status is not QuoteStatus.SENT:
        detail = f"the quote is {quote.status}; it is withdrawn between its submission and the customer's answer"
        raise RuleError("quote-not-withdrawable", detail)
    return with_happening(replace(quote, ended_on=today), happening, status=QuoteStatus.WITHDRAWN)


def discarded(quote: Quote, happening: Happening) -> Quote:
    """A draft that nobody wants any more: it stays as a trace."""
    if quote.status not in EDITABLE:
        what = "withdraw it" if quote.sending else "return or withdraw it first"
        raise RuleError("quote-not-draft", f"the quote is {quote.status} and cannot be discarded: {what}")
    return with_happening(quote, happening, status=QuoteStatus.DISCARDED)


def commented(quote: Quote, happening: Happening) -> Quote:
    """Somebody said something about it, in any state."""
    check_comment(happening.comment, required=True)
    check_room(quote.history)
    return with_happening(quote, happening)


def copy_of(quote: Quote, valid_until: date, happening: Happening) -> Quote:
    """A new draft that says the same, for another life: no number, no answer, no invoices."""
    fresh = Quote(
        activity_id=quote.activity_id,
        group_id=quote.group_id,
        scheme=quote.scheme,
        customer_id=quote.customer_id,
        valid_until=valid_until,
        lines=quote.lines,
        history=(happening,),
    )
    return with_words(fresh, replace(content_of(quote), valid_until=valid_until))


def revision_of(quote_id: str, quote: Quote, valid_until: date, happening: Happening) -> Quote:
    """The next version: a draft that refers to the one that the customer has and has not agreed to."""
    if quote.status is not QuoteStatus.SENT and quote.status not in ENDED:
        detail = f"the quote is {quote.status}; a new version is made of one that was sent and not signed"
        raise RuleError("quote-not-revisable", detail)
    copied = copy_of(quote, valid_until, happening)
    return replace(copied, edition=quote.edition + 1, root_id=quote.root_id or quote_id, former_id=quote_id)


def superseded(quote: Quote, by: str, happening: Happening, today: date) -> Quote:
    """A newer version goes to the customer. RuleError when they agreed to this one meanwhile, or another one did replace it."""
    if quote.superseded_by == by:
        return quote
    if quote.status is not QuoteStatus.SENT and quote.status not in ENDED:
        detail = f"the version before is {quote.status}: this one cannot be sent instead of it"
        raise RuleError("quote-former-not-replaceable", detail)
    ended = replace(quote, superseded_by=by, ended_on=today)
    return with_happening(ended, happening, status=QuoteStatus.SUPERSEDED)
