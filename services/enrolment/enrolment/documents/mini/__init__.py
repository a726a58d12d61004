"""Papers of the mini-entreprises: ``agreement_pdf``; ``organigramme_pdf`` with its ``organigramme_picture``."""
