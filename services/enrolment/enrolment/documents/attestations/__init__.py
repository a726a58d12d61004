"""Papers that can be checked, and the public pages about them.

- ``snee_pdf``, ``award_pdf``: the two attestations; ``check_code``: the code and its picture on both.
- ``verification_page``: what anybody learns of a code. ``tutor_page``: the tutor's answer.
"""
