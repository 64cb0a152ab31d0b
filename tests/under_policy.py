"""A tab whose pages come with a content security policy, as a strict host sends them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


@contextmanager
def under_policy(tab: Page, policy: str) -> Iterator[None]:
    """Send each page that the tab opens with the policy; a policy holds for all that a page loads.

    Answers on their way are waited for at the end: a tab that closes below them fails the test
    that happens to run next.
    """

    def answer(route: Any) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        response = route.fetch()
        headers = response.headers | {"content-security-policy": policy}
        route.fulfill(response=response, headers=headers)

    tab.route("**/*", answer)
    try:
        yield
    finally:
        tab.unroute_all(behavior="wait")
