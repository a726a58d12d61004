"""``page``: the public page on which a guardian reads a consent text and answers."""
