"""Figures for funders, without anybody who could be recognised.

- ``cube``: what is counted, by which dimensions.
- ``protection``: what is published of a count, so that no small cell shows a person.
- ``table``: the counts by up to three dimensions, and the figures of a whole report.
"""
