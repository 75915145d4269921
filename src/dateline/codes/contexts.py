"""Words that place an event in one of PLOVER's contexts.

>>> context_words()["ransomware"]
('cyber',)
"""

from functools import cache

from dateline.codes.lines import refuse, rows, table


@cache
def first_words() -> frozenset[str]:
    """The words with which a phrase of the table may begin."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in context_words())


@cache
def context_words() -> dict[str, tuple[str, ...]]:
    """The table `events/context-words.tsv`, turned round: a word or two-word phrase to the contexts that it names."""
    path = ("events", "context-words.tsv")
    known = {row["context"] for _, row in rows(("context", "definition"), "events", "plover-contexts.tsv")}
    found: dict[str, list[str]] = {}
    for number, row in rows(("context", "words"), *path):
        if row["context"] not in known:
            raise refuse(table(*path), number, f"context {row['context']!r}; allowed: {', '.join(sorted(known))}")
        for word in row["words"].split("|"):
            if not word or word != word.strip().lower():
                raise refuse(table(*path), number, f"the word {word!r} is empty or not in lower case")
            if row["context"] not in found.setdefault(word, []):
                found[word].append(row["context"])
    return {word: tuple(contexts) for word, contexts in found.items()}
