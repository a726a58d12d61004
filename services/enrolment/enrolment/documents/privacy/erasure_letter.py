"""The answer to a request to be erased, on paper. It names nobody: it can be made again when nobody knows the name any more."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from enrolment.documents.privacy.words import BASES, kept_words, service_words
from enrolment.domain.privacy.erasure import (
    EXTENSION_REASONS,
    LEGAL_BASES,
    UNDECIDED,
    ErasureRequest,
    Status,
    all_kept,
)
from essaim.kit.french import french_date
from essaim.kit.pdf import Column, Document, Line, Look

KEPT = (Column("Ce qui est conservé", 58), Column("Pourquoi", 27), Column("Jusqu’au", 15))
REMEDIES = (
    "Si cette réponse ne vous convient pas, vous pouvez vous adresser au délégué à la protection des données, saisir la CNIL"
    " (www.cnil.fr) ou former un recours en justice."
)


def render_letter(erasure_id: str, request: ErasureRequest, organisation: str, names: Mapping[str, str]) -> bytes:
    """The PDF, of a request that was decided or extended. ``names`` are those of partners, by their codes."""
    title = "Votre demande d’effacement"
    extended_on = request.extension.told_on if request.extension else None
    day = request.closed_on or request.accepted_on or extended_on or request.received_on
    document = Document(
        title,
        created_at=datetime.combine(day, time(12), tzinfo=UTC),
        author=organisation,
        running=title,
        footer=(organisation, f"Demande {erasure_id}"),
    )
    document.paragraph(title, Look.TITLE)
    document.facts(
        [
            ("Référence", erasure_id),
            ("Reçue le", french_date(request.received_on)),
            ("Réponse due au plus tard le", french_date(request.due_on)),
            _said(request),
        ]
    )
    document.space()
    if request.rejection is not None:
        _rejected(document, LEGAL_BASES[request.rejection.legal_basis])
    elif request.status in UNDECIDED:
        _extended(document, request)
    else:
        _erased(document, request, names)
    document.space()
    document.paragraph(REMEDIES, Look.SMALL)
    return document.to_bytes()


def _said(request: ErasureRequest) -> tuple[str, str]:
    """The day of the answer, or of the word that it takes longer."""
    if request.closed_on is None and request.extension is not None:
        return "Prolongée le", french_date(request.extension.told_on)
    return "Répondu le", french_date(request.closed_on) if request.closed_on else "—"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rejected(document: Document, basis: str) -> None:
    document.notice([Line("Nous ne pouvons pas donner suite", Look.STRONG), Line(f"Motif : {basis}.")])


def _extended(document: Document, request: ErasureRequest) -> None:
    reason = EXTENSION_REASONS[request.extension.reason] if request.extension else ""
    text = f"Nous vous répondrons au plus tard le {french_date(request.due_on)}, {reason} (RGPD, art.\u00a012.3)."
    document.notice([Line("Nous avons besoin de plus de temps", Look.STRONG), Line(text)])


def _erased(document: Document, request: ErasureRequest, names: Mapping[str, str]) -> None:
    if request.status is Status.CLOSED:
        text = "Tous les services concernés ont effacé vos données, sauf ce que la loi impose de conserver."
        if not all_kept(request):
            text = "Tous les services concernés ont effacé vos données. Rien n’est conservé qui permette de vous reconnaître."
        if request.partial:
            text = "Vos données qui ne servent ni au contrat ni au groupe en cours sont effacées ; redemandez-le à leur fin."
    else:
        text = "L’effacement est en cours : tous les services n’ont pas encore répondu."
    document.notice([Line("Effacement", Look.STRONG), Line(text)])
    document.space()
    rows = _rows(request)
    if rows:
        document.heading("Ce qui est conservé")
        document.paragraph("L’accès à ces données est restreint, et elles sont effacées à leur échéance.")
        document.table(KEPT, rows)
        document.space()
    _answers(document, request, names)


def _rows(request: ErasureRequest) -> list[list[str]]:
    rows = [
        [
            _capital(kept_words(f"enrolment.{one.code}")),
            BASES.get(one.basis, one.basis),
            french_date(one.until) if one.until else "durée à fixer",
        ]
        for one in request.kept
    ]
    for key, answer in sorted(request.answers.items()):
        service = key.partition("/")[0].partition(".")[2]
        until = french_date(answer.kept_until) if answer.kept_until else "durée à fixer"
        rows += [[_capital(kept_words(f"{service}.{code}")), BASES["gdpr-17-3-b"], until] for code in answer.kept]
    return rows


def _answers(document: Document, request: ErasureRequest, names: Mapping[str, str]) -> None:
    days = {key.partition("/")[0]: answer.answered_on for key, answer in sorted(request.answers.items())}
    if days:
        document.heading("Réponses des services")
        document.facts([(_capital(service_words(key, names)), french_date(day)) for key, day in days.items()])
