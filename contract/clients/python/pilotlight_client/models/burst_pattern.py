from enum import StrEnum


class BurstPattern(StrEnum):
    BURST_PAUSE = "burst-pause"
    ERRATIC = "erratic"
    STEADY = "steady"

    @classmethod
    def _missing_(cls, value: object) -> "BurstPattern | None":
        """A later server may know more values: each is kept as it came, and is none of the members."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
