"""Events of the mini-entreprises: ids, codes and dates only."""

from datetime import date

from essaim.contracts.event import EventData, event
from essaim.contracts.types import Code, Id, PartnerId, SchoolYear


@event("enrolment.agreement_signed.v1")
class AgreementSigned(EventData):
    """School and EPA have both signed: the mini-entreprise may start. ``format`` is S, M, L or XL; ``carrier`` carries its
    programme, such as EPA where a school coordinates it."""

    mini_enterprise_id: Id
    programme_id: Id
    coordinator: PartnerId
    school_year: SchoolYear
    format: Code
    starts_on: date
    ends_on: date
    signed_on: date
    carrier: PartnerId | None = None


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


@event("enrolment.mini_enterprise_abandoned.v1")
class MiniEnterpriseAbandoned(EventData):
    """A mini-entreprise gave up before its end. ``status`` is where it stood, ``reason`` a code, ``person_ids`` who was in it
    until then. ``has_money`` is whether real money had come in or books are open: somebody has to close them. ``group_ids``
    are the groups of the team whose books accounting has opened and not settled."""

    mini_enterprise_id: Id
    programme_id: Id
    coordinator: PartnerId
    carrier: PartnerId
    school_year: SchoolYear
    format: Code
    status: Code
    reason: Code
    has_money: bool
    group_ids: list[Id]
    person_ids: list[Id]
    abandoned_on: date
