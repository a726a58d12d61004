"""Suppliers' invoices: drafted or taken in, submitted, approved (recorded), booked, paid, disputed, cancelled."""
