"""The enrolment service: who takes part in which programme, in which group, under which contract.

Read in this order:

- ``domain``: the pure rules, from the roster's cells to the closing of a group.
- ``usecases``: one action per file; the folder's listing is what the service does.
- ``events``: what it listens to: the answers of the other services in a closing, and its own signed contracts.
- ``http``: the REST resources, their schemas and the policy table.
- ``documents``: what it renders.
- ``collections``, ``deps``, ``settings``, ``app``: what is stored, and how everything is wired.
"""
