"""What is shown of a dossier: a module a view, over an index, as plain values.

Answers are hashed to find the pages that are out of date, and drawn by those who show them.

May import: ``core``.
"""
