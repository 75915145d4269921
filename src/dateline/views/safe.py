"""Making text from reports harmless where a program could take it for more than text."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> inert("=HYPERLINK(1)"), inert("-5"), inert("plain")
    ("'=HYPERLINK(1)", '-5', 'plain')
    """
    if cell.lstrip("'").startswith(FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


def lively(cell: str) -> str:
    """What `inert` was given.

    >>> lively("'=HYPERLINK(1)"), lively("'tis")
    ('=HYPERLINK(1)', "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
