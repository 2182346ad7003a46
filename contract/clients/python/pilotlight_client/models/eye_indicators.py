from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="EyeIndicators")


@_attrs_define
class EyeIndicators:
    """What the eyes showed, as the video service measures it."""

    blink_rate_per_min: float | None
    """ Blinks per minute. """
    eye_openness: float | None
    """ How open the eyes were. """
    gaze_stability: float | None
    """ How steady the gaze was. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        blink_rate_per_min: float | None
        blink_rate_per_min = self.blink_rate_per_min

        eye_openness: float | None
        eye_openness = self.eye_openness

        gaze_stability: float | None
        gaze_stability = self.gaze_stability

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "blink_rate_per_min": blink_rate_per_min,
                "eye_openness": eye_openness,
                "gaze_stability": gaze_stability,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_blink_rate_per_min(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        blink_rate_per_min = _parse_blink_rate_per_min(d.pop("blink_rate_per_min"))

        def _parse_eye_openness(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        eye_openness = _parse_eye_openness(d.pop("eye_openness"))

        def _parse_gaze_stability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        gaze_stability = _parse_gaze_stability(d.pop("gaze_stability"))

        eye_indicators = cls(
            blink_rate_per_min=blink_rate_per_min,
            eye_openness=eye_openness,
            gaze_stability=gaze_stability,
        )

        eye_indicators.additional_properties = d
        return eye_indicators

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
