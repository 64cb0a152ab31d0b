"""From the text of a page to what it says: directives, roles, the notes taken on the way."""
