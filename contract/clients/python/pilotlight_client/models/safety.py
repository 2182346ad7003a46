from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Safety")


@_attrs_define
class Safety:
    """What the safety rules found in the person's own words. It names rules, never words."""

    rules: list[str]
    """ The names of the rules that fired, as docs/safety.md lists them; empty where a result with a
    tier stands over a check-in that measured nothing. They are for code and for whoever is on
    call, and not for showing to the person. """
    tier: int
    """ 0 none, 1 concern, 2 active thoughts, 3 imminent. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rules = self.rules

        tier = self.tier

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rules": rules,
                "tier": tier,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rules = cast(list[str], d.pop("rules"))

        tier = d.pop("tier")

        safety = cls(
            rules=rules,
            tier=tier,
        )

        safety.additional_properties = d
        return safety

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
