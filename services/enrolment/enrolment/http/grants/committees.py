"""Who may do what with committees: their members read and vote, an office prepares, holds and writes."""

from essaim.kit.http import Grant, Scope

OFFICE = ("coordinator", "pepite_officer", "referent")
GRANTS = (
    *(
        Grant(role, action, Scope.PARTNER)
        for role in OFFICE
        for action in ("committee.read", "committee.manage", "waiting_list.read", "waiting_list.fill")
    ),
    Grant("committee_member", "committee.read", Scope.PARTNER),
    Grant("committee_member", "committee.vote", Scope.PARTNER),
    *(Grant(role, "committee.vote", Scope.PARTNER) for role in OFFICE),
    Grant("student", "place.answer", Scope.OWN),
    *(Grant(role, "place.answer", Scope.PARTNER) for role in OFFICE),
)
"""``committee.vote`` is for whoever is one of the committee's voting members; the committee itself says who that is."""
