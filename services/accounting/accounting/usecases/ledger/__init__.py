"""The books: ``post_entry`` is the only way in; entries by hand, letterings, kept sums, verification."""
