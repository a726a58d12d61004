"""Who may do what with groups and contracts."""

from essaim.kit.http import Grant, Scope

GRANTS = (
    Grant("coordinator", "group.read", Scope.PARTNER),
    Grant("coordinator", "group.propose", Scope.PARTNER),
    Grant("coordinator", "group.start", Scope.PARTNER),
    Grant("coordinator", "group.close", Scope.PARTNER),
    Grant("cae_officer", "group.read", Scope.PARTNER),
    Grant("cae_officer", "group.approve", Scope.PARTNER),
    Grant("cae_officer", "group.contract", Scope.PARTNER),
    Grant("cae_officer", "group.start", Scope.PARTNER),
    Grant("accountant", "group.read", Scope.PARTNER),
    Grant("coach", "group.read", Scope.PARTNER),
    Grant("student", "group.read", Scope.GROUP),
    Grant("student", "group.propose", Scope.OWN),
    Grant("coordinator", "contract.read", Scope.PARTNER),
    Grant("cae_officer", "contract.read", Scope.PARTNER),
    Grant("cae_officer", "contract.sign", Scope.PARTNER),
    Grant("student", "contract.read", Scope.OWN),
)
