"""Who may do what with persons, their guardians, consents and duplicates."""

from essaim.kit.http import Grant, Scope

_STAFF = ("coordinator", "pepite_officer")

GRANTS = (
    *(
        Grant(role, action, Scope.PARTNER)
        for role in _STAFF
        for action in (
            "person.read",
            "person.find",
            "person.create",
            "person.change",
            "person.see_identifiers",
            "person.guardians",
            "person.consent",
            "person.merge",
            "duplicate.read",
            "duplicate.decide",
            "consent_text.read",
            "consent_text.write",
        )
    ),
    Grant("cae_officer", "person.read", Scope.PARTNER),
    Grant("cae_officer", "consent_text.read", Scope.PARTNER),
    Grant("data_protection_officer", "consent_text.read", Scope.PARTNER),
    Grant("data_protection_officer", "consent_text.write", Scope.PARTNER),
    Grant("student", "person.read", Scope.OWN),
    Grant("student", "person.register", Scope.OWN),
    Grant("student", "person.change", Scope.OWN),
    Grant("student", "person.see_identifiers", Scope.OWN),
    Grant("student", "person.consent", Scope.OWN),
    Grant("student", "consent_text.read", Scope.PARTNER),
)
