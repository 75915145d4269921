"""Let a trained coder, the teacher, say what it thinks of sentences: probabilities for the student to learn from.

    python training/label.py ENCODER teacher.pt FILE.. --save teacher.jsonl [--doubtful TSV]

Each FILE is a table of training sentences (event, mode, sentence) or plain text with one sentence a line, the actor in <a>..</a> and the
recipient in <r>..</r>. Out come JSON lines {sentence, event: [one probability for each event]}. With --doubtful, the labelled rows that the
teacher reads otherwise are listed, the surest first: they are worth a second look.
"""

import argparse
import json
from pathlib import Path

import torch
from train import EVENTS, OLD, Coder, marked

BATCH = 64


def sentences(path):
    """(sentence, event or None) of a table or of a plain text."""
    for line in Path(path).read_text(encoding="utf8").splitlines():
        cells = line.split("\t")
        if "<a>" in cells[-1] and "<r>" in cells[-1]:
            yield cells[-1], cells[0] if len(cells) == 3 else None


def probabilities(coder, texts):
    """The teacher's shares by event, in the order of `texts`; neighbours in length go together."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    shares = [None] * len(texts)
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            chosen = order[start:start + BATCH]
            for i, row in zip(chosen, coder([marked(texts[i]) for i in chosen])[0].float().softmax(1).tolist(), strict=True):
                shares[i] = [round(share, 4) for share in row]
            print(f"{start + len(chosen)} of {len(order)}", flush=True)
    return shares


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("encoder")
    ask.add_argument("coder")
    ask.add_argument("files", nargs="+")
    ask.add_argument("--save", required=True)
    ask.add_argument("--doubtful", help="write the labelled rows that the teacher reads otherwise here")
    given = ask.parse_args()
    saved = torch.load(given.coder)
    coder = Coder(given.encoder, saved["modes"], bf16=True)
    coder.load_state_dict(saved["state"])
    coder.eval()
    rows = [row for file in given.files for row in sentences(file)]
    shares = probabilities(coder, [sentence for sentence, _ in rows])
    with Path(given.save).open("w", encoding="utf8") as out:
        for (sentence, _), share in zip(rows, shares, strict=True):
            out.write(json.dumps({"sentence": sentence, "event": share}) + "\n")
    if given.doubtful:
        Path(given.doubtful).write_text("".join(doubtful(rows, shares)), encoding="utf8")


def doubtful(rows, shares):
    """Lines of rows whose label got less than a tenth, the teacher's surest first."""
    found = []
    for (sentence, event), share in zip(rows, shares, strict=True):
        if event is None or event == "NONE":
            continue
        own = sum(share[EVENTS.index(e)] for e in OLD.get(event, [event]))
        if own < 0.1:
            best = max(range(len(EVENTS)), key=share.__getitem__)
            found.append((share[best], f"{event}\t{EVENTS[best]} {share[best]:.2f}\t{sentence}\n"))
    return [line for _, line in sorted(found, key=lambda f: -f[0])]


if __name__ == "__main__":
    main()
