"""Answers as files that others read, a module a format.

May import: ``core``, ``locale``, ``answers``.
"""
