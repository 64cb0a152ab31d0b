"""Which pages are stale: a digest of what each shows, kept beside the output (layer 3).

Sphinx writes a page again when its own file changes. A page that shows other pages' facts is
written again when the digest of its answers differs from the one of the last good build. The
digests lie in the output folder, because two builders share one environment.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import queries
from sphinx_dossier.index import Use
from sphinx_dossier.model import Claim
from sphinx_dossier.sphinx.writing import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_dossier.index import Index, Page
    from sphinx_dossier.sphinx.domain import DossierDomain

DIGESTS = ".dossier-digests.json"


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to write again: a handler of ``env-get-updated``.

    It runs late, when section numbers and the tables of contents are final.
    """
    before = _stored(app)
    now = digests(env)
    app.env.domains["dossier"].digests = now  # type: ignore[attr-defined]
    return sorted(docname for docname in now if before.get(docname) != now[docname])


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Keep the digests of a good build, and remove what deleted pages left behind."""
    now = getattr(app.env.domains["dossier"], "digests", None)
    if exception is not None or now is None:
        return
    for docname in sorted(set(_stored(app)) - app.env.found_docs):
        _remove_output(app, docname)
    text = json.dumps(now, indent=0, sort_keys=True)
    Path(app.outdir, DIGESTS).write_text(text + "\n", encoding="utf-8")


def _stored(app: Sphinx) -> dict[str, str]:
    try:
        stored = json.loads(Path(app.outdir, DIGESTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _remove_output(app: Sphinx, docname: str) -> None:
    """Remove the page and the copy of its source, which Sphinx leaves in the output."""
    locate = getattr(app.builder, "get_output_path", None)
    if locate is None:
        return
    leftovers = [Path(locate(docname))]
    leftovers += Path(app.outdir, "_sources").glob(f"{docname}.*")
    for path in leftovers:
        path.unlink(missing_ok=True)


def digests(env: BuildEnvironment) -> dict[str, str]:
    """The digest of each page: of its answers, and of the navigation around it."""
    domain: DossierDomain = env.domains["dossier"]  # type: ignore[assignment]
    index, sides = domain.index, dict(env.config.dossier_sides)
    around = _digest(_navigation(env))
    return {
        docname: _digest((around, *_answers(index, domain.pages[docname], sides)))
        for docname in sorted(env.found_docs)
        if docname in domain.pages
    }


def _digest(value: object) -> str:
    return sha256(repr(value).encode("utf-8", "backslashreplace")).hexdigest()


def _navigation(env: BuildEnvironment) -> list[tuple[str, str, object]]:
    """Titles and order of all pages: themes print them on every page, next and previous too."""
    return [
        (docname, env.titles[docname].astext(), env.toctree_includes.get(docname))
        for docname in sorted(env.titles)
    ]


def _answers(index: Index, page: Page, sides: dict[str, str]) -> Iterator[object]:
    for use in page.uses:
        yield answer(index, use, page.docname, sides)
    for thing in page.objects:
        views = ("evidence",) if isinstance(thing, Claim) else ("facts", "record")
        for name in views:
            yield answer(index, Use(name, (thing.id,)), page.docname, sides)
    for reference in page.references:
        if reference.target in index.objects or reference.target not in index.labels:
            yield queries.link(index, reference.target)
