"""Events of the mini-entreprises: ids, codes and dates only."""

from datetime import date

from essaim.contracts.event import EventData, event
from essaim.contracts.types import Code, Id, PartnerId, SchoolYear


@event("enrolment.agreement_signed.v1")
class AgreementSigned(EventData):
    """School and EPA have both signed: the mini-entreprise may start. ``format`` is S, M, L or XL."""

    mini_enterprise_id: Id
    programme_id: Id
    coordinator: PartnerId
    school_year: SchoolYear
    format: Code
    starts_on: date
    ends_on: date
    signed_on: date


@event("enrolment.post_filled.v1")
class PostFilled(EventData):
    """A member was given a post. ``post`` is ``chief``, ``deputy``, or a service with ``-director`` or ``-assistant``; ``main``
    tells their one main post from posts besides. ``service`` is the part of the team, ``elected`` whether the team chose them."""

    mini_enterprise_id: Id
    programme_id: Id
    person_id: Id
    post: Code
    service: Code
    main: bool
    elected: bool
    since: date


@event("enrolment.mini_enterprise_advanced.v1")
class MiniEnterpriseAdvanced(EventData):
    """A mini-entreprise reached a step (``status``). ``sells`` is whether it handles real money (MINI-02)."""

    mini_enterprise_id: Id
    programme_id: Id
    format: Code
    status: Code
    sells: bool
    reached_on: date
