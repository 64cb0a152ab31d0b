"""The words that readers see, each by the term that it is for.

May import: ``core``.
"""
