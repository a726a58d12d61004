"""The ``essaim`` command and the local suite behind it."""
