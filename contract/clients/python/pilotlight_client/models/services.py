from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.service_use import ServiceUse

T = TypeVar("T", bound="Services")


@_attrs_define
class Services:
    """What became of each sibling service in this check-in."""

    ml: ServiceUse
    """ What became of a sibling service: `used`; `unavailable` (refused, too slow, an error);
    `unusable` (its answer made no sense); `not_asked` (nothing to ask it); `off` (turned off). """
    signals: ServiceUse
    """ What became of a sibling service: `used`; `unavailable` (refused, too slow, an error);
    `unusable` (its answer made no sense); `not_asked` (nothing to ask it); `off` (turned off). """
    video: ServiceUse
    """ What became of a sibling service: `used`; `unavailable` (refused, too slow, an error);
    `unusable` (its answer made no sense); `not_asked` (nothing to ask it); `off` (turned off). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ml = self.ml.value

        signals = self.signals.value

        video = self.video.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ml": ml,
                "signals": signals,
                "video": video,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        ml = ServiceUse(d.pop("ml"))

        signals = ServiceUse(d.pop("signals"))

        video = ServiceUse(d.pop("video"))

        services = cls(
            ml=ml,
            signals=signals,
            video=video,
        )

        services.additional_properties = d
        return services

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
