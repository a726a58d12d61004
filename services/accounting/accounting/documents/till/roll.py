"""A roll of paper of 80 mm under a ticket: one page as long as the ticket, in the font of all documents.

Imported only where a ticket is drawn: it brings the PDF library with it.
"""

from datetime import datetime

from essaim.kit.pdf_page import Frame, Page

WIDTH, MARGIN = 80.0, 4.0


class Roll(Page):
    """One page without head and foot."""

    def __init__(self, title: str, height: float, created_at: datetime, author: str) -> None:
        self._height = height
        super().__init__(Frame(title), created_at, author)

    def add_page(self, *_: object, **__: object) -> None:
        """The one page, of its own size."""
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(False, margin=MARGIN)
        super().add_page(format=(WIDTH, self._height))

    def header(self) -> None:
        """None: the ticket begins at the top."""

    def footer(self) -> None:
        """None: the ticket ends where it ends."""

    def rule(self) -> None:
        """A line across."""
        y = self.get_y() + 1.2
        self.set_line_width(0.2)
        self.line(self.l_margin, y, self.w - self.r_margin, y)
        self.set_y(y + 1.2)
