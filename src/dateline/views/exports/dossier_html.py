"""The dossier as one HTML page that needs nothing else: no script, no other host, every text of a report escaped.

>>> linked("javascript:alert(1)"), linked(None)
('', '')
"""

from collections.abc import Iterator
from html import escape

from dateline.views.exports.content import Content
from dateline.views.exports.dossier import Dossier, Line, dossier

STYLE = ("body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 serif}blockquote{margin:.2rem 0 .8rem 1rem;color:#444}"
         "small,code{color:#555}@media print{a{color:inherit}}@media (prefers-color-scheme:dark){body{background:#111;color:#ddd}"
         "blockquote,small,code{color:#aaa}a{color:#9cf}}")


def write(content: Content) -> Iterator[str]:
    """The page."""
    yield from page(dossier(content))


def page(made: Dossier) -> Iterator[str]:
    """A dossier as a page."""
    yield ('<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>' + escape(made.name) + "</title>"
           '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
           f'<meta name="generator" content="{escape(made.made)}"><style>{STYLE}</style></head>\n<body>\n<h1>{escape(made.name)}</h1>\n'
           f"<p>{len(made.sources)} reports cited. Made by {escape(made.made)}.</p>\n")
    for head, lines in made.sections:
        yield f"<h2>{head}</h2>\n<ul>\n" + "".join(_entry(line) for line in lines) + "</ul>\n"
    yield "<h2>Sources</h2>\n<ol>\n"
    for source in made.sources:
        yield (f'<li id="s{source.number}" value="{source.number}">{escape(source.said)}. {linked(source.url)}'
               f"<br><small><code>{source.id}</code> SHA-256 <code>{source.sha256}</code></small></li>\n")
    yield "</ol>\n</body></html>\n"


def _entry(line: Line) -> str:
    note = f"<p>{escape(line.note)}</p>" if line.note else ""
    return (f'<li id="{line.id}"><strong>{escape(line.day)}</strong> {escape(line.says)} <small>({escape(line.notes)})</small> '
            f'<a href="#s{line.source}">[{line.source}]</a><blockquote>{escape(line.sentence)}</blockquote>{note}</li>\n')


def linked(url: str | None) -> str:
    """A link to a web address; nothing for anything else."""
    if not url or not url.startswith(("https://", "http://")):
        return ""
    return f'<a rel="noreferrer" href="{escape(url)}">{escape(url)}</a>'
