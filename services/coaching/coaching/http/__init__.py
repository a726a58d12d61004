"""The way in over HTTP: routers translate, check the policy, call one use case and translate back.

- ``policy``: who may do what. ``dependencies``: what every route uses.
- ``sessions``: reading, planning and moving a session. ``attendance``: signatures, absences, seal and sheet.
- ``workshops``: opening and registering. ``groups``: the plan and the resolutions of a group.
- ``schemas`` and ``session_view``: what goes in and out.
"""
