"""The cue and the source beside a stretch of speech: after it, before it, in the sentence or the block next to it.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "said Anna Kess, the mayor."
>>> s = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> cue = following_cue(s, cues(), list(range(len(s))))
>>> [s.words[t] for t in cue[1]]
['Anna', 'Kess']
"""

from bisect import bisect_left
from collections.abc import Sequence

from dateline.codes.cues import CueClass, Cues, Entry
from dateline.reading.parse import Sentence
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_hit import verb_entries
from dateline.reading.quotes_marks import Stretch
from dateline.reading.quotes_page import Page
from dateline.reading.quotes_speaker import following_name, noun_phrase, source_of
from dateline.records.span import Span

MARKS = frozenset("\"“”„‟«»‹›‘’'`")
SKIPPED = frozenset((",", ".", "and", "but", "as", "then", "”", "so"))
DASHES = frozenset(("-", "--", "—", "–", "―", "---"))
LEADS = frozenset(("and", "but", "then", "as", "so", "also", "later", "yesterday", "again", "recently", "once"))
NOMINALS = frozenset(("PROPN", "NOUN", "ADJ", "DET", "ADP", "PUNCT", "PRON", "PART", "NUM"))


def _plain_tokens(s: Sentence, start: int, end: int) -> list[int]:
    """The tokens that begin between the offsets, without marks."""
    return [t for t in range(bisect_left(s.starts, start), bisect_left(s.starts, end)) if s.words[t] not in MARKS]


def attributed(page: Page, table: Cues, number: int, stretch: Stretch) -> Draft | None:
    """The stretch with the cue that follows or leads it."""
    following = page.outer[number + 1].outer[0] if number + 1 < len(page.outer) else len(page.text)
    before = page.outer[number - 1].outer[1] if number else 0
    sentence = page.parse.sentence_at(max(stretch.start, stretch.end - 1))
    if sentence is None:
        return None
    if not stretch.closed:
        cut = _unclosed(page, table, stretch)
        if cut is not None:
            return cut
    return (_after(page, table, stretch, sentence, following) or led_by(page, table, stretch, before)
            or _next_sentence(page, table, stretch, sentence, following))


def _unclosed(page: Page, table: Cues, stretch: Stretch) -> Draft | None:
    """ '"The dam will hold, said Anna Kess.' where the closing mark was left out: a verb of saying after a comma, its speaker behind it."""
    s = page.parse.sentence_at(stretch.start)
    if s is None:
        return None
    for t in range(2, len(s) - 1):
        if s.words[t - 1] not in (",", "?", "!") or s.pos[t] != "VERB" or s.tags[t] not in ("VBD", "VBZ") or s.starts[t] < stretch.start:
            continue
        entry = _speaks(s, t, table)
        subject = s.child(t, "nsubj", "dobj")
        if entry is None or "that" not in entry.frames or subject is None or subject < t or s.child(t, "ccomp") not in (None, *range(t)):
            continue
        source = noun_phrase(s, subject)
        if s.pos[subject] not in ("PROPN", "NOUN", "PRON") or source[0] != t + 1:
            continue
        return _draft(page, ((stretch.start, s.ends[t - 1]),), s, verb_entries(s, t, table)[1], source, entry.of, f"unclosed {entry.row}",
                      direct=True, doubt=0.25)
    return None


def _after(page: Page, table: Cues, stretch: Stretch, sentence: Sentence, following: int) -> Draft | None:
    """ '"..," said Kess', '".." according to Kess', '".." - Kess'."""
    tokens = _plain_tokens(sentence, stretch.outer[1], following)
    if not tokens:
        return None
    lead = _lead(page, stretch, table)
    if lead is None:
        return None
    last_char = page.text[stretch.end - 1]
    comma = last_char in ",?!—–-…." or sentence.words[tokens[0]] in (",", "-", "—", "–")
    hit = following_cue(sentence, table, tokens)
    if hit is None or not (comma or len(page.text[stretch.start:stretch.end].split()) > 3):
        return None
    cue, source, of, row = hit
    start = lead if lead < stretch.start else stretch.start
    if cue and start < stretch.start and _other_clause(sentence, cue[0], start, stretch):
        return None
    content = ((start, stretch.end if start == stretch.start or last_char == "," else stretch.outer[1]),)
    return _draft(page, content, sentence, cue, source, of, f"after {row}", direct=start == stretch.start)


