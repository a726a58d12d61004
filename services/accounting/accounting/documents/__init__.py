"""What the service renders: the FEC and its check; the invoice, a share statement and the liquidation as PDF; ``reports``."""
