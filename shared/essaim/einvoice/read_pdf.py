"""The invoice inside a PDF (Factur-X, ZUGFeRD): found by the name of the attachment, taken out within bounds.

Only the catalogue and the attachments are looked at, never the pages. pypdf bounds what it decompresses; the attachment
is bounded here once more.
"""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.read_xml import MOST_BYTES, too_large

MOST_PDF_BYTES = 20 * 1024 * 1024
KNOWN_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
_MOST_NODES = 2_000


def extract_xml(content: bytes) -> tuple[str, bytes]:
    """Name and content of the attachment that is the invoice."""
    if len(content) > MOST_PDF_BYTES:
        raise too_large("le fichier PDF", len(content), MOST_PDF_BYTES)
    try:
        return _extract(content)
    except EInvoiceError:
        raise
    except LimitReachedError:
        raise EInvoiceError("too_large", "le PDF se décompresse au-delà de ce qui est admis") from None
    except RecursionError:
        raise _malformed("objets emboîtés sans fin") from None
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        OverflowError,
    ) as error:
        raise _malformed(type(error).__name__) from None


def _extract(content: bytes) -> tuple[str, bytes]:
    if b"%%EOF" not in content[-4096:]:
        raise _malformed("la fin du fichier manque, il est tronqué")
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise EInvoiceError("pdf_encrypted", "PDF chiffré ; attendu : un PDF sans mot de passe ni chiffrement")
    found = _attachments(reader.root_object)
    known = {name: files for name, files in found.items() if name.lower() in KNOWN_NAMES}
    chosen = known or {name: files for name, files in found.items() if name.lower().endswith(".xml")}
    if not chosen:
        others = f" (pièces jointes : {', '.join(sorted(found)[:5])})" if found else ""
        raise EInvoiceError(
            "pdf_without_invoice", f"PDF sans facture en données{others} ; attendu : {' ou '.join(KNOWN_NAMES)}"
        )
    if sum(len(files) for files in chosen.values()) > 1:
        names = ", ".join(name for name, files in sorted(chosen.items()) for _file in files)
        raise EInvoiceError(
            "pdf_several_invoices", f"plusieurs factures en données dans le PDF ({names[:200]}) ; attendu : une seule"
        )
    name, files = next(iter(chosen.items()))
    return name, _data(name, files[0])


def _attachments(root: DictionaryObject) -> dict[str, list[StreamObject]]:
    """Every attachment by name; one that is referred to twice, from the names and as an associated file, counts once."""
    found: dict[str, list[StreamObject]] = {}
    seen: set[int] = set()
    for specification in (*_named(root), *_list(root.get("/AF"))):
        if not isinstance(specification, DictionaryObject):
            continue
        embedded = _resolved(specification.get("/EF"))
        if not isinstance(embedded, DictionaryObject):
            continue
        stream = _resolved(embedded.get("/F") or embedded.get("/UF"))
        if isinstance(stream, StreamObject) and id(stream) not in seen:
            seen.add(id(stream))
            name = str(specification.get("/UF") or specification.get("/F") or "")
            found.setdefault(name.rpartition("/")[2], []).append(stream)
    return found


def _named(root: DictionaryObject) -> Iterator[object]:
    """The file specifications of the tree of names, within bounds."""
    names = _resolved(root.get("/Names"))
    top = _resolved(names.get("/EmbeddedFiles")) if isinstance(names, DictionaryObject) else None
    waiting, count = [top], 0
    while waiting and count < _MOST_NODES:
        node, count = waiting.pop(), count + 1
        if isinstance(node, DictionaryObject):
            yield from _list(node.get("/Names"))[1::2]
            waiting += _list(node.get("/Kids"))[:_MOST_NODES]


def _list(value: object) -> list[object]:
    found = _resolved(value)
    return [_resolved(one) for one in found[:_MOST_NODES]] if isinstance(found, list) else []


def _resolved(value: object) -> object:
    resolve = getattr(value, "get_object", None)
    return resolve() if resolve is not None else value


def _data(name: str, stream: StreamObject) -> bytes:
    try:
        data = stream.get_data()
    except LimitReachedError:
        raise
    except Exception as error:
        # Whatever a filter stumbles over is the same to who sent the file.
        raise EInvoiceError("pdf_attachment", f"pièce jointe illisible ({type(error).__name__})", name) from None
    content = data.encode("latin-1") if isinstance(data, str) else bytes(data)
    if len(content) > MOST_BYTES:
        raise too_large(f"la pièce jointe {name}", len(content), MOST_BYTES)
    if not content.strip():
        raise EInvoiceError("pdf_attachment", "pièce jointe vide", name)
    return content


def _malformed(why: str) -> EInvoiceError:
    return EInvoiceError("pdf_malformed", f"PDF illisible ({why}) ; attendu : un PDF entier")
