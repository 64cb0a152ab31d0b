"""Pages that load themselves again after a build, under a policy that lets that through.

The pages on the disk keep their policy, which lets no inline script run. Only in what is served
may one script run, which asks whether its page is still that of the last build.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import Final

SOCKET: Final = "/last-build"
# It asks the host of its page, which the policy calls 'self': `localhost` is not `127.0.0.1`.
SCRIPT: Final = f"""\
const {{ build }} = document.currentScript.dataset;
(function listen() {{
  const socket = new WebSocket(`ws://${{location.host}}{SOCKET}`);
  socket.onmessage = ({{ data }}) => data === build || location.reload();
  socket.onclose = () => setTimeout(listen, 500);
}})();
"""
DIGEST: Final = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
_POLICY: Final = re.compile(
    r'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")', re.IGNORECASE
)


def opened(policy: str) -> str:
    """A policy that lets :data:`SCRIPT` run and listen, besides what it let through before."""
    words = [part.split() for part in policy.split(";") if part.strip()]
    rules = {name.lower(): sources for name, *sources in words}
    for name, source in (("script-src", f"'sha256-{DIGEST}'"), ("connect-src", "'self'")):
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
