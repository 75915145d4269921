"""Has FollowTheMoney's own library check entities: reads JSON lines on standard input, prints what is wrong, a line each, then the counts.

It is run by the Python that `DATELINE_FTM_PYTHON` names, where followthemoney is installed; it imports nothing of Dateline's.
"""

import json
import sys
from collections import Counter


def problems(data, model, invalid):
    """What the library finds wrong with an entity: unknown schema or property, values that it refuses or would clean to others."""
    schema = model.get(data["schema"])
    if schema is None or schema.abstract:
        yield f"no schema {data['schema']}"
        return
    for name, values in data["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            yield f"{data['schema']} has no property {name}"
            continue
        for value in values:
            cleaned = prop.type.clean(value)
            if cleaned != value:
                yield f"{data['schema']}.{name}: {value!r} becomes {cleaned!r}"
    for name in schema.required:
        if not data["properties"].get(name):
            yield f"{data['schema']} needs {name}"
    try:
        schema.validate(data)
    except invalid as error:
        yield f"{data['schema']}: {error.errors}"
    proxy = model.get_proxy(data)
    back = {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()}
    if (proxy.id, proxy.schema.name, back) != (data["id"], data["schema"], {k: sorted(v) for k, v in data["properties"].items()}):
        yield f"{data['id']} reads back as {back}"


def links(entities, model):
    """References to entities that are not there, or of a schema that the property does not take."""
    by_id = {e["id"]: e for e in entities}
    for data in entities:
        for name, values in data["properties"].items():
            prop = model.get(data["schema"]).get(name)
            if prop is not None and prop.range is not None:
                for value in values:
                    if value not in by_id or not model.get(by_id[value]["schema"]).is_a(prop.range):
                        yield f"{data['id']} {name}: {value} is no {prop.range.name} of this file"


def main():
    from followthemoney import model
    from followthemoney.exc import InvalidData

    entities = [json.loads(line) for line in sys.stdin]
    counts = Counter(e["schema"] for e in entities)
    wrong = [p for e in entities for p in problems(e, model, InvalidData)]
    wrong += list(links(entities, model)) if not wrong else []
    wrong += [f"{i} stands {n} times" for i, n in Counter(e["id"] for e in entities).items() if n > 1]
    json.dump({"wrong": wrong, "counts": counts}, sys.stdout)


if __name__ == "__main__":
    main()
