"""Answers as SVG and HTML, without a script and the same bytes every time.

The files of a picture begin with its name, and it begins in the one that ends in ``_svg``: the map
and the relations. Of timeline, chain and figures only the arithmetic is here (``_layout``,
``_bars``): they are lists and tables of the page, which the style sheet draws. All pictures are
written with ``svg``; ``drawings`` lists those that draw themselves.

May import: ``core``, ``locale``, ``answers``.
"""
