"""`python -m dateline`: the same as the command `dateline`."""

from dateline.views.cli.main import run

if __name__ == "__main__":
    run()
