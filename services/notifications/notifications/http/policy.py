"""Who may do what: coordinators and ops of the operating partner, and everybody their own messages."""

from essaim.kit.http import Grant, Policy, Scope

POLICY = Policy(
    Grant("student", "message.read", Scope.OWN),
    Grant("coordinator", "message.read", Scope.PARTNER),
    Grant("ops", "message.read", Scope.PARTNER),
    Grant("coordinator", "mailbox.read", Scope.PARTNER),
    Grant("coordinator", "mailbox.set", Scope.PARTNER),
    Grant("ops", "mailbox.read", Scope.PARTNER),
    Grant("ops", "mailbox.set", Scope.PARTNER),
)
"""The partner of everything here is the one that operates the deployment."""
