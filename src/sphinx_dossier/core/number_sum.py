"""Adding up the words of a spelt number, as far as they go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dossier.core.number_spelling import Atom


class NumberSum:
    """The words of a number so far: parts that are added, each smaller than the one before."""

    def __init__(self) -> None:
        self._parts: list[tuple[tuple[float, ...], float]] = []
        """What each part can mean, and below which number the next one must be."""
        self.scale = 1.0
        self.is_bare = False
        """Whether it begins with a scale that nothing multiplies."""

    @property
    def ends_with_scale(self) -> bool:
        """Whether a scale was the last word."""
        return bool(self._parts) and self._parts[-1][1] > 10

    @property
    def values(self) -> tuple[float, ...]:
        """What the parts can mean together."""
        sums: tuple[float, ...] = (0.0,)
        for values, _ in self._parts:
            sums = tuple(one + value for one in sums for value in values)
        return sums

    def add_digits(self, values: tuple[float, ...]) -> bool:
        """Whether digits go on with the number: behind a scale only."""
        if self._parts and max(values) >= self._parts[-1][1]:
            return False
        self._parts.append((values, 0.0))
        return True

    def add(self, atoms: tuple[Atom, ...], *, has_joined: bool = False) -> bool:
        """Whether the atoms of a word go on with the number; if one does not, none does."""
        kept = [*self._parts], self.scale, self.is_bare
        for position, atom in enumerate(atoms):
            # Words that are written together are joined.
            if not self._add(atom, has_joined=has_joined or position > 0):
                self._parts, self.scale, self.is_bare = kept
                return False
        return True

    def _add(self, atom: Atom, *, has_joined: bool) -> bool:
        if atom.is_half:
            return self._add_half(has_joined=has_joined or atom.value < 0)
        if atom.is_scale:
            return self._multiply(atom.value)
        if self._parts and not 0 < atom.value < self._parts[-1][1]:
            return False
        self._parts.append(((atom.value,), _room(atom.value)))
        return True

    def _multiply(self, scale: float) -> bool:
        tail = [part for part in self._parts if max(part[0]) < scale]
        head = self._parts[: len(self._parts) - len(tail)]
        values: tuple[float, ...] = (1.0,)
        if tail:
            own = NumberSum()
            own._parts = tail
            values = own.values
        product = tuple(value * scale for value in values)
        if head and max(product) >= head[-1][1]:
            return False
        self.is_bare = self.is_bare or not self._parts
        self._parts = [*head, (product, scale)]
        self.scale = self.scale * scale if not head else 1.0
        return True

    def _add_half(self, *, has_joined: bool) -> bool:
        """Half of what follows, or a half more: "half a million", "two and a half"."""
        if not self._parts:
            self._parts.append(((0.5,), 0.5))
            return True
        values, room = self._parts[-1]
        if self.ends_with_scale:
            # Half of the scale: "a million and a half" is 500,000 more.
            self._parts.append(((room / 2,), 0.0))
        elif values == (1.0,) and not has_joined:
            # The article of "eine halbe Million" is no one.
            self._parts[-1] = ((0.5,), 0.5)
        else:
            self._parts.append(((0.5,), 0.0))
        return True


def _room(value: float) -> float:
    """Below which number the next word of a number must be: 100 behind two hundred."""
    return next((room for room in (100.0, 10.0) if value and value % room == 0), 1.0)
