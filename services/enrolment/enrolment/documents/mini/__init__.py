"""Papers of the mini-entreprises: the agreement, the organigramme."""
