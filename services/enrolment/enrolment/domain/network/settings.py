"""What a partner says of mentoring: its versions of the weights, and where the check of honorability is asked for."""

from dataclasses import dataclass, replace

from enrolment.domain.network.weights import Weights, checked_weights, shipped_weights


@dataclass(frozen=True)
class NetworkSettings:
    """By coordinator. The check is asked for everywhere, or for some programmes; no source asks for it in general."""

    coordinator: str
    weights: tuple[Weights, ...] = ()
    honorability_required: bool = False
    honorability_programmes: tuple[str, ...] = ()

    @property
    def current(self) -> Weights:
        """The last version that was recorded, else the one that the package brings."""
        return self.weights[-1] if self.weights else shipped_weights()

    def asks_honorability(self, programme_id: str) -> bool:
        """Whether mentors need the check for this programme."""
        return self.honorability_required or programme_id in self.honorability_programmes


def with_weights(known: NetworkSettings, values: dict[str, int], on: str, actor: str) -> NetworkSettings:
    """With one more version; the values of the last one again change nothing. InputError when they are wrong."""
    given = checked_weights(Weights(known.current.version + 1, values, on, actor))
    if dict(known.current.values) == values:
        return known
    return replace(known, weights=(*known.weights, given))
