"""A lake: what many machines read, as Parquet files by month of publication, each shard of input with its manifest."""
