"""HTTP without business words: every service's routes are made of these parts.

- ``auth``: bearer tokens against a JWKS; ``Caller``.
- ``policy``: role x action x scope; who may see gets 403, who may not gets 404.
- ``context``: ``CauseOf`` (idempotency key, correlation), ``IfMatch``, ``PageQuery`` and ``PageOut``.
- ``attached``: a file as the body of a request or of an answer.
- ``problems``: every error as an RFC 9457 problem document.
- ``parameters``: a query parameter that a route does not know is refused; ``inclusion`` puts that before every route.
- ``attempts``: how often a wrong link is tried.
- ``idempotency``, ``limits``, ``head``: middlewares. ``health``: live, ready, metrics. ``simulated_clock``, ``replays``: for ops.
"""

from essaim.kit.http.auth import Caller, Principal
from essaim.kit.http.context import CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.http.policy import Grant, Policy, Resource, Scope, Visibility

__all__ = [
    "Caller",
    "CauseOf",
    "Grant",
    "IfMatch",
    "PageOut",
    "PageQuery",
    "Policy",
    "Principal",
    "Resource",
    "Scope",
    "Visibility",
]
