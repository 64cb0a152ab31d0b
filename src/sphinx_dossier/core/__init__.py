"""What a dossier is: objects, sources, passages, the index over them, statuses and checks.

May import: the standard library, babel, pybtex.
"""
