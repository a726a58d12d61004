"""Who may do what with applications."""

from essaim.kit.http import Grant, Scope

GRANTS = (
    Grant("coordinator", "application.read", Scope.PARTNER),
    Grant("coordinator", "application.submit", Scope.PARTNER),
    Grant("coordinator", "application.consent", Scope.PARTNER),
    Grant("coordinator", "application.decide", Scope.PARTNER),
    Grant("coordinator", "application.withdraw", Scope.PARTNER),
    Grant("student", "application.read", Scope.OWN),
    Grant("student", "application.submit", Scope.OWN),
    Grant("student", "application.withdraw", Scope.OWN),
)
