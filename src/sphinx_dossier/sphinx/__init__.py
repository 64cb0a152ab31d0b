"""The dossier inside Sphinx: ``read`` a page, ``show`` answers, ``build`` the rest of the site.

``setup`` lists what is called when; ``domain`` keeps what the pages say.

May import: every folder but ``commands``. Only it and ``strict`` import Sphinx and docutils.
"""
