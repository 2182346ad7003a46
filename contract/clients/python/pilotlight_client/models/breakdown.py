from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Breakdown")


@_attrs_define
class Breakdown:
    """The score of each stream, 0–100 with one decimal, higher is worse. An absent stream shows as 0:
    `streams` says which were present.

    """

    facial: float
    """ Tension in the face. """
    imessage: float
    """ What the reply says. """
    tribe: float
    """ Distance from the TRIBE baseline of the stimulus. """
    typing: float
    """ How it was typed. """
    voice: float
    """ Tension in the voice. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        facial = self.facial

        imessage = self.imessage

        tribe = self.tribe

        typing = self.typing

        voice = self.voice

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "facial": facial,
                "imessage": imessage,
                "tribe": tribe,
                "typing": typing,
                "voice": voice,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        facial = d.pop("facial")

        imessage = d.pop("imessage")

        tribe = d.pop("tribe")

        typing = d.pop("typing")

        voice = d.pop("voice")

        breakdown = cls(
            facial=facial,
            imessage=imessage,
            tribe=tribe,
            typing=typing,
            voice=voice,
        )

        breakdown.additional_properties = d
        return breakdown

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
