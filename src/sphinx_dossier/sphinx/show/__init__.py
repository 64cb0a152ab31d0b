"""From answers to what readers see on a page."""
