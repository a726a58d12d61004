"""Who may do what. Everything has two sides: the coordinator's partner, and the partner that carries it legally.

The roles of the carrier's people reach what their partner carries, everybody else's what their partner coordinates, so
that an officer of one partner can never approve what another one carries. EPA's facilitator has both sides: what they do where
EPA only carries stands in the table under a role of its own, which follows from theirs.
"""

from dataclasses import dataclass, replace

from enrolment.http.grants import (
    applications,
    committees,
    deciders,
    figures,
    groups,
    ici,
    mini,
    network,
    persons,
    privacy,
    programmes,
    screening,
    snee,
)
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Policy, Principal, Resource, Visibility
from essaim.kit.store.port import Where

CARRIER_ROLES = frozenset({"cae_officer", "accountant", "coach", "carrier_facilitator"})
BOTH_SIDES = {"epa_facilitator": "carrier_facilitator"}
"""Roles of a token that act for the carrier too, and as what."""

POLICY = Policy(
    *programmes.GRANTS,
    *screening.GRANTS,
    *applications.GRANTS,
    *persons.GRANTS,
    *groups.GRANTS,
    *deciders.GRANTS,
    *committees.GRANTS,
    *snee.GRANTS,
    *ici.GRANTS,
    *mini.GRANTS,
    *figures.GRANTS,
    *network.GRANTS,
    *privacy.GRANTS,
)


@dataclass(frozen=True)
class Sides:
    """A thing as the table sees it: whose it is, in which group, and its two partners (carrier None: has none)."""

    coordinator: str
    carrier: str | None = None
    owner: str | None = None
    group_id: str | None = None


def check(caller: Principal, action: str, thing: Sides) -> None:
    """Return when the caller may, by one of their roles; ForbiddenError or NotFoundError as the kit's policy says."""
    denials: list[ForbiddenError | NotFoundError] = []
    for principal, partner in _sides(caller, thing):
        resource = Resource(owner=thing.owner, group_id=thing.group_id, partner=partner)
        try:
            return POLICY.check(principal, action, resource)
        except (ForbiddenError, NotFoundError) as error:
            denials.append(error)
    raise next((one for one in denials if isinstance(one, ForbiddenError)), denials[0])


def _sides(caller: Principal, thing: Sides) -> tuple[tuple[Principal, str | None], ...]:
    return (
        (replace(caller, roles=caller.roles - CARRIER_ROLES), thing.coordinator),
        (carrying(caller), thing.carrier),
    )


def carrying(caller: Principal) -> Principal:
    """The caller as one of the carrier's people."""
    both = {BOTH_SIDES[one] for one in caller.roles if one in BOTH_SIDES}
    return replace(caller, roles=(caller.roles & CARRIER_ROLES) | both)


def within(caller: Principal, action: str, *, owner_field: str | None = None) -> Where:
    """The condition on a list that leaves what the caller may see. ForbiddenError when no role has the action."""
    POLICY.require(caller, action)
    coordinating = _visible(caller, action, caller.roles - CARRIER_ROLES)
    if coordinating.partner is not None:
        return {"coordinator": coordinating.partner}
    carried = _visible(caller, action, carrying(caller).roles)
    if carried.partner is not None:
        return {"carrier": carried.partner}
    if owner_field is not None and coordinating.owner is not None:
        return {owner_field: coordinating.owner}
    raise ForbiddenError("forbidden", f"no list of {action.split('.', 1)[0]}s for these roles; ask for one by its id")


def _visible(caller: Principal, action: str, roles: frozenset[str]) -> Visibility:
    return POLICY.visible(replace(caller, roles=roles), action)
