"""Who may do what with programmes."""

from essaim.kit.http import Grant, Scope

GRANTS = (
    Grant("coordinator", "programme.read", Scope.PARTNER),
    Grant("coordinator", "programme.open", Scope.PARTNER),
    Grant("coordinator", "programme.import", Scope.PARTNER),
    Grant("cae_officer", "programme.read", Scope.PARTNER),
    Grant("student", "programme.read", Scope.PARTNER),
)
