"""The proof that a quote was accepted: who signed what, when and from where, or who declared that it was signed on paper."""

from datetime import UTC, datetime, time

from accounting.documents.quotes.words import company_text, registered_text
from accounting.documents.sale_blocks import cape_block
from accounting.domain.parties import Customer, LegalEntity
from accounting.domain.printing import cape_of
from accounting.domain.quote import Quote, sent
from accounting.domain.quote_parts import Sending, Signature
from essaim.kit.french import french_amount, french_date, french_time
from essaim.kit.pdf import Document, Line, Look

LEGAL = (
    "Signature électronique simple au sens du règlement (UE) n° 910/2014 (eIDAS), articles 3 et 25, et des articles 1366 et 1367"
    " du code civil. Elle n’est ni avancée ni qualifiée : sa valeur se prouve avec les éléments de ce document."
)
NETWORK = "L’adresse n’est gardée qu’en partie : elle situe la connexion sans désigner un appareil."


def render_proof(quote: Quote, declared_by: str) -> bytes:
    """The PDF. ``declared_by`` is the name of whoever declared a signature on paper. RuleError for what was never sent."""
    sending = sent(quote)
    signature = quote.signature
    title = f"Preuve d’acceptation du devis {sending.number}"
    day = quote.accepted_on or sending.sent_on
    document = Document(
        title,
        created_at=signature.signed_at if signature else datetime.combine(day, time(12), tzinfo=UTC),
        author=sending.seller.name,
        running=title,
        footer=(f"{sending.seller.name} — {company_text(sending.seller)}", registered_text(sending.seller)),
    )
    document.paragraph("Preuve d’acceptation", Look.TITLE)
    document.paragraph(f"Devis n° {sending.number}, version {quote.edition}", Look.NAME)
    document.space()
    document.blocks(_party("Vendeur", sending.seller), _party("Client", sending.buyer), boxed=True)
    document.space()
    document.facts(_offer(quote, sending), columns=3)
    document.space()
    if signature is not None:
        _signed(document, signature)
    else:
        _declared(document, quote, declared_by)
    document.space()
    document.heading("Document accepté")
    document.paragraph(f"Empreinte SHA-256 du PDF du devis : {sending.pdf_sha256}")
    document.paragraph(
        "Pour vérifier : calculer l’empreinte SHA-256 du fichier reçu ; elle doit être celle qui est écrite ici.",
        Look.SMALL,
    )
    cape = cape_of(sending.seller, sending.contract_ends_on)
    if cape is not None:
        document.space()
        document.notice(cape_block(cape, sending.trade_name))
    return document.to_bytes()


def _party(label: str, party: LegalEntity | Customer) -> list[Line]:
    return [Line(label, Look.LABEL), Line(party.name, Look.NAME), *(Line(one) for one in party.address.lines)]


def _offer(quote: Quote, sending: Sending) -> list[tuple[str, str]]:
    return [
        ("Envoyé", french_date(sending.sent_on)),
        ("Valable jusqu’au", french_date(quote.valid_until)),
        ("Montant TTC", french_amount(quote.totals.including_vat_cents)),
    ]


def _signed(document: Document, signature: Signature) -> None:
    document.heading("Signé par voie électronique")
    at = signature.signed_at
    document.facts(
        [
            ("Nom écrit par le signataire", signature.name),
            ("Signé", f"{french_date(at.date())} à {at:%H:%M:%S} UTC ({french_time(at)} à Paris)"),
            ("Numéro de commande", signature.order_reference or "aucun"),
            ("Réseau d’origine", signature.network or "inconnu"),
            ("Navigateur", signature.user_agent or "inconnu"),
            ("Empreinte du lien utilisé", signature.link_digest),
        ]
    )
    document.space(2)
    document.notice([Line("Texte accepté", Look.STRONG), Line(signature.text)])
    document.space(2)
    document.paragraph(LEGAL, Look.SMALL)
    document.paragraph(NETWORK, Look.SMALL)


def _declared(document: Document, quote: Quote, declared_by: str) -> None:
    document.heading("Signé sur papier")
    document.facts(
        [
            ("Accepté", french_date(quote.accepted_on) if quote.accepted_on else "—"),
            ("Déclaré par", declared_by),
            ("Numéro de commande", quote.order_reference or "aucun"),
        ],
        columns=3,
    )
    document.paragraph(
        "Aucune signature électronique n’a été recueillie : l’exemplaire signé est gardé par le vendeur.", Look.SMALL
    )
