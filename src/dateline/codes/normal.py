"""Words in a form that can be found in other reports, whatever their marks, spaces and small edits.

>>> normal('“We won’t — ever — give   up,”')
'we won t ever give up'
"""

import re
import unicodedata

EDITS = re.compile(r"\[[^\[\]]{0,200}\]|\((?:sic|laughs|laughter|applause|pause|crosstalk)\)", re.I)
OTHER = re.compile(r"[^\w]+", re.UNICODE)
SPELLING = {"per cent": "percent", "%": " percent", "&": " and "}


def normal(text: str) -> str:
    """Lower case, no accents, marks or stops, single spaces; editors' brackets and "(laughs)" are left out."""
    folded = unicodedata.normalize("NFKD", EDITS.sub(" ", text).casefold())
    for given, plain in SPELLING.items():
        folded = folded.replace(given, plain)
    bare = folded if folded.isascii() else "".join(c for c in folded if not unicodedata.combining(c))
    return OTHER.sub(" ", bare).replace("_", " ").strip()
