"""What the rights of persons leave themselves: the pieces of access answers go; that a request was answered stays, by ids."""

from enrolment.deps import Deps
from enrolment.domain.privacy.access import AccessPiece
from enrolment.domain.privacy.holding import LEGAL_CLAIMS, Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.cause import Cause


def hold_privacy() -> Holding[Deps, Cause]:
    """Requests, copies that came for them, and legal holds."""
    return Holding(
        name="privacy",
        label="Vos demandes (accès, effacement)",
        purpose="Vous répondre et pouvoir montrer que nous l’avons fait (RGPD, art. 5.2 et 12).",
        recipients="La coordination du programme et le délégué à la protection des données.",
        duration="Les copies : règle « copies rassemblées pour un droit d’accès ». Les demandes restent, sans nom.",
        collections=("access_requests", "access_pieces", "erasure_requests", "erased_addresses", "legal_holds"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    accesses = await read_records(deps.accesses, {"person_id": person_id})
    erasures = await read_records(deps.erasures, {"person_id": person_id})
    return accesses + erasures + await read_records(deps.legal_holds, person_id)


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    await forget_each(deps.access_pieces, {"person_id": erasing.person_id}, _blank, cause)
    hold = await read_records(deps.legal_holds, erasing.person_id)
    stands = any(one.data["released_on"] is None for one in hold)
    return (Kept("legal-hold", LEGAL_CLAIMS),) if stands else ()


def _blank(piece: AccessPiece) -> AccessPiece:
    return piece.emptied()
