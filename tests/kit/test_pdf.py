"""Documents: the same bytes for the same content, whole tables over several pages, and nothing that a text could break."""

import hashlib
import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from essaim.kit.french import french_amount, french_date, french_number, french_percent, french_spaces, french_time
from essaim.kit.pdf import Column, Document, Line, Look

AT = datetime(2026, 10, 7, 12, tzinfo=UTC)
COLUMNS = (Column("Désignation", 70), Column("Montant", 30, "RIGHT"))


def document(**changes: Any) -> Document:
    """An empty document."""
    return Document(
        "Essai", created_at=AT, author="Essaim", running="Essai, suite", footer=("Pied de page",), **changes
    )


def pages(made: Document) -> list[str]:
    """The text of each page as a reader sees it."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(made.to_bytes())).pages]


MAKE = """
import hashlib
from tests.kit.test_pdf import example
print(hashlib.sha256(example()).hexdigest())
"""


def example() -> bytes:
    """A document with one of everything."""
    made = document(mark="PROJET")
    made.paragraph("Titre", Look.TITLE)
    made.blocks([Line("À gauche")], [Line("À droite", Look.NAME)], boxed=True)
    made.facts([("Date", "7 octobre"), ("Lieu", "")])
    made.table(COLUMNS, [["Sac en maille", french_amount(123450)]] * 60)
    made.summary(COLUMNS, [["20 %", "1,00 €"]], [("HT", "1,00 €"), ("TTC", "1,20 €")])
    made.notice([Line("Attention", Look.STRONG), Line("Texte")])
    return made.to_bytes()


def test_the_same_content_gives_the_same_bytes_in_every_process() -> None:
    expected = hashlib.sha256(example()).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", MAKE],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["", *sys.path])},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_the_library_is_not_loaded_before_the_first_document() -> None:
    look = "import sys, essaim.kit.pdf; print('fpdf' in sys.modules, 'fontTools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_table_breaks_over_pages_with_its_headings_and_every_row_once() -> None:
    made = document()
    made.table(COLUMNS, [[f"Ligne {number};", "1,00 €"] for number in range(100)])
    found = pages(made)
    assert len(found) == 3
    assert all("Désignation" in page for page in found)
    assert [
        sum(f"Ligne {number}\u202f;" in page or f"Ligne {number};" in page for page in found) for number in range(100)
    ] == [1] * 100
    assert [page for page in found if "Essai, suite" in page] == found[1:]
    assert [f"{number} / 3" in page for number, page in enumerate(found, 1)] == [True] * 3
    assert all("Pied de page" in page for page in found)


def test_a_row_higher_than_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="row"):
        document().table(COLUMNS, [["mot " * 3000, ""]])


def test_line_ends_in_a_cell_or_a_value_do_not_make_it_higher() -> None:
    made = document()
    made.table(COLUMNS, [["début\n" + "a\r\n" * 98 + "fin", "1,00 €"]])
    made.facts([("Lieu", "a\n" * 99 + "là")])
    [page] = pages(made)
    assert "début a a" in page
    assert "a fin" in page
    assert "a là" in page


def test_a_few_lines_of_a_cell_stand_below_each_other() -> None:
    made = document()
    made.table(COLUMNS, [["Sac\nColoris écru\nRemise", "1,00 €"], ["a\nb\nc\nd", "2,00 €"]])
    lines = PdfReader(io.BytesIO(made.to_bytes())).pages[0].extract_text().splitlines()
    assert {"Sac", "Coloris écru"} < {one.strip() for one in lines}
    assert any(one.startswith("a b c d") for one in lines)


def test_a_long_label_of_a_total_wraps_beside_its_value_and_an_empty_table_is_not_drawn() -> None:
    label = "Remise accordée aux librairies indépendantes de la région"
    made = document()
    made.summary((), [], [(label, "−1 234 567,89 €"), ("Total", "1,00 €")])
    [page] = PdfReader(io.BytesIO(made.to_bytes())).pages
    text, drawn = page.extract_text(), page.get_contents()
    assert label not in text
    assert label in " ".join(text.split()).replace(" −1 234 567,89 €", "")
    assert drawn is not None
    assert drawn.get_data().count(b" re f") == 1


def test_what_stays_together_goes_to_the_next_page_as_a_whole() -> None:
    made = document()
    made.space(225)
    made.notice([Line("Début", Look.STRONG), *(Line(f"Ligne {number}") for number in range(5)), Line("Fin")])
    first, second = pages(made)
    assert "Début" not in first
    assert "Début" in second
    assert "Fin" in second


def test_french_typography_and_european_names_survive() -> None:
    made = document()
    texts = ["1\u202f234,50\u00a0€", "L’été à l’œuvre — « oui »", "Łucja Øst Čapek Ğül Ξένη Ольга Ștefan"]
    for text in texts:
        made.paragraph(text)
    [page] = pages(made)
    # The library writes a no-break space as a space once the lines are broken; the narrow one stays what it is.
    assert [french_spaces(text).replace("\u00a0", " ") in page for text in texts] == [True] * 3


def test_a_text_cannot_break_the_page() -> None:
    made = document()
    made.paragraph("e\u0301te\u0301 \x00\x1b[31m \u202e{nb} pages \U0001f9f6 **gras** " + "x" * 400)
    [page] = pages(made)
    assert "été [31m {nb} pages ? **gras**" in page
    assert page.count("x") == 400


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(example()))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author, reader.metadata.creation_date) == ("Essai", "Essaim", AT)
    assert str(reader.root_object["/Lang"]) == "fr-FR"
    assert "PROJET" in reader.pages[-1].extract_text()


def test_numbers_amounts_and_percentages_in_french() -> None:
    assert french_number("1234567.5") == "1\u202f234\u202f567,5"
    assert [french_amount(cents) for cents in (0, 5, 123450, -99)] == [
        "0,00\u00a0€",
        "0,05\u00a0€",
        "1\u202f234,50\u00a0€",
        "−0,99\u00a0€",
    ]
    assert french_percent("5.5") == "5,5\u00a0%"


def test_dates_and_times_are_those_of_paris() -> None:
    assert french_date(date(2026, 11, 1)) == "1er\u00a0novembre\u00a02026"
    assert french_date(date(2026, 10, 7), weekday=True) == "mercredi 7\u00a0octobre\u00a02026"
    assert french_time(AT) == "14\u00a0h\u00a000"
    assert french_time(AT, seconds=True) == "14:00:00"
