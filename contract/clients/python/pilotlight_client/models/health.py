from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.database_state import DatabaseState
from ..models.health_status import HealthStatus

if TYPE_CHECKING:
    from ..models.breakers import Breakers
    from ..models.policy import Policy
    from ..models.sibling_states import SiblingStates


T = TypeVar("T", bound="Health")


@_attrs_define
class Health:
    """How the service and its siblings are."""

    breakers: Breakers
    """ Whether each sibling is called; null for one that the host has turned off. """
    database: DatabaseState
    """ The state of the database. """
    ml_level_contradictions: int
    """ Answers of ml whose level contradicted its score, since the start. Many are a sign that
    `ml.scale` is set wrong. """
    policy: Policy
    """ What the host allows. """
    services: SiblingStates
    """ The state of each sibling service. """
    status: HealthStatus
    """ `ok`; `degraded` while a sibling is away or left alone and Pilotlight scores by itself; `unavailable` while
    nothing can be stored. """
    version: str
    """ The version of Pilotlight. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        breakers = self.breakers.to_dict()

        database = self.database.value

        ml_level_contradictions = self.ml_level_contradictions

        policy = self.policy.to_dict()

        services = self.services.to_dict()

        status = self.status.value

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "breakers": breakers,
                "database": database,
                "ml_level_contradictions": ml_level_contradictions,
                "policy": policy,
                "services": services,
                "status": status,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.breakers import Breakers  # noqa: PLC0415
        from ..models.policy import Policy  # noqa: PLC0415
        from ..models.sibling_states import SiblingStates  # noqa: PLC0415

        d = dict(src_dict)
        breakers = Breakers.from_dict(d.pop("breakers"))

        database = DatabaseState(d.pop("database"))

        ml_level_contradictions = d.pop("ml_level_contradictions")

        policy = Policy.from_dict(d.pop("policy"))

        services = SiblingStates.from_dict(d.pop("services"))

        status = HealthStatus(d.pop("status"))

        version = d.pop("version")

        health = cls(
            breakers=breakers,
            database=database,
            ml_level_contradictions=ml_level_contradictions,
            policy=policy,
            services=services,
            status=status,
            version=version,
        )

        health.additional_properties = d
        return health

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
