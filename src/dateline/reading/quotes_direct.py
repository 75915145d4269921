"""Which stretches between marks are speech, and the cue and source next to each.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = '"The bridge is safe," said Anna Kess, the mayor.'
>>> block = Block(kind="paragraph", span=(0, len(text)))
>>> drafts = find_direct(Page(parse(text, [block]), (block.span,)), cues())
>>> [(text[s:e], [text[a:b] for a, b in d.source]) for d in drafts for s, e in d.content]
[('The bridge is safe,', ['Anna Kess'])]
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.codes.cues import CueClass, Cues, Entry
from dateline.reading.parse import Parse, Sentence
from dateline.reading.quotes_draft import Draft
from dateline.reading.quotes_indirect import verb_entries
from dateline.reading.quotes_marks import Stretch, find_stretches
from dateline.reading.quotes_speaker import following_name, noun_phrase, source_of
from dateline.records.quote import QuoteKind
from dateline.records.span import Span

MARKS = frozenset("\"“”„‟«»‹›‘’'`")
DASHES = frozenset(("-", "--", "—", "–", "―", "---"))
LEADS = frozenset(("and", "but", "then", "as", "so", "also", "later", "yesterday", "again", "recently", "once"))


class Page:
    """A report's sentences by block, with the stretches between marks."""

    def __init__(self, parse: Parse, blocks: Sequence[Span]) -> None:
        self.text = parse.text
        self.parse = parse
        self.blocks = blocks
        self.starts = [s for s, _ in blocks]
        self.stretches = find_stretches(parse.text, blocks)
        self.outer = tuple(s for s in self.stretches if not s.nested)
        self._opens = [s.outer[0] for s in self.outer]

    def block_of(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def stretch_at(self, offset: int) -> Stretch | None:
        """The outer stretch that holds an offset."""
        n = bisect_right(self._opens, offset) - 1
        if n >= 0 and offset < self.outer[n].outer[1]:
            return self.outer[n]
        return None

    def touching(self, span: Span) -> list[Stretch]:
        """The outer stretches that share a character with `span`."""
        n = max(0, bisect_right(self._opens, span[0]) - 1)
        found = []
        while n < len(self.outer) and self.outer[n].outer[0] < span[1]:
            if self.outer[n].end > span[0]:
                found.append(self.outer[n])
            n += 1
        return found

    def marked(self, sentence: Sentence) -> frozenset[int]:
        """The tokens of a sentence that stand between marks."""
        spans = self.touching(sentence.span)
        return frozenset(i for i in range(len(sentence)) if any(s.start <= sentence.starts[i] < s.end for s in spans)) if spans else frozenset()

    def bare(self, start: int, end: int) -> bool:
        """Whether no letter or digit stands between the offsets outside all marks."""
        for s in self.touching((start, end)) if end > start else []:
            if any(c.isalnum() for c in self.text[start:max(start, s.outer[0])]):
                return False
            start = max(start, s.outer[1])
        return not any(c.isalnum() for c in self.text[start:end])


def find_direct(page: Page, table: Cues) -> list[Draft]:
    """The speech of a page that its marks show, in text order."""
    found: list[Draft] = []
    for n, stretch in enumerate(page.outer):
        if not any(c.isalnum() for c in page.text[stretch.start:stretch.end]):
            continue
        last = found[-1] if found else None
        if stretch.continues and last is not None and last.why == "floating":
            named = _attributed(page, table, n, stretch)
            if named is not None and named.direct:
                found[-1] = replace(named, content=(*last.content, *named.content), block=last.block)
                continue
        draft = _joined(page, stretch, last)
        if draft is not None and last is not None and not stretch.continues and _own_statement(page, stretch, last):
            found.append(replace(last, content=(stretch.span,), why="goes on", cue=last.cue, doubt=0.12))
            continue
        if draft is not None:
            found[-1] = draft
            continue
        draft = _attributed(page, table, n, stretch) or _floating(page, stretch)
        if draft is not None:
            found.append(draft)
    return [*found, *_nested(page, table)]


def _nested(page: Page, table: Cues) -> Iterator[Draft]:
    """Speech in speech: a named person's words that a speaker repeats between inner marks."""
    for stretch in page.stretches:
        if stretch.nested and any(c.isalnum() for c in page.text[stretch.start:stretch.end]):
            draft = _before(page, table, stretch, 0)
            if draft is not None and draft.cue and draft.source and draft.sentence is not None:
                last = draft.sentence.tokens_in(draft.source[-1])
                if last and draft.sentence.pos[last[-1]] == "PROPN":
                    yield draft


def _joined(page: Page, stretch: Stretch, last: Draft | None) -> Draft | None:
    """The quote before, longer by this stretch: '"A," he said, "b."', '"A," he said. "B."' and speech left open at a block's end."""
    if last is None or not last.direct:
        return None
    if stretch.continues:
        return replace(last, content=(*last.content, stretch.span))
    if page.block_of(stretch.start) != last.block or last.of is None or last.sentence is None:
        return None
    between = page.text[last.end:stretch.outer[0]]
    plain = between.strip(" \n\t\"“”„«»'’‘,.").lower()
    if plain in ("and", "but", "and that", "but that", "or", "and later", "and then"):
        return replace(last, content=(*last.content, stretch.span))
    cue_between = bool(last.cue) and last.end <= last.cue[0][0] < stretch.outer[0]
    if not cue_between or not _whole(page, stretch, max(last.cue[-1][1], last.end)):
        return None
    gap = between[max(e for _, e in (*last.cue, *last.source)) - last.end:] if last.source else between[last.cue[-1][1] - last.end:]
    if len(gap) > 160 or (table_verb_between(last, stretch)):
        return None
    return replace(last, content=(*last.content, stretch.span))


def _own_statement(page: Page, stretch: Stretch, last: Draft) -> bool:
    """Whether speech after '".." he said.' is a statement of its own: the attribution ended its sentence, it did not break in."""
    return page.text[last.end:stretch.outer[0]].rstrip().endswith((".", "!", "?"))


def table_verb_between(last: Draft, stretch: Stretch) -> bool:
    """Whether another saying verb opens the stretch: '"A," he said, adding: "B."' are two quotes."""
    s, at = last.sentence, last.at
    if s is None or at is None:
        return False
    later = [t for t in range(at + 1, len(s)) if s.ends[t] <= stretch.outer[0] and s.pos[t] == "VERB" and s.starts[t] >= last.end]
    return any(s.ends[t] + 3 >= stretch.outer[0] or s.deps[t] in ("advcl", "conj") for t in later)


def _whole(page: Page, stretch: Stretch, after: int) -> bool:
    """Whether the stretch ends its sentence, with nothing but marks behind it."""
    sentence = page.parse.sentence_at(max(stretch.start, stretch.end - 1))
    if sentence is None:
        return False
    opening = page.parse.sentence_at(stretch.start)
    start = max(after, opening.start) if opening is not None else after
    lead_ok = page.bare(start, stretch.outer[0]) if opening is not None and opening.start > after else True
    return lead_ok and page.bare(stretch.outer[1], sentence.end)


def _attributed(page: Page, table: Cues, number: int, stretch: Stretch) -> Draft | None:
    """The stretch with the cue that follows or leads it."""
    following = page.outer[number + 1].outer[0] if number + 1 < len(page.outer) else len(page.text)
    before = page.outer[number - 1].outer[1] if number else 0
    sentence = page.parse.sentence_at(max(stretch.start, stretch.end - 1))
    if sentence is None:
        return None
    return (_after(page, table, stretch, sentence, following) or _before(page, table, stretch, before)
            or _next_sentence(page, table, stretch, sentence, following))


def _after(page: Page, table: Cues, stretch: Stretch, sentence: Sentence, following: int) -> Draft | None:
    """ '"..," said Kess', '".." according to Kess', '".." - Kess'."""
    tokens = [t for t in range(len(sentence)) if stretch.outer[1] <= sentence.starts[t] < following and sentence.words[t] not in MARKS]
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
    content = ((start, stretch.end if start == stretch.start or last_char == "," else stretch.outer[1]),)
    return _draft(page, content, sentence, cue, source, of, f"after {row}", direct=start == stretch.start)


def _lead(page: Page, stretch: Stretch, table: Cues) -> int | None:
    """Where the quoted clause starts: at the stretch, or earlier where its first words stand outside the marks; None: not attributable."""
    sentence = page.parse.sentence_at(stretch.start)
    if sentence is None:
        return stretch.start
    start = sentence.start
    for other in page.touching((sentence.start, max(sentence.start + 1, stretch.outer[0]))):
        if other.outer[0] < stretch.outer[0] and not other.start == stretch.start and other.outer[0] < sentence.start:
            start = other.outer[1]
    words = page.text[start:stretch.outer[0]]
    if not any(c.isalnum() for c in words):
        return stretch.start
    tokens = [t for t in range(len(sentence)) if start <= sentence.starts[t] < stretch.outer[0]]
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
    while words and (words[0] in (",", ".", "and", "but", "as", "then", "-", "—", "–", "--", "”", "so") or s.pos[tokens[0]] in ("PUNCT", "SPACE")):
        dash = words[0] in DASHES
        tokens, words = tokens[1:], words[1:]
        if dash and tokens and all(s.pos[t] in ("PROPN", "PUNCT", "NOUN", "ADP", "DET", "ADJ") for t in tokens) and s.pos[tokens[0]] == "PROPN":
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
    if not source and s.tags[verb] != "VBG":
        return None
    between = [t for t in lead if t not in source and source and t < min(source)]
    if len(between) > 12 or any(s.pos[t] == "VERB" for t in between):
        return None
    return cue, source, entry.of, entry.row


def _before(page: Page, table: Cues, stretch: Stretch, before: int) -> Draft | None:
    """ 'Kess said: ".."', 'Kess told reporters, ".."', and a paragraph that ends with a colon."""
    sentence = page.parse.sentence_at(stretch.start)
    if sentence is None:
        return None
    start = max(before, sentence.start)
    tokens = [t for t in range(len(sentence)) if start <= sentence.starts[t] < stretch.outer[0] and sentence.words[t] not in MARKS]
    if not tokens:
        return _colon_before(page, table, stretch, sentence, before)
    last = sentence.words[tokens[-1]]
    pause = last in (":", ",") or last in DASHES
    for t in reversed(tokens):
        if sentence.pos[t] not in ("VERB", "AUX"):
            continue
        entry = _speaks(sentence, t, table)
        if entry is not None and sentence.deps[t] in ("relcl", "acl") and sentence.child(t, "nsubj") is not None and t < tokens[-1] - 2:
            continue
        if entry is None:
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
        return _draft(page, (stretch.span,), sentence, cue, source_of(sentence, t), entry.of, f"before {entry.row}", direct=True)
    if last == ":":
        return _colon(page, table, stretch, sentence, tokens)
    return None


def _colon(page: Page, table: Cues, stretch: Stretch, s: Sentence, tokens: list[int]) -> Draft | None:
    """ 'Kess: ".."' and other lead-ins that end with a colon and name somebody as subject."""
    of = table.verbs["say"][0].of
    subject = next((s.child(r, "nsubj") for r in s.roots if s.child(r, "nsubj") in tokens), None)
    if len(tokens) <= 8 and all(s.pos[t] in NOMINALS for t in tokens[:-1]):
        return _draft(page, (stretch.span,), s, (), following_name(s, tokens[0], tokens[-2] if len(tokens) > 1 else tokens[-1]), of, "colon name",
                      direct=True, doubt=0.25)
    source = noun_phrase(s, subject) if subject is not None else ()
    return _draft(page, (stretch.span,), s, (), source, of, "colon", direct=True, doubt=0.3)


NOMINALS = frozenset(("PROPN", "NOUN", "ADJ", "DET", "ADP", "PUNCT", "PRON", "PART", "NUM"))


def _colon_before(page: Page, table: Cues, stretch: Stretch, sentence: Sentence, before: int) -> Draft | None:
    """The cue of the sentence before, where that ends with a colon."""
    if sentence.index == 0:
        return None
    lead = page.parse.sentences[sentence.index - 1]
    if lead.words[-1] != ":" or lead.end < before:
        return None
    tokens = [t for t in range(len(lead)) if lead.words[t] not in MARKS and lead.starts[t] >= before]
    for t in reversed(tokens):
        entry = _speaks(lead, t, table) if lead.pos[t] in ("VERB", "AUX") else None
        if entry is not None:
            draft = _draft(page, (stretch.span,), lead, verb_entries(lead, t, table)[1], source_of(lead, t), entry.of, f"before {entry.row}",
                           direct=True)
            return replace(draft, block=page.block_of(stretch.start))
    return replace(_colon(page, table, stretch, lead, tokens) or _floating_of(page, stretch), block=page.block_of(stretch.start)) if tokens else None


def _next_sentence(page: Page, table: Cues, stretch: Stretch, sentence: Sentence, following: int) -> Draft | None:
    """ '".." Kess said.' where the sentence was split after the mark: a short sentence that only attributes."""
    if sentence.index + 1 >= len(page.parse.sentences) or not page.bare(stretch.outer[1], sentence.end):
        return None
    after = page.parse.sentences[sentence.index + 1]
    if page.block_of(after.start) != page.block_of(stretch.start) or len(after) > 12 or after.end > following:
        return None
    hit = following_cue(after, table, list(range(len(after))))
    if hit is None or not hit[0] or not any("that" in e.frames or e.of.name == "ask" for e in verb_entries(after, hit[0][0], table)[0]) or any(after.deps[c] in ("ccomp", "dobj", "xcomp") for c in after.children[hit[0][0]] if c not in hit[1]):
        return None
    cue, source, of, row = hit
    return _draft(page, (stretch.span,), after, cue, source, of, f"after {row}", direct=True, doubt=0.15)


def _floating(page: Page, stretch: Stretch) -> Draft | None:
    """A stretch that fills its sentences and has no cue: speech of whoever spoke before."""
    first, last = page.parse.sentence_at(stretch.start), page.parse.sentence_at(max(stretch.start, stretch.end - 1))
    if first is None or last is None or not page.bare(first.start, last.end):
        return None
    if first.block == "headline" or len(page.text[stretch.start:stretch.end].split()) < 2:
        return None
    return _floating_of(page, stretch)


def _floating_of(page: Page, stretch: Stretch) -> Draft:
    return Draft(content=(stretch.span,), block=page.block_of(stretch.start), why="floating", direct=True, doubt=0.2)


def _draft(page: Page, content: tuple[Span, ...], s: Sentence, cue: Sequence[int], source: Sequence[int], of: CueClass, why: str, *,
           direct: bool, doubt: float = 0.08) -> Draft:
    return Draft(content=content, block=page.block_of(content[0][0]), why=why, cue=s.pieces(cue), source=s.pieces(source), of=of, sentence=s,
                 at=cue[0] if cue else None, doubt=doubt, direct=direct)


def kind_of(page: Page, content: Sequence[Span]) -> QuoteKind:
    """direct: all of it stands between marks; indirect: none of it; else mixed."""
    inside = outside = False
    for start, end in content:
        stretches = page.touching((start, end))
        inside = inside or any(any(c.isalnum() for c in page.text[max(start, s.start):min(end, s.end)]) for s in stretches)
        outside = outside or not page.bare(start, end)
    return "mixed" if inside and outside else "direct" if inside else "indirect"
