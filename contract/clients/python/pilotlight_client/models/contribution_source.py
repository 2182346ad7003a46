from enum import StrEnum


class ContributionSource(StrEnum):
    FACIAL = "facial"
    IMESSAGE = "imessage"
    ML = "ml"
    NO_EVIDENCE = "no_evidence"
    PREVIOUS_RESULT = "previous_result"
    SAFETY = "safety"
    TRIBE = "tribe"
    TYPING = "typing"
    VOICE = "voice"

    @classmethod
    def _missing_(cls, value: object) -> "ContributionSource | None":
        """A later server may know more values: each is kept as it came, and is none of the members."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
