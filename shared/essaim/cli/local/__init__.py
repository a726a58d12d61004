"""The suite on one machine, without Docker. Read in this order:

- ``ports``, ``processes``: free ports, and child processes that never outlive their launcher.
- ``rabbit_node``, ``rabbit_container``: the two ways to have a private RabbitMQ.
- ``declare``: applies a topology over AMQP, for a broker that is given.
- ``broker``: chooses among them and gives everybody their AMQP URL.
- ``smtp_sink``, ``keys``: mails kept as files; a token issuer with its own key.
- ``suite``: all of it together with the services as real processes.
"""
