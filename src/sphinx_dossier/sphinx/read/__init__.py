"""From the text of a page to what it says: roles and directives note, ``page_reader`` keeps it."""
