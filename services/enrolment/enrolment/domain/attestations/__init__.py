"""What is said on paper and can be checked by anybody: the codes of attestations, and how little a checker is shown.

- ``code``: 130 bits in seven groups of four characters, with check characters, so that it can be read aloud and typed.
- ``masking``: enough of a name to compare it with the paper, and no more.
- ``shown``: what the public page says of a code.
"""
