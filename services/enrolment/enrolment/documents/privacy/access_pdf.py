"""Everything that is held of a person, on paper: what, why, since when, for whom, how long (GDPR art. 15.1)."""

from collections.abc import Mapping

from enrolment.documents.privacy.flatten import flattened, moment
from enrolment.documents.privacy.words import service_words
from enrolment.domain.privacy.access_file import AccessFile, Area
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_time
from essaim.kit.pdf import Column, Document, Line, Look

ROW = (Column("Donnée", 36), Column("Valeur", 64))
MOST_ROWS = 2000
"""Lines that a document prints; the JSON has them all."""
RIGHTS = (
    "Vous pouvez demander la rectification, l’effacement ou la limitation de ces données, vous opposer à leur traitement, et"
    " les recevoir dans un format réutilisable. Vous pouvez aussi saisir la CNIL (www.cnil.fr)."
)


def render_access(file: AccessFile, organisation: str, names: Mapping[str, str]) -> bytes:
    """The PDF. ``names`` are those of partners, by their codes."""
    title = "Vos données personnelles"
    day = file.compiled_at.astimezone(PARIS).date()
    document = Document(title, created_at=file.compiled_at, author=organisation, running=title, footer=(organisation,))
    document.paragraph(title, Look.TITLE)
    document.paragraph(
        f"Réponse à votre droit d’accès (RGPD, art.\u00a015), établie le {french_date(day)} à"
        f" {french_time(file.compiled_at)}."
    )
    document.space()
    if not file.complete:
        document.notice(_incomplete(file, names))
        document.space()
    left = MOST_ROWS
    for area in file.areas:
        left = _area(document, area, left, names)
    if left <= 0:
        document.notice([Line("Suite", Look.STRONG), Line("Ce document s’arrête ici ; l’export JSON contient tout.")])
        document.space()
    document.heading("Vos autres droits")
    document.paragraph(RIGHTS)
    return document.to_bytes()


def _incomplete(file: AccessFile, names: Mapping[str, str]) -> list[Line]:
    if file.request_id is None:
        text = "Seul le service d’inscription figure ici : les autres services n’ont pas encore été interrogés."
    else:
        silent = ", ".join(dict.fromkeys(service_words(one.partition("/")[0], names) for one in file.waits_for))
        text = f"N’ont pas encore répondu : {silent}."
    return [Line("Document incomplet", Look.STRONG), Line(text)]


def _area(document: Document, area: Area, left: int, names: Mapping[str, str]) -> int:
    document.heading(f"{area.label or area.name} — service {service_words(area.service, names)}", keep_with=45)
    pairs = [
        ("Pourquoi", area.purpose),
        ("Destinataires", area.recipients),
        ("Durée de conservation", area.duration),
    ]
    document.facts(pairs, columns=1)
    for record in area.records:
        rows = [list(row) for row in flattened(record.data, names)][: max(0, left)]
        if not rows:
            continue
        left -= len(rows)
        document.keep_together(20)
        document.paragraph(f"Depuis : {moment(record.since)}" if record.since else "Détenu", Look.SMALL)
        document.table(ROW, rows)
        document.space(2)
    document.space()
    return left
