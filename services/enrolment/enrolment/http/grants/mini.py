"""Who may do what with mini-entreprises.

OWN is one's team for a student and a mentor. Of a candidacy OWN is the member's, and for an interviewer one whom they ask in
an interview: nobody else but the teacher and EPA's facilitator reads a CV. ``mini.team`` shows the names of the members.
"""

from essaim.kit.http import Grant, Scope

_LEADS = ("epa_facilitator", "teacher")
_OFFICE = (*_LEADS, "coordinator")
_ASKS = ("jury", "mentor", "coordinator", "referent")

GRANTS = (
    *(Grant(role, "mini_format.read", Scope.ALL) for role in (*_OFFICE, "student", "mentor", "jury")),
    *(Grant(role, f"mini.{verb}", Scope.PARTNER) for role in _OFFICE for verb in ("read", "team", "join", "agree")),
    *(Grant(role, f"mini.{verb}", Scope.PARTNER) for role in _LEADS for verb in ("post", "elect", "advance")),
    Grant("epa_facilitator", "mini.fund", Scope.PARTNER),
    *(Grant(role, "mini.create", Scope.PARTNER) for role in ("epa_facilitator", "coordinator")),
    *(Grant(role, f"mini.{verb}", Scope.OWN) for role in ("student", "mentor") for verb in ("read", "team")),
    Grant("student", "mini.vote", Scope.OWN),
    Grant("jury", "mini.read", Scope.PARTNER),
    *(
        Grant(role, f"mini_candidacy.{verb}", Scope.PARTNER)
        for role in _LEADS
        for verb in ("read", "write", "interview", "score", "decide")
    ),
    *(Grant("student", f"mini_candidacy.{verb}", Scope.OWN) for verb in ("read", "write")),
    *(Grant(role, f"mini_candidacy.{verb}", Scope.OWN) for role in _ASKS for verb in ("read", "score")),
)
