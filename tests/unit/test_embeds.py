"""What other sites frame shows the same as the page that it is of."""

from __future__ import annotations

from dataclasses import replace

from making import actor, claim, index
from sphinx_dossier.answers.embeds import embed_of
from sphinx_dossier.answers.uses import ChainUse, Showing
from sphinx_dossier.core.anchors import chain_anchor
from sphinx_dossier.core.dates import parse_date
from sphinx_dossier.core.page import Page

EARLY, LATE = parse_date("2020-09-28"), parse_date("2020-10-05")


def test_way_is_of_the_day_that_its_view_asks_for() -> None:
    """It may be another one than that of its page: what is later by then is drawn as later."""
    objects = (
        actor("office"),
        claim("said", by="office"),
        claim("denial", by="office", said="2020-10-01", denies="said"),
    )
    drawn = ChainUse("said", as_of=EARLY, anchor=chain_anchor("said"))
    page = Page("ways", "Ways", objects, uses=(drawn,), as_of=LATE)
    whole = replace(index(*objects), pages={"ways": page})
    found = embed_of(whole, "said", ())
    assert EARLY == found.as_of
    shown = drawn.answer_on(whole, Showing("ways", ()))
    assert shown == found.answer._replace(anchor=drawn.anchor)  # type: ignore[call-arg, union-attr]
    # Without a day of its own, that of the page counts.
    plain = replace(page, uses=(replace(drawn, as_of=None),))
    assert LATE == embed_of(replace(whole, pages={"ways": plain}, _of_days={}), "said", ()).as_of
