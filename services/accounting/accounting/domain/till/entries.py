"""What a till becomes in the books, and why (domain §5.10 entry 4): one entry per session closing, and one per money that moves.

Cash stands on 530, cheques on 5112 and cards on 511 until the bank has them; 580 carries money between the bank and the drawer.
"""

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import EntryDraft, EntryLine, Journal
from accounting.domain.pricing import Nature
from accounting.domain.till.contributing import till_key
from accounting.domain.till.link import Link, LinkKind, MovementType, Opening, Span, TillClosing, TillMovement
from accounting.domain.till.ticket import TillMeans
from accounting.domain.why import Why, euros

CASH, TRANSFERS, BANK, UNEXPLAINED = "530", "580", "512", "471"
MEANS_ACCOUNT = {TillMeans.CASH: CASH, TillMeans.CHEQUE: "5112", TillMeans.CARD: "511"}
SALES = {Nature.SERVICES: "706", Nature.GOODS: "701", Nature.RESALE: "707"}
RULE = "PCG 1031-1"
Move = tuple[str, int, str | None]
"""Account, debit minus credit, VAT rate."""


def till_entry(books: Books, code: str, link: Link, hash_: str) -> EntryDraft | None:
    """The entry of a record. None when it moves nothing."""
    if link.kind is LinkKind.OPENING and link.opening is not None:
        return _opening(books, code, link, link.opening)
    if link.kind is LinkKind.MOVEMENT and link.movement is not None:
        return _movement(books, code, link, link.movement)
    if link.closing is not None and link.closing.span is Span.DAY:
        return _day(books, code, link, link.closing, hash_)
    return None


def _opening(books: Books, code: str, link: Link, opening: Opening) -> EntryDraft | None:
    difference = opening.counted_cents - opening.expected_cents
    if not difference:
        return None
    if difference > 0:
        what = (
            f"Le fond de caisse compté est de {euros(opening.counted_cents)}, la caisse {code} contenait "
            f"{euros(opening.expected_cents)} : {euros(difference)} y entrent (débit du compte 530). Le compte 580 attend leur "
            f"origine, par exemple le retrait à la banque (débit 580, crédit 512)."
        )
    else:
        what = (
            f"Le fond de caisse compté est de {euros(opening.counted_cents)}, la caisse {code} devait contenir "
            f"{euros(opening.expected_cents)} : {euros(-difference)} en sont sortis depuis la dernière clôture (crédit du compte "
            f"530). Le compte 580 attend qu'on dise où : dépôt en banque, ou perte à constater."
        )
    lines = _lines(books, [(CASH, difference, None), (TRANSFERS, -difference, None)])
    return _draft(books, link, f"Fond de caisse {code}", f"{code}-{link.sequence}", lines, what)


def _movement(books: Books, code: str, link: Link, movement: TillMovement) -> EntryDraft:
    cents, held = movement.amount_cents, MEANS_ACCOUNT[movement.means]
    if movement.type is MovementType.IN:
        other, label = TRANSFERS, f"Apport à la caisse {code}"
        why = (
            f"{euros(cents)} entrent dans la caisse {code} (débit 530) : « {movement.reason} ». Le compte 580 attend leur "
            f"origine."
        )
    elif movement.type is MovementType.OUT:
        other, label = UNEXPLAINED, f"Sortie de la caisse {code}"
        why = (
            f"{euros(cents)} sortent de la caisse {code} (crédit 530) : « {movement.reason} ». Le compte d'attente 471 les garde "
            f"jusqu'à ce que la pièce soit comptabilisée."
        )
    else:
        other, label = BANK, f"Remise en banque {movement.reason} de la caisse {code}"
        why = (
            f"{euros(cents)} sont remis à la banque (débit 512), bordereau {movement.reason} : ils quittent le compte {held} "
            f"de la caisse {code}."
        )
    moves: list[Move] = [(held, movement.change_cents, None), (other, -movement.change_cents, None)]
    reference = movement.reason if movement.type is MovementType.DEPOSIT else f"{code}-{link.sequence}"
    return _draft(books, link, label, reference, _lines(books, moves), why)


def _day(books: Books, code: str, link: Link, closing: TillClosing, hash_: str) -> EntryDraft | None:
    count = closing.count
    difference = count.difference_cents if count else 0
    moves: list[Move] = [(account, closing.means.get(means.value, 0), None) for means, account in MEANS_ACCOUNT.items()]
    moves += [(SALES[one.nature], -one.base_cents, _rate(one.rate)) for one in closing.parts]
    taxes: dict[str, int] = {}
    for one in closing.parts:
        taxes[one.rate] = taxes.get(one.rate, 0) + one.vat_cents
    moves += [("44571", -cents, _rate(rate)) for rate, cents in taxes.items()]
    moves += [(CASH, difference, None), ("758" if difference > 0 else "658", -difference, None)]
    lines = _lines(books, moves)
    if not lines:
        return None
    total = closing.sold_cents - closing.refunded_cents
    vat = sum(taxes.values())
    why = (
        f"Clôture Z de la caisse {code} du {closing.ends_on:%d/%m/%Y} : {closing.sale_count} tickets et {closing.refund_count} "
        f"remboursements font {euros(total)} encaissés (530 espèces, 5112 chèques, 511 cartes). La vente vaut "
        f"{euros(closing.base_cents)} hors taxes (comptes 70) ; la TVA de {euros(vat)}, additionnée ticket par ticket, est due à "
        f"l'État (44571). {_count_sentence(difference, counted=count is not None and count.counted_cents is not None)} "
        f"Empreinte de la clôture : {hash_[:16]}."
    )
    return _draft(books, link, f"Caisse {code} du {closing.ends_on:%d/%m/%Y}", f"{code}-Z-{closing.period}", lines, why)


def _count_sentence(difference: int, *, counted: bool) -> str:
    if not counted:
        return "La caisse n'a pas été comptée (clôture automatique)."
    if not difference:
        return "La caisse comptée est juste."
    if difference > 0:
        return f"Il y a {euros(difference)} de trop dans la caisse : c'est un produit (crédit 758)."
    return f"Il manque {euros(-difference)} dans la caisse : c'est une charge (débit 658)."


def _rate(rate: str) -> str | None:
    return None if rate == "0" else rate


def _lines(books: Books, moves: list[Move]) -> tuple[EntryLine, ...]:
    """Debits for positive amounts, credits for negative ones, nothing for 0. Amounts of one account and rate stay apart."""
    code = books.activity.analytic_code
    return tuple(
        EntryLine(account, debit_cents=max(0, cents), credit_cents=max(0, -cents), analytic_code=code, vat_rate=rate)
        for account, cents, rate in moves
        if cents
    )


def _draft(
    books: Books, link: Link, label: str, reference: str, lines: tuple[EntryLine, ...], sentence: str
) -> EntryDraft:
    key = till_key(link.till_id, link.sequence)
    why = Why(rule=RULE, sentence=sentence, source_document=key)
    return books.draft(Journal.CASH, key, link.day, label, (reference, link.day), lines, why)
