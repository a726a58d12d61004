"""One action per file, named by its verb: a command and one async function; one folder per area, as in ``domain``."""
