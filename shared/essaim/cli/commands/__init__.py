"""The commands, one file per group: what is asked for is read and checked here, and done elsewhere.

``asking`` has what they share; ``suite`` runs it, ``events`` looks at it, ``dead_letters`` puts it right, ``contracts`` and
``topology`` are for those who develop and deploy it. Each command imports what it needs when it runs, so that a small one
stays quick.
"""
