"""What is offered: a scheme at an establishment for a school year, its parameters, and who decides.

- ``parameters``: sizes, ages, durations, fees, deadlines, documents required; nothing that the sources leave open is a
  constant.
- ``decider``: who decides or gives an opinion, what they are asked and what they see.
- ``outcome``: the rules, in data, that make a dossier's state of the deciders' answers.
- ``programme``: all of it together, with its coordinator and its carrier.
- ``checking``, ``dating``: a set that contradicts itself is refused; from which day it holds. ``presets``: where to start from.
"""
