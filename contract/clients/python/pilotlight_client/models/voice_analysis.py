from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="VoiceAnalysis")


@_attrs_define
class VoiceAnalysis:
    """What the voice told. What the service did not measure is null."""

    pause_frequency: float | None
    """ Pauses, as the service counts them. """
    pitch_mean_hz: float | None
    """ Mean pitch in hertz. """
    pitch_variability: float | None
    """ How much the pitch varied. """
    speaking_rate_wpm: float | None
    """ Words per minute. """
    voice_stress_score: float
    """ 0–100, higher is worse: the service's own, or computed from pitch, tremor and pauses. """
    voice_tremor: bool | None
    """ Whether the voice trembled. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        pause_frequency: float | None
        pause_frequency = self.pause_frequency

        pitch_mean_hz: float | None
        pitch_mean_hz = self.pitch_mean_hz

        pitch_variability: float | None
        pitch_variability = self.pitch_variability

        speaking_rate_wpm: float | None
        speaking_rate_wpm = self.speaking_rate_wpm

        voice_stress_score = self.voice_stress_score

        voice_tremor: bool | None
        voice_tremor = self.voice_tremor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pause_frequency": pause_frequency,
                "pitch_mean_hz": pitch_mean_hz,
                "pitch_variability": pitch_variability,
                "speaking_rate_wpm": speaking_rate_wpm,
                "voice_stress_score": voice_stress_score,
                "voice_tremor": voice_tremor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_pause_frequency(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        pause_frequency = _parse_pause_frequency(d.pop("pause_frequency"))

        def _parse_pitch_mean_hz(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        pitch_mean_hz = _parse_pitch_mean_hz(d.pop("pitch_mean_hz"))

        def _parse_pitch_variability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        pitch_variability = _parse_pitch_variability(d.pop("pitch_variability"))

        def _parse_speaking_rate_wpm(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        speaking_rate_wpm = _parse_speaking_rate_wpm(d.pop("speaking_rate_wpm"))

        voice_stress_score = d.pop("voice_stress_score")

        def _parse_voice_tremor(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        voice_tremor = _parse_voice_tremor(d.pop("voice_tremor"))

        voice_analysis = cls(
            pause_frequency=pause_frequency,
            pitch_mean_hz=pitch_mean_hz,
            pitch_variability=pitch_variability,
            speaking_rate_wpm=speaking_rate_wpm,
            voice_stress_score=voice_stress_score,
            voice_tremor=voice_tremor,
        )

        voice_analysis.additional_properties = d
        return voice_analysis

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
