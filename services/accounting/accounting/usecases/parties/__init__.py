"""Who sells, buys and supplies."""
