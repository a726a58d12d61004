"""The forms of the schemes as data: one file per scheme, with dated versions of its steps and fields.

A dossier keeps the version that it was begun with, so that nobody who is writing meets other questions overnight. A new version
is added at the end of its file; one that was in use is never edited, but for a label.
"""
