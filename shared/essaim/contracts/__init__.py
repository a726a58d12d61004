"""What crosses the bus, and nothing else: pydantic is the only dependency.

Read in this order:

- ``types``: the few scalar types that every event uses (amounts, ids, schemes).
- ``event``: ``EventData``, the base of every event, and the registry of all of them by wire name.
- ``envelope``: the CloudEvents envelope and its AMQP properties.
- ``enrolment``, ``coaching``, ``accounting``, ``notifications``: one file of events per publishing service.
- ``catalogue``: imports the four and renders JSON Schemas and the catalogue page.
- ``topology``: exchanges, queues, users and permissions for a list of deployments.
"""
