"""The fiscal archive of a till: tables for a spreadsheet, a manifest for a program, a page in French for an inspector."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounting.domain.till.link import Link
from accounting.domain.till.record import signature
from accounting.domain.till.till import RATES

FORMAT = "essaim-till/1"
RECIPE = """\
import hashlib, json
manifest = json.load(open("manifest.json", encoding="utf-8"))
before = manifest["chain"]["previous_hash"]
for line in open("chaine.jsonl", "rb"):
    line = line.rstrip(b"\\n")
    record = json.loads(line)
    assert record["previous_hash"] == before, f"rupture au numéro {record['sequence']}"
    before = hashlib.sha256(line).hexdigest()
assert before == manifest["chain"]["head_hash"], "le dernier enregistrement n'est pas celui de l'archive"
print("La chaîne est intacte, jusqu'au numéro", record["sequence"])
"""

_MEANS = ("espèces", "carte", "chèque")
_TICKET = ("numero", "ticket", "type", "jour", "enregistre_le", "operateur", "total TTC", *_MEANS)
_CLOSING = (
    *("numero", "cloture", "periode", "du", "au", "premier", "dernier", "ventes", "remboursements", "vendu TTC"),
    *("remboursé TTC", *_MEANS),
)
_COUNT = ("caisse attendue", "caisse comptée", "écart")


@dataclass(frozen=True)
class TillArchive:
    """What manifest and page say of an archive."""

    till_id: str
    code: str
    label: str
    place: str
    siren: str
    entity: str
    vat_number: str
    first_on: date
    last_on: date
    made_at: datetime
    first_sequence: int
    previous_hash: str
    head_sequence: int
    head_hash: str

    @property
    def file_name(self) -> str:
        """``732829320_caisse_C01_20261201_20261231.zip``."""
        return f"{self.siren}_caisse_{self.code}_{self.first_on:%Y%m%d}_{self.last_on:%Y%m%d}.zip"


def tickets_header() -> str:
    """The first line of the table of tickets."""
    rates = [f"{word} {rate} %" for rate in RATES for word in ("base HT", "TVA")]
    return _row([*_TICKET, *rates, "rembourse", "signature", "empreinte"])


def ticket_row(link: Link, hash_: str) -> str:
    """One ticket."""
    ticket = link.certain_ticket
    means = {
        name: sum(one.amount_cents for one in ticket.payments if one.means == name)
        for name in ("cash", "card", "cheque")
    }
    taxes = []
    for rate in RATES:
        parts = [one for one in ticket.parts if one.rate == rate]
        taxes += [_amount(sum(one.base_cents for one in parts)), _amount(sum(one.vat_cents for one in parts))]
    return _row(
        [
            str(link.sequence),
            ticket.number,
            "vente" if ticket.total_cents > 0 else "remboursement",
            link.day.isoformat(),
            link.recorded_at.isoformat(),
            link.operator,
            _amount(ticket.total_cents),
            *(_amount(means[name]) for name in ("cash", "card", "cheque")),
            *taxes,
            link.refers_to or "",
            signature(hash_),
            hash_,
        ]
    )


def closings_header() -> str:
    """The first line of the table of closings."""
    rates = [f"{word} {rate} %" for rate in RATES for word in ("base HT", "TVA")]
    return _row([*_CLOSING, *rates, *_COUNT, "grand total perpétuel", "grand total perpétuel absolu", "empreinte"])


def closing_row(link: Link, hash_: str) -> str:
    """One closing."""
    one, count = link.certain_closing, link.certain_closing.count
    taxes = []
    for rate in RATES:
        parts = [part for part in one.parts if part.rate == rate]
        taxes += [_amount(sum(part.base_cents for part in parts)), _amount(sum(part.vat_cents for part in parts))]
    counted = ["", "", ""]
    if count is not None:
        found = "non compté" if count.counted_cents is None else _amount(count.counted_cents)
        counted = [_amount(count.expected_cents), found, _amount(count.difference_cents)]
    return _row(
        [
            str(link.sequence),
            {"DAY": "jour (Z)", "MONTH": "mois", "YEAR": "exercice"}[one.span.value],
            one.period,
            one.starts_on.isoformat(),
            one.ends_on.isoformat(),
            str(one.first_sequence),
            str(one.last_sequence),
            str(one.sale_count),
            str(one.refund_count),
            _amount(one.sold_cents),
            _amount(one.refunded_cents),
            *(_amount(one.means[name]) for name in ("cash", "card", "cheque")),
            *taxes,
            *counted,
            _amount(one.net_cents),
            _amount(one.absolute_cents),
            hash_,
        ]
    )


def manifest(facts: TillArchive, counts: Mapping[str, int]) -> bytes:
    """As JSON, readable."""
    content = {
        "format": FORMAT,
        "till": {"id": facts.till_id, "code": facts.code, "label": facts.label, "place": facts.place},
        "entity": {"siren": facts.siren, "name": facts.entity, "vat_number": facts.vat_number},
        "from": facts.first_on.isoformat(),
        "to": facts.last_on.isoformat(),
        "made_at": facts.made_at.isoformat(),
        "chain": {
            "first_sequence": facts.first_sequence,
            "previous_hash": facts.previous_hash,
            "head_sequence": facts.head_sequence,
            "head_hash": facts.head_hash,
        },
        "counts": dict(counts),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def readme(facts: TillArchive, counts: Mapping[str, int]) -> str:
    """In French, for an accountant or an inspector who has nothing but this file."""
    return f"""\
