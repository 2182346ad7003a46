from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.trend_direction import TrendDirection

T = TypeVar("T", bound="Trend")


@_attrs_define
class Trend:
    """Whether a person's scores are moving away from their own usual: a moving average over the last
    ten check-ins or so of how far each was from what was usual before it.

    After a pause of more than 30 days it starts anew.

    """

    direction: TrendDirection
    """ Where a person's scores are going, against their own usual: `rising` is worse, `falling` is
    better, `steady` is as usual, `unknown` is that there is no usual to hold them against yet. """
    ewma: float | None
    """ The average, in units of how much the person's own scores vary, −3.5 to 3.5. 0 is the usual,
    positive is worse. Null while `unknown`. """
    limit: float | None
    """ How far `ewma` may be from 0 by chance, in the same unit; null while `unknown`. """
    since: datetime.datetime | None
    """ While rising or falling, the time of the check-in with which that began, UTC; else null. A
    small change may have begun a few check-ins earlier. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        direction = self.direction.value

        ewma: float | None
        ewma = self.ewma

        limit: float | None
        limit = self.limit

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "direction": direction,
                "ewma": ewma,
                "limit": limit,
                "since": since,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        direction = TrendDirection(d.pop("direction"))

        def _parse_ewma(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        ewma = _parse_ewma(d.pop("ewma"))

        def _parse_limit(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        limit = _parse_limit(d.pop("limit"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        trend = cls(
            direction=direction,
            ewma=ewma,
            limit=limit,
            since=since,
        )

        trend.additional_properties = d
        return trend

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
