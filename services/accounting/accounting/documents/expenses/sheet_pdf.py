"""An expense sheet on paper: its lines, how kilometres were computed, totals, receipts with their hashes, and signatures."""

from accounting.documents.sale_blocks import one_line, siren
from accounting.domain.expenses.line import Drive, Justified, Line
from accounting.domain.expenses.printed import PrintedSheet
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus, expense_payable
from essaim.kit.clock import PARIS
from essaim.kit.french import NO_BREAK, french_amount, french_date, french_number, french_percent
from essaim.kit.pdf import Column, Document, Line as Text, Look

LINES = (
    Column("Date", 11),
    Column("Dépense", 42),
    Column("Justificatif", 15),
    Column("TVA récupérée", 15, "RIGHT"),
    Column("Montant TTC", 17, "RIGHT"),
)
KILOMETRES = (
    Column("Date", 12),
    Column("Trajet et véhicule", 34),
    Column("Distance", 14, "RIGHT"),
    Column("Calcul", 40),
)
RECEIPTS = (Column("Ligne", 8), Column("Fichier", 38), Column("Empreinte SHA-256", 54))
ACCOUNTS = (Column("Compte", 40), Column("Charge", 60, "RIGHT"))
STATES = {
    SheetStatus.DRAFT: "Brouillon",
    SheetStatus.SUBMITTED: "Remise, en attente",
    SheetStatus.RETURNED: "Rendue à la personne",
    SheetStatus.APPROVED: "Approuvée, à payer",
    SheetStatus.PAID: "Payée",
    SheetStatus.WAIVED: "Abandonnée par la personne",
    SheetStatus.DISCARDED: "Annulée",
}
JUSTIFIED = {Justified.WAITING: "à vérifier", Justified.VALID: "vérifié", Justified.INVALID: "refusé"}
VEHICLES = {"car": "voiture", "motorcycle": "motocyclette", "moped": "cyclomoteur"}
ACTIONS = {
    "submitted": "Remise",
    "withdrawn": "Reprise",
    "returned": "Rendue",
    "approved": "Approuvée",
    "paid": "Paiement",
    "waived": "Abandon de créance",
    "discarded": "Annulée",
}


def render_expense_sheet(printed: PrintedSheet) -> bytes:
    """The PDF. The same sheet printed at the same moment gives the same bytes."""
    sheet = printed.sheet
    title = f"Note de frais {sheet.number}" if sheet.number else "Note de frais"
    month = f"{sheet.month[5:]}/{sheet.month[:4]}"
    document = Document(
        title,
        created_at=printed.printed_at,
        author=printed.entity_name,
        running=f"{title} — {printed.person_name} — {month}",
        footer=(f"{printed.entity_name} — SIREN {siren(sheet.siren)} — activité {printed.analytic_code}",),
        mark="" if sheet.approval else "NON APPROUVÉE",
    )
    document.blocks(_heading(sheet, month), _person(printed), share=0.55, boxed=True)
    document.space()
    document.table(LINES, [_line(place, one) for place, one in enumerate(sheet.lines, 1)])
    document.space()
    document.summary(ACCOUNTS, _charges(sheet), _totals(sheet))
    _kilometres(document, sheet)
    _receipts(document, sheet)
    _story(document, printed)
    _signatures(document, printed)
    return document.to_bytes()


def _heading(sheet: ExpenseSheet, month: str) -> list[Text]:
    return [
        Text("NOTE DE FRAIS", Look.TITLE),
        *([Text(sheet.number, Look.NAME)] if sheet.number else []),
        Text(f"Mois : {month}", Look.STRONG),
        Text(f"État : {STATES[sheet.status]}"),
        *([Text(f"Motif de cette note en plus : {sheet.reason}")] if sheet.reason else []),
    ]


def _person(printed: PrintedSheet) -> list[Text]:
    return [
        Text("Dépenses avancées par", Look.LABEL),
        Text(printed.person_name, Look.STRONG),
        Text(f"{printed.group_name or 'Activité'} ({printed.analytic_code})"),
        Text(f"Compte {printed.sheet.person_account}", Look.SMALL),
    ]


