"""Who may do what with the learners of #ICI. For a member of a jury OWN is a jury in which they sit."""

from essaim.kit.http import Grant, Scope

_OFFICE = ("coordinator", "referent")

GRANTS = (
    Grant("student", "ici.read", Scope.OWN),
    Grant("student", "ici.abandon", Scope.OWN),
    Grant("student", "ici.attest", Scope.OWN),
    Grant("teacher", "ici.read", Scope.PARTNER),
    *(Grant(role, f"ici.{verb}", Scope.PARTNER) for role in _OFFICE for verb in ("read", "enrol", "abandon", "attest")),
    *(Grant(role, "ici_terms.read", Scope.PARTNER) for role in (*_OFFICE, "student", "teacher", "jury")),
    Grant("coordinator", "ici_terms.write", Scope.PARTNER),
    *(
        Grant(role, f"ici_regroupement.{verb}", Scope.PARTNER)
        for role in (*_OFFICE, "teacher")
        for verb in ("read", "record")
    ),
    *(Grant(role, "ici_jury.read", Scope.PARTNER) for role in _OFFICE),
    *(Grant("coordinator", f"ici_jury.{verb}", Scope.PARTNER) for verb in ("plan", "score", "close")),
    Grant("jury", "ici_jury.read", Scope.OWN),
    Grant("jury", "ici_jury.score", Scope.OWN),
    *(Grant("student", f"ici_funding.{verb}", Scope.OWN) for verb in ("read", "ask", "spend")),
    *(Grant(role, f"ici_funding.{verb}", Scope.PARTNER) for role in _OFFICE for verb in ("read", "decide")),
    *(Grant("coordinator", f"ici_funding.{verb}", Scope.PARTNER) for verb in ("ask", "spend")),
    *(Grant(role, "ici_budget.read", Scope.PARTNER) for role in _OFFICE),
    Grant("coordinator", "ici_budget.write", Scope.PARTNER),
)
