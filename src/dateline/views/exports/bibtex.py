"""BibTeX: an entry for each report, for citing it.

>>> value("R&D_{x} 100%")
'{R\\\\&D\\\\_\\\\{x\\\\} 100\\\\%}'
"""

from collections.abc import Iterator

from dateline.views.exports.content import Content, Row

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIGNS = str.maketrans({**{c: "\\" + c for c in "&%$#_{}"}, "\\": "\\textbackslash{}", "~": "\\textasciitilde{}",
                        "^": "\\textasciicircum{}"})


def write(content: Content) -> Iterator[str]:
    """A comment with the versions, then the entries by day; keys are the reports' ids."""
    yield f"% {content.stamp}\n"
    for row in content.reports:
        yield entry(row, content)


def entry(row: Row, content: Content) -> str:
    """@article where the outlet is known, else @misc; what is not known is left out."""
    year, month, day = (row["published"] or "").split("-") if row["published"] else ("", "", "")
    fields = [("title", row["title"] and value(row["title"])), ("author", row["byline"] and _authors(row["byline"])),
              ("journal", row["outlet"] and value(row["outlet"])), ("year", year), ("month", month and MONTHS[int(month) - 1]),
              ("day", day and str(int(day))), ("url", row["url"] and "{" + row["url"].replace("{", "%7B").replace("}", "%7D") + "}"),
              ("language", row["language"] and value(row["language"])),
              ("note", value(f"SHA-256 {row['sha256']}; {content.stamp}"))]
    kind = "article" if row["outlet"] else "misc"
    return f"@{kind}{{{row['id']},\n" + "".join(f"  {n} = {v},\n" for n, v in fields if v) + "}\n"


def value(text: str) -> str:
    """A field's value, with the signs that TeX would take for its own made harmless."""
    return "{" + " ".join(text.split()).translate(_SIGNS) + "}"


def _authors(byline: list[str]) -> str:
    """The names joined by "and", each in braces of its own, so that BibTeX takes none apart."""
    return "{" + " and ".join(value(name) for name in byline) + "}"
