from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="VideoForm")


@_attrs_define
class VideoForm:
    """The form of a check-in by video. The order of the fields does not matter."""

    user_id: str
    """ A person, as the client names them: 1 to 128 characters, none of them a slash, a backslash or
    a control character, no white space at the ends, and neither `.` nor `..`. """
    video: File
    """ The recording, of a media type `video/*`; bytes that are plainly something else are refused.
    It is passed on and never stored. """
    region: str | Unset = UNSET
    """ The country whose support is offered, as ISO 3166-1 alpha-2. Another text is taken for an
    unknown country. """
    stimulus_id: str | Unset = UNSET
    """ A stimulus, named by the same rules as a person. """
    timestamp: datetime.datetime | Unset = UNSET
    """ When it was recorded, after RFC 3339; now where it is absent. At most seven days ago, and at
    most five minutes ahead. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id = self.user_id

        video = self.video.to_tuple()

        region = self.region

        stimulus_id = self.stimulus_id

        timestamp: str | Unset = UNSET
        if not isinstance(self.timestamp, Unset):
            timestamp = self.timestamp.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "user_id": user_id,
                "video": video,
            }
        )
        if region is not UNSET:
            field_dict["region"] = region
        if stimulus_id is not UNSET:
            field_dict["stimulus_id"] = stimulus_id
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("user_id", (None, str(self.user_id).encode(), "text/plain")))

        files.append(("video", self.video.to_tuple()))

        if not isinstance(self.region, Unset):
            files.append(("region", (None, str(self.region).encode(), "text/plain")))

        if not isinstance(self.stimulus_id, Unset):
            files.append(("stimulus_id", (None, str(self.stimulus_id).encode(), "text/plain")))

        if not isinstance(self.timestamp, Unset):
            files.append(("timestamp", (None, self.timestamp.isoformat().encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        user_id = d.pop("user_id")

        video = File(payload=BytesIO(d.pop("video")))

        region = d.pop("region", UNSET)

        stimulus_id = d.pop("stimulus_id", UNSET)

        _timestamp = d.pop("timestamp", UNSET)
        timestamp: datetime.datetime | Unset
        if isinstance(_timestamp, Unset):
            timestamp = UNSET
        else:
            timestamp = datetime.datetime.fromisoformat(_timestamp)

        video_form = cls(
            user_id=user_id,
            video=video,
            region=region,
            stimulus_id=stimulus_id,
            timestamp=timestamp,
        )

        video_form.additional_properties = d
        return video_form

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
