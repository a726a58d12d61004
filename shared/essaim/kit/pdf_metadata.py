"""The XMP metadata of a PDF/A-3b: what the document is, when it was made, and what else it says of itself."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

_METADATA = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <xmp:CreatorTool>Essaim</xmp:CreatorTool>
   <xmp:CreateDate>{made}</xmp:CreateDate>
   <xmp:ModifyDate>{made}</xmp:ModifyDate>
   <xmp:MetadataDate>{made}</xmp:MetadataDate>
   <pdf:Producer>Essaim</pdf:Producer>
  </rdf:Description>{more}
 </rdf:RDF>
</x:xmpmeta>"""


def archive_metadata(title: str, author: str, made_at: datetime, more: str = "") -> str:
    """The packet without its wrapping. ``more`` are further rdf:Description elements."""
    made = made_at.astimezone(UTC).isoformat(timespec="seconds")
    return _METADATA.format(title=escape(title), author=escape(author), made=made, more=more)