def _other_clause(s: Sentence, cue: int, start: int, stretch: Stretch) -> bool:
    """Whether the words before the marks are no part of what the cue reports: a clause that the cue's verb is joined to or depends on
    ("Kess called it "a farce" and demanded ..", "Nicknamed "the Fox", Kess ruled ..")."""
    if s.deps[cue] in ("conj", "advcl", "xcomp", "relcl", "acl") and s.starts[s.heads[cue]] < stretch.outer[1]:
        return True
    if any(start <= s.starts[c] and s.ends[c] <= stretch.outer[1] and s.deps[c] in ("advcl", "nsubj", "nsubjpass")
           for c in s.children[cue]):
        return True
    return s.pos[cue] == "VERB" and any(s.deps[c] == "dobj" and c > cue + 1 for c in s.children[cue])


def _lead(page: Page, stretch: Stretch, table: Cues) -> int | None:
    """Where the quoted clause starts: at the stretch, or earlier where its first words stand outside the marks; None: not attributable."""
    sentence = page.parse.sentence_at(stretch.start)
    if sentence is None:
        return stretch.start
    start = sentence.start
    for other in page.touching((sentence.start, sentence.start + 1)):
        if other.outer[0] < stretch.outer[0] and other.start != stretch.start and other.outer[0] < sentence.start:
            start = other.outer[1]
    words = page.text[start:stretch.outer[0]]
    if not any(c.isalnum() for c in words):
        return stretch.start
    tokens = range(bisect_left(sentence.starts, start), bisect_left(sentence.starts, stretch.outer[0]))
    plain = " ".join(sentence.words[t] for t in tokens).strip(" ,:\"“‘'").lower()
    if plain in LEADS:
        return stretch.start
    if page.text[:stretch.outer[0]].rstrip().endswith(":"):
        return stretch.start
    for t in tokens:
        if sentence.pos[t] == "VERB" and any("q" in e.frames or "that" in e.frames for e in verb_entries(sentence, t, table)[0]):
            return None
    return start


def following_cue(s: Sentence, table: Cues, tokens: list[int]) -> tuple[tuple[int, ...], tuple[int, ...], CueClass, str] | None:
    """A cue that opens `tokens`: its tokens, its source, its class and the row that knows it."""
    words = [s.words[t].lower() for t in tokens]
    while words and (words[0] in SKIPPED or words[0] in DASHES or s.pos[tokens[0]] in ("PUNCT", "SPACE")):
        dash = words[0] in DASHES
        tokens, words = tokens[1:], words[1:]
        if dash and tokens and s.pos[tokens[0]] == "PROPN" and all(s.pos[t] in NOMINALS for t in tokens):
            return (), tuple(_to_comma(s, tokens)), table.verbs["say"][0].of, "sign-off"
    for length in (4, 3, 2, 1):
        phrase = table.phrases.get(tuple(words[:length]))
        if phrase is not None and phrase[1] == "source" and len(tokens) > length:
            inner = s.child(tokens[length - 1], "pobj")
            source = noun_phrase(s, inner) if inner is not None else following_name(s, tokens[length], tokens[-1])
            return tuple(tokens[:length]), source, phrase[0], "phrase " + " ".join(words[:length])
    for n, t in enumerate(tokens[:24]):
        if s.pos[t] in ("VERB", "AUX") and s.tags[t].startswith("VB"):
            entry = _speaks(s, t, table)
            if entry is not None and s.deps[t] not in ("relcl", "acl"):
                return _verb_cue(s, table, tokens, n, t, entry)
            if s.pos[t] == "VERB" and s.deps[t] not in ("relcl", "acl", "amod", "compound", "aux") and (
                    s.tags[t] in ("VBD", "VBZ", "VBP") or s.child(t, "aux") is not None) and s.lemmas[t] not in ("go", "continue", "begin"):
                return None
    return None


