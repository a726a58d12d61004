"""Dead letters, for ``essaim dead-letters``: what it finds, and how it holds on to it without losing any.

``letter`` reads one letter, ``deaths`` the broker's own notes on it, ``shown`` writes it for people and scripts;
``selection`` says which ones are meant, ``inboxes`` in which queues to look, ``dead_queue`` walks through a queue and gives
letters back.
"""
