"""The only part that imports Sphinx and docutils (layer 3)."""
