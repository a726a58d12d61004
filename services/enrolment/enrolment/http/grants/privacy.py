"""Who may do what with the rights of persons: everybody their own, and the officers of the partner who coordinates."""

from essaim.kit.http import Grant, Scope

_PERSONS = ("student", "guardian")
_OFFICERS = ("data_protection_officer", "coordinator")

GRANTS = (
    *(
        Grant(role, action, Scope.OWN)
        for role in _PERSONS
        for action in ("access.read", "access.request", "erasure.read", "erasure.request")
    ),
    *(
        Grant(role, action, Scope.PARTNER)
        for role in _OFFICERS
        for action in (
            "access.read",
            "access.request",
            "erasure.read",
            "erasure.request",
            "erasure.decide",
            "address.consent",
            "hold.read",
            "retention.read",
            "outsider.read",
            "outsider.erase",
        )
    ),
    Grant("data_protection_officer", "erasure.force", Scope.PARTNER),
    *(Grant(role, "erasure.republish", Scope.PARTNER) for role in ("data_protection_officer", "ops")),
    Grant("data_protection_officer", "hold.place", Scope.PARTNER),
    Grant("data_protection_officer", "retention.set", Scope.PARTNER),
    Grant("data_protection_officer", "person.read", Scope.PARTNER),
    Grant("data_protection_officer", "person.read_restricted", Scope.PARTNER),
    Grant("accountant", "person.read_restricted", Scope.PARTNER),
)