def _line(place: int, line: Line) -> tuple[str, ...]:
    about = f"{place}. {line.type.label} : {line.label}"
    if line.bill is not None:
        part = french_percent(str(line.bill.percent))
        about += f" ({part} de {french_amount(line.bill.bill_cents)})"
    receipt = f"{len(line.receipts)} — {JUSTIFIED[line.justified]}" if line.receipts else "aucun"
    if not line.receipts and not line.needs_receipt:
        receipt = "non demandé"
    vat = f"{french_amount(line.vat_cents)} ({french_percent(line.vat_rate)})" if line.vat_rate else "—"
    return f"{line.spent_on:%d/%m/%Y}", about, receipt, vat, french_amount(line.amount_cents)


def _charges(sheet: ExpenseSheet) -> list[tuple[str, str]]:
    return [(account, french_amount(cents)) for account, cents in sheet.charges.items()]


def _totals(sheet: ExpenseSheet) -> list[tuple[str, str]]:
    """Down to what is left to pay, once something is: before the approval nothing is owed yet."""
    rows = [
        ("Charge de l’activité", french_amount(sheet.charge_cents)),
        ("TVA récupérée", french_amount(sheet.vat_cents)),
        ("Total TTC", french_amount(sheet.total_cents)),
    ]
    if not sheet.approval:
        return rows
    if sheet.paid_cents:
        rows.append(("Déjà payé", french_amount(-sheet.paid_cents)))
    if sheet.waived_cents:
        rows.append(("Abandonné", french_amount(-sheet.waived_cents)))
    return [*rows, ("Reste à payer", french_amount(expense_payable(sheet)))]


def _kilometres(document: Document, sheet: ExpenseSheet) -> None:
    drives = [(line, line.drive) for line in sheet.lines if line.drive is not None]
    if not drives:
        return
    document.space()
    document.heading("Calcul des kilomètres")
    document.table(KILOMETRES, [_drive(line, drive) for line, drive in drives])
    sources = sorted({drive.scale_source for _, drive in drives if drive.scale_source})
    document.paragraph("Barème : " + " ; ".join(sources), Look.SMALL)


def _drive(line: Line, drive: Drive) -> tuple[str, ...]:
    vehicle = drive.vehicle
    electric = f", électrique (+{NO_BREAK}20{NO_BREAK}%)" if vehicle.electric else ""
    by = f"{one_line(vehicle.name)}, {VEHICLES[vehicle.kind]} {vehicle.power} CV{electric}"
    way = f"{one_line(drive.start)} → {one_line(drive.destination)}\n{by}"
    after = drive.before_tenths + drive.tenths
    scale = french_amount(drive.granted_cents + line.amount_cents)
    told = (
        f"{_km(drive.before_tenths)} déjà comptés dans l’année, {_km(after)} avec ce trajet : barème {scale}, moins "
        f"{french_amount(drive.granted_cents)} déjà accordés = {french_amount(line.amount_cents)}"
    )
    return f"{line.spent_on:%d/%m/%Y}", way, _km(drive.tenths), told


def _km(tenths: int) -> str:
    units, rest = divmod(tenths, 10)
    return f"{french_number(f'{units}.{rest}' if rest else str(units))}{NO_BREAK}km"


def _receipts(document: Document, sheet: ExpenseSheet) -> None:
    rows = [
        (str(place), receipt.name, receipt.sha256)
        for place, line in enumerate(sheet.lines, 1)
        for receipt in line.receipts
    ]
    if rows:
        document.space()
        document.heading("Justificatifs")
        document.table(RECEIPTS, rows)


def _story(document: Document, printed: PrintedSheet) -> None:
    steps = [one for one in printed.history if one.action in ACTIONS]
    if not steps:
        return
    document.space()
    document.heading("Suivi")
    for one in steps:
        said = f" : {one.comment}" if one.comment else ""
        document.paragraph(f"{french_date(one.at.astimezone(PARIS).date())} — {ACTIONS[one.action]}{said}", Look.SMALL)


def _signatures(document: Document, printed: PrintedSheet) -> None:
    approval = printed.sheet.approval
    document.space(8)
    document.keep_together(45)
    document.blocks(
        [
            Text("La personne", Look.LABEL),
            Text("Je certifie avoir payé ces dépenses pour l’activité."),
            Text(f"{printed.person_name}, le                    Signature :"),
        ],
        [
            Text("Pour la structure", Look.LABEL),
            Text(f"Approuvée le {french_date(approval.approved_on)}" if approval else "Pas encore approuvée"),
            Text("Nom et signature :"),
        ],
        share=0.55,
    )
