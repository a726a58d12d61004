"""The monthly management sheet: exactly two A4 pages, readable in black and white. The same sheet gives the same bytes."""

from datetime import UTC, datetime, time

from accounting.documents.management.charts import Chart, draw_chart
from accounting.documents.management.words import title_of
from accounting.domain.management.sheet import ManagementSheet

_ACTIVITY: tuple[Chart, ...] = ("treasury", "months", "ageing", "forecast")
_ENTITY: tuple[Chart, ...] = ("treasury", "months", "ageing")


def render_sheet(sheet: ManagementSheet) -> bytes:
    """The PDF. Takes half a second with its charts, so not on the event loop."""
    # Imported with the first sheet: the PDF library costs a third of a second and 30 MB.
    from accounting.documents.management.first_page import draw_first_page
    from accounting.documents.management.second_page import draw_second_page
    from essaim.kit.pdf_page import Frame, Page

    title, scope = title_of(sheet), sheet.scope
    charts = {chart: draw_chart(chart, sheet, "png") for chart in (_ENTITY if sheet.is_entity else _ACTIVITY)}
    footer = (f"{scope.entity_name} — SIREN {scope.siren}", "Établi à partir des écritures comptables validées.")
    frame = Frame(f"{title} — {scope.name}", running=f"{title} — {scope.name}", footer=footer)
    page = Page(frame, datetime.combine(sheet.calendar.on, time(12), tzinfo=UTC), scope.entity_name)
    page.set_auto_page_break(False)
    draw_first_page(page, sheet, charts)
    page.add_page()
    draw_second_page(page, sheet, charts)
    return bytes(page.output())
