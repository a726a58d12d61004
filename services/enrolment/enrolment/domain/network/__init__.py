"""Companies and mentors of the network, and who suits whom.

- ``registration``: SIREN and SIRET. ``slots``: hours of a week. ``place``: communes and distances. ``sectors``: NAF codes.
- ``company``, ``mentor``: what is known of them, what is wrong with what was given, what is left when they are forgotten.
- ``reading``: files of both.
- ``need``: a team or a student looks for a mentor; a choice of one, from the asking to the end. ``waiting``: a
  mentor who does not answer.
- ``weights``, ``criteria``, ``matching``: suggestions, each with its reasons. ``assignment``: all needs at once.
- ``settings``: what a partner says of all this.
"""
