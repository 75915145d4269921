"""Which language a text is in: "en" by its function words where that is plain, else by the language model of py3langid.

Texts in other languages are stored and not read: `report.language not in (None, "en")`.

>>> language_of("The minister said that the talks were over."), language_of("1234")
('en', None)
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dateline.codes.intake_words import intake_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 4000  # characters that decide
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
PLAIN_SHARE = 0.18  # function words among all: prose in English has 0.3 to 0.5, other languages below 0.1
SHORT = 8  # words: below this only the function words decide, and in Latin letters "en" needs one of them
SURE, SURE_ENGLISH = 0.9, 0.7  # names weigh down the chance of English; None is read as English too


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language, or None where the text does not settle it."""
    words = WORD.findall(text[:SAMPLE])
    if not words:
        return None
    plain = [w for w in words if w.isascii()]
    known = sum(w.lower() in intake_words().function_words for w in plain)
    if len(plain) >= 0.85 * len(words) and known >= PLAIN_SHARE * len(words) and (known > 1 or len(words) < SHORT):
        return "en"
    if len(words) < SHORT and all(w.isascii() for w in words):
        return None
    code, chance = _identifier().classify(" ".join(words))
    foreign = sum(c > "\u024f" for w in words for c in w) * 2 > sum(map(len, words))  # beyond the Latin letters
    sure = chance >= (SURE_ENGLISH if code == "en" else SURE)
    return str(code)[:2] if sure or (foreign and code != "en") else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
