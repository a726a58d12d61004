"""Documents of purchases: the order that a supplier gets (``order_pdf``)."""
