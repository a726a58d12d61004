"""Who may do what with programmes, and with the reference data that they name."""

from essaim.kit.http import Grant, Scope

OPENING = ("coordinator", "pepite_officer", "epa_facilitator")
"""Who opens programmes of their own partner and sets what they ask."""
READING = (*OPENING, "referent", "teacher", "committee_member", "cae_officer", "accountant", "coach", "student")
GRANTS = (
    *(Grant(role, "programme.read", Scope.PARTNER) for role in READING),
    *(Grant(role, "programme.open", Scope.PARTNER) for role in OPENING),
    *(Grant(role, "programme.configure", Scope.PARTNER) for role in OPENING),
    *(Grant(role, "programme.import", Scope.PARTNER) for role in OPENING),
    *(Grant(role, "reference.manage", Scope.PARTNER) for role in OPENING),
)
