from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.origin import Origin
from ..models.stream_name import StreamName

T = TypeVar("T", bound="StreamReport")


@_attrs_define
class StreamReport:
    """A stream that was present, and what it weighed: weight × freshness × quality."""

    freshness: float
    """ 0–1: 1 is measured now; it halves every six hours. """
    origin: Origin
    """ Who read a stream: a sibling service, Pilotlight itself (`local`), or Pilotlight against a
    TRIBE baseline that it had fetched earlier (`cache`). """
    quality: float
    """ 0–1: how much there was to measure. """
    score: float
    """ 0–100, higher is worse, one decimal. """
    stream: StreamName
    """ One of the five streams of evidence. """
    weight: float
    """ 0–1: its share when all five streams are present. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        freshness = self.freshness

        origin = self.origin.value

        quality = self.quality

        score = self.score

        stream = self.stream.value

        weight = self.weight

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "freshness": freshness,
                "origin": origin,
                "quality": quality,
                "score": score,
                "stream": stream,
                "weight": weight,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        freshness = d.pop("freshness")

        origin = Origin(d.pop("origin"))

        quality = d.pop("quality")

        score = d.pop("score")

        stream = StreamName(d.pop("stream"))

        weight = d.pop("weight")

        stream_report = cls(
            freshness=freshness,
            origin=origin,
            quality=quality,
            score=score,
            stream=stream,
            weight=weight,
        )

        stream_report.additional_properties = d
        return stream_report

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
