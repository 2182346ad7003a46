from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.burst_pattern import BurstPattern
from ..models.reply_source import ReplySource
from ..types import UNSET, Unset

T = TypeVar("T", bound="UserResponse")


@_attrs_define
class UserResponse:
    """A reply to a stimulus. A number out of range is clamped and told in `data_quality`; null means
    that it was not measured; fields that are not listed are ignored. So are those that tell how a
    reply was typed, where the host does not allow that stream.

    """

    stimulus_id: str
    """ A stimulus, named by the same rules as a person. """
    user_id: str
    """ A person, as the client names them: 1 to 128 characters, none of them a slash, a backslash or
    a control character, no white space at the ends, and neither `.` nor `..`. """
    avg_key_hold_ms: float | None | Unset = UNSET
    """ Mean time that a key is held, in milliseconds (0–60,000). """
    burst_pattern: BurstPattern | None | Unset = UNSET
    """ The rhythm of the keys. Another is ignored. """
    correction_loops: float | None | Unset = UNSET
    """ Times that something written was taken back (0–10,000). """
    error_rate: float | None | Unset = UNSET
    """ Typing errors in per cent (0–100). Ignored on SMS. """
    flight_time_ms: float | None | Unset = UNSET
    """ Mean time from one key to the next, in milliseconds (0–60,000). """
    hesitation_count: float | None | Unset = UNSET
    """ Pauses before going on (0–10,000). """
    region: None | str | Unset = UNSET
    """ The country whose support is offered, as ISO 3166-1 alpha-2; else the person's stored one,
    else the host's. Another text is taken for an unknown country. """
    response_latency_ms: float | None | Unset = UNSET
    """ Milliseconds from the question to the reply (0 to a year). Hardly counts: a notification
    that is seen late is not fatigue. """
    response_text: None | str | Unset = UNSET
    """ What the person wrote. It is read and not stored, unless the host has turned that on. """
    response_time_ms: float | None | Unset = UNSET
    """ Milliseconds from the first key to sending (0 to a week). """
    source: None | ReplySource | Unset = UNSET
    """ The way it came; `app` where it is absent. """
    timestamp: datetime.datetime | None | Unset = UNSET
    """ When the person answered; now where it is absent. At most seven days ago, and at most five
    minutes ahead. One without an offset is taken for UTC; where it then lies ahead, it is taken
    for now (`clamped:timestamp` in `data_quality`). """
    typing_wpm: float | None | Unset = UNSET
    """ Words per minute (0–400). Ignored on SMS, where nothing measures it. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        stimulus_id = self.stimulus_id

        user_id = self.user_id

        avg_key_hold_ms: float | None | Unset
        if isinstance(self.avg_key_hold_ms, Unset):
            avg_key_hold_ms = UNSET
        else:
            avg_key_hold_ms = self.avg_key_hold_ms

        burst_pattern: None | str | Unset
        if isinstance(self.burst_pattern, Unset):
            burst_pattern = UNSET
        elif isinstance(self.burst_pattern, BurstPattern):
            burst_pattern = self.burst_pattern.value
        else:
            burst_pattern = self.burst_pattern

        correction_loops: float | None | Unset
        if isinstance(self.correction_loops, Unset):
            correction_loops = UNSET
        else:
            correction_loops = self.correction_loops

        error_rate: float | None | Unset
        if isinstance(self.error_rate, Unset):
            error_rate = UNSET
        else:
            error_rate = self.error_rate

        flight_time_ms: float | None | Unset
        if isinstance(self.flight_time_ms, Unset):
            flight_time_ms = UNSET
        else:
            flight_time_ms = self.flight_time_ms

        hesitation_count: float | None | Unset
        if isinstance(self.hesitation_count, Unset):
            hesitation_count = UNSET
        else:
            hesitation_count = self.hesitation_count

        region: None | str | Unset
        if isinstance(self.region, Unset):
            region = UNSET
        else:
            region = self.region

        response_latency_ms: float | None | Unset
        if isinstance(self.response_latency_ms, Unset):
            response_latency_ms = UNSET
        else:
            response_latency_ms = self.response_latency_ms

        response_text: None | str | Unset
        if isinstance(self.response_text, Unset):
            response_text = UNSET
        else:
            response_text = self.response_text

        response_time_ms: float | None | Unset
        if isinstance(self.response_time_ms, Unset):
            response_time_ms = UNSET
        else:
            response_time_ms = self.response_time_ms

        source: None | str | Unset
        if isinstance(self.source, Unset):
            source = UNSET
        elif isinstance(self.source, ReplySource):
            source = self.source.value
        else:
            source = self.source

        timestamp: None | str | Unset
        if isinstance(self.timestamp, Unset):
            timestamp = UNSET
        elif isinstance(self.timestamp, datetime.datetime):
            timestamp = self.timestamp.isoformat()
        else:
            timestamp = self.timestamp

        typing_wpm: float | None | Unset
        if isinstance(self.typing_wpm, Unset):
            typing_wpm = UNSET
        else:
            typing_wpm = self.typing_wpm

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "stimulus_id": stimulus_id,
                "user_id": user_id,
            }
        )
        if avg_key_hold_ms is not UNSET:
            field_dict["avg_key_hold_ms"] = avg_key_hold_ms
        if burst_pattern is not UNSET:
            field_dict["burst_pattern"] = burst_pattern
        if correction_loops is not UNSET:
            field_dict["correction_loops"] = correction_loops
        if error_rate is not UNSET:
            field_dict["error_rate"] = error_rate
        if flight_time_ms is not UNSET:
            field_dict["flight_time_ms"] = flight_time_ms
        if hesitation_count is not UNSET:
            field_dict["hesitation_count"] = hesitation_count
        if region is not UNSET:
            field_dict["region"] = region
        if response_latency_ms is not UNSET:
            field_dict["response_latency_ms"] = response_latency_ms
        if response_text is not UNSET:
            field_dict["response_text"] = response_text
        if response_time_ms is not UNSET:
            field_dict["response_time_ms"] = response_time_ms
        if source is not UNSET:
            field_dict["source"] = source
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp
        if typing_wpm is not UNSET:
            field_dict["typing_wpm"] = typing_wpm

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        stimulus_id = d.pop("stimulus_id")

        user_id = d.pop("user_id")

        def _parse_avg_key_hold_ms(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        avg_key_hold_ms = _parse_avg_key_hold_ms(d.pop("avg_key_hold_ms", UNSET))

        def _parse_burst_pattern(data: object) -> BurstPattern | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                burst_pattern_type_0 = BurstPattern(data)

                return burst_pattern_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BurstPattern | None | Unset, data)

        burst_pattern = _parse_burst_pattern(d.pop("burst_pattern", UNSET))

        def _parse_correction_loops(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        correction_loops = _parse_correction_loops(d.pop("correction_loops", UNSET))

        def _parse_error_rate(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        error_rate = _parse_error_rate(d.pop("error_rate", UNSET))

        def _parse_flight_time_ms(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        flight_time_ms = _parse_flight_time_ms(d.pop("flight_time_ms", UNSET))

        def _parse_hesitation_count(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        hesitation_count = _parse_hesitation_count(d.pop("hesitation_count", UNSET))

        def _parse_region(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region = _parse_region(d.pop("region", UNSET))

        def _parse_response_latency_ms(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        response_latency_ms = _parse_response_latency_ms(d.pop("response_latency_ms", UNSET))

        def _parse_response_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        response_text = _parse_response_text(d.pop("response_text", UNSET))

        def _parse_response_time_ms(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        response_time_ms = _parse_response_time_ms(d.pop("response_time_ms", UNSET))

        def _parse_source(data: object) -> None | ReplySource | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                source_type_0 = ReplySource(data)

                return source_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReplySource | Unset, data)

        source = _parse_source(d.pop("source", UNSET))

        def _parse_timestamp(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                timestamp_type_0 = datetime.datetime.fromisoformat(data)

                return timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        timestamp = _parse_timestamp(d.pop("timestamp", UNSET))

        def _parse_typing_wpm(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        typing_wpm = _parse_typing_wpm(d.pop("typing_wpm", UNSET))

        user_response = cls(
            stimulus_id=stimulus_id,
            user_id=user_id,
            avg_key_hold_ms=avg_key_hold_ms,
            burst_pattern=burst_pattern,
            correction_loops=correction_loops,
            error_rate=error_rate,
            flight_time_ms=flight_time_ms,
            hesitation_count=hesitation_count,
            region=region,
            response_latency_ms=response_latency_ms,
            response_text=response_text,
            response_time_ms=response_time_ms,
            source=source,
            timestamp=timestamp,
            typing_wpm=typing_wpm,
        )

        user_response.additional_properties = d
        return user_response

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
