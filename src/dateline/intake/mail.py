r"""Mail to a report: its plain or HTML part, transfer encoding undone; offsets count in the decoded part.

>>> head = b"Subject: Envoys meet\nDate: Fri, 4 Jun 2021 10:00:00 +0300\nFrom: Courier <news@example.org>\n\n"
>>> taken = report_of_mail(head + b"Two envoys met in Riga.\n")
>>> taken.report.title, taken.report.published, taken.text
('Envoys meet', '2021-06-04', 'Two envoys met in Riga.\n')
"""

import base64
import email
import email.policy
import re
from dataclasses import replace
from datetime import date
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from dateline.errors import InputRefused
from dateline.intake.decode import MOST_BYTES, clean, decode
from dateline.intake.html import report_of_html
from dateline.intake.rawmap import same
from dateline.intake.taken import Taken
from dateline.intake.text import report_of_text

MOST_PARTS = 500
HEADERS = ("from:", "subject:", "date:", "to:", "message-id:", "received:", "mime-version:", "return-path:",
           "delivered-to:", "x-", "content-type:")


def looks_like_mail(head: str) -> bool:
    """Whether a text opens with mail headers, two known ones at least.

    >>> looks_like_mail("From: a@example.org\\nSubject: Talks\\n\\nText")
    True
    """
    lines = head.split("\n\n", 1)[0].replace("\r", "").split("\n")[:40]
    known = sum(line.lower().startswith(HEADERS) for line in lines)
    return known >= 2 and lines[0].lower().startswith((*HEADERS, "from "))


def report_of_mail(raw: bytes, url: str | None = None, published: date | None = None, outlet: str | None = None, source: str = "") -> Taken:
    """The report of a mail; raises InputRefused where no part of it is text.

    The subject is the title, the Date header the day of publication (its `published_from` is "meta"), as the sender wrote it.
    """
    if len(raw) > MOST_BYTES:
        raise InputRefused(f"{len(raw):,} bytes; at most {MOST_BYTES:,} are read as one mail")
    try:
        mail = email.message_from_bytes(raw, policy=email.policy.compat32)
        part, is_html = _part(mail)
        payload = _payload(part)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise InputRefused(f"no mail that can be read: {error}"[:200]) from error
    if not isinstance(payload, bytes):
        raise InputRefused("a mail whose text cannot be decoded")
    day, charset = _day(mail), part.get_content_charset()
    if is_html:
        taken = report_of_html(payload, url, published, outlet, source, charset)
    else:
        decoded = decode(payload, charset)
        report = report_of_text(decoded.text, published, outlet, url)
        taken = Taken(report=report, text=decoded.text, raw=decoded.text, raw_map=same(len(decoded.text)), source=source, form="mail",
                      encoding=decoded.encoding, elements=(None,) * len(report.blocks))
    report = taken.report
    if published is None and day and report.published_from in (None, "text", "file"):
        report = replace(report, published=day.isoformat(), published_from="meta", published_span=None)
    subject = _header(mail, "Subject")
    return replace(taken, form="mail", report=replace(report, title=subject or report.title, outlet=report.outlet or _sender(mail)))


def _part(mail: Message) -> tuple[Message, bool]:
    """The plain part, or the HTML part where there is no plain one of some length."""
    plain: Message | None = None
    markup: Message | None = None
    for number, part in enumerate(mail.walk()):
        if number > MOST_PARTS:
            raise InputRefused(f"a mail of more than {MOST_PARTS} parts")
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/html" and markup is None:
            markup = part
        elif (kind in ("text/plain", "text/enriched") or kind.startswith("multipart/")) and plain is None:  # a multipart without parts
            plain = part
    if plain is not None and (markup is None or _says_something(plain)):
        return plain, False
    if markup is not None:
        return markup, True
    raise InputRefused("a mail without a part of text")


def _payload(part: Message) -> bytes | None:
    """The bytes of a part; base64 with stray or missing characters is read as far as it goes."""
    payload = part.get_payload(decode=True)
    written = part.get_payload()
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64" and isinstance(written, str):
        signs = re.sub(rb"[^A-Za-z0-9+/]", b"", written.encode("ascii", "ignore"))
        payload = base64.b64decode(signs[:len(signs) // 4 * 4])
    return payload if isinstance(payload, bytes) else None


def _says_something(part: Message) -> bool:
    payload = part.get_payload(decode=True)
    return isinstance(payload, bytes) and len(payload.split()) >= 20


def _day(mail: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(mail.get("Date", ""))).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _header(mail: Message, name: str) -> str | None:
    """A header's words, encoded ones decoded."""
    from email.header import decode_header, make_header

    value = mail.get(name)
    if value is None:
        return None
    try:
        words = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError, MessageError):
        words = str(value)
    return clean(" ".join(words.split())[:500]) or None


def _sender(mail: Message) -> str | None:
    """The sender's display name; an address is no name."""
    name = parseaddr(_header(mail, "From") or "")[0].strip()
    return name if name and "@" not in name and len(name) <= 80 else None
