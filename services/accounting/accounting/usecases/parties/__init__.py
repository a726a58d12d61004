"""Who sells, buys and supplies.

- ``register_legal_entity``, ``set_logo``, ``read_logo``: the seller.
- ``create_customer``, ``edit_customer``, ``archive_customer``, ``share_customer``, ``erase_customer``, ``find_customer``,
  ``import_customers``: customers.
- ``create_supplier``, ``edit_supplier``, ``archive_supplier``, ``share_supplier``, ``confirm_supplier_iban``,
  ``check_supplier_group``, ``find_supplier``, ``import_suppliers``: suppliers.
- ``refuse_duplicate``, ``find_twins``, ``list_duplicates``: duplicates. ``merge_customer``, ``merge_supplier``,
  ``point_documents``, ``refuse_circle``, ``find_survivor``, ``complete_merges``: merges.
- ``list_visible``, ``list_accounts``, ``read_party_statement``, ``known_numbers``: lists, statements, numbers of other
  countries.
"""