def _to_comma(s: Sentence, tokens: list[int]) -> list[int]:
    """The tokens before the first comma or stop."""
    stop = next((n for n, t in enumerate(tokens) if s.words[t] in (",", ".", ";")), len(tokens))
    return tokens[:stop]


def _speaks(s: Sentence, verb: int, table: Cues) -> Entry | None:
    entries = verb_entries(s, verb, table)[0]
    return next((e for e in entries if "q" in e.frames), None)


def _verb_cue(s: Sentence, table: Cues, tokens: list[int], n: int, verb: int, entry: Entry) -> tuple[
        tuple[int, ...], tuple[int, ...], CueClass, str] | None:
    """The verb as a cue, with the subject that stands before it or after it."""
    cue = verb_entries(s, verb, table)[1]
    source = tuple(t for t in source_of(s, verb) if t in tokens)
    lead = [t for t in tokens[:n] if s.pos[t] not in ("PUNCT", "ADV", "AUX", "CCONJ", "PART", "SPACE")]
    if not source:
        source = following_name(s, lead[0], lead[-1]) if lead else following_name(s, verb + 1, tokens[-1])
    if source and s.pos[source[0]] == "ADP":
        return None
    if not source and s.tags[verb] != "VBG":
        return None
    between = [t for t in lead if t not in source and source and t < min(source)]
    if len(between) > 12 or any(s.pos[t] == "VERB" for t in between):
        return None
    return cue, source, entry.of, entry.row


def led_by(page: Page, table: Cues, stretch: Stretch, before: int) -> Draft | None:
    """ 'Kess said: ".."', 'Kess told reporters, ".."', and a paragraph that ends with a colon."""
    sentence = page.parse.sentence_at(stretch.start)
    if sentence is None:
        return None
    start = max(before, sentence.start)
    tokens = _plain_tokens(sentence, start, stretch.outer[0])
    if not tokens:
        return _colon_before(page, table, stretch, sentence, before)
    last = sentence.words[tokens[-1]]
    pause = last in (":", ",") or last in DASHES
    mixed: int | None = None
    for t in reversed(tokens):
        if sentence.pos[t] not in ("VERB", "AUX"):
            continue
        entry = _speaks(sentence, t, table)
        if entry is not None and sentence.deps[t] in ("relcl", "acl") and sentence.child(t, "nsubj") is not None and t < tokens[-1] - 2:
            continue
        if entry is None:
            if last == "," and (above := _reported(sentence, t, table)) is not None and above in tokens:
                mixed = above
                continue  # "he said he respected him, "But ..""
            if sentence.deps[t] in ("relcl", "acl", "amod", "advcl", "pcomp", "xcomp", "aux", "auxpass"):
                if last != ":":
                    return None
                continue
            break
        between = [x for x in tokens if x > t and sentence.pos[x] != "PUNCT"]
        if not pause and len(between) > (0 if entry.of.name != "tell" else 6):
            return None
        if len(between) > 25:
            return None
        if not pause and not stretch.closed:
            return None
        cue = verb_entries(sentence, t, table)[1]
        content = (sentence.starts[t + 1], stretch.outer[1]) if mixed == t else stretch.span
        source = tuple(x for x in source_of(sentence, t) if x <= tokens[-1])
        if not source and sentence.tags[t] == "VBG" and sentence.deps[t] != "ROOT":
            return None  # "called the shooting "a crime""
        wished = sentence.tags[t] == "VB" and sentence.deps[t] == "xcomp" and sentence.lemmas[sentence.heads[t]] not in table.goes_on
        if wished and not pause:
            return None  # "vowed never to sign "under threat""
        if not source and sentence.tags[t] in ("VBD", "VBZ", "VBN") and last == ":" and between and t == tokens[0]:
            source = following_name(sentence, t + 1, between[-1])  # "Asked one heckler: "..""
        return _draft(page, (content,), sentence, cue, source, entry.of, f"before {entry.row}", direct=mixed != t)
    if last == ":":
        return _colon(page, table, stretch, sentence, tokens)
    return None


