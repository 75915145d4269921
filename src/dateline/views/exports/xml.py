"""Text that may stand in XML: what XML 1.0 does not allow becomes U+FFFD.

>>> clean("a\\x00 < b")
'a\\ufffd &lt; b'
"""

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str, escaped: bool = True) -> str:
    """`text` for the inside of an element; `escaped` False leaves its signs for a later quoting."""
    held = _FORBIDDEN.sub("\ufffd", text)
    return escape(held).replace("\r", "&#13;") if escaped else held
