"""The dateline that opens a paragraph ("GENEVA, June 4 (Reuters) - ") and the byline.

>>> opening = dateline_at("GENEVA, June 4 (Reuters) - Talks resumed.", (0, 41))
>>> opening.place, opening.words, opening.span
('GENEVA', 'June 4', (0, 27))
>>> names_of_byline("By Jane Doe and Ali Reza Khan")
('Jane Doe', 'Ali Reza Khan')
"""

import re
from dataclasses import dataclass
from datetime import date

from dateline.codes.intake_words import intake_words
from dateline.intake.days import MONTH, PARTIAL, WEEKDAY, day_near, full_dates, month_number
from dateline.records.report import DatelineOf
from dateline.records.span import Span

UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]+"
CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
LITTLE = r"(?:de|del|da|do|dos|la|las|los|el|al|es|le|sur|upon|am|an|der|den|of|and|the|on|bin|ibn|van|von|di|du|st)"
SHOUTED = rf"{UPPER}(?:[ /]{UPPER}){{0,4}}"
NAMED = rf"{CAPITAL}(?:[ /](?:{LITTLE} )?{CAPITAL}){{0,3}}"
REGION = rf"(?:,\s*{NAMED}){{0,2}}"
DAY = rf"(?:{WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
AGENCY = r"[(\[][^()\[\]\d]{2,40}[)\]]"
DASH = r"\s*(?:--+|[-–—―_])(?=\s|[A-Z\"“'‘])\s*"
FORMS = tuple(re.compile(p) for p in (
    rf"(?P<place>{SHOUTED})(?P<region>{REGION})(?:,?\s*(?P<day>(?i:{DAY})))?[,.]?(?:\s*{AGENCY})?{DASH}",
    rf"(?P<place>{NAMED}){REGION},?\s*(?P<day>(?i:{DAY}))[,.]?(?:\s*{AGENCY})?{DASH}",
    rf"(?P<place>{NAMED}){REGION}\s*{AGENCY}{DASH}",
    rf"(?P<place>{SHOUTED})(?:{REGION},?\s*(?P<day>(?i:{DAY})))?(?:\s*{AGENCY})?:\s+(?=[A-Z\"“‘])",
    rf"(?P<place>{SHOUTED}){REGION},\s*(?P<day>(?i:{DAY}))\s*{AGENCY}\s+(?=[A-Z\"“‘])",
    rf"(?P<day>(?i:{DAY}))\s*{AGENCY}{DASH}",
    rf"{AGENCY}{DASH}",
    rf"(?P<place>{SHOUTED}|{NAMED}){REGION}[,.]\s*(?P<day>(?i:{DAY}))[.,]?\s*/[A-Z][\w .&-]{{1,30}}/\.?(?:{DASH}|\s+)(?=[A-Z\"“'‘])",
    rf"(?P<place>{SHOUTED})\.\s*(?P<day>(?i:{DAY}))[.,]?\s*{AGENCY}{DASH}",
    rf"(?P<place>{NAMED})\s*\[{NAMED}\],?\s*(?P<day>(?i:{DAY}))\s*{AGENCY}(?::\s*|{DASH})",
    rf"(?P<place>{NAMED}){REGION},\s*(?P<day>(?i:{DAY}))\s*{AGENCY}:?\s+(?=[A-Z\"“‘])",
    rf"(?P<place>{NAMED}),?\s*(?P<day>(?i:{DAY})),?\s*(?P<agency>[A-Z]{{2,8}}){DASH}",
    rf"(?P<place>{NAMED}),\s*(?P<agency>[A-Z]{{2,8}})(?:{DASH}|[-–—]\s*)(?=[A-Z\"“‘])",
    rf"{AGENCY}\s*(?=[A-Z\"“‘])",
))
AGENCY_ONLY = (6, len(FORMS) - 1)  # the forms that hold nothing but an agency, which must be a known one
ROOM = 120  # characters in which a dateline must end
ALONE = re.compile(rf"(?P<place>{NAMED}){REGION},\s*(?P<day>(?i:{DAY}))\.?")
NAME = rf"(?:{CAPITAL}|{LITTLE})(?:\s+(?:{CAPITAL}|{LITTLE})){{1,4}}"
BY = re.compile(r"(?:(?:written|posted|reported|story|published|words|analysis|opinion|text)\s+)?by:?\s+", re.I)
SPLIT = re.compile(r"\s*(?:,\s*(?:and|&)\s+|\s(?:and|&)\s|,|;)\s*", re.I)
ROLE = re.compile(
    r".*\b(?:staff|writer|reporter|correspondent|editor|bureau|agency|agencies|press|news|times|post|service|desk|reuters|afp|ap|bbc|cnn|"
    r"associated|guardian|journalist|columnist|analyst|contributor|chief|team|media|tv|radio)\b.*", re.I)
