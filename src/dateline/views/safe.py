"""Making text from reports harmless where a program could take it for more than text."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> inert("=HYPERLINK(1)"), inert("-5"), inert("plain")
    ("'=HYPERLINK(1)", '-5', 'plain')
    """
    if cell.startswith(FORMULA) and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
