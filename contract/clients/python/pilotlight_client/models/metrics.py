from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.baseline import Baseline
    from ..models.breakdown import Breakdown
    from ..models.trend import Trend
    from ..models.trend_point import TrendPoint


T = TypeVar("T", bound="Metrics")


@_attrs_define
class Metrics:
    """A person's scores over time."""

    baseline: Baseline
    """ Where a person's scores usually lie. Show it beside the score: it changes neither the score nor
    the level, and being used to strain makes no strain smaller.

    It rests on check-ins that measured something, at most the 60 newest that are a fortnight old and
    not older than half a year; while those are fewer than fourteen, on the oldest fourteen. Scores
    far off and scores of a rising or falling run are left out, until a run of fourteen check-ins is
    90 days long (or has 120): then it is what is usual. """
    latest_breakdown: Breakdown
    """ The score of each stream, 0–100 with one decimal, higher is worse. An absent stream shows as 0:
    `streams` says which were present. """
    score_trend: list[TrendPoint]
    """ The check-ins of the span that was asked for, oldest first; at most the newest 2,000. One
    that had nothing to measure is left out. """
    total_checkins: int
    """ All check-ins of the person, whatever the span. """
    trend: Trend
    """ Whether a person's scores are moving away from their own usual: a moving average over the last
    ten check-ins or so of how far each was from what was usual before it.

    After a pause of more than 30 days it starts anew. """
    user_id: str
    """ The person. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        baseline = self.baseline.to_dict()

        latest_breakdown = self.latest_breakdown.to_dict()

        score_trend = []
        for score_trend_item_data in self.score_trend:
            score_trend_item = score_trend_item_data.to_dict()
            score_trend.append(score_trend_item)

        total_checkins = self.total_checkins

        trend = self.trend.to_dict()

        user_id = self.user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "baseline": baseline,
                "latest_breakdown": latest_breakdown,
                "score_trend": score_trend,
                "total_checkins": total_checkins,
                "trend": trend,
                "user_id": user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.baseline import Baseline  # noqa: PLC0415
        from ..models.breakdown import Breakdown  # noqa: PLC0415
        from ..models.trend import Trend  # noqa: PLC0415
        from ..models.trend_point import TrendPoint  # noqa: PLC0415

        d = dict(src_dict)
        baseline = Baseline.from_dict(d.pop("baseline"))

        latest_breakdown = Breakdown.from_dict(d.pop("latest_breakdown"))

        score_trend = []
        _score_trend = d.pop("score_trend")
        for score_trend_item_data in _score_trend:
            score_trend_item = TrendPoint.from_dict(score_trend_item_data)

            score_trend.append(score_trend_item)

        total_checkins = d.pop("total_checkins")

        trend = Trend.from_dict(d.pop("trend"))

        user_id = d.pop("user_id")

        metrics = cls(
            baseline=baseline,
            latest_breakdown=latest_breakdown,
            score_trend=score_trend,
            total_checkins=total_checkins,
            trend=trend,
            user_id=user_id,
        )

        metrics.additional_properties = d
        return metrics

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
