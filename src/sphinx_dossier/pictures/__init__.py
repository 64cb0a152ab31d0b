"""Answers as SVG and HTML, without a script and the same bytes every time.

May import: ``core``, ``locale``, ``answers``.
"""
