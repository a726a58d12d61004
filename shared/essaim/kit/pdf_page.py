"""The A4 page under ``kit.pdf``: font, colours, header and footer of every page, and text that cannot break them.

The only module that imports the PDF library, so that a service pays for it with its first document and not at its start.
The font is Source Sans Pro (SIL OFL 1.1), from the package ``font-source-sans-pro``: static files, because a variable
font takes seconds and 200 MB to instantiate. It covers Latin, Greek and Cyrillic and has the narrow no-break space.
"""

import io
import logging
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.enums import DocumentCompliance, XPos, YPos
from fpdf.fonts import TTFFont

from essaim.kit.french import french_spaces
from essaim.kit.pdf_metadata import archive_metadata

if TYPE_CHECKING:
    from essaim.kit.pdf import Embedded

# What fontTools says of each table that it subsets is of no use to a service's log.
logging.getLogger("fontTools").setLevel(logging.WARNING)

Colour = tuple[int, int, int]

INK: Colour = (34, 38, 43)
GREY: Colour = (100, 108, 116)
ACCENT: Colour = (24, 82, 92)
TINT: Colour = (238, 243, 243)
RULE: Colour = (196, 206, 208)
MARK: Colour = (238, 238, 236)

FAMILY = "source-sans"
_FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Semibold.ttf"}
MARGIN = 17.0
BOTTOM = 20.0
TOTAL = "{nb}"
UNKNOWN = "?"
"""What stands for a character that the font does not have."""


@dataclass(frozen=True)
class Style:
    """How a text looks: points, weight, colour, and millimetres from line to line."""

    size: float
    bold: bool = False
    colour: Colour = INK
    line: float = 4.6


@dataclass(frozen=True)
class Frame:
    """What every page repeats: ``running`` on top from the second page on, ``footer`` below, ``mark`` across it."""

    title: str
    running: str = ""
    footer: tuple[str, ...] = ()
    mark: str = ""


class Page(FPDF):
    """An A4 document in one font. Everything written goes through ``clean``."""

    def __init__(self, frame: Frame, created_at: datetime, author: str, *, archival: bool = False) -> None:
        compliance = DocumentCompliance.PDFA_3B if archival else None
        super().__init__(orientation="portrait", unit="mm", format="A4", enforce_compliance=compliance)
        self.frame = frame
        self._author = author
        folder = files("font_source_sans_pro") / "files"
        for style, name in _FILES.items():
            with as_file(folder / name) as path:
                self.add_font(FAMILY, style, path)
            font = self.fonts[FAMILY + style]
            assert isinstance(font, TTFFont)
            _close_file(font)
            self._known = frozenset(font.cmap)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=BOTTOM)
        self.c_margin = 0
        self.set_lang("fr-FR")
        self.set_title(self.clean(frame.title))
        self.set_author(self.clean(author))
        self.set_creator("Essaim")
        self.set_creation_date(created_at)
        self.add_page()

    def embed(self, file: "Embedded") -> None:
        """Carry a file, announced by the metadata. The library's own metadata would have the present time in them."""
        assert self.creation_date is not None
        self.embed_file(
            bytes=file.content,
            basename=file.name,
            mime_type=file.media_type,
            associated_file_relationship=file.relationship,
            modification_date=self.creation_date,
            desc=file.description,
            compress=True,
        )
        self.set_xmp_metadata(archive_metadata(self.frame.title, self._author, self.creation_date, file.metadata))

    def clean(self, text: str) -> str:
        """French spaces, one form per character, no control characters but line ends, nothing that the font lacks."""
        composed = unicodedata.normalize("NFC", french_spaces(text.replace("\r\n", "\n").replace("\t", " ")))
        kept = (one for one in composed if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
        return "".join(one if one == "\n" or ord(one) in self._known else UNKNOWN for one in kept)

    def use(self, style: Style) -> None:
        """Write in this style from here on."""
        self.set_font(FAMILY, "B" if style.bold else "", style.size)
        self.set_text_color(*style.colour)

    def put(self, text: str, style: Style, *, x: float, width: float, align: str = "L") -> None:
        """Write a text in a column and go below it."""
        self.use(style)
        self.set_x(x)
        self.multi_cell(width, style.line, self.clean(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def height(self, text: str, style: Style, width: float) -> float:
        """How high a text would be in a column of this width."""
        self.use(style)
        found = self.multi_cell(width, style.line, self.clean(text), dry_run=True, output="HEIGHT")
        assert isinstance(found, float | int)
        return float(found)

    def header(self) -> None:
        """The mark behind everything; from the second page on, what the document is."""
        # Outside of the footer the page count has no place holder, so nobody can write one into a document.
        self.alias_nb_pages("")
        if self.frame.mark:
            self._draw_mark()
        if self.page_no() == 1 or not self.frame.running:
            return
        self.set_y(10)
        self.put(self.frame.running, SMALL, x=self.l_margin, width=self.epw)
        self._line(self.get_y() + 1)
        self.set_y(MARGIN)

    def footer(self) -> None:
        """Who it is from, and the page of how many."""
        top = self.h - BOTTOM + 5
        self._line(top - 1.5)
        self.set_y(top)
        for line in self.frame.footer:
            self.put(line, FINE, x=self.l_margin, width=self.epw - 20)
        self.alias_nb_pages(TOTAL)
        self.use(FINE)
        self.set_xy(self.w - self.r_margin - 20, top)
        self.cell(20, FINE.line, f"{self.page_no()} / {TOTAL}", align="R")

    def _line(self, y: float) -> None:
        self.set_draw_color(*RULE)
        self.set_line_width(0.2)
        self.line(self.l_margin, y, self.w - self.r_margin, y)

    def _draw_mark(self) -> None:
        """Large, pale and diagonal."""
        mark = self.clean(self.frame.mark)
        self.use(Style(96, bold=True, colour=MARK))
        width = self.get_string_width(mark)
        with self.rotation(52, self.w / 2, self.h / 2):
            self.text((self.w - width) / 2, self.h / 2 + 12, mark)


def _close_file(font: TTFFont) -> None:
    """Let the font be read from memory: the library would keep its file open for as long as the document lives."""
    reader = font.ttfont.reader
    assert reader is not None
    reader.file.seek(0)
    content = io.BytesIO(reader.file.read())
    reader.file.close()
    reader.file = content


SMALL = Style(8.2, colour=GREY, line=3.9)
FINE = Style(7.2, colour=GREY, line=3.3)
