from enum import StrEnum


class BrainRegion(StrEnum):
    AMYGDALA_REGION = "amygdala_region"
    MOTOR_CORTEX = "motor_cortex"
    PREFRONTAL_CORTEX = "prefrontal_cortex"
    TEMPORAL_LOBE = "temporal_lobe"
    VISUAL_CORTEX = "visual_cortex"

    @classmethod
    def _missing_(cls, value: object) -> "BrainRegion | None":
        """A later server may know more values: each is kept as it came, and is none of the members."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
