"""Papers that can be checked, and the public pages about them: the two attestations, the check, and the tutor's answer."""
