"""What makes a paper fit for an archive: PDF/A-1a (ISO 19005-1), the level for tagged papers.

It says what it is (XMP), what its greys and colours mean (an sRGB output intent), and nothing
that the case does not know: the same case gives the same bytes.
"""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from kiosk.paper.pdf import Objects, compress, text_string

COLOURS = Path(__file__).parents[2] / "resources" / "colour" / "sRGB.icc"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
{made}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_MADE = """<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreateDate>{:%Y-%m-%dT%H:%M:%SZ}</xmp:CreateDate>
</rdf:Description>
"""


def metadata(objects: Objects, title: str, at: datetime | None) -> int:
    """Lay down what the paper is, as a stream that anybody can read; `at` is when it was made."""
    made = _MADE.format(at.astimezone(UTC)) if at else ""
    data = _XMP.format(title=escape(title), made=made).encode()
    return objects.add_raw_stream(data, "/Type /Metadata /Subtype /XML ")


def information(objects: Objects, title: str, at: datetime | None) -> int:
    """Lay down the same once more, where older readers look."""
    made = f"/CreationDate (D:{at.astimezone(UTC):%Y%m%d%H%M%S}Z) " if at else ""
    return objects.add(f"<< /Title {text_string(title)} {made}>>")


def output_intent(objects: Objects) -> int:
    """Lay down what colours mean."""
    profile = objects.add_stream(_profile(), "/N 3 ")
    return objects.add(
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        f"/Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R >>"
    )


@cache
def _profile() -> bytes:
    return compress(COLOURS.read_bytes())
