from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alert_status import AlertStatus
from ..models.level import Level

if TYPE_CHECKING:
    from ..models.acknowledged import Acknowledged


T = TypeVar("T", bound="AlertView")


@_attrs_define
class AlertView:
    """An alert, as whoever is on call sees it. It holds nothing of what the person said."""

    acknowledged: Acknowledged | None
    """ Who takes care of it; null where nobody does. """
    answered_at: datetime.datetime
    """ When the person answered, UTC. """
    attempts: int
    """ How often it was tried to deliver it. """
    check_in_id: str
    """ The check-in that raised it. """
    created_at: datetime.datetime
    """ When the check-in came, UTC. """
    escalated_at: datetime.datetime | None
    """ When whoever is on call was last told of it, UTC; null where they were not. """
    id: str
    """ The alert's id. """
    last_error: None | str
    """ What went wrong last; null where nothing did. """
    level: Level
    """ The light: green for a score of 0–29, yellow for 30–64, red for 65–100. It may be more
    severe than its score where a rule raised it, and is never less. Colours come from it. """
    message_id: None | str
    """ The SMS provider's id of the message that was delivered; null where none was. """
    next_attempt_at: datetime.datetime | None
    """ When it is tried next, UTC, or when an attempt that is under way counts as failed; null where
    it is delivered or dead. """
    score: int
    """ The check-in's score, 0–100, higher is worse. """
    since: datetime.datetime
    """ Since when it stands there, UTC. """
    status: AlertStatus
    """ Where an alert stands: `undeliverable` means that no phone is on file for the person, `dead`
    that it could not be delivered for days and was given up. A phone that is registered has
    either tried again. """
    tier: int
    """ What the safety rules found: 0 none, 1 concern, 2 active thoughts, 3 imminent. """
    user_id: str
    """ The person. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledged import Acknowledged  # noqa: PLC0415

        acknowledged: dict[str, Any] | None
        if isinstance(self.acknowledged, Acknowledged):
            acknowledged = self.acknowledged.to_dict()
        else:
            acknowledged = self.acknowledged

        answered_at = self.answered_at.isoformat()

        attempts = self.attempts

        check_in_id = self.check_in_id

        created_at = self.created_at.isoformat()

        escalated_at: None | str
        if isinstance(self.escalated_at, datetime.datetime):
            escalated_at = self.escalated_at.isoformat()
        else:
            escalated_at = self.escalated_at

        id = self.id

        last_error: None | str
        last_error = self.last_error

        level = self.level.value

        message_id: None | str
        message_id = self.message_id

        next_attempt_at: None | str
        if isinstance(self.next_attempt_at, datetime.datetime):
            next_attempt_at = self.next_attempt_at.isoformat()
        else:
            next_attempt_at = self.next_attempt_at

        score = self.score

        since = self.since.isoformat()

        status = self.status.value

        tier = self.tier

        user_id = self.user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "acknowledged": acknowledged,
                "answered_at": answered_at,
                "attempts": attempts,
                "check_in_id": check_in_id,
                "created_at": created_at,
                "escalated_at": escalated_at,
                "id": id,
                "last_error": last_error,
                "level": level,
                "message_id": message_id,
                "next_attempt_at": next_attempt_at,
                "score": score,
                "since": since,
                "status": status,
                "tier": tier,
                "user_id": user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.acknowledged import Acknowledged  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_acknowledged(data: object) -> Acknowledged | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acknowledged_type_0 = Acknowledged.from_dict(data)

                return acknowledged_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Acknowledged | None, data)

        acknowledged = _parse_acknowledged(d.pop("acknowledged"))

        answered_at = datetime.datetime.fromisoformat(d.pop("answered_at"))

        attempts = d.pop("attempts")

        check_in_id = d.pop("check_in_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_escalated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                escalated_at_type_0 = datetime.datetime.fromisoformat(data)

                return escalated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        escalated_at = _parse_escalated_at(d.pop("escalated_at"))

        id = d.pop("id")

        def _parse_last_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_error = _parse_last_error(d.pop("last_error"))

        level = Level(d.pop("level"))

        def _parse_message_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        message_id = _parse_message_id(d.pop("message_id"))

        def _parse_next_attempt_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_attempt_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_attempt_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_attempt_at = _parse_next_attempt_at(d.pop("next_attempt_at"))

        score = d.pop("score")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        status = AlertStatus(d.pop("status"))

        tier = d.pop("tier")

        user_id = d.pop("user_id")

        alert_view = cls(
            acknowledged=acknowledged,
            answered_at=answered_at,
            attempts=attempts,
            check_in_id=check_in_id,
            created_at=created_at,
            escalated_at=escalated_at,
            id=id,
            last_error=last_error,
            level=level,
            message_id=message_id,
            next_attempt_at=next_attempt_at,
            score=score,
            since=since,
            status=status,
            tier=tier,
            user_id=user_id,
        )

        alert_view.additional_properties = d
        return alert_view

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
