"""Which lines are page furniture, and why: menus, share lines, section lines, bare addresses, photo credits.

>>> furniture_of("News   /   Russia"), furniture_of("www.presstv.ir"), furniture_of("SHARE THIS ARTICLE")
('section', 'address', 'share')
>>> furniture_of("Russia said on Friday that it was ready.") is None
True
"""

import re

from dateline.codes.intake_words import intake_words
from dateline.records.span import Span

ADDRESS = re.compile(
    r"[<(\[]?(?:(?:https?|ftp)://\S+|www\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|info|biz|edu|gov|mil|int|tv|io|co|news|[a-z]{2})(?:/\S*)?"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+)[>)\]]?[.,;]?", re.I)
COUNT = re.compile(
    r"[(\[]?\d[\d.,]*\s?[km]?\+?[)\]]?\s*(?:comments?|shares?|likes?|views?|reads?|tweets?|retweets?|replies|reactions?|votes?|followers|"
    r"responses?|hits|visits?|min(?:ute)?s?(?:\s+read)?|min\.?|(?:second|minute|hour|day|week|month|year)s?\s+ago|photos?|images?|of\s+\d+)?[)\]]?"
    r"|(?:comments?|shares?|views?|likes?|replies|print|viewed|reading time|read time|time to read|visits?|hits)\s*:?"
    r"\s*[(\[]?\d[\d.,]*\s?[km]?(?:\s*(?:times|min(?:ute)?s?|comments?))?[)\]]?"
    r"|(?:less than )?(?:a|an|one|\d+) (?:min(?:ute)?|hour|day|week|month|year)s? (?:ago|read)|page \d+(?: of \d+)?", re.I)
HASHES = re.compile(r"#\w+(?:[\s,|]+#\w+)*")
PARTS = re.compile(r"\s*[|/›»>•·→:]\s*|\s+[-–—]\s+|\t+|\s{3,}")
CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\s*(?:[ap]\.?m\.?)?"
                   r"(?:\s*(?:GMT|UTC|ET|EST|EDT|CET|CEST|MSK|IST|BST))?", re.I)
DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[ ,-]+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?)?", re.I)
AGENCY = (r"(?:AP|AFP|EPA(?:-EFE)?|EFE|Reuters|TASS|ITAR-TASS|Sputnik|RIA(?:\s+Novosti)?|Xinhua|Kyodo|dpa|ANSA|PA|UPI|AAP|PTI|ANI|IRNA|"
          r"Anadolu(?:\s+Agency)?|AA|Getty(?:\s+Images)?|Shutterstock|Alamy|Bloomberg|ZUMA|NurPhoto|Press\s+Association|Yonhap)")
PICTURE = r"(?:file\s+)?(?:photo(?:s|graphs?)?|pictures?|pics?|images?|handout|screen\s?(?:grab|shot)|illustration)"
# The credit at the end of a caption, looked for in its last characters only.
CREDIT = re.compile(
    rf"(?:[(\[]\s*(?:{PICTURE}|credits?)\b[^()\[\]]{{0,100}}[)\]]"
    rf"|[(\[][^()\[\]]{{0,60}}\b(?:{PICTURE})\s*[)\]]"
    rf"|[(\[][^()\[\]]{{0,60}}(?:{AGENCY}\s*(?:photo\s*)?/|/\s*{AGENCY}|\bvia\s+{AGENCY}|Getty\s+Images)[^()\[\]]{{0,60}}[)\]]"
    rf"|\[\s*{AGENCY}\s*\]"
    rf"|(?<!\w)(?:{PICTURE}|credit)(?:\s+(?:by|credit|courtesy(?:\s+of)?))?\s*[:/©]\s*[^.:]{{2,80}}"
    rf"|(?<!\w)(?:{PICTURE})\s+(?:by|courtesy\s+of)\s+[^.:]{{2,60}}"
    rf"|(?<!\w){AGENCY}\s*(?:photo\s*)?/\s*[^.:/]{{2,60}}"
    rf"|(?<=[.”\"])\s*[^\W\d_][\w'’-]+(?:\s+[^\W\d_][\w.'’-]+){{0,3}}\s*/\s*{AGENCY}(?:\s+via\s+{AGENCY})?"
    rf"|©\s*[^.:]{{2,60}})[.\s]*$", re.I)
BARE = re.compile(rf"(?<=[.”\"])\s+{AGENCY}\s*$")  # "Soldiers carry a man to a boat. PTI"
CREDIT_ROOM = 150


def furniture_of(line: str) -> str | None:
    """Why a line is furniture, or None."""
    if not any(c.isalnum() for c in line[:2000]):
        return "separator"
    short = line.strip() if len(line) <= 300 else ""
    if short:
        if ADDRESS.fullmatch(short) or all(ADDRESS.fullmatch(w) for w in short.split()):
            return "address"
        if COUNT.fullmatch(short):
            return "counter"
        if CLOCK.fullmatch(short) or DAY.fullmatch(short):
            return "date"
        if HASHES.fullmatch(short):
            return "related"
    reason = intake_words().furniture_of(line)
    if reason in (None, "menu") and short and is_section(short):
        return "section"
    if reason is None and short and CREDIT.fullmatch(short) and len(short.split()) <= 14:
        return "credit"
    return reason


def is_section(line: str) -> bool:
    """Whether a line is made of section names, or of short names with separators between them.

    >>> is_section("Home > World > Middle East"), is_section("Putin meets Biden")
    (True, False)
    """
    sections = intake_words().sections
    plain = " ".join(line.lower().split()).strip(" :>|/")
    if plain in sections:
        return True
    parts = [p.strip() for p in PARTS.split(line.strip(" |/›»>•·→:")) if p and p.strip()]
    if len(parts) < 2 or len(line.split()) > 40:
        return False
    known = sum(p.lower() in sections or p.lower() in intake_words().whole for p in parts)
    short = all(len(p.split()) <= 3 and not p.endswith((".", "!", "?")) for p in parts)
    return known == len(parts) or (short and known >= 1 and known * 3 >= len(parts) and any(c in line for c in "|/›»>•·→"))


def credit_at(text: str, unit: Span, sure: bool = False) -> Span | None:
    """The photo credit that closes a caption, or None. Where it is `sure` that the unit is a caption, an agency's bare name is one.

    >>> credit_at("Envoys arrive in Vienna. (Photo by AFP)", (0, 39))
    (25, 39)
    """
    start = max(unit[0], unit[1] - CREDIT_ROOM)
    match = CREDIT.search(text[start:unit[1]]) or (BARE.search(text[start:unit[1]]) if sure else None)
    if match is None:
        return None
    words = match.group()
    lead = len(words) - len(words.lstrip())
    return start + match.start() + lead, unit[1]
