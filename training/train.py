"""Train the coder that names the event between two marked spans.

    python training/train.py ENCODER TRAINING_DIR --save coder.pt [--soft teacher.jsonl] [--gold relate.jsonl]

ENCODER is a folder with a transformers model and its tokenizer. TRAINING_DIR holds `*.tsv` files with the columns event, mode
(may be empty) and sentence, the actor in <a>..</a> and the recipient in <r>..</r>. Needs torch==2.13.0, transformers and numpy, none of
which Dateline itself needs. Without --gold, every twentieth row is held out and scored. docs/guide/training.md tells the whole way.
"""

import argparse
import contextlib
import json
import math
import os
import random
import re
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
import torch
from transformers import AutoModel, AutoTokenizer

MARKS = {"<a>": "[A] ", "</a>": " [/A]", "<r>": "[B] ", "</r>": " [/B]"}
EVENTS = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
          "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
OLD = {"YIELD": ["CONCEDE", "RETREAT"]}  # rows that leave the two apart
SYMMETRIC = {"CONSULT", "COOPERATE", "NONE"}
RELATIONS = ["forward", "reverse", "none"]
BATCH, LONGEST, WARM_UP, HEAD_RATE, SWAPPED, AROUND = 32, 96, 60, 2e-3, 0.15, 220


def dyads(path):
    """The lines of dyads.tsv: (event, mode, expression, what it counts as)."""
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    for event, mode, words, counts_as in (line.split("\t") for line in lines[1:]):
        if event not in EVENTS or counts_as not in EVENTS:
            raise SystemExit(f"{path}: {event} or {counts_as} is no event; allowed: {', '.join(EVENTS)}")
        yield event, mode, re.compile(words), counts_as


