"""Puts something else in the place of an attribute for a while."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replaced_attribute(owner: object, name: str, value: object) -> Iterator[None]:
    """Let ``owner``, a class or a module, have ``value`` under a name that it has itself.

    As ``unittest.mock`` does it, which takes a fiftieth of a small build to load.

    :raises KeyError: it has no such name, or only inherits it.
    """
    # Not `getattr`, which would make a function of a static method.
    before = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def replaced_where_known(owner: object, name: str, value: object) -> Iterator[None]:
    """The same, and nothing where ``owner`` has no such name: not all versions of it do."""
    if name not in vars(owner):
        yield
        return
    with replaced_attribute(owner, name, value):
        yield
