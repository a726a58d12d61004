"""Who may do what with the screening of activities (CAE-10): everybody concerned reads, the carrier's officer decides."""

from essaim.kit.http import Grant, Scope

GRANTS = (
    Grant("student", "screening.read", Scope.OWN),
    Grant("student", "screening.read", Scope.GROUP),
    Grant("student", "screening.run", Scope.OWN),
    Grant("coordinator", "screening.read", Scope.PARTNER),
    Grant("coordinator", "screening.run", Scope.PARTNER),
    Grant("cae_officer", "screening.read", Scope.PARTNER),
    Grant("cae_officer", "screening.run", Scope.PARTNER),
    Grant("cae_officer", "screening.decide", Scope.PARTNER),
    *(
        Grant(role, "activity_list.read", Scope.ALL)
        for role in ("student", "coordinator", "cae_officer", "coach", "pepite_officer", "teacher", "referent")
    ),
    Grant("cae_officer", "activity_list.manage", Scope.PARTNER),
)
