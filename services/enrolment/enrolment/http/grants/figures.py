"""Who may read figures: the partner's own people, about the dossiers of their partner."""

from essaim.kit.http import Grant, Scope

GRANTS = (
    Grant("coordinator", "figures.read", Scope.PARTNER),
    Grant("coordinator", "figures.exact", Scope.PARTNER),
    Grant("pepite_officer", "figures.read", Scope.PARTNER),
    Grant("pepite_officer", "figures.exact", Scope.PARTNER),
    Grant("epa_facilitator", "figures.read", Scope.PARTNER),
    Grant("epa_facilitator", "figures.exact", Scope.PARTNER),
    Grant("referent", "figures.read", Scope.PARTNER),
)
