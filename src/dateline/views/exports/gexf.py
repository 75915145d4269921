"""GEXF 1.2 for Gephi and networkx: actors as nodes, what one did to another as dated, directed edges.

>>> node_id({"name": "Norway", "country": "NOR", "sector": "GOV"})
'Norway | NOR | GOV'
"""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from dateline.codes.plover import kinds
from dateline.views.exports.content import Content, Row
from dateline.views.exports.peers import fit_happenings
from dateline.views.exports.xml import clean

NODE = (("country", "string"), ("sector", "string"))
EDGE = (("happening", "string"), ("event", "string"), ("mode", "string"), ("quad", "integer"), ("intensity", "double"),
        ("reports", "integer"), ("origins", "integer"))


def write(content: Content) -> Iterator[str]:
    """A graph of the happenings that were done: an edge for each actor and recipient, weighted by independent origins."""
    rows = [row for row in fit_happenings(content) if row["actor"] and row["recipient"]]
    nodes = {node_id(p): p for row in rows for p in (*row["actor"], *row["recipient"])}
    yield ('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
           f"<meta><creator>{clean(str(content.stamp))}</creator></meta>\n"
           '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n')
    yield _attributes("node", NODE) + _attributes("edge", EDGE) + "<nodes>\n"
    for id_, party in sorted(nodes.items()):
        yield f"<node id={_quoted(id_)} label={_quoted(party['name'])}>{_values(NODE, party)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for row in rows:
        yield from _edges(row)
    yield "</edges>\n</graph>\n</gexf>\n"


def node_id(party: Row) -> str:
    """A party's name and codes: the same actor under one name is one node."""
    return " | ".join(str(p) for p in (party["name"], party["country"], party["sector"]) if p)


def _edges(row: Row) -> Iterator[str]:
    days = "".join(f' {name}="{row[key]}"' for name, key in (("start", "day_first"), ("end", "day_last")) if row[key])
    values = _values(EDGE, {**row, "happening": row["id"], "quad": kinds()[row["event"]].quad})
    for i, actor in enumerate(row["actor"]):
        for j, recipient in enumerate(row["recipient"]):
            yield (f'<edge id="{row["id"]}-{i}-{j}" source={_quoted(node_id(actor))} target={_quoted(node_id(recipient))} '
                   f'weight="{max(1, row["origins"])}"{days}>{values}</edge>\n')


def _attributes(kind: str, names: tuple[tuple[str, str], ...]) -> str:
    each = "".join(f'<attribute id="{n}" title="{n}" type="{t}"/>' for n, t in names)
    return f'<attributes class="{kind}" mode="static">{each}</attributes>\n'


def _values(names: tuple[tuple[str, str], ...], row: Row) -> str:
    held = [(n, row[n]) for n, _ in names if row[n] is not None]
    return "<attvalues>" + "".join(f'<attvalue for="{n}" value={_quoted(str(v))}/>' for n, v in held) + "</attvalues>"


def _quoted(value: str) -> str:
    return quoteattr(clean(value, escaped=False))
