"""The rights of persons, as far as the books allow them."""
