"""What a site's robots.txt (RFC 9309) allows this program, and how long it asks to wait between two requests.

>>> rules = rules_of("User-agent: *\\nDisallow: /*?print\\nCrawl-delay: 5")
>>> rules.allows("https://c.example/a?print=1"), rules.allows("https://c.example/a"), rules.delay
(False, True, 5.0)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "dateline"
MOST_BYTES = 524_288  # RFC 9309: at least 500 kibibytes are read
AGENT = re.compile(r"^(\s*user[- ]?agent\s*:?\s*)([^\n#]*)", re.I | re.M)


class ExtraMissing(DatelineError):
    """The library for robots.txt is not installed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; none where it has no robots.txt."""

    parsed: Protego | None = None
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        return self.parsed is None or self.parsed.can_fetch(url, TOKEN)


def rules_of(text: str) -> Rules:
    """The rules that a robots.txt states; raises ExtraMissing where the extra `fetch` is not installed.

    Agents that are not this program are put under one name: a file of thousands of them cannot make the work grow with their square.
    """
    needed()
    from protego import Protego

    parsed = Protego.parse(AGENT.sub(_agent, text))
    rate = parsed.request_rate(TOKEN)
    paced = rate.seconds / rate.requests if rate and rate.requests else 0.0
    return Rules(parsed, max(parsed.crawl_delay(TOKEN) or 0.0, paced))


def needed() -> None:
    """Raise ExtraMissing where the library is not installed."""
    from importlib.util import find_spec

    if find_spec("protego") is None:
        raise ExtraMissing("fetching needs protego, which reads robots.txt; install it with: pip install 'dateline[fetch]'")


def _agent(found: re.Match[str]) -> str:
    name = found[2].strip().lower()
    return found[0] if name == "*" or TOKEN in name else f"{found[1]}another"
