"""The trained coder: which event a sentence tells between two marked spans, as probabilities.

It reads the whole sentence, so it knows what no frame holds; but it gives no words as proof, so it is asked only where frames are unsure or
silent. This is the only file that imports onnxruntime and tokenizers, both of the extra `[coder]`; without them `coder()` is None.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from dateline.records.span import Span

if TYPE_CHECKING:
    import numpy as np

LONGEST = 96   # tokens, as in training
AROUND = 220   # characters kept on each side of the two spans, as in training


@dataclass(frozen=True, slots=True)
class Coded:
    """The coder's answer: probability by event, by mode ("ASSAULT aerial") and by relation (forward, reverse, none)."""

    events: dict[str, float]
    modes: dict[str, float]
    relation: dict[str, float]

    @property
    def best(self) -> tuple[str, float]:
        """The likeliest event with its probability."""
        return max(self.events.items(), key=lambda e: e[1])


def marked(text: str, actor: Span, recipient: Span | None) -> str:
    """The sentence as the coder was trained to see it.

    >>> marked("Aland thanked Boria.", (0, 5), (14, 19))
    '[A] Aland [/A] thanked [B] Boria [/B].'
    """
    spans = [(actor, "[A] ", " [/A]"), *([(recipient, "[B] ", " [/B]")] if recipient else [])]
    start = max(0, min(s[0][0] for s in spans) - AROUND)
    end = min(len(text), max(s[0][1] for s in spans) + AROUND)
    for (first, last), opening, closing in sorted(spans, key=lambda s: -s[0][0]):
        text = text[:first] + opening + text[first:last] + closing + text[last:]
        end += len(opening) + len(closing)
    return text[start:end]


class Coder:
    """The encoder with its word vectors and tokenizer, loaded once."""

    def __init__(self) -> None:
        import numpy as np
        import onnxruntime
        from tokenizers import Tokenizer

        folder = files("dateline.codes").joinpath("coder")
        labels = json.loads(folder.joinpath("labels.json").read_text(encoding="utf-8"))
        self.events, self.modes, self.openings = labels["events"], labels["modes"], labels["openings"]
        self.temperature = labels.get("temperature", 1.0)
        self.tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()
        with folder.joinpath("vectors.npz").open("rb") as file:
            stored = np.load(file)
            self.rows, self.scale = stored["rows"], stored["scale"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(folder.joinpath("encoder.onnx").read_bytes(), options)

    def code(self, sentences: list[str]) -> list[Coded]:
        """The answers for sentences with marks (see `marked`), in order."""
        # One by one: the 8-bit encoder scales its numbers by what it sees, so an answer would depend on its company.
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: str) -> Coded:
        import numpy as np

        ids = np.array([self.tokenizer.encode(sentence).ids])
        mask = np.ones_like(ids, dtype=np.float32)
        vectors = self.rows[ids].astype(np.float32) * self.scale[ids][..., None]
        first, second = ((ids == i).astype(np.float32) for i in self.openings)
        event, relation, mode = self.session.run(None, {"vectors": vectors, "mask": mask, "first": first, "second": second})
        named = [(self.events, softmax(event / self.temperature)), (self.modes, softmax(mode)),
                 (("forward", "reverse", "none"), softmax(relation))]
        return Coded(*(dict(zip(names, shares[0].tolist(), strict=True)) for names, shares in named))


def softmax(logits: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Probabilities along the last axis."""
    import numpy as np

    power: np.ndarray[Any, Any] = np.exp(logits - logits.max(-1, keepdims=True))
    shares: np.ndarray[Any, Any] = power / power.sum(-1, keepdims=True)
    return shares


def available() -> bool:
    """Whether the coder's libraries and files are installed."""
    libraries = all(find_spec(name) for name in ("onnxruntime", "tokenizers"))
    return libraries and files("dateline.codes").joinpath("coder", "encoder.onnx").is_file()


@cache
def coder() -> Coder | None:
    """The coder, or None where its libraries or its files are not installed."""
    if not available():
        return None
    return Coder()
