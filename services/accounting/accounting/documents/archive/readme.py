"""What stands beside the books in an archive: what each file is, and how to verify all of it without this software."""

from accounting.documents.archive.manifest import ArchiveFacts

PYTHON_RECIPE = """\
import hashlib, json
manifest = json.load(open("manifest.json", encoding="utf-8"))
before = manifest["chain"]["previous_hash"]
for line in open("chaine.jsonl", "rb"):
    line = line.rstrip(b"\\n")
    record = json.loads(line)
    assert record["previous_hash"] == before, f"rupture au maillon {record['sequence']}"
    before = hashlib.sha256(line).hexdigest()
assert before == manifest["chain"]["head_hash"], "le dernier maillon n'est pas celui de la clôture"
print("La chaîne est intacte, jusqu'au maillon", record["sequence"])
"""
SHELL_RECIPE = """\
tail -n 1 chaine.jsonl | tr -d '\\n' | openssl dgst -sha256 -r | cut -d ' ' -f 1
jq -r .chain.head_hash manifest.json
"""


def readme(facts: ArchiveFacts) -> str:
    """In French, for an accountant, an auditor or an inspector who has nothing but this file."""
    previous = facts.previous_archive
    counts = facts.counts
    before = (
        f"celle de l'exercice {previous[0]}, dont l'empreinte SHA-256 est\n  {previous[1]}"
        if previous
        else "aucune (celle-ci est la première de cette entité)"
    )
    return f"""\
ARCHIVE COMPTABLE DE L'EXERCICE {facts.year}
{facts.entity} (SIREN {facts.siren})
Exercice du {facts.starts_on:%d/%m/%Y} au {facts.ends_on:%d/%m/%Y}, clos le {facts.closed_on:%d/%m/%Y}
Archive faite le {facts.made_on:%d/%m/%Y}

À CONSERVER
- Livres et pièces comptables : jusqu'au {facts.keep_until:%d/%m/%Y} au moins (dix ans, Code de commerce, art. L123-22).
- Données de paiement : jusqu'au {facts.payments_until:%d/%m/%Y} au moins (six ans, Livre des procédures fiscales, art. L102 B).
- Archive précédente : {before}.

CE QUE CONTIENT L'ARCHIVE
- {facts.fec} : le fichier des écritures comptables (FEC), {counts["fec_lines"]} lignes ; sa description est à côté.
- chaine.jsonl : les maillons {facts.first_sequence} à {facts.head_sequence} de la chaîne des livres, un par ligne (JSON).
  Un maillon est une écriture, une clôture ou un lettrage. Chacun porte l'empreinte de celui qui le précède.
- clotures.jsonl : les clôtures de l'exercice (mois et année), avec leurs totaux.
- balance.csv : la balance des comptes. plan_de_comptes.csv : le plan de comptes et ses intitulés.
- factures.jsonl : les factures émises et leurs paiements ({counts["invoices"]}) ; factures/ : les mêmes en PDF.
- achats.jsonl : les achats enregistrés et leurs paiements ({counts["purchases"]}) ; achats/ : leurs pièces, telles que reçues.
- partages.jsonl : les partages entre les membres d'un groupe ({counts["shares"]}).
- manifest.json : ce que dit cette page, pour un programme.
- MANIFEST.sha256 : l'empreinte SHA-256 de chaque fichier.
Les textes sont en UTF-8. Dans les .csv le séparateur est le point-virgule, dans les .jsonl les montants sont en centimes.

VÉRIFIER, SANS LE LOGICIEL
1. Les fichiers sont-ils ceux d'origine ? Dans le dossier où l'archive est décompressée :

sha256sum -c MANIFEST.sha256

2. Les livres sont-ils intacts ? L'empreinte d'une ligne de chaine.jsonl (sans son saut de ligne) est dans la ligne suivante,
   sous le nom previous_hash ; celle de la dernière ligne est dans manifest.json. Avec Python 3, ces dix lignes le vérifient :

{PYTHON_RECIPE}
   Avec jq et openssl, pour le dernier maillon ; les deux lignes affichées doivent être égales :

{SHELL_RECIPE}
3. L'archive elle-même est-elle la bonne ? L'empreinte du dernier maillon a été publiée le jour de la clôture, celle de
   l'archive le jour où elle a été faite. L'archive de l'exercice suivant contient l'empreinte de celle-ci.

AVEC LE LOGICIEL
essaim ledger archive-check {facts.siren}_archive_{facts.year}.zip
"""
