"""Who may do what with persons."""

from essaim.kit.http import Grant, Scope

GRANTS = (
    Grant("coordinator", "person.read", Scope.PARTNER),
    Grant("cae_officer", "person.read", Scope.PARTNER),
    Grant("student", "person.read", Scope.OWN),
)
