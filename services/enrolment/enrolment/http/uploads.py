"""How a route that takes a file is described: with the types that this service accepts, and no other."""

from enrolment.deps import MEDIA_TYPES
from essaim.kit.http.attached import attached

ATTACHED = attached(*MEDIA_TYPES)
