"""Invented documents about money: letters, expenses, tickets, orders and slips for the bank, statements."""

from datetime import UTC, date, datetime

from accounting.documents.bank.reconciliation import reconciliation_sheet
from accounting.documents.dunning.letter_pdf import Letter
from accounting.documents.party_statement import party_statement_sheet
from accounting.documents.reports.sheet import Owner, Sheet
from accounting.domain.attachment import Attachment
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.reconciliation import OpenLine, OpenMovement, Reconciliation
from accounting.domain.dunning import DEFAULT_LEVELS, Reminder
from accounting.domain.expenses.expense_type import LineKind, seeded_types
from accounting.domain.expenses.kilometre_scale import Vehicle, VehicleKind
from accounting.domain.expenses.line import Drive, Justified, Line
from accounting.domain.expenses.printed import PrintedSheet
from accounting.domain.expenses.sheet import Approval, ExpenseSheet, SheetStatus
from accounting.domain.history import Happening
from accounting.domain.invoice_sheet import SheetBuyer, SheetCape
from accounting.domain.management.reading import Party, PartyLine
from accounting.domain.parties import Address
from accounting.domain.party_statement import statement_of
from accounting.domain.payments.order import Debtor, FileHash, ItemStatus, OrderItem, OrderStatus, PaymentOrder
from accounting.domain.payments.payable import PayableKind
from accounting.domain.payments.remittance import (
    DepositAccount,
    Remittance,
    RemittanceKind,
    RemittancePart,
    RemittanceStatus,
)
from accounting.domain.pricing import Nature
from accounting.domain.printing import seller_of
from accounting.domain.till.link import TicketSeller
from accounting.domain.till.sheet import TicketSheet, TicketVat
from accounting.domain.till.ticket import TicketLine, TillMeans, TillPayment
from tests.accounting.documents.sales import FULL_SELLER

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
TODAY = date(2026, 12, 1)
SIREN = "732829320"
IBAN = "FR7630006000011234567890189"
OWNER = Owner("Coopérative Exemple", SIREN, NOW, "A001")
HOLDER = "Coopérative Exemple"
SELLER = seller_of(FULL_SELLER)
BUYER = SheetBuyer("Librairie Exemple", ("12 rue des Essaims", "25000 Besançon"), SIREN, None)


def letter(level: int = 3, penalty: int = 1_234) -> Letter:
    """A letter of this level."""
    named = level > 1
    return Letter(
        level=DEFAULT_LEVELS[level - 1],
        reminder=Reminder(level, TODAY, "p1", 120_000, penalty if named else 0, 4_000 if named else 0),
        seller=SELLER,
        buyer=BUYER,
        trade_name="Atelier Maille",
        number="2026-000007",
        issued_on=date(2026, 9, 1),
        due_on=date(2026, 10, 1),
        total_cents=120_000,
        penalty_text="Pénalités de retard : taux de la Banque centrale européenne majoré de 10 points",
        city="Besançon",
        cape=SheetCape(HOLDER, "12 rue des Essaims, 25000 Besançon", SIREN, date(2027, 7, 31)),
    )


def expenses() -> PrintedSheet:
    """A sheet with a drive, a meal and a receipt."""
    types = {one.kind: one for one in reversed(seeded_types())}
    vehicle = Vehicle(VehicleKind.CAR, 5, "AB-123-CD", electric=True)
    scale = "Arrêté du 27 mars 2023 (CGI, annexe IV, art. 6 B)"
    drive = Drive(
        "Besançon, 12 rue des Essaims", "Le Creusot, salon des métiers d'art", 1964, vehicle, 12_000, 76_320, scale
    )
    receipt = Attachment("ab" * 32, "Reçu du café n°1.png", "image/png", 12_000, NOW, "p1")
    lines = (
        Line("l1", date(2026, 11, 12), "Salon", types[LineKind.KILOMETRES], 12_491, drive=drive),
        Line(
            "l2",
            date(2026, 11, 13),
            "Toile pour l'atelier",
            types[LineKind.PLAIN],
            2_200,
            "20",
            367,
            receipts=(receipt,),
            justified=Justified.VALID,
        ),
    )
    approval = Approval(TODAY, "p9", "accountant", "NF-2026-0001", "467", "7582")
    sheet = ExpenseSheet(
        "a1",
        "g1",
        "student_cooperative",
        SIREN,
        "p1",
        "2026-11",
        "k",
        "E00001",
        status=SheetStatus.APPROVED,
        lines=lines,
        approval=approval,
    )
    history = (
        Happening(NOW, "p1", "submitted"),
        Happening(NOW, "p9", "approved", "Merci, tout y est ; pensez au reçu d'essence."),
    )
    return PrintedSheet("s1", sheet, "Ida Exemple", "Atelier Maille", "A001", HOLDER, history, NOW)


