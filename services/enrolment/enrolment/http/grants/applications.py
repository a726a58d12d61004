"""Who may do what with applications."""

from essaim.kit.http import Grant, Scope

_OFFICE = (
    "read",
    "submit",
    "edit",
    "consent",
    "withdraw",
    "transfer",
    "receive",
)
_OWN = ("read", "submit", "edit", "withdraw")

GRANTS = (
    *(Grant("coordinator", f"application.{action}", Scope.PARTNER) for action in _OFFICE),
    *(Grant("pepite_officer", f"application.{action}", Scope.PARTNER) for action in _OFFICE),
    Grant("coordinator", "application.decide", Scope.PARTNER),
    *(Grant("student", f"application.{action}", Scope.OWN) for action in _OWN),
)
"""``edit`` is all that an applicant does with a dossier before its last day, ``receive`` answers a proposed transfer."""
