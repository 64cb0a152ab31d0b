"""Help for those who write a dossier: new objects, fixes, a new folder, comparing two states.

May import: ``core``, ``locale``, ``answers``, ``exports``.
"""
