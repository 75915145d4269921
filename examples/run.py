"""Read the example reports and print what they say: the script behind `make run`."""

import argparse
import sys
from pathlib import Path

from dateline import api
from dateline.views.account import account
from dateline.views.cli.output import terminal_style

REPORTS = Path(__file__).parent / "reports"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-serve", action="store_true", help="only print")
    options.add_argument("--port", type=int, default=8321)
    options.parse_args()
    for path in sorted(REPORTS.iterdir()):
        for reading in api.read_path(str(path)):
            sys.stdout.write(f"=== {path.name}\n{account(reading, terminal_style())}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