ARCHIVE FISCALE DE LA CAISSE {facts.code} ({facts.label})
{facts.entity}, SIREN {facts.siren}{f", TVA {facts.vat_number}" if facts.vat_number else ""}
Du {facts.first_on:%d/%m/%Y} au {facts.last_on:%d/%m/%Y} ; archive faite le {facts.made_at:%d/%m/%Y à %H:%M} (UTC)

À CONSERVER six ans au moins (Livre des procédures fiscales, art. L102 B ; CGI, art. 286, I, 3° bis), dix ans comme pièce
comptable (Code de commerce, art. L123-22).

CE QUE CONTIENT L'ARCHIVE
- chaine.jsonl : les enregistrements {facts.first_sequence} à {facts.head_sequence} de la caisse ({counts["records"]}), un par
  ligne (JSON) : ouvertures, ventes, remboursements, mouvements de caisse, duplicatas, clôtures. Chacun porte l'empreinte de celui
  qui le précède (previous_hash). Les montants sont en centimes, les quantités en millièmes, les instants en temps universel.
- empreintes.csv : l'empreinte SHA-256 de chaque enregistrement.
- tickets.csv : les ventes et les remboursements ({counts["tickets"]}), avec la base et la TVA par taux et les moyens de paiement.
- clotures.csv : les clôtures du jour (Z), du mois et de l'exercice ({counts["closings"]}), avec les grands totaux perpétuels :
  la somme de tous les tickets depuis le premier jour, avec leur signe et en valeur absolue, jamais remise à zéro.
- manifest.json : ce que dit cette page, pour un programme. MANIFEST.sha256 : l'empreinte de chaque fichier.
Les textes sont en UTF-8, le séparateur des .csv est le point-virgule.

VÉRIFIER, SANS LE LOGICIEL
1. Les fichiers sont-ils ceux d'origine ? Dans le dossier où l'archive est décompressée :

sha256sum -c MANIFEST.sha256

2. Les enregistrements sont-ils intacts ? L'empreinte d'une ligne de chaine.jsonl (sans son saut de ligne) est dans la ligne
   suivante ; celle de la dernière est dans manifest.json. Avec Python 3 :

{RECIPE}
3. Le ticket d'un client porte quatre caractères de l'empreinte de sa vente : les 3e, 7e, 13e et 19e.

AVEC LE LOGICIEL, qui recalcule aussi chaque TVA, chaque total et chaque clôture :
essaim till verify {facts.file_name}
"""


def _row(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow([_safe(one) for one in cells])
    return text.getvalue()


def _safe(cell: str) -> str:
    """A text that a spreadsheet would take for a formula is one behind an apostrophe; numbers stay numbers."""
    formula = cell[:1] in ("=", "+", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20") or (
        cell[:1] == "-" and not cell[1:2].isdigit()
    )
    return f"'{cell}" if formula else cell


def _amount(cents: int) -> str:
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units},{rest:02d}"
