"""What the browser lets the booth do: run its own two scripts, and speak with its own poll. Needs no Django to start.

The page's policy names the folder of the two scripts and the addresses of the poll, not the whole site: a script that
got onto the site by another door could not run here. The worker, which holds the voting code, may reach nothing.
"""

from collections.abc import MutableMapping

from csp.constants import NONE, SELF

BUILT = "booth/built/"
TRUSTEES = "trustee/built/"
WORKER = "worker.js"
NOTHING = "default-src 'none'"


def page_policy(*, scripts: str, poll: str) -> dict[str, list[str]]:
    """The content policy of a booth. The addresses of its scripts and of its poll both end in a slash."""
    return {
        "default-src": [NONE],
        "script-src": [scripts],
        "worker-src": [scripts],
        "connect-src": [poll],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["worker"],
    }


def worker_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Give the workers' files their policy, for whoever serves the static files."""
    if url.endswith((BUILT + WORKER, TRUSTEES + WORKER)):
        headers["Content-Security-Policy"] = NOTHING
