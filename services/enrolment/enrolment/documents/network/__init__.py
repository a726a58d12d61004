"""What the network shows to people without a login: ``mentor_page``, on which a mentor who is asked says yes or no."""
