from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.eye_indicators import EyeIndicators
    from ..models.facial_indicators import FacialIndicators


T = TypeVar("T", bound="FacialAnalysis")


@_attrs_define
class FacialAnalysis:
    """What the face showed. What the service did not measure is null."""

    eye_indicators: EyeIndicators
    """ What the eyes showed, as the video service measures it. """
    facial_indicators: FacialIndicators
    """ What the rest of the face showed, as the video service measures it. """
    facial_stress_score: float
    """ 0–100, higher is worse. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        eye_indicators = self.eye_indicators.to_dict()

        facial_indicators = self.facial_indicators.to_dict()

        facial_stress_score = self.facial_stress_score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "eye_indicators": eye_indicators,
                "facial_indicators": facial_indicators,
                "facial_stress_score": facial_stress_score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.eye_indicators import EyeIndicators  # noqa: PLC0415
        from ..models.facial_indicators import FacialIndicators  # noqa: PLC0415

        d = dict(src_dict)
        eye_indicators = EyeIndicators.from_dict(d.pop("eye_indicators"))

        facial_indicators = FacialIndicators.from_dict(d.pop("facial_indicators"))

        facial_stress_score = d.pop("facial_stress_score")

        facial_analysis = cls(
            eye_indicators=eye_indicators,
            facial_indicators=facial_indicators,
            facial_stress_score=facial_stress_score,
        )

        facial_analysis.additional_properties = d
        return facial_analysis

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
