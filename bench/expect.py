"""What a million reports take, worked out from what bench/scale.py measured; it stands in docs/guide/cluster.md."""

CORES = (1, 2, 8, 40, 160)
MILLION, SHARD = 1_000_000, 400  # reports; reports in a shard
TEXT = """\
Measured on reports of {per:.1f} sentences: {speed:.0f} sentences a second on a core, {read:.0f} ms a report; a reading process takes
{memory:.0f} MB.

1,000,000 reports x {per:.1f} sentences / {speed:.0f} a second / 3,600 = **{hours:.1f} core hours**:

| cores | {cores} |
|---|{rules}
| hours | {shares} |

- **The lake**: 1,000,000 x {lake:,.0f} bytes = {lake_gb:.1f} GB, in {shards:,} shards of {shard} reports. A shard has one file of
  originals and five for each month in it: {files:,} files where shards hold one month, more where months are mixed: sort the input by day.
- **A book**: taking in and writing cost {writing:.1f} ms a report in the one process that writes, joining {joining:.1f} ms:
  {book:.1f} hours for a million, whatever the number of readers; {book_gb:.1f} GB. More than {many} readers do not make `add` faster;
  they make `lake write` faster.

Longer reports, slower cores and slower storage move these figures; the arithmetic stays."""


def expectation(found: dict) -> str:
    """The arithmetic, with its figures."""
    r, lake, one, two = found["ratio"], found["lake"], found["ways"]["1 process"], found["ways"]["2 processes"]
    per, speed = r["sentences"] / r["reports"], r["sentences"] / r["whole"]
    hours, lake_bytes = MILLION * per / speed / 3600, lake["bytes"] / lake["reports"]
    writing, joining = (two["own"] - two["join"] - found["start"]["two"]["own"]) / two["reports"], two["join"] / two["reports"]
    return TEXT.format(
        per=per, speed=speed, read=1000 * per / speed, memory=r["rss"] / 1e6, hours=hours, cores=" | ".join(map(str, CORES)),
        rules="---|" * len(CORES), shares=" | ".join(f"{hours / n:.1f}" for n in CORES), lake=lake_bytes, lake_gb=lake_bytes / 1000,
        shards=MILLION // SHARD, shard=SHARD, files=6 * MILLION // SHARD, writing=1000 * writing, joining=1000 * joining,
        book=MILLION * (writing + joining) / 3600, book_gb=one["bytes"] / one["reports"] / 1000, many=max(2, round(per / speed / writing)))
