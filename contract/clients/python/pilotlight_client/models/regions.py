from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Regions")


@_attrs_define
class Regions:
    """The modelled response of an average brain to the stimulus, 0–1 for each region."""

    amygdala_region: float
    """ Noticing what matters. """
    motor_cortex: float
    """ Preparing to move. """
    prefrontal_cortex: float
    """ Planning and self-control. """
    temporal_lobe: float
    """ Sound and language. """
    visual_cortex: float
    """ Seeing. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amygdala_region = self.amygdala_region

        motor_cortex = self.motor_cortex

        prefrontal_cortex = self.prefrontal_cortex

        temporal_lobe = self.temporal_lobe

        visual_cortex = self.visual_cortex

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amygdala_region": amygdala_region,
                "motor_cortex": motor_cortex,
                "prefrontal_cortex": prefrontal_cortex,
                "temporal_lobe": temporal_lobe,
                "visual_cortex": visual_cortex,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        amygdala_region = d.pop("amygdala_region")

        motor_cortex = d.pop("motor_cortex")

        prefrontal_cortex = d.pop("prefrontal_cortex")

        temporal_lobe = d.pop("temporal_lobe")

        visual_cortex = d.pop("visual_cortex")

        regions = cls(
            amygdala_region=amygdala_region,
            motor_cortex=motor_cortex,
            prefrontal_cortex=prefrontal_cortex,
            temporal_lobe=temporal_lobe,
            visual_cortex=visual_cortex,
        )

        regions.additional_properties = d
        return regions

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
