from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.breaker_state import BreakerState

if TYPE_CHECKING:
    from ..models.call_error import CallError


T = TypeVar("T", bound="Breaker")


@_attrs_define
class Breaker:
    """A breaker opens when a sibling fails again and again, so that nobody waits for what is dead."""

    last_error: CallError | None
    """ How a call failed last; null if none did since the start. """
    next_probe_at: datetime.datetime | None
    """ The earliest moment of the next probe, UTC; null unless it is open. """
    since: datetime.datetime
    """ When it last began to let calls through, or ceased to, UTC. Probes that fail in between do
    not change it. """
    state: BreakerState
    """ Where a breaker stands. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.call_error import CallError  # noqa: PLC0415

        last_error: dict[str, Any] | None
        if isinstance(self.last_error, CallError):
            last_error = self.last_error.to_dict()
        else:
            last_error = self.last_error

        next_probe_at: None | str
        if isinstance(self.next_probe_at, datetime.datetime):
            next_probe_at = self.next_probe_at.isoformat()
        else:
            next_probe_at = self.next_probe_at

        since = self.since.isoformat()

        state = self.state.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "last_error": last_error,
                "next_probe_at": next_probe_at,
                "since": since,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.call_error import CallError  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_last_error(data: object) -> CallError | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_error_type_0 = CallError.from_dict(data)

                return last_error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CallError | None, data)

        last_error = _parse_last_error(d.pop("last_error"))

        def _parse_next_probe_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_probe_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_probe_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_probe_at = _parse_next_probe_at(d.pop("next_probe_at"))

        since = datetime.datetime.fromisoformat(d.pop("since"))

        state = BreakerState(d.pop("state"))

        breaker = cls(
            last_error=last_error,
            next_probe_at=next_probe_at,
            since=since,
            state=state,
        )

        breaker.additional_properties = d
        return breaker

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
