"""Months and years: ``close_month``, ``close_year``, ``open_year``, for ever; ``complete_closings`` after a crash;
``list_closings``, ``find_closing_day``, ``read_closed_until``.
"""
