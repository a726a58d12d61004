"""Which planned activities a cooperative may carry (CAE-10): the dated lists and what they mean."""
