"""How a page is asked for barriers: by axe, with the size of targets, which it leaves out."""

from __future__ import annotations

from pathlib import Path

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """
(isMeasured) => axe.run(document, {
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: !isMeasured } },
}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`)))
"""
"""Gives each barrier with the place of it; given ``True``, sizes are not measured once more."""
