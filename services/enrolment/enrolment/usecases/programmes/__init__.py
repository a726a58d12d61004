"""Programmes: ``open_programme``, ``refuse_same_programme``, ``set_parameters``; ``find_programmes``.

``find_places`` and ``check_carrier`` compare them with the reference data: the establishment and formation, and who carries what.
"""
