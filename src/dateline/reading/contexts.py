"""What sphere an event belongs to: PLOVER's contexts, by the words of its clause and its kind.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Chad and Niger held talks on the price of oil."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> contexts_of(sentence, sentence.words.index("talks"))
('natural_resource',)
"""

from dateline.codes.contexts import context_words, first_words
from dateline.reading.clauses import clause_tokens, predicate
from dateline.reading.parse import Sentence
from dateline.records.span import Span

LONGEST = 3  # words of a phrase in the table
MOST = 4  # contexts of one event


def contexts_of(sentence: Sentence, token: int, topics: tuple[Span, ...] = ()) -> tuple[str, ...]:
    """The contexts that the words of the act's clause and of its topics name, the most often named first."""
    words, first = context_words(), first_words()
    found: dict[str, int] = {}
    about = [t for span in topics for t in sentence.tokens_in(span)]
    tokens = dict.fromkeys((*clause_tokens(sentence, predicate(sentence, token)), *about))
    lemmas = sentence.lemmas
    for at in tokens:
        if lemmas[at].lower() not in first and sentence.words[at].lower() not in first:
            continue
        raw, word = sentence.words[at:at + LONGEST], lemmas[at:at + LONGEST]
        keys = [" ".join(form[:size]).lower() for form in (word, raw) for size in range(1, len(form) + 1)]
        for context in dict.fromkeys(c for key in dict.fromkeys(keys) for c in words.get(key, ())):
            found[context] = found.get(context, 0) + 1
    return tuple(sorted(found, key=lambda c: -found[c])[:MOST])
