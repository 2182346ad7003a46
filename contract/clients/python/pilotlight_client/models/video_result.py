from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.burnout_result import BurnoutResult
    from ..models.facial_analysis import FacialAnalysis
    from ..models.voice_analysis import VoiceAnalysis


T = TypeVar("T", bound="VideoResult")


@_attrs_define
class VideoResult:
    """What a video showed, and the result of the check-in."""

    burnout_result: BurnoutResult
    """ The result of a check-in, the same on every later reading (only `alert.status` moves on).

    A red one always carries human support, in `support` and in the words of `intervention`. The
    score is a product measure, not a clinical instrument. """
    combined_score: int | None
    """ 0–100, higher is worse: 0.6 face and 0.4 voice, or the one that there is; null for neither. """
    facial: FacialAnalysis | None
    """ What the face showed; null where no face was found, the service was away, or the host does not
    allow `facial`. """
    video_service: bool
    """ Whether the video service analysed the recording. """
    voice: None | VoiceAnalysis
    """ What the voice told; null where none could be read, the service was away, or the host does not
    allow `voice`. What was said is not repeated here. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.facial_analysis import FacialAnalysis  # noqa: PLC0415
        from ..models.voice_analysis import VoiceAnalysis  # noqa: PLC0415

        burnout_result = self.burnout_result.to_dict()

        combined_score: int | None
        combined_score = self.combined_score

        facial: dict[str, Any] | None
        if isinstance(self.facial, FacialAnalysis):
            facial = self.facial.to_dict()
        else:
            facial = self.facial

        video_service = self.video_service

        voice: dict[str, Any] | None
        if isinstance(self.voice, VoiceAnalysis):
            voice = self.voice.to_dict()
        else:
            voice = self.voice

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "burnout_result": burnout_result,
                "combined_score": combined_score,
                "facial": facial,
                "video_service": video_service,
                "voice": voice,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.burnout_result import BurnoutResult  # noqa: PLC0415
        from ..models.facial_analysis import FacialAnalysis  # noqa: PLC0415
        from ..models.voice_analysis import VoiceAnalysis  # noqa: PLC0415

        d = dict(src_dict)
        burnout_result = BurnoutResult.from_dict(d.pop("burnout_result"))

        def _parse_combined_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        combined_score = _parse_combined_score(d.pop("combined_score"))

        def _parse_facial(data: object) -> FacialAnalysis | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facial_type_0 = FacialAnalysis.from_dict(data)

                return facial_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FacialAnalysis | None, data)

        facial = _parse_facial(d.pop("facial"))

        video_service = d.pop("video_service")

        def _parse_voice(data: object) -> None | VoiceAnalysis:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                voice_type_0 = VoiceAnalysis.from_dict(data)

                return voice_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VoiceAnalysis, data)

        voice = _parse_voice(d.pop("voice"))

        video_result = cls(
            burnout_result=burnout_result,
            combined_score=combined_score,
            facial=facial,
            video_service=video_service,
            voice=voice,
        )

        video_result.additional_properties = d
        return video_result

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
