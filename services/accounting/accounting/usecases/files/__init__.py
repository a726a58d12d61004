"""Files: ``receive_file``, ``spool_file``, ``attach_file``; kept in pieces (``keep_file``, ``keep_bytes``), and read again
(``read_file``, ``read_bytes``).
"""