def _reported(s: Sentence, verb: int, table: Cues) -> int | None:
    """The saying verb whose reported clause a verb heads, or None."""
    above = s.heads[verb]
    entry = _speaks(s, above, table) if s.deps[verb] == "ccomp" and above < verb and s.pos[above] == "VERB" else None
    return above if entry is not None and "that" in entry.frames else None


def _colon(page: Page, table: Cues, stretch: Stretch, s: Sentence, tokens: list[int]) -> Draft | None:
    """ 'Kess: ".."' and other lead-ins that end with a colon and name somebody as subject."""
    of = table.verbs["say"][0].of
    subject = next((s.child(r, "nsubj") for r in s.roots if s.child(r, "nsubj") in tokens), None)
    if len(tokens) <= 8 and all(s.pos[t] in NOMINALS for t in tokens[:-1]):
        name = following_name(s, tokens[0], tokens[-2] if len(tokens) > 1 else tokens[-1])
        return _draft(page, (stretch.span,), s, (), name, of, "colon name", direct=True, doubt=0.25)
    source = noun_phrase(s, subject) if subject is not None else ()
    return _draft(page, (stretch.span,), s, (), source, of, "colon", direct=True, doubt=0.3)


def _colon_before(page: Page, table: Cues, stretch: Stretch, sentence: Sentence, before: int) -> Draft | None:
    """The cue of the sentence before, where that ends with a colon."""
    if sentence.index == 0:
        return None
    lead = page.parse.sentences[sentence.index - 1]
    if lead.words[-1] != ":" or lead.end < before:
        return None
    tokens = _plain_tokens(lead, before, lead.end)
    for t in reversed(tokens):
        entry = _speaks(lead, t, table) if lead.pos[t] in ("VERB", "AUX") else None
        if entry is not None:
            cue = verb_entries(lead, t, table)[1]
            return _draft(page, (stretch.span,), lead, cue, source_of(lead, t), entry.of, f"before {entry.row}", direct=True)
    return _colon(page, table, stretch, lead, tokens) if tokens else None


def _next_sentence(page: Page, table: Cues, stretch: Stretch, sentence: Sentence, following: int) -> Draft | None:
    """ '".." Kess said.' where the sentence was split after the mark: a short sentence that only attributes."""
    if sentence.index + 1 >= len(page.parse.sentences) or not page.bare(stretch.outer[1], sentence.end):
        return None
    after = page.parse.sentences[sentence.index + 1]
    if page.block_of(after.start) != page.block_of(stretch.start) or len(after) > 12 or after.end > following:
        return None
    hit = following_cue(after, table, list(range(len(after))))
    if hit is None or not hit[0]:
        return None
    verb = hit[0][0]
    reports = any("that" in e.frames or e.of.name == "ask" for e in verb_entries(after, verb, table)[0])
    if not reports or any(after.deps[c] in ("ccomp", "dobj", "xcomp") for c in after.children[verb] if c not in hit[1]):
        return None
    cue, source, of, row = hit
    return _draft(page, (stretch.span,), after, cue, source, of, f"after {row}", direct=True, doubt=0.15)


def _draft(page: Page, content: tuple[Span, ...], s: Sentence, cue: Sequence[int], source: Sequence[int], of: CueClass, why: str, *,
           direct: bool, doubt: float = 0.08) -> Draft:
    return Draft(content=content, block=page.block_of(content[0][0]), why=why, cue=s.pieces(cue), source=s.pieces(source), of=of,
                 sentence=s, at=cue[0] if cue else None, doubt=doubt, direct=direct)


def floating_of(page: Page, stretch: Stretch) -> Draft:
    return Draft(content=(stretch.span,), block=page.block_of(stretch.start), why="floating", direct=True, doubt=0.2)
