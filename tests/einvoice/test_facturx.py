"""A Factur-X is a PDF/A-3b with its data attached: what can be looked at without a validator of PDF/A."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from essaim.einvoice import facturx
from essaim.einvoice.read import open_einvoice
from essaim.einvoice.write_cii import write_cii
from essaim.kit.pdf import Column, Document, Embedded, Line, Look
from tests.einvoice.invoices import standard
from tests.einvoice.pdfs import catalogue

_MADE = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
_FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"


def drawn() -> bytes:
    """An invoice with everything a page of the kit may have."""
    file = Embedded(
        facturx.FILE_NAME,
        write_cii(standard()),
        facturx.MEDIA_TYPE,
        facturx.RELATIONSHIP,
        facturx.DESCRIPTION,
        facturx.facturx_metadata(),
    )
    document = Document(
        "Facture FA-2026-000123",
        created_at=_MADE,
        author="Coopérative L’Essaim",
        mark="COPIE",
        footer=("SCOP",),
        embedded=file,
    )
    document.blocks((Line("Coopérative L’Essaim", Look.NAME),), (Line("Menuiserie Dubois & Fils"),), boxed=True)
    document.table((Column("Désignation", 3), Column("Montant", 1, "RIGHT")), [("Œuvre", "1 470,00 €")] * 40)
    return document.to_bytes()


def test_the_data_are_found_in_it() -> None:
    opened = open_einvoice(drawn())
    assert (opened.attachment, opened.invoice) == ("factur-x.xml", standard())


def test_the_same_invoice_gives_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_it_is_announced_as_pdf_a_and_as_factur_x() -> None:
    """ISO 19005-3, Factur-X 1.0.9: part 3, conformance B, and the fields of the extension, which is described."""
    root = catalogue(drawn()).root_object
    packet = root["/Metadata"]
    assert isinstance(packet, StreamObject)
    metadata = packet.get_data()
    found = {one.tag: one.text for one in ET.fromstring(metadata).iter()}
    assert (found[f"{_PDFA}part"], found[f"{_PDFA}conformance"]) == ("3", "B")
    fields = {
        name: found[f"{_FX}{name}"] for name in ("DocumentType", "DocumentFileName", "Version", "ConformanceLevel")
    }
    assert fields == {
        "DocumentType": "INVOICE",
        "DocumentFileName": "factur-x.xml",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }
    assert b"pdfaExtension:schemas" in metadata
    assert "/Filter" not in packet


def test_the_attachment_is_an_associated_file() -> None:
    root = catalogue(drawn()).root_object
    associations = root["/AF"]
    assert isinstance(associations, ArrayObject)
    (associated,) = associations
    file = associated.get_object()
    assert (file["/AFRelationship"], file["/UF"]) == ("/Alternative", "factur-x.xml")
    stream = file["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/text/xml"
    assert "/ModDate" in stream["/Params"]


def test_colours_are_defined_and_fonts_are_inside() -> None:
    reader = catalogue(drawn())
    intents = reader.root_object["/OutputIntents"]
    assert isinstance(intents, ArrayObject)
    (intent,) = intents
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        (inside,) = font["/DescendantFonts"]
        assert "/FontFile2" in inside.get_object()["/FontDescriptor"]


def test_nothing_in_it_runs_or_is_locked() -> None:
    reader = catalogue(drawn())
    root = reader.root_object
    names = root["/Names"]
    assert isinstance(names, DictionaryObject)
    assert not reader.is_encrypted
    # Where the first page is shown from, and no action.
    assert isinstance(root.get("/OpenAction", []), list)
    assert not {"/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in names
    assert "/ID" in reader.trailer
