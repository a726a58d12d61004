"""Who may do what with companies, mentors and needs of mentors.

For a mentor OWN is their profile, and a need for which they are asked or which they follow; for a teacher it is the need that
they look after. Students have nothing here: their team is told who its mentor is.
"""

from essaim.kit.http import Grant, Scope

OFFICE = ("epa_facilitator", "coordinator", "referent", "pepite_officer")
_NEED = ("read", "write", "suggest", "choose", "confirm")

GRANTS = (
    *(Grant(role, f"company.{verb}", Scope.PARTNER) for role in OFFICE for verb in ("read", "write")),
    *(Grant(role, f"mentor.{verb}", Scope.PARTNER) for role in OFFICE for verb in ("read", "write", "check")),
    *(Grant(role, f"mentor_need.{verb}", Scope.PARTNER) for role in OFFICE for verb in _NEED),
    *(Grant(role, "network_settings.read", Scope.PARTNER) for role in OFFICE),
    *(Grant(role, "network_school.read", Scope.PARTNER) for role in (*OFFICE, "teacher")),
    *(Grant(role, "network_settings.write", Scope.PARTNER) for role in ("epa_facilitator", "coordinator")),
    *(
        Grant(role, action, Scope.PARTNER)
        for role in ("coordinator", "data_protection_officer")
        for action in ("company.erase", "mentor.erase")
    ),
    Grant("data_protection_officer", "company.read", Scope.PARTNER),
    Grant("data_protection_officer", "mentor.read", Scope.PARTNER),
    *(Grant("teacher", f"mentor_need.{verb}", Scope.OWN) for verb in ("read", "write", "suggest")),
    *(Grant("mentor", f"mentor.{verb}", Scope.OWN) for verb in ("read", "write", "erase")),
    Grant("mentor", "mentor_need.read", Scope.OWN),
    Grant("mentor", "mentor_need.answer", Scope.OWN),
)
