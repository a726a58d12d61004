"""Tills of market stalls: sessions, sales, refunds, closings, and the proof that nothing of it was altered."""
