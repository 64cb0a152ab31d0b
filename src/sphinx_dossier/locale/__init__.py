"""The words that readers see, each by the term that it stands for.

May import: ``core``.
"""
