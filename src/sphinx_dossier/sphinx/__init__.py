"""The dossier inside Sphinx: ``read`` a page, ``show`` answers, ``build`` the rest of the site.

May import: every folder but ``commands``. Only it and ``strict`` import Sphinx and docutils.
"""
