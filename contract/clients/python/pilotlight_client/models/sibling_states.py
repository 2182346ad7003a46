from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sibling_state import SiblingState

T = TypeVar("T", bound="SiblingStates")


@_attrs_define
class SiblingStates:
    """The state of each sibling service."""

    ml: SiblingState
    """ The state of a sibling service. """
    signals: SiblingState
    """ The state of a sibling service. """
    video: SiblingState
    """ The state of a sibling service. """
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
        ml = SiblingState(d.pop("ml"))

        signals = SiblingState(d.pop("signals"))

        video = SiblingState(d.pop("video"))

        sibling_states = cls(
            ml=ml,
            signals=signals,
            video=video,
        )

        sibling_states.additional_properties = d
        return sibling_states

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
