"""What somebody tries who means harm or does not look: every route in every role, bad files, the public page, money twice."""
