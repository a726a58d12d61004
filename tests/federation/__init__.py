"""Two buses that federate, in reading order: what is rendered, what each user may do, what becomes of events on the way."""
