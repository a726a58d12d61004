"""Payment orders and slips: the bank's file (``pain001``), the order on paper (``order_pdf``), the slip (``remittance_pdf``)."""
