"""What every finding carries: where it stands, what decided it and how sure that is."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from dateline.errors import RecordError, SpanError
from dateline.records.ids import finding_id
from dateline.records.plain import fields_to_dict, record_from_dict
from dateline.records.span import Span, span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding of a reading.

    `report` is the report's id; `sentence` the span of the sentence it stands in; `why` names the rule, table row or
    coder that decided; `doubt` is the calibrated chance, 0 to 1, that it is wrong; `codes` the code-book version;
    `ordinal` tells apart findings of one type on the very same words.
    """

    kind_of_record: ClassVar[str] = "finding"

    report: str
    sentence: Span
    why: str
    doubt: float = 0.0
    codes: str = ""
    ordinal: int = 0

    def __post_init__(self) -> None:
        if not 0.0 <= self.doubt <= 1.0:
            raise RecordError(f"doubt {self.doubt} is outside 0..1")
        span(*self.sentence)
        spans = self.own_spans()
        if not spans:
            raise SpanError(f"a {self.kind_of_record} without a span does not exist")
        for own in spans:
            span(*own)

    def own_spans(self) -> tuple[Span, ...]:
        """The spans that identify the finding; each subclass names its own."""
        raise NotImplementedError

    @property
    def id(self) -> str:
        """The finding's id, from its report, type and own spans."""
        return finding_id(self.kind_of_record, self.report, self.own_spans(), self.ordinal)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, `type` and `id` first."""
        return {"type": self.kind_of_record, "id": self.id, **fields_to_dict(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The finding that `to_dict` described; raises RecordError for data that does not fit."""
        return record_from_dict(cls, data)  # type: ignore[no-any-return]


class Plain:
    """`to_dict` and `from_dict` for the small parts of records that have no id."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        return fields_to_dict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        return record_from_dict(cls, data)  # type: ignore[no-any-return]
