"""What the names of a page's elements say of the words in them.

>>> sorted(element_marks().of("postMeta author-bio share_bar"))
['bio', 'byline', 'share']
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.codes.lines import refuse, rows, table

MARKS = frozenset((
    "nav", "section", "footer", "aside", "related", "share", "comments", "newsletter", "subscribe", "cookies", "advert", "hidden", "logo",
    "bio", "headline", "deck", "byline", "date", "caption", "credit", "pullquote", "body"))
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[|]")
LONGEST = 400  # characters of an attribute that are looked at


@dataclass(frozen=True, slots=True)
class ElementMarks:
    """The table `intake/elements.tsv`: the marks by their words, and by pairs of words."""

    words: dict[str, frozenset[str]]

    def of(self, names: str) -> frozenset[str]:
        """The marks that a class, id, role or itemprop gives."""
        found: set[str] = set()
        for name in names[:LONGEST].split():
            words = [w.lower() for w in WORD.findall(name)]
            for number, word in enumerate(words):
                found |= self.words.get(word, frozenset())
                if number:
                    found |= self.words.get(f"{words[number - 1]} {word}", frozenset())
        return frozenset(found)


@cache
def element_marks() -> ElementMarks:
    """The table, each line checked; raises TableError for a bad one."""
    found: dict[str, set[str]] = {}
    for number, row in rows(("mark", "word"), "intake", "elements.tsv"):
        if row["mark"] not in MARKS:
            raise refuse(table("intake", "elements.tsv"), number, f"mark is {row['mark']!r}; allowed: {', '.join(sorted(MARKS))}")
        if not re.fullmatch(r"[a-z]+(?: [a-z]+){0,2}", row["word"]):
            raise refuse(table("intake", "elements.tsv"), number, f"{row['word']!r} is not one to three words in small letters")
        found.setdefault(row["word"], set()).add(row["mark"])
    return ElementMarks({w: frozenset(m) for w, m in found.items()})


@cache
def meta_names() -> dict[str, tuple[str, ...]]:
    """The table `intake/meta.tsv`: the names in `<meta>` for date, outlet, title and author, best first, and JSON-LD's article types.

    >>> meta_names()["outlet"][0]
    'og:site_name'
    """
    found: dict[str, list[str]] = {"date": [], "outlet": [], "title": [], "author": [], "article": []}
    for number, row in rows(("what", "name"), "intake", "meta.tsv"):
        if row["what"] not in found:
            raise refuse(table("intake", "meta.tsv"), number, f"what is {row['what']!r}; allowed: {', '.join(found)}")
        if not row["name"] or row["name"] != row["name"].lower():
            raise refuse(table("intake", "meta.tsv"), number, f"the name {row['name']!r} is empty or has capitals")
        found[row["what"]].append(row["name"])
    return {what: tuple(names) for what, names in found.items()}
