"""Make the small files that Dateline ships from a trained coder: an encoder for onnxruntime and a table of word vectors.

    python training/export.py ENCODER coder.pt OUT_DIR

ENCODER is the folder that training started from. Word vectors are kept as 8-bit integers with one scale a row; the encoder's matrices as
8-bit integers with one scale a channel: one scale for all loses too much. Needs torch, transformers, onnx and onnxruntime.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import Coder


class Body(torch.nn.Module):
    """All of the coder behind its word vectors."""

    def __init__(self, coder):
        super().__init__()
        self.coder = coder

    def forward(self, vectors, mask, first, second):
        extended = torch.where(mask[:, None, None, :] > 0, 0.0, -1e4)
        bert = self.coder.encoder
        size = vectors.shape[1]
        states = vectors + bert.embeddings.position_embeddings.weight[:size] + bert.embeddings.token_type_embeddings.weight[0]
        states = bert.embeddings.LayerNorm(states)
        for layer in bert.encoder.layer:
            states = self._layer(layer, states, extended)
        means = [(states * m[..., None]).sum(1) / m.sum(1, keepdim=True).clamp(min=1) for m in (mask, first, second)]
        pooled = torch.cat(means, 1)
        return self.coder.event(pooled), self.coder.relation(pooled), self.coder.mode(pooled)

    @staticmethod
    def _layer(layer, states, extended):
        """One transformer layer, written out so that the graph is plain matrix products."""
        attention, batch, size = layer.attention.self, states.shape[0], states.shape[1]
        heads = attention.num_attention_heads

        def split(x):
            return x.view(batch, size, heads, -1).transpose(1, 2)
        q, k, v = split(attention.query(states)), split(attention.key(states)), split(attention.value(states))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (q.shape[-1] ** 0.5) + extended, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, size, -1)
        states = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + states)
        inner = torch.nn.functional.gelu(layer.intermediate.dense(states))
        return layer.output.LayerNorm(layer.output.dense(inner) + states)


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("encoder")
    ask.add_argument("coder")
    ask.add_argument("out", type=Path)
    given = ask.parse_args()
    saved = torch.load(given.coder)
    coder = Coder(given.encoder, saved["modes"])
    coder.load_state_dict(saved["state"])
    coder.eval()
    given.out.mkdir(parents=True, exist_ok=True)
    vectors = coder.table().detach().numpy()
    scale = np.maximum(np.abs(vectors).max(1), 1e-8) / 127
    np.savez(given.out / "vectors.npz", rows=np.round(vectors / scale[:, None]).astype(np.int8), scale=scale.astype(np.float32))
    coder.tokenizer.backend_tokenizer.save(str(given.out / "tokenizer.json"))
    (given.out / "labels.json").write_text(json.dumps({"events": saved["events"], "modes": saved["modes"],
                                                       "openings": coder.openings}, indent=1) + "\n")
    whole = given.out / "whole.onnx"
    size = torch.zeros(2, 12)
    torch.onnx.export(Body(coder), (torch.randn(2, 12, vectors.shape[1]), size + 1, size, size), str(whole), dynamo=False,
                      input_names=["vectors", "mask", "first", "second"], output_names=["event", "relation", "mode"],
                      dynamic_axes={n: {0: "batch", 1: "size"} for n in ("vectors", "mask", "first", "second")}, opset_version=17)
    quantize_dynamic(str(whole), str(given.out / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul", "Gemm"])
    whole.unlink()
    for file in sorted(given.out.iterdir()):
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file.name}")


if __name__ == "__main__":
    main()
