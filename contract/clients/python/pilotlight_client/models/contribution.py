from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.contribution_source import ContributionSource

T = TypeVar("T", bound="Contribution")


@_attrs_define
class Contribution:
    """Some of a score's points."""

    points: float
    """ Points of the score, one decimal; negative where the source lowers it. """
    source: ContributionSource
    """ What gives a score some of its points: a stream; `ml`, by how much the ml service's score
    differs from the fusion of the streams shown; `previous_result`, which stands over a check-in
    that measured nothing; `no_evidence`, where nothing is known; `safety`, what a safety rule
    added. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        points = self.points

        source = self.source.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "points": points,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        points = d.pop("points")

        source = ContributionSource(d.pop("source"))

        contribution = cls(
            points=points,
            source=source,
        )

        contribution.additional_properties = d
        return contribution

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
