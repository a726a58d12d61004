"""What persons get to read of their rights, in French.

- ``words``: services, what stays and legal bases in plain words.
- ``flatten``: what is stored as lines to read, with the labels of ``fields.toml`` and the words of ``codes.toml``.
- ``access_pdf``: everything that is held of them.
- ``erasure_letter``: what became of their request to be erased.
"""