def rows(folder):
    """(sentence, event, mode) of all training files, the event as the code book of dyads has it."""
    told = list(dyads(Path(__file__).with_name("dyads.tsv")))
    for path in sorted(Path(folder).glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            if number > 1 or not line.startswith("event\t"):
                event, mode, sentence = line.split("\t")
                fits = (to for e, m, words, to in told if e == event and m in ("*", mode or "-") and words.search(sentence))
                counted = next(fits, event)
                yield sentence, counted, mode if counted == event else ""


def marked(sentence):
    """The sentence with the encoder's marks, cut to what stands around the two spans."""
    at = [m.start() for m in re.finditer(r"</?[ar]>", sentence)]
    start, end = max(0, min(at) - AROUND), max(at) + AROUND
    sentence = sentence[start:end]
    for mark, token in MARKS.items():
        sentence = sentence.replace(mark, token)
    return sentence


def swapped(sentence):
    return re.sub(r"(</?)([ar])>", lambda m: f"{m[1]}{'r' if m[2] == 'a' else 'a'}>", sentence)


def gold(path):
    """(sentence, event) of a relate gold file, its spans marked like ours."""
    for row in map(json.loads, Path(path).read_text(encoding="utf8").splitlines()):
        text, spans = row["text"], [(row["source"], "<a>", "</a>")] + ([(row["target"], "<r>", "</r>")] if row["target"] else [])
        for (start, end), opening, closing in sorted(spans, key=lambda s: -s[0][0]):
            text = text[:start] + opening + text[start:end] + closing + text[end:]
        yield text, row["event"]


class Coder(torch.nn.Module):
    """Encoder, then the mean of all tokens and the two opening marks, then one linear layer each for event, relation and mode."""

    def __init__(self, folder, modes, bf16=False):
        super().__init__()
        self.tokenizer, self.encoder = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
        self.size = len(self.tokenizer)  # what lies beyond are the marks
        self.tokenizer.add_tokens([t.strip() for t in MARKS.values()])
        self.words = self.encoder.get_input_embeddings().requires_grad_(False)  # frozen: half of the parameters, a third of the time
        self.extra = torch.nn.Embedding(len(MARKS), self.encoder.config.hidden_size)
        torch.nn.init.normal_(self.extra.weight, std=0.05)
        self.openings = self.tokenizer.convert_tokens_to_ids(["[A]", "[B]"])
        width = 3 * self.encoder.config.hidden_size
        self.event, self.relation, self.mode = (torch.nn.Linear(width, n) for n in (len(EVENTS), len(RELATIONS), len(modes)))
        self.modes, self.bf16 = modes, bf16

    def forward(self, sentences):
        batch = self.tokenizer(sentences, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16) if self.bf16 else contextlib.nullcontext():
            tokens = self.encoder(inputs_embeds=self.vectors(batch["input_ids"]), attention_mask=batch["attention_mask"]).last_hidden_state
        masks = [batch["attention_mask"], *(batch["input_ids"] == i for i in self.openings)]
        means = [(tokens.float() * m[..., None]).sum(1) / m.sum(1, keepdim=True).clamp(min=1) for m in masks]
        pooled = torch.nn.functional.dropout(torch.cat(means, 1), 0.1, self.training)
        return self.event(pooled), self.relation(pooled), self.mode(pooled)


    def vectors(self, ids):
        """The vectors of tokens: the encoder's own for words, trained ones for the marks."""
        own = self.words(ids.clamp(max=self.size - 1))
        return torch.where((ids >= self.size)[..., None], self.extra((ids - self.size).clamp(min=0)), own)

    def table(self):
        """All vectors, words first."""
        return torch.cat([self.words.weight[:self.size], self.extra.weight])


def batches(sentences):
    """Batches of neighbours in length, in random order."""
    order = random.sample(range(len(sentences)), len(sentences))
    pools = [sorted(order[i:i + 20 * BATCH], key=lambda j: len(sentences[j])) for i in range(0, len(order), 20 * BATCH)]
    found = [pool[k:k + BATCH] for pool in pools for k in range(0, len(pool), BATCH)]
    return random.sample(found, len(found))


def allowed_loss(logits, allowed, weight, smooth=0.1):
    """Cross entropy towards a set of allowed classes, smoothed; `weight` leaves rows out."""
    log = logits.log_softmax(1)
    hit = log.masked_fill(~allowed, -1e4).logsumexp(1)
    loss = -(1 - smooth) * hit - smooth * log.mean(1)
    return (loss * weight).sum() / weight.sum().clamp(min=1)


def macro_f1(pairs):
    classes = {g for g, _ in pairs}
    f1s = [2 * sum(g == o == c for g, o in pairs) / max(1, sum((g == c) + (o == c) for g, o in pairs)) for c in classes]
    return 100 * sum(f1s) / len(classes)


def score(coder, held):
    """Root macro-F1 over (sentence, event) pairs; CONCEDE and RETREAT count as YIELD where the gold says so."""
    coder.eval()
    merge = {"CONCEDE": "YIELD", "RETREAT": "YIELD"} if any(e == "YIELD" for _, e in held) else {}
    ours = []
    with torch.no_grad():
        for i in range(0, len(held), 32):
            ours += [EVENTS[c] for c in coder([marked(s) for s, _ in held[i:i + 32]])[0].argmax(1).tolist()]
    return macro_f1([(g, merge.get(o, o)) for (_, g), o in zip(held, ours, strict=True)])


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("encoder")
    ask.add_argument("training")
    ask.add_argument("--save", required=True)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--rate", type=float, default=1e-4)
    ask.add_argument("--bf16", action="store_true")
    ask.add_argument("--limit", type=int, help="train on so many rows only, for a learning curve")
    ask.add_argument("--soft", help="a file of teacher's probabilities made by label.py: JSON lines {sentence, event: [16 numbers]}")
    ask.add_argument("--gold")
    ask.add_argument("--after", help="go on from a coder that was trained before")
    ask.add_argument("--freeze", type=int, default=0, help="keep so many of the lowest layers as they are, for a large encoder")
    ask.add_argument("--seed", type=int, default=0)
    given = ask.parse_args()
    random.seed(given.seed)
    torch.manual_seed(given.seed)
    data = list(rows(given.training))
    random.shuffle(data)
    if given.gold:
        held = list(gold(given.gold))
    else:
        held, data = [(s, e) for s, e, _ in data[::20] if e in EVENTS], [d for i, d in enumerate(data) if i % 20]
    data = data[:given.limit]
    modes = sorted({f"{e} {m}" for _, e, m in data if m})
    soft = {}
    if given.soft:
        for line in Path(given.soft).read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            soft[row["sentence"]] = torch.tensor(row["event"])
        known = {s for s, _, _ in data}
        data += [(s, "SOFT", "") for s in soft if s not in known]
    before = torch.load(given.after) if given.after else None
    modes = before["modes"] if before else modes
    coder = Coder(given.encoder, modes, given.bf16)
    if before:
        coder.load_state_dict(before["state"])
    for part in [coder.encoder.embeddings, *coder.encoder.encoder.layer[:given.freeze]] if given.freeze else []:
        part.requires_grad_(False)
    body = [p for p in coder.encoder.parameters() if p.requires_grad]
    heads = [p for part in (coder.extra, coder.event, coder.relation, coder.mode) for p in part.parameters()]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    steps, step, start = given.epochs * math.ceil(len(data) / BATCH), 0, time.time()
    print(f"{len(data)} rows, {len(held)} held out, {len(modes)} modes", flush=True)
    for epoch in range(given.epochs):
        coder.train()
        for chosen in batches([s for s, _, _ in data]):
            pace = min(1, step / WARM_UP) * max(0, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (given.rate, HEAD_RATE), strict=True):
                group["lr"] = rate * pace
            loss = batch_loss(coder, [data[i] for i in chosen], modes, soft)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(coder.parameters(), 1.0)
            optimizer.step()
            step += 1
        print(f"epoch {epoch + 1}: root macro-F1 {score(coder, held):.1f}, loss {loss.item():.3f}, {time.time() - start:.0f} s", flush=True)
        torch.save({"events": EVENTS, "modes": modes, "state": coder.state_dict()}, given.save)


def batch_loss(coder, batch, modes, soft):
    """Event, relation and mode losses of one batch; some rows with their marks swapped, as rows of the reverse relation."""
    flip = [e not in SYMMETRIC and "<r>" in s and s not in soft and random.random() < SWAPPED for s, e, _ in batch]
    event, relation, mode = coder([marked(swapped(s) if f else s) for (s, _, _), f in zip(batch, flip, strict=True)])
    sets = [[EVENTS.index(x) for x in OLD.get(e, [e])] if e not in ("NONE", "SOFT") else [] for _, e, _ in batch]
    allowed = torch.zeros(len(batch), len(EVENTS), dtype=torch.bool)
    for i, chosen in enumerate(sets):
        allowed[i, chosen] = True
    has_event = torch.tensor([float(bool(s)) for s in sets])
    loss = allowed_loss(event, allowed, has_event)
    kinds = torch.tensor([2 if e == "NONE" else int(f) for (_, e, _), f in zip(batch, flip, strict=True)])
    told = torch.tensor([float(e != "SOFT") for _, e, _ in batch])
    loss = loss + 0.5 * allowed_loss(relation, torch.nn.functional.one_hot(kinds, 3).bool(), told)
    wanted = [modes.index(f"{e} {m}") if m and f"{e} {m}" in modes else -1 for _, e, m in batch]
    if any(w >= 0 for w in wanted):
        hot = torch.nn.functional.one_hot(torch.tensor([max(w, 0) for w in wanted]), len(modes)).bool()
        loss = loss + 0.5 * allowed_loss(mode, hot, torch.tensor([float(w >= 0) for w in wanted]))
    taught = [i for i, (s, _, _) in enumerate(batch) if s in soft]
    if taught:
        target = torch.stack([soft[batch[i][0]] for i in taught])
        loss = loss + torch.nn.functional.kl_div(event[taught].log_softmax(1), target, reduction="batchmean")
    return loss


if __name__ == "__main__":
    main()
