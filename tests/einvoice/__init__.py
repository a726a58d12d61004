"""Electronic invoices: what is written is held to the official rules, what is read to others' files and to hostile ones."""
