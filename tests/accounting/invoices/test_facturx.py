"""A Factur-X is a PDF/A-3b that carries its own data, announced in its metadata, and is the same file every time."""

from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from accounting.documents.electronic_files import ElectronicFormat, render_file
from accounting.domain.invoice import issued as certain
from accounting.domain.printing import sheet_of
from tests.accounting.unit.samples import BUYER, SELLER, issued

INVOICE = issued()
SHEET = sheet_of(INVOICE, SELLER, BUYER, "Atelier Maille", date(2027, 7, 31))


def rendered(wanted: ElectronicFormat) -> bytes:
    return render_file(INVOICE, certain(INVOICE), SHEET, wanted)


def test_the_same_invoice_is_the_same_file_in_every_format() -> None:
    for wanted in ElectronicFormat:
        assert rendered(wanted) == rendered(wanted)


def test_it_carries_its_data_and_says_so() -> None:
    reader = PdfReader(BytesIO(rendered(ElectronicFormat.FACTUR_X)))
    assert {name: len(files) for name, files in reader.attachments.items()} == {"factur-x.xml": 1}
    assert reader.attachments["factur-x.xml"][0] == rendered(ElectronicFormat.CII)
    root: Any = reader.trailer["/Root"]
    (file,) = (one.get_object() for one in root["/AF"])
    assert (file["/AFRelationship"], file["/UF"]) == ("/Alternative", "factur-x.xml")
    assert file["/EF"]["/F"]["/Subtype"] == "/text/xml"
    metadata = root["/Metadata"].get_data().decode()
    for said in (
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
        "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>",
        "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    ):
        assert said in metadata


def test_it_keeps_what_an_archive_forbids_out_and_what_it_wants_in() -> None:
    reader = PdfReader(BytesIO(rendered(ElectronicFormat.FACTUR_X)))
    root: Any = reader.trailer["/Root"]
    assert [one.get_object()["/S"] for one in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert not reader.is_encrypted
    assert not {"/AA", "/AcroForm"} & set(root)
    assert isinstance(root["/OpenAction"], list), "how it is shown, and no action"
    assert "/JavaScript" not in root["/Names"]
    pages: list[Any] = list(reader.pages)
    fonts = [one.get_object() for page in pages for one in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
