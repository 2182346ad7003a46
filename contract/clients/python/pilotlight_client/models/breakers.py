from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.breaker import Breaker


T = TypeVar("T", bound="Breakers")


@_attrs_define
class Breakers:
    """Whether each sibling is called; null for one that the host has turned off."""

    ml: Breaker | None
    """ Of ml. """
    signals: Breaker | None
    """ Of signals. Alerts are sent whatever it says. """
    video: Breaker | None
    """ Of the video service. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.breaker import Breaker  # noqa: PLC0415

        ml: dict[str, Any] | None
        if isinstance(self.ml, Breaker):
            ml = self.ml.to_dict()
        else:
            ml = self.ml

        signals: dict[str, Any] | None
        if isinstance(self.signals, Breaker):
            signals = self.signals.to_dict()
        else:
            signals = self.signals

        video: dict[str, Any] | None
        if isinstance(self.video, Breaker):
            video = self.video.to_dict()
        else:
            video = self.video

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ml": ml,
                "signals": signals,
                "video": video,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.breaker import Breaker  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_ml(data: object) -> Breaker | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                ml_type_0 = Breaker.from_dict(data)

                return ml_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Breaker | None, data)

        ml = _parse_ml(d.pop("ml"))

        def _parse_signals(data: object) -> Breaker | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                signals_type_0 = Breaker.from_dict(data)

                return signals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Breaker | None, data)

        signals = _parse_signals(d.pop("signals"))

        def _parse_video(data: object) -> Breaker | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                video_type_0 = Breaker.from_dict(data)

                return video_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Breaker | None, data)

        video = _parse_video(d.pop("video"))

        breakers = cls(
            ml=ml,
            signals=signals,
            video=video,
        )

        breakers.additional_properties = d
        return breakers

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