TAIL = re.compile(r"\s*(?:\||•|·|—|–|\s-\s|/|\bin\s+[A-Z]|\bat\s+[A-Z]|\bfor\s+[A-Z]|\bat\s+\d|\b\d{1,2}:\d\d).*$")
DATE_LEAD = re.compile(rf"(?:\b(?:posted|published|updated|written)\s*)?(?:\bon\b|:)?[\s,|•·–—-]*(?:{WEEKDAY}[\s,]*)?$", re.I)
CLOCK_LEAD = re.compile(r"^[\s,|•·–—-]*(?:(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?[\s,|•·–—-]*", re.I)
SENTENCE_WORDS = frozenset(("is", "was", "are", "were", "has", "have", "had", "says", "said", "will", "would", "that", "which", "who"))
DESK_WORDS = 6  # words of a line under a byline's names


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline: its span with dash or colon, the span without, its place, the words of its day; `sure` if it holds more."""

    span: Span
    words_span: Span
    place: str | None
    words: str | None
    sure: bool


def dateline_at(text: str, unit: Span) -> Opening | None:
    """The dateline at the start of a unit, or None."""
    head = text[unit[0]:min(unit[1], unit[0] + ROOM)]
    if not head or not (head[0].isupper() or head[0] in "([" or head[0].isdigit()):
        return None
    for number, form in enumerate(FORMS):
        match = form.match(head)
        if match is None or unit[0] + match.end() >= unit[1]:
            continue
        place = match.groupdict().get("place")
        if place is not None and not _is_place(place, shouted=number in (0, 3, 4)):
            continue
        agency = match.group() if number in AGENCY_ONLY else match.groupdict().get("agency")
        if agency and not _is_agency(agency):
            continue
        words = match.group().rstrip(" -–—―_:\n").removesuffix("/.") + ("/" if match.group().rstrip().endswith("/.") else "")
        day = match.groupdict().get("day")
        sure = any(match.groupdict().get(k) for k in ("day", "agency", "region")) or "(" in words or "[" in words
        return Opening((unit[0], unit[0] + match.end()), (unit[0], unit[0] + len(words)), place, day, sure)
    return None


def dateline_alone(text: str, unit: Span) -> Opening | None:
    """A line that holds a place and a full date and nothing else ("Moscow, 4 June 2021")."""
    line = text[unit[0]:unit[1]]
    match = ALONE.fullmatch(line) if len(line) <= ROOM else None
    if match is None or not any(full_dates(line)) or re.match(WEEKDAY, line, re.I) or re.match(MONTH, line, re.I):
        return None
    return Opening(unit, unit, match["place"], match["day"], True)


def dateline_record(opening: Opening | None, published: date | None) -> DatelineOf | None:
    """The record of a dateline; a day without a year takes it from the day of publication, or stays unknown."""
    if opening is None:
        return None
    day = None
    if opening.words:
        full = next(full_dates(opening.words), None)
        part = PARTIAL.search(opening.words)
        if full:
            day = full.day
        elif part and published:
            n = "1" if part["m1"] else "2"
            day = day_near(month_number(part["m" + n]), int(part["d" + n]), published)
    return DatelineOf(place=opening.place, date=day.isoformat() if day else None, span=opening.words_span)


def names_of_byline(line: str) -> tuple[str, ...] | None:
    """The names of a byline, or None where the line is none; an agency or a desk is a name too."""
    if len(line) > 160:
        return None
    opened = BY.match(_undated(line))
    if opened is None:
        return None
    rest = TAIL.sub("", _first_line(_undated(line)[opened.end():])).strip(" .,")
    if not rest or not rest[0].isupper() or any(w in SENTENCE_WORDS for w in rest.lower().split()):
        return None
    names = []
    for part in SPLIT.split(rest):
        if re.fullmatch(NAME, part) and not next(full_dates(part), None):
            names.append(part)
        elif not (part and (ROLE.fullmatch(part) or next(full_dates(part), None) or re.fullmatch(CAPITAL, part) or part.isdigit())):
            return None
    whole = [n for n in names if not ROLE.fullmatch(n)] or names or ([rest] if ROLE.fullmatch(rest) else [])
    return tuple(whole) or None


def _first_line(words: str) -> str:
    """The names of a byline without the short lines under them, which hold a desk, a paper or a place ("By Ann Lee", "City desk, Riga")."""
    first, *under = words.strip().split("\n")
    desk = under and not first.rstrip().lower().endswith((",", "&", " and")) and all(
        len(u.split()) <= DESK_WORDS and u[:1].isupper() and not u.rstrip().endswith((".", "!", "?")) for u in under)
    return first if desk else words


def _undated(line: str) -> str:
    """A line without its full dates and what leads to them ("Posted on 4 June 2021 by Ann Lee", "By Ann Lee 4 June 2021")."""
    for found in reversed(list(full_dates(line))):
        before = DATE_LEAD.sub("", line[:found.span[0]])
        line = f"{before} {line[found.span[1]:]}" if before.strip() else CLOCK_LEAD.sub("", line[found.span[1]:])
    return line


def _is_place(place: str, shouted: bool) -> bool:
    if place.upper() in intake_words().not_places:
        return False
    if re.match(rf"(?:{MONTH}|{WEEKDAY})", place, re.I):
        return False
    return len(place) >= 3 and (not shouted or any(c.isupper() for c in place))


def _is_agency(words: str) -> bool:
    inner = words.strip(" -–—―_:()[]").lower()
    return any(part.strip() in intake_words().agencies for part in re.split(r"[/,]", inner))
