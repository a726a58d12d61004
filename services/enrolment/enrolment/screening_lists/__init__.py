"""The activities that a cooperative may not carry, or not without a look, as data: ``listed_activities.csv``.

Professional orders and regulated professions: the CAEs' own answers and entreprendre.service-public.fr (F35897). Premises or
plant by nature: the practice of CAEs and couveuses. The lists hold from 2016-01-01, when the decree on CAEs came into force. An
entry is never taken out: it gets a last day (``until``) and perhaps a successor, so that earlier screenings stay explainable.
Whether the label of a row covers exactly what its NAF code covers has to be read by the carrier, who can close an entry or add
one for itself.
"""
