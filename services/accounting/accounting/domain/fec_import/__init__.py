"""Another software's FEC becomes the start of these books (LPF A47 A-1, PCG: bilan d'ouverture = bilan de clôture).

- ``line``: what is read of a line, and the problems that make a file unusable.
- ``accounts``, ``journals``: the other software's numbers and codes, in ours.
- ``opening``: the sums of a file as one opening entry. ``history``: each of its entries as one of ours.
- ``letters``: which lines are lettered again. ``plan``: all that would happen, before anything does.
- ``record``: an import that was accepted, and how far it is.
"""
