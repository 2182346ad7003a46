//! By what a stand-in is known, to whoever might take it for the service itself.

/// The header by which every answer says whose stand-in it is of.
pub(super) const HEADER: &str = "x-stand-in";

/// The field by which an answer in JSON says so.
pub(crate) const FIELD: &str = "stand_in";

/// How the ids of messages begin that went nowhere. There is a digit in it, without which it could not
/// be an id.
pub(super) const MESSAGE_ID: &str = "SM-stand-in-1";

/// Whether a text that counts as sent was taken by a stand-in, and so went to nobody.
pub(crate) fn took(message_id: &str) -> bool {
    message_id.starts_with(MESSAGE_ID)
}
