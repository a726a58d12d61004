"""The till of a market stall (CGI art. 286, I-3° bis)."""
