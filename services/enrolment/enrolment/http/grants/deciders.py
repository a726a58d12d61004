"""Who may do what with reviews. Beside this table, only the people of the review's role see it (``http/reviewers.py``)."""

from essaim.kit.http import Grant, Scope

ANSWERING = ("coordinator", "cae_officer", "pepite_officer", "referent", "teacher", "epa_facilitator")
GRANTS = (
    *(Grant(role, "review.read", Scope.PARTNER) for role in (*ANSWERING, "committee_member")),
    *(Grant(role, "review.answer", Scope.PARTNER) for role in ANSWERING),
    Grant("coordinator", "review.reopen", Scope.PARTNER),
)
