from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FacialIndicators")


@_attrs_define
class FacialIndicators:
    """What the rest of the face showed, as the video service measures it."""

    brow_furrow: float | None
    """ How much the brow was furrowed. """
    forced_smile: bool | None
    """ Whether a smile looked forced. """
    jaw_clench: float | None
    """ How much the jaw was clenched. """
    lip_compression: float | None
    """ How much the lips were pressed together. """
    overall_affect: None | str
    """ The service's word for the whole. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brow_furrow: float | None
        brow_furrow = self.brow_furrow

        forced_smile: bool | None
        forced_smile = self.forced_smile

        jaw_clench: float | None
        jaw_clench = self.jaw_clench

        lip_compression: float | None
        lip_compression = self.lip_compression

        overall_affect: None | str
        overall_affect = self.overall_affect

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brow_furrow": brow_furrow,
                "forced_smile": forced_smile,
                "jaw_clench": jaw_clench,
                "lip_compression": lip_compression,
                "overall_affect": overall_affect,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_brow_furrow(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        brow_furrow = _parse_brow_furrow(d.pop("brow_furrow"))

        def _parse_forced_smile(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        forced_smile = _parse_forced_smile(d.pop("forced_smile"))

        def _parse_jaw_clench(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        jaw_clench = _parse_jaw_clench(d.pop("jaw_clench"))

        def _parse_lip_compression(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        lip_compression = _parse_lip_compression(d.pop("lip_compression"))

        def _parse_overall_affect(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        overall_affect = _parse_overall_affect(d.pop("overall_affect"))

        facial_indicators = cls(
            brow_furrow=brow_furrow,
            forced_smile=forced_smile,
            jaw_clench=jaw_clench,
            lip_compression=lip_compression,
            overall_affect=overall_affect,
        )

        facial_indicators.additional_properties = d
        return facial_indicators

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
