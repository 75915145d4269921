"""Outlets: who publishes, and what is known of who stands behind them. What is not known stays empty."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from dateline.records.finding import Plain

OutletKind = Literal["agency", "broadcaster", "newspaper", "magazine", "site", "government"]
StateLink = Literal["state", "state-funded", "public", "party", "military", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Plain):
    """A web domain and the ISO days between which it was the outlet's; None where open or unknown."""

    name: str
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Plain):
    """An outlet or agency. `state_link` says what binds it to a state, `legal_form` in what form; `reviewed` is the day on which
    somebody checked the line against its `source`, None where nobody has."""

    kind_of_record: ClassVar[str] = "outlet"

    id: str
    name: str
    names: tuple[str, ...] = ()
    kind: OutletKind | None = None
    country: str | None = None
    owner: str | None = None
    state_link: StateLink | None = None
    legal_form: str | None = None
    domains: tuple[Domain, ...] = ()
    source: str | None = None
    reviewed: str | None = None
