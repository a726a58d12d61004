"""Routes: ``messages`` (what was told to whom) and ``mailboxes`` (where a role's mails go); ``policy`` says who may."""
