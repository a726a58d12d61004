"""Who may do what with mini-entreprises.

OWN is one's team for a student, a mentor and a teacher whom it names. Of a candidacy OWN is the member's, for an interviewer one
whom they ask in an interview, and for a teacher one of a team that names them: nobody else but EPA's facilitator reads a CV.
``mini.team`` shows the names of the members. ``carrier_facilitator`` is the facilitator where EPA carries the programme and a
school coordinates it: the agreement, the steps, the money and the end are theirs, the posts and the members are the school's.
"""

from essaim.kit.http import Grant, Scope

_LEADS = ("epa_facilitator", "teacher")
_OFFICE = (*_LEADS, "coordinator")
_ASKS = ("jury", "mentor", "coordinator", "referent")
_CANDIDACY = ("read", "write", "interview", "score", "decide")

GRANTS = (
    *(Grant(role, "mini_format.read", Scope.ALL) for role in (*_OFFICE, "student", "mentor", "jury")),
    *(Grant(role, f"mini.{verb}", Scope.PARTNER) for role in _OFFICE for verb in ("read", "team", "join", "agree")),
    *(Grant("teacher", f"mini.{verb}", Scope.OWN) for verb in ("read", "team", "abandon")),
    *(Grant(role, f"mini.{verb}", Scope.PARTNER) for role in _LEADS for verb in ("post", "elect", "advance")),
    Grant("epa_facilitator", "mini.fund", Scope.PARTNER),
    *(
        Grant(role, f"mini.{verb}", Scope.PARTNER)
        for role in ("epa_facilitator", "coordinator")
        for verb in ("create", "teachers", "abandon")
    ),
    *(
        Grant("carrier_facilitator", f"mini.{verb}", Scope.PARTNER)
        for verb in ("read", "team", "agree", "advance", "fund", "abandon", "teachers")
    ),
    Grant("carrier_facilitator", "mini_candidacy.read", Scope.PARTNER),
    *(Grant(role, f"mini.{verb}", Scope.OWN) for role in ("student", "mentor") for verb in ("read", "team")),
    Grant("student", "mini.vote", Scope.OWN),
    Grant("jury", "mini.read", Scope.PARTNER),
    *(Grant("epa_facilitator", f"mini_candidacy.{verb}", Scope.PARTNER) for verb in _CANDIDACY),
    *(Grant("teacher", f"mini_candidacy.{verb}", Scope.OWN) for verb in _CANDIDACY),
    *(Grant("student", f"mini_candidacy.{verb}", Scope.OWN) for verb in ("read", "write")),
    *(Grant(role, f"mini_candidacy.{verb}", Scope.OWN) for role in _ASKS for verb in ("read", "score")),
)
