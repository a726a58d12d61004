"""Who may do what with the student-entrepreneur status. Tutors reach what they follow: for them OWN is a confirmed tutoring."""

from essaim.kit.http import Grant, Scope

_OFFICE = ("pepite_officer", "coordinator")

GRANTS = (
    Grant("student", "snee.read", Scope.OWN),
    Grant("student", "snee.sign", Scope.OWN),
    Grant("student", "snee.attest", Scope.OWN),
    Grant("student", "snee.renounce", Scope.OWN),
    Grant("student", "snee.tutor", Scope.OWN),
    Grant("student", "snee.ask", Scope.OWN),
    Grant("student", "snee.alternance", Scope.OWN),
    Grant("teacher", "snee.read", Scope.OWN),
    Grant("teacher", "snee.arrange", Scope.OWN),
    Grant("mentor", "snee.read", Scope.OWN),
    Grant("referent", "snee.read", Scope.PARTNER),
    Grant("referent", "snee.workload", Scope.PARTNER),
    Grant("jury", "snee.d2e-result", Scope.PARTNER),
    *(
        Grant(role, f"snee.{verb}", Scope.PARTNER)
        for role in _OFFICE
        for verb in (
            "read",
            "attest",
            "renounce",
            "revoke",
            "tutor",
            "ask",
            "arrange",
            "alternance",
            "workload",
            "terms",
            "d2e-answer",
            "d2e-enrol",
            "d2e-result",
        )
    ),
    *(
        Grant(role, "snee_referent.read", Scope.ALL)
        for role in (*_OFFICE, "student", "teacher", "mentor", "referent", "guardian")
    ),
    *(Grant(role, "snee_referent.write", Scope.PARTNER) for role in _OFFICE),
    Grant("student", "snee_contact.ask", Scope.OWN),
    Grant("student", "snee_contact.read", Scope.OWN),
    Grant("teacher", "snee_contact.ask", Scope.OWN),
    Grant("teacher", "snee_contact.read", Scope.OWN),
    *(
        Grant(role, f"snee_contact.{verb}", Scope.PARTNER)
        for role in (*_OFFICE, "referent")
        for verb in ("read", "answer")
    ),
)
