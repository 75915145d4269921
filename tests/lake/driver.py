"""`python -m tests.lake.driver LAKE INBOX ENGINE JOBS`: write a lake with small shards, in a process that can be killed."""

import sys

from dateline.api.lake import write_lake
from dateline.errors import DatelineError
from dateline.lake import plan
from tests.lake.conftest import BOUNDS

if __name__ == "__main__":
    for name, value in BOUNDS.items():
        setattr(plan, name, value)
    lake, inbox, engine, jobs = sys.argv[1:]
    try:
        sys.stdout.write(f"{write_lake(lake, [inbox], engine, int(jobs))}\n")
    except DatelineError as error:
        sys.exit(f"dateline: {error}")
