"""The storage port and its two engines.

- ``port``: what is guaranteed, what is not, which errors.
- ``conditions``: what every engine checks, so that both refuse the same.
- ``positions``: where a page ends and what comes behind it, for both.
- ``sqlite``: one file per deployment; the default without a database server. ``sqlite_commit`` is its group commit,
  ``sqlite_sql`` its statements.
- ``mongo``: MongoDB through motor; the engine of compose and production. ``mongo_record`` is how documents are kept,
  ``mongo_query`` how they are asked for.
- ``open``: an engine from a URL (``sqlite:///path`` or ``mongodb://…``).
"""
