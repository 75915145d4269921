"""Why an address was not fetched, and whether it is worth asking again."""

from dateline.errors import InputRefused


class FetchRefused(InputRefused):
    """An address that gave nothing. `again` says that the cause may pass: a slow server, a limit on requests, a broken connection."""

    def __init__(self, reason: str, again: bool = False) -> None:
        super().__init__(reason[:300])
        self.again = again
