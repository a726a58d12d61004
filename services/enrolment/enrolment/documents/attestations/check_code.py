"""The foot of a paper that can be checked: a QR code, the address, and the code for whoever types it."""

from io import BytesIO

from essaim.kit.pdf import Document, Line, Look

SIZE = 34.0


def put_check(document: Document, code: str, url: str) -> None:
    """At the place where the document is, kept together. The code is printed on one line, in groups of four."""
    page = url.rsplit("/", 1)[0]
    lines = [
        Line("Vérifier ce document", Look.HEADING),
        Line("Scannez le code ci-contre avec un téléphone, ou ouvrez l’adresse suivante et tapez le code :"),
        Line(page, Look.STRONG),
        Line(code, Look.NAME),
        Line(
            "La page dit si le document est valable et pour quelle année, et montre un nom en partie masqué à comparer.",
            Look.SMALL,
        ),
    ]
    document.beside(lines, _drawn(url), size=SIZE)


def _drawn(url: str) -> bytes:
    # Imported with the first code, so that a service pays for it when it prints.
    import segno

    content = BytesIO()
    segno.make(url, error="m", micro=False).save(content, kind="png", scale=8, border=2)
    return content.getvalue()
