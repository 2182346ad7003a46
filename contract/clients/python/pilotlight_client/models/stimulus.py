from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.stimulus_category import StimulusCategory
from ..models.stimulus_type import StimulusType

T = TypeVar("T", bound="Stimulus")


@_attrs_define
class Stimulus:
    """What a person looks at, listens to or is asked before a check-in."""

    category: StimulusCategory
    """ What a stimulus is meant to be like. """
    id: str
    """ The id to send back as `stimulus_id`. """
    prompt: str
    """ What to say to the person. """
    type_: StimulusType
    """ How a stimulus is shown. """
    url: str
    """ Where Pilotlight serves its picture or sound, from the server's root. For a question, a
    quiet backdrop. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        category = self.category.value

        id = self.id

        prompt = self.prompt

        type_ = self.type_.value

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "category": category,
                "id": id,
                "prompt": prompt,
                "type": type_,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        category = StimulusCategory(d.pop("category"))

        id = d.pop("id")

        prompt = d.pop("prompt")

        type_ = StimulusType(d.pop("type"))

        url = d.pop("url")

        stimulus = cls(
            category=category,
            id=id,
            prompt=prompt,
            type_=type_,
            url=url,
        )

        stimulus.additional_properties = d
        return stimulus

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
