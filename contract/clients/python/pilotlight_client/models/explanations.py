from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Explanations")


@_attrs_define
class Explanations:
    """A plain line about each region that there is something to say of."""

    amygdala_region: str | Unset = UNSET
    """ Of noticing what matters. """
    motor_cortex: str | Unset = UNSET
    """ Of preparing to move. """
    prefrontal_cortex: str | Unset = UNSET
    """ Of planning and self-control. """
    temporal_lobe: str | Unset = UNSET
    """ Of sound and language. """
    visual_cortex: str | Unset = UNSET
    """ Of seeing. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amygdala_region = self.amygdala_region

        motor_cortex = self.motor_cortex

        prefrontal_cortex = self.prefrontal_cortex

        temporal_lobe = self.temporal_lobe

        visual_cortex = self.visual_cortex

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if amygdala_region is not UNSET:
            field_dict["amygdala_region"] = amygdala_region
        if motor_cortex is not UNSET:
            field_dict["motor_cortex"] = motor_cortex
        if prefrontal_cortex is not UNSET:
            field_dict["prefrontal_cortex"] = prefrontal_cortex
        if temporal_lobe is not UNSET:
            field_dict["temporal_lobe"] = temporal_lobe
        if visual_cortex is not UNSET:
            field_dict["visual_cortex"] = visual_cortex

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        amygdala_region = d.pop("amygdala_region", UNSET)

        motor_cortex = d.pop("motor_cortex", UNSET)

        prefrontal_cortex = d.pop("prefrontal_cortex", UNSET)

        temporal_lobe = d.pop("temporal_lobe", UNSET)

        visual_cortex = d.pop("visual_cortex", UNSET)

        explanations = cls(
            amygdala_region=amygdala_region,
            motor_cortex=motor_cortex,
            prefrontal_cortex=prefrontal_cortex,
            temporal_lobe=temporal_lobe,
            visual_cortex=visual_cortex,
        )

        explanations.additional_properties = d
        return explanations

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
