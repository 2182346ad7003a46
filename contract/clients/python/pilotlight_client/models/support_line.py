from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.support_kind import SupportKind

T = TypeVar("T", bound="SupportLine")


@_attrs_define
class SupportLine:
    """One way to a human being."""

    call: None | str
    """ The number to call, as a person types it. """
    contact: str
    """ What to do, in one line, with the number as a person types it. """
    hours: None | str
    """ When it answers; null where no source says. """
    languages: list[str]
    """ BCP 47 tags of the languages it speaks; empty where no source says. """
    name: str
    """ What it is called. """
    text_body: None | str
    """ The word to text to it. """
    text_to: None | str
    """ The number to text, as a person types it. """
    type_: SupportKind
    """ The kind of a way to a human being. """
    url: None | str
    """ A web address without its scheme. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        call: None | str
        call = self.call

        contact = self.contact

        hours: None | str
        hours = self.hours

        languages = self.languages

        name = self.name

        text_body: None | str
        text_body = self.text_body

        text_to: None | str
        text_to = self.text_to

        type_ = self.type_.value

        url: None | str
        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "call": call,
                "contact": contact,
                "hours": hours,
                "languages": languages,
                "name": name,
                "text_body": text_body,
                "text_to": text_to,
                "type": type_,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_call(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        call = _parse_call(d.pop("call"))

        contact = d.pop("contact")

        def _parse_hours(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        hours = _parse_hours(d.pop("hours"))

        languages = cast(list[str], d.pop("languages"))

        name = d.pop("name")

        def _parse_text_body(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text_body = _parse_text_body(d.pop("text_body"))

        def _parse_text_to(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text_to = _parse_text_to(d.pop("text_to"))

        type_ = SupportKind(d.pop("type"))

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        support_line = cls(
            call=call,
            contact=contact,
            hours=hours,
            languages=languages,
            name=name,
            text_body=text_body,
            text_to=text_to,
            type_=type_,
            url=url,
        )

        support_line.additional_properties = d
        return support_line

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
