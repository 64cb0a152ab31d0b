"""Draws claims at random to be checked by hand, and prints the seed that draws the same again."""

from __future__ import annotations

import argparse
import json
import random
import secrets
from pathlib import Path

DATA = Path("_build/html/data/dossier.json")


def main() -> None:
    """Print the sample, with all that is needed to check it against the sources."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40, help="how many claims (%(default)s)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="draw again")
    parser.add_argument("--data", type=Path, default=DATA, help="the data file (%(default)s)")
    options = parser.parse_args()
    claims = json.loads(options.data.read_text(encoding="utf-8"))["claims"]
    sample = random.Random(options.seed).sample(claims, min(options.count, len(claims)))
    print(f"seed {options.seed}: {len(sample)} of {len(claims)} claims")
    for claim in sorted(sample, key=lambda claim: claim["id"]):
        cites = "; ".join(" ".join(cite.values()) for cite in claim.get("cites", ()))
        print(f"\n{claim['id']}  ({claim['url']})")
        print(f"  {claim['by']} {claim['act']} {claim['said']}  [{claim['status']}]")
        print(f"  {claim['text']}\n  cites: {cites}")
        for field in ("answers", "relations", "drift", "searched"):
            if field in claim:
                print(f"  {field}: {json.dumps(claim[field], ensure_ascii=False)}")


if __name__ == "__main__":
    main()
