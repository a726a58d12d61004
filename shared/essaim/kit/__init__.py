"""Plumbing without business words. Every service is built from these parts, and only ``app.py`` puts them together.

Read in this order:

- ``errors``: the kinds of error, mapped once to HTTP and once to acknowledgement.
- ``clock``, ``ids``, ``cause``: time, identifiers, and who or what made something happen.
- ``store``: the storage port and its two engines. ``repository``: typed aggregates over it, with outbox and inbox.
- ``relay``: the outbox to RabbitMQ. ``broker``: the FastStream factory. ``listens``, ``delivery``, ``consumer``: one inbox
  queue to use cases.
- ``retry``: the retry ladder and the dead letters. ``replay``: the log of all events, read again.
- ``http``: problems, auth, policy, idempotency, paging, health. ``service`` (with ``readiness``): one process made of it all.
- ``attachments`` (with ``file_types``, ``file_names``, ``pdf_parts``): files that people attach, checked and kept once.
- ``sequence``: gapless numbers. ``pdf`` (over ``pdf_page``) and ``french``: documents. ``settings``, ``logs``, ``metrics``,
  ``paging``, ``publisher``, ``aggregate``: the small rest.
"""
