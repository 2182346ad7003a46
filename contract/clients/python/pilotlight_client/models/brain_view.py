from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.brain_region import BrainRegion
from ..models.brain_source import BrainSource
from ..models.level import Level

if TYPE_CHECKING:
    from ..models.explanations import Explanations
    from ..models.regions import Regions


T = TypeVar("T", bound="BrainView")


@_attrs_define
class BrainView:
    """What TRIBE models of the stimulus that a person answered last.

    TRIBE predicts how an average brain responds to a stimulus. Nothing here was measured in the
    person's brain.

    """

    activation_mean: float
    """ The mean of the five regions, 0–1. """
    brain_regions_flagged: list[BrainRegion]
    """ The regions where the modelled response is higher. """
    explanations: Explanations
    """ A plain line about each region that there is something to say of. """
    level: Level
    """ The light: green for a score of 0–29, yellow for 30–64, red for 65–100. It may be more
    severe than its score where a rule raised it, and is never less. Colours come from it. """
    regions: Regions
    """ The modelled response of an average brain to the stimulus, 0–1 for each region. """
    score: int
    """ The score of the latest check-in, 0–100. """
    source: BrainSource
    """ Where modelled regions come from. """
    stimulus_id: None | str
    """ The stimulus that was answered last; null before the first check-in. """
    user_id: str
    """ The person. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        activation_mean = self.activation_mean

        brain_regions_flagged = []
        for brain_regions_flagged_item_data in self.brain_regions_flagged:
            brain_regions_flagged_item = brain_regions_flagged_item_data.value
            brain_regions_flagged.append(brain_regions_flagged_item)

        explanations = self.explanations.to_dict()

        level = self.level.value

        regions = self.regions.to_dict()

        score = self.score

        source = self.source.value

        stimulus_id: None | str
        stimulus_id = self.stimulus_id

        user_id = self.user_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "activation_mean": activation_mean,
                "brain_regions_flagged": brain_regions_flagged,
                "explanations": explanations,
                "level": level,
                "regions": regions,
                "score": score,
                "source": source,
                "stimulus_id": stimulus_id,
                "user_id": user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.explanations import Explanations  # noqa: PLC0415
        from ..models.regions import Regions  # noqa: PLC0415

        d = dict(src_dict)
        activation_mean = d.pop("activation_mean")

        brain_regions_flagged = []
        _brain_regions_flagged = d.pop("brain_regions_flagged")
        for brain_regions_flagged_item_data in _brain_regions_flagged:
            brain_regions_flagged_item = BrainRegion(brain_regions_flagged_item_data)

            brain_regions_flagged.append(brain_regions_flagged_item)

        explanations = Explanations.from_dict(d.pop("explanations"))

        level = Level(d.pop("level"))

        regions = Regions.from_dict(d.pop("regions"))

        score = d.pop("score")

        source = BrainSource(d.pop("source"))

        def _parse_stimulus_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        stimulus_id = _parse_stimulus_id(d.pop("stimulus_id"))

        user_id = d.pop("user_id")

        brain_view = cls(
            activation_mean=activation_mean,
            brain_regions_flagged=brain_regions_flagged,
            explanations=explanations,
            level=level,
            regions=regions,
            score=score,
            source=source,
            stimulus_id=stimulus_id,
            user_id=user_id,
        )

        brain_view.additional_properties = d
        return brain_view

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
