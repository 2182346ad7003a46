from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.brain_region import BrainRegion
from ..models.channel import Channel
from ..models.level import Level
from ..models.source import Source

if TYPE_CHECKING:
    from ..models.alert import Alert
    from ..models.breakdown import Breakdown
    from ..models.contribution import Contribution
    from ..models.interval import Interval
    from ..models.safety import Safety
    from ..models.scorer import Scorer
    from ..models.services import Services
    from ..models.stream_report import StreamReport
    from ..models.support_line import SupportLine


T = TypeVar("T", bound="BurnoutResult")


@_attrs_define
class BurnoutResult:
    """The result of a check-in, the same on every later reading (only `alert.status` moves on).

    A red one always carries human support, in `support` and in the words of `intervention`. The
    score is a product measure, not a clinical instrument.

    """

    alert: Alert | None
    """ The alert that a red result raised; null otherwise. """
    behavioral_deviation: float
    """ 0–1: distance of the behaviour from the person's own usual; 0 where that is not known. """
    brain_regions_flagged: list[BrainRegion]
    """ Regions where the modelled response of an average brain to the stimulus is higher. """
    breakdown: Breakdown
    """ The score of each stream, 0–100 with one decimal, higher is worse. An absent stream shows as 0:
    `streams` says which were present. """
    channel: Channel | None
    """ The way the check-in came; null before the first. """
    check_in_id: None | str
    """ The check-in's id; null before the first check-in. """
    confidence: float
    """ 0–1: how much reliable evidence the score rests on. """
    contributions: list[Contribution]
    """ What moved the score, in points that add up to it: the streams, and what came beside them.
    Empty where one of the streams may not be shown any more. """
    coverage: float
    """ 0–1: how much of the full weight of the five streams was present. """
    data_quality: list[str]
    """ Codes for what was clamped (`clamped:FIELD`), ignored (`ignored:FIELD`), sent although the
    host does not allow it (`not_allowed:STREAM`), carried over or missing (`low_coverage`,
    `no_evidence`, `previous_result_stands`, …). """
    interval: Interval | None
    """ How far off the score may be; null where nothing was measured, or a safety rule set the score. """
    intervention: str
    """ What to say to the person. On red it names a human contact by itself, for channels that
    show nothing else. """
    level: Level
    """ The light: green for a score of 0–29, yellow for 30–64, red for 65–100. It may be more
    severe than its score where a rule raised it, and is never less. Colours come from it. """
    received_at: datetime.datetime | None
    """ When the check-in came, UTC: later than `timestamp` where a phone was offline; null before the
    first. """
    safety: Safety
    """ What the safety rules found in the person's own words. It names rules, never words. """
    score: int
    """ 0–100, higher is worse. """
    scorer: Scorer
    """ Who scored, and by which version of the rules. """
    services: Services
    """ What became of each sibling service in this check-in. """
    source: Source
    """ Who stands behind the score: the channel (`app`, `sms`, `video`) when the ml service scored,
    `fallback` when Pilotlight scored by itself, `none` before the first check-in. """
    stimulus_id: None | str
    """ The stimulus that was answered; null before the first check-in. """
    streams: list[StreamReport]
    """ The streams that were present. One that is missing here was absent, whatever `breakdown`
    shows. """
    support: list[SupportLine]
    """ Ways to a human being, the most immediate first. Never empty on red, or where a safety rule
    fired; else empty. """
    timestamp: datetime.datetime | None
    """ When the person answered, UTC; null before the first check-in. """
    top_indicators: list[str]
    """ What moved the result, in plain words, at most five. """
    tribe_deviation: float
    """ 0–1: distance between the reply and what TRIBE models of the stimulus. """
    user_id: str
    """ The person, as the client names them. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.alert import Alert  # noqa: PLC0415
        from ..models.interval import Interval  # noqa: PLC0415

        alert: dict[str, Any] | None
        if isinstance(self.alert, Alert):
            alert = self.alert.to_dict()
        else:
            alert = self.alert

        behavioral_deviation = self.behavioral_deviation

        brain_regions_flagged = []
        for brain_regions_flagged_item_data in self.brain_regions_flagged:
            brain_regions_flagged_item = brain_regions_flagged_item_data.value
            brain_regions_flagged.append(brain_regions_flagged_item)

        breakdown = self.breakdown.to_dict()

        channel: None | str
        if isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        check_in_id: None | str
        check_in_id = self.check_in_id

        confidence = self.confidence

        contributions = []
        for contributions_item_data in self.contributions:
            contributions_item = contributions_item_data.to_dict()
            contributions.append(contributions_item)

        coverage = self.coverage

        data_quality = self.data_quality

        interval: dict[str, Any] | None
        if isinstance(self.interval, Interval):
            interval = self.interval.to_dict()
        else:
            interval = self.interval

        intervention = self.intervention

        level = self.level.value

        received_at: None | str
        if isinstance(self.received_at, datetime.datetime):
            received_at = self.received_at.isoformat()
        else:
            received_at = self.received_at

        safety = self.safety.to_dict()

        score = self.score

        scorer = self.scorer.to_dict()

        services = self.services.to_dict()

        source = self.source.value

        stimulus_id: None | str
        stimulus_id = self.stimulus_id

        streams = []
        for streams_item_data in self.streams:
            streams_item = streams_item_data.to_dict()
            streams.append(streams_item)

        support = []
        for support_item_data in self.support:
            support_item = support_item_data.to_dict()
            support.append(support_item)

        timestamp: None | str
        if isinstance(self.timestamp, datetime.datetime):
            timestamp = self.timestamp.isoformat()
        else:
            timestamp = self.timestamp

        top_indicators = self.top_indicators

        tribe_deviation = self.tribe_deviation

        user_id = self.user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alert": alert,
                "behavioral_deviation": behavioral_deviation,
                "brain_regions_flagged": brain_regions_flagged,
                "breakdown": breakdown,
                "channel": channel,
                "check_in_id": check_in_id,
                "confidence": confidence,
                "contributions": contributions,
                "coverage": coverage,
                "data_quality": data_quality,
                "interval": interval,
                "intervention": intervention,
                "level": level,
                "received_at": received_at,
                "safety": safety,
                "score": score,
                "scorer": scorer,
                "services": services,
                "source": source,
                "stimulus_id": stimulus_id,
                "streams": streams,
                "support": support,
                "timestamp": timestamp,
                "top_indicators": top_indicators,
                "tribe_deviation": tribe_deviation,
                "user_id": user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert import Alert  # noqa: PLC0415
        from ..models.breakdown import Breakdown  # noqa: PLC0415
        from ..models.contribution import Contribution  # noqa: PLC0415
        from ..models.interval import Interval  # noqa: PLC0415
        from ..models.safety import Safety  # noqa: PLC0415
        from ..models.scorer import Scorer  # noqa: PLC0415
        from ..models.services import Services  # noqa: PLC0415
        from ..models.stream_report import StreamReport  # noqa: PLC0415
        from ..models.support_line import SupportLine  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_alert(data: object) -> Alert | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                alert_type_0 = Alert.from_dict(data)

                return alert_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Alert | None, data)

        alert = _parse_alert(d.pop("alert"))

        behavioral_deviation = d.pop("behavioral_deviation")

        brain_regions_flagged = []
        _brain_regions_flagged = d.pop("brain_regions_flagged")
        for brain_regions_flagged_item_data in _brain_regions_flagged:
            brain_regions_flagged_item = BrainRegion(brain_regions_flagged_item_data)

            brain_regions_flagged.append(brain_regions_flagged_item)

        breakdown = Breakdown.from_dict(d.pop("breakdown"))

        def _parse_channel(data: object) -> Channel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_check_in_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        check_in_id = _parse_check_in_id(d.pop("check_in_id"))

        confidence = d.pop("confidence")

        contributions = []
        _contributions = d.pop("contributions")
        for contributions_item_data in _contributions:
            contributions_item = Contribution.from_dict(contributions_item_data)

            contributions.append(contributions_item)

        coverage = d.pop("coverage")

        data_quality = cast(list[str], d.pop("data_quality"))

        def _parse_interval(data: object) -> Interval | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                interval_type_0 = Interval.from_dict(data)

                return interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Interval | None, data)

        interval = _parse_interval(d.pop("interval"))

        intervention = d.pop("intervention")

        level = Level(d.pop("level"))

        def _parse_received_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                received_at_type_0 = datetime.datetime.fromisoformat(data)

                return received_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        received_at = _parse_received_at(d.pop("received_at"))

        safety = Safety.from_dict(d.pop("safety"))

        score = d.pop("score")

        scorer = Scorer.from_dict(d.pop("scorer"))

        services = Services.from_dict(d.pop("services"))

        source = Source(d.pop("source"))

        def _parse_stimulus_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        stimulus_id = _parse_stimulus_id(d.pop("stimulus_id"))

        streams = []
        _streams = d.pop("streams")
        for streams_item_data in _streams:
            streams_item = StreamReport.from_dict(streams_item_data)

            streams.append(streams_item)

        support = []
        _support = d.pop("support")
        for support_item_data in _support:
            support_item = SupportLine.from_dict(support_item_data)

            support.append(support_item)

        def _parse_timestamp(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                timestamp_type_0 = datetime.datetime.fromisoformat(data)

                return timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        timestamp = _parse_timestamp(d.pop("timestamp"))

        top_indicators = cast(list[str], d.pop("top_indicators"))

        tribe_deviation = d.pop("tribe_deviation")

        user_id = d.pop("user_id")

        burnout_result = cls(
            alert=alert,
            behavioral_deviation=behavioral_deviation,
            brain_regions_flagged=brain_regions_flagged,
            breakdown=breakdown,
            channel=channel,
            check_in_id=check_in_id,
            confidence=confidence,
            contributions=contributions,
            coverage=coverage,
            data_quality=data_quality,
            interval=interval,
            intervention=intervention,
            level=level,
            received_at=received_at,
            safety=safety,
            score=score,
            scorer=scorer,
            services=services,
            source=source,
            stimulus_id=stimulus_id,
            streams=streams,
            support=support,
            timestamp=timestamp,
            top_indicators=top_indicators,
            tribe_deviation=tribe_deviation,
            user_id=user_id,
        )

        burnout_result.additional_properties = d
        return burnout_result

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
