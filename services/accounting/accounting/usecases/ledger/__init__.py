"""The books: ``post_entry`` is the only way in.

- ``post_entry``, ``post_batch``, ``append_record``, ``read_head``, ``number_series``: one more record of the chain.
- ``announce_entries``, ``announce_all``, ``tell_of_entries``: the bus hears of it. ``post_missing_entries``: what a crash left
  out.
- ``write_entry``, ``edit_entry``, ``discard_entry``, ``validate_entry``, ``complete_validation``, ``complete_validations``,
  ``reverse_entry``: entries by hand. ``add_account``: the chart.
- ``letter_lines``, ``letter_document``, ``unletter_lines``, ``apply_letterings``, ``apply_all_letterings``: letters.
- ``fold_balances``, ``fold_all``, ``read_balances``, ``read_books_start``, ``read_openings``, ``read_year_sums``: kept sums.
- ``walk_entries``, ``walk_lines``: entries one after the other. ``verify_ledger``, ``verify_all``: the proof.
"""