def ticket(*, duplicate: int = 0) -> TicketSheet:
    """A ticket paid by two means."""
    seller = TicketSeller(
        HOLDER,
        SIREN,
        "FR44732829320",
        Address("12 rue des Essaims", "25000", "Besançon"),
        "Atelier Maille",
        date(2027, 7, 31),
    )
    lines = (
        TicketLine("Sac en toile", 2000, 1_800, "20", Nature.GOODS, 3_600),
        TicketLine("Livre de recettes de la région, avec un titre qui est long", 1000, 990, "5.5", Nature.RESALE, 990),
        TicketLine("Retouche", 1500, 735, "20", Nature.SERVICES, 1_103),
    )
    vat = (TicketVat("20", 3_919, 784), TicketVat("5.5", 938, 52))
    payments = (TillPayment(TillMeans.CASH, 3_693, 4_000), TillPayment(TillMeans.CARD, 2_000))
    return TicketSheet(
        "C01-000042",
        TODAY,
        NOW,
        "4 place du Marché, Marché de Noël",
        seller,
        lines,
        vat,
        payments,
        5_693,
        "K7QX",
        duplicate=duplicate,
    )


def payment_order() -> PaymentOrder:
    """Two transfers."""
    items = (
        OrderItem(
            PayableKind.PURCHASE,
            "b1",
            "F00001",
            "Tissus d'Exemple et associés",
            IBAN,
            "AGRIFRPP",
            123_456,
            "Facture T-17",
        ),
        OrderItem(
            PayableKind.EXPENSE_SHEET,
            "e1",
            "E00001",
            "Ida Exemple",
            IBAN,
            None,
            14_691,
            "NF-2026-0001",
            ItemStatus.REJECTED,
        ),
    )
    return PaymentOrder(
        SIREN,
        Debtor(HOLDER, IBAN, "AGRIFRPP", "512000"),
        date(2026, 12, 3),
        items,
        True,
        "p9",
        NOW,
        1,
        OrderStatus.APPROVED,
        "p8",
        NOW,
        (FileHash("09", "ab" * 32), FileHash("03", "cd" * 32)),
    )


def slip(kind: RemittanceKind = RemittanceKind.CHEQUES) -> Remittance:
    """A slip of two cheques, or of the cash of an activity."""
    account = DepositAccount("k1", HOLDER, "Compte courant", IBAN, "512000")
    common = ("a1", "A001", "student_cooperative")
    cheques = (
        RemittancePart(
            *common,
            12_050,
            TODAY,
            "i1",
            "y1",
            "2026-000007",
            "Librairie Exemple",
            "C00001",
            "Librairie Exemple",
            "1234567",
        ),
        RemittancePart(
            *common,
            4_000,
            TODAY,
            "i2",
            "y2",
            "2026-000009",
            "Mme L'Hôte-Dubois",
            "C00002",
            "Mme L'Hôte-Dubois",
            "7654321",
        ),
    )
    parts = cheques if kind is RemittanceKind.CHEQUES else (RemittancePart(*common, 25_000, TODAY),)
    return Remittance(SIREN, kind, account, parts, TODAY, "p9", 1, RemittanceStatus.DEPOSITED, TODAY)


def reconciliation() -> Sheet:
    """A balance that is explained but for some euros."""
    account = BankAccount(SIREN, "Compte courant", IBAN, "512000")
    movements = (OpenMovement("m1", date(2026, 11, 28), "FRAIS DE TENUE DE COMPTE", "UNMATCHED", -1_250),)
    lines = (OpenLine("r1", 0, date(2026, 11, 30), "BQ-2026-000012", "Chèque 1234567 de Librairie Exemple", 12_050),)
    return reconciliation_sheet(
        OWNER, account, Reconciliation(date(2026, 11, 30), "512000", 100_000, "movements", 113_300, movements, lines)
    )


def statement() -> Sheet:
    """A customer who paid a part."""
    party = Party("411", "C00001", "A001")

    def line(on: date, voucher: str, label: str, cents: int, letters: str = "") -> PartyLine:
        return PartyLine(party, "Librairie Exemple", on, on, voucher, label, f"invoice:{voucher}", cents, letters)

    lines = [
        line(date(2026, 9, 1), "2026-000001", "Facture 2026-000001 à Librairie Exemple", 120_000, "AA"),
        line(date(2026, 9, 20), "2026-000001", "Règlement de la facture 2026-000001", -120_000, "AA"),
        line(date(2026, 10, 5), "2026-000004", "Facture 2026-000004 à Librairie Exemple", 1_234_567),
        line(date(2026, 11, 10), "", "Virement reçu", -10_000),
    ]
    made = statement_of("Librairie Exemple", ("C00001",), SIREN, date(2026, 9, 1), TODAY, lines, analytic_code="A001")
    return party_statement_sheet(made, OWNER)
