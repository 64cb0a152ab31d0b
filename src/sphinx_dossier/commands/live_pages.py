"""Pages that load themselves again after a build, under a policy that lets that through.

The pages on the disk keep their policy, which lets no inline script run. Only in what is served
may one script run, which asks whether its page is still that of the last build, and shows what is
wrong with that.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from typing import TYPE_CHECKING, Final

from sphinx_dossier.core.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

SOCKET: Final = "/last-build"
MOST_LISTED: Final = 50
# The style is in the script, since the policy of a page that was left out lets no style in; and in
# a root of its own, lest it and the styles of the page change each other. It asks the host of its
# page, which the policy calls 'self': `localhost` is not `127.0.0.1`.
SCRIPT: Final = f"""\
const {{ build }} = document.currentScript.dataset;
const bar = document.createElement("dossier-problems");
const style = new CSSStyleSheet();
style.replaceSync(`
  :host {{ all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; }}
  section {{ max-height: 40vh; overflow: auto; padding: 0.5rem 1rem; border-top: 3px solid #e5533d;
    background: #1c1c1e; color: #f5f5f5; font: 14px/1.5 system-ui, sans-serif; }}
  summary {{ font-weight: 600; cursor: pointer; }}
  ul {{ margin: 0; padding: 0; list-style: none; font: 13px/1.5 ui-monospace, monospace; }}
  li {{ overflow-wrap: anywhere; padding: 0.1rem 0; }}
  @media print {{ section {{ display: none; }} }}
`);
const shadow = bar.attachShadow({{ mode: "open" }});
shadow.adoptedStyleSheets = [style];
function add(parent, name, text) {{
  const one = document.createElement(name);
  one.textContent = text;
  return parent.appendChild(one);
}}
function show({{ title, problems }}) {{
  shadow.replaceChildren();
  bar.remove();
  document.body.style.paddingBottom = "";
  if (!title) return;
  const section = add(shadow, "section", "");
  section.setAttribute("role", "status");
  const details = add(section, "details", "");
  details.open = true;
  add(details, "summary", title);
  const list = add(details, "ul", "");
  for (const problem of problems) add(list, "li", problem);
  document.body.append(bar);
  document.body.style.paddingBottom = `${{section.offsetHeight}}px`;
}}
(function listen() {{
  const socket = new WebSocket(`ws://${{location.host}}{SOCKET}`);
  socket.onmessage = ({{ data }}) => {{
    const last = JSON.parse(data);
    if (last.build === build) show(last);
    else location.reload();
  }};
  socket.onclose = () => setTimeout(listen, 500);
}})();
"""
DIGEST: Final = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
_POLICY: Final = lazy_pattern(
    r'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")', re.IGNORECASE
)


def message(build: str, problems: Sequence[str], is_failed: bool) -> str:
    """What open tabs are sent: the name of the pages on the disk, and the problems of the build."""
    title = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}" if problems else ""
    if is_failed:
        title = "The build has failed: these are the pages of the one before"
    listed = list(problems[:MOST_LISTED])
    if len(problems) > MOST_LISTED:
        listed.append(f"and {len(problems) - MOST_LISTED} more, in the terminal")
    return json.dumps({"build": build, "title": title, "problems": listed})


def opened(policy: str) -> str:
    """A policy that lets :data:`SCRIPT` run and listen, besides what it let through before."""
    words = [part.split() for part in policy.split(";") if part.strip()]
    rules = {name.lower(): sources for name, *sources in words}
    for name, source in (("script-src", f"'sha256-{DIGEST}'"), ("connect-src", "'self'")):
        # Without either the policy lets all of that through, and a rule would shut out the rest.
        if name in rules or "default-src" in rules:
            # 'none' counts only where it stands alone.
            before = rules.get(name, rules.get("default-src", []))
            rules[name] = list(dict.fromkeys([one for one in before if one != "'none'"] + [source]))
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def with_script(page: str, build: str) -> str:
    """A page that is loaded again once there is another build than that with this name."""

    def widened(match: re.Match[str]) -> str:
        policy = html.escape(opened(html.unescape(match[2])), quote=False)
        return f"{match[1]}{policy}{match[3]}"

    return f'{_POLICY.sub(widened, page)}<script data-build="{build}">{SCRIPT}</script>\n'
