from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.baseline_status import BaselineStatus

T = TypeVar("T", bound="Baseline")


@_attrs_define
class Baseline:
    """Where a person's scores usually lie. Show it beside the score: it changes neither the score nor
    the level, and being used to strain makes no strain smaller.

    It rests on check-ins that measured something, at most the 60 newest that are a fortnight old and
    not older than half a year; while those are fewer than fourteen, on the oldest fourteen. Scores
    far off and scores of a rising or falling run are left out, until a run of fourteen check-ins is
    90 days long (or has 120): then it is what is usual.

    """

    high: float | None
    """ The upper end of the usual band, 0–100; null while `silent`. """
    low: float | None
    """ The lower end of the usual band, 0–100; null while `silent`. Some three in four of the usual
    scores lie in the band. """
    median: float | None
    """ The middle of the usual scores, 0–100; null while `silent`. """
    n: int
    """ How many check-ins it rests on; while `silent`, how many there are so far. """
    status: BaselineStatus
    """ How far a baseline can be relied on: `silent` under seven check-ins, `provisional` to
    thirteen, `in_use` from fourteen on. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        high: float | None
        high = self.high

        low: float | None
        low = self.low

        median: float | None
        median = self.median

        n = self.n

        status = self.status.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "high": high,
                "low": low,
                "median": median,
                "n": n,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_median(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        median = _parse_median(d.pop("median"))

        n = d.pop("n")

        status = BaselineStatus(d.pop("status"))

        baseline = cls(
            high=high,
            low=low,
            median=median,
            n=n,
            status=status,
        )

        baseline.additional_properties = d
        return baseline

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
