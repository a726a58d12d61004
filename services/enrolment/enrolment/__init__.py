"""The enrolment service: who takes part in which programme, who decides on it, and what follows.

Read in this order:

- ``domain``: the pure rules, one folder per area.
- ``usecases``: one action per file; the folder's listing is what the service does.
- ``events``: what it listens to; ``<area>_events`` what it does then.
- ``http``: the REST resources, their schemas and the policy table. ``documents``: what it renders.
- ``presets``, ``forms``, ``reference``, ``screening_lists``, ``network_data`` and ``*.toml``: data with their sources.
- ``clamd``: the virus scanner beside it. ``privacy_meters``: what is watched of the rights of persons.
- ``collections`` and ``<area>_collections``, ``deps``, ``settings``, ``app``: what is stored, and how everything is wired.
"""
