"""Rows of peers' data, written for these tests: the quarrel over fish that the example reports tell, as other coders might tell it."""


def gdelt(id_, day, actor1, actor2, code, url="https://wire.example/a", quad=1, width=61, **more):
    """A line of GDELT events; `more` sets columns by position, as c6="ICELAND"."""
    cells = [""] * width
    told = {0: id_, 1: day.replace("-", ""), 5: actor1, 7: actor1, 15: actor2, 17: actor2, 25: 1, 26: code,
            27: code[:3], 28: code[:2], 29: quad}
    for at, value in {**told, **{int(k[1:]): v for k, v in more.items()}}.items():
        cells[at] = str(value)
    if width != 57:
        cells[-1] = url
    return "\t".join(cells)


def mention(id_, url, outlet="wire.example", day="20190304000000"):
    return "\t".join([str(id_), day, day, "1", outlet, url, "2", "-1", "4", "50", "1", "60", "1800", "-2.1", "", ""])


def polecat(header, **cells):
    return "\t".join(str(cells.get(name.replace(" ", "_").lower(), "None")) for name in header)


def lines(*rows):
    return list(enumerate(rows, 1))
