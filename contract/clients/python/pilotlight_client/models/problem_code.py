from enum import StrEnum


class ProblemCode(StrEnum):
    BODY_TOO_LARGE = "body_too_large"
    FOREIGN_ORIGIN = "foreign_origin"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    INTERNAL = "internal"
    INVALID_FIELDS = "invalid_fields"
    MALFORMED_BODY = "malformed_body"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    NOT_FOUND = "not_found"
    OVERLOADED = "overloaded"
    REQUEST_IN_WORK = "request_in_work"
    SIBLING_OFF = "sibling_off"
    SIBLING_UNAVAILABLE = "sibling_unavailable"
    STORAGE_FULL = "storage_full"
    STORAGE_UNAVAILABLE = "storage_unavailable"
    STREAMS_FULL = "streams_full"
    STREAM_NOT_ALLOWED = "stream_not_allowed"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    UPLOAD_TOO_SLOW = "upload_too_slow"

    @classmethod
    def _missing_(cls, value: object) -> "ProblemCode | None":
        """A later server may know more values: each is kept as it came, and is none of the members."""
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = unknown._value_ = value
        return unknown

    def __str__(self) -> str:
        return str(self.value)
