//! Reads of what the client has already: the answer is a 304 without a body (RFC 9110, 13.1.2).

use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, HeaderMap, IfNoneMatch};
use actix_web::{HttpMessage, HttpRequest};
use sha2::{Digest, Sha256};
use utoipa::IntoResponses;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Object, OpenApi, RefOr, Type};

/// The bytes of a digest that make a tag: no two answers ever have the same by chance.
const TAG_BYTES: usize = 16;

/// The tag of what is answered. It is of the bytes alone: so it is the same after a restart, and from
/// another server.
pub(crate) fn tag(parts: &[&[u8]]) -> EntityTag {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    EntityTag::new_strong(digest.iter().take(TAG_BYTES).map(|byte| format!("{byte:02x}")).collect())
}

/// Whether the client has what a read would answer.
pub(crate) fn is_known<B>(response: &ServiceResponse<B>) -> bool {
    response.status() == StatusCode::OK
        && tag_of(response.headers()).is_some_and(|tag| is_had(response.request(), &tag))
}

fn tag_of(headers: &HeaderMap) -> Option<EntityTag> {
    headers.get(header::ETAG)?.to_str().ok()?.parse().ok()
}

fn is_had(request: &HttpRequest, tag: &EntityTag) -> bool {
    request.headers().contains_key(header::IF_NONE_MATCH)
        && match request.get_header() {
            Some(IfNoneMatch::Any) => true,
            Some(IfNoneMatch::Items(tags)) => tags.iter().any(|had| had.weak_eq(tag)),
            None => false,
        }
}

/// The answer without its body. Every other header stays: what may be kept, and where the next page is.
pub(crate) fn without_body<B: MessageBody>(response: ServiceResponse<B>) -> ServiceResponse<()> {
    let mut response = response.map_body(|_, _| ());
    let head = response.response_mut().head_mut();
    head.status = StatusCode::NOT_MODIFIED;
    head.headers.remove(header::CONTENT_TYPE);
    response
}

/// What a read answers besides, where its 200 has an `ETag`. [`describe`] says the rest.
#[derive(IntoResponses)]
#[response(status = 304, description = "The client has it already: `If-None-Match` names its tag")]
pub(crate) struct Unchanged;

/// Describes the header that asks, and the tag, of every read that answers [`Unchanged`].
pub(crate) fn describe(description: &mut OpenApi) {
    let reads = description.paths.paths.values_mut().filter_map(|path| path.get.as_mut());
    for read in reads.filter(|read| read.responses.responses.contains_key("304")) {
        describe_read(read);
    }
}

fn describe_read(read: &mut Operation) {
    let asks = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .description(Some("`ETag`s of answers that the client has, with commas between, or `*`"))
        .schema(Some(Object::with_type(Type::String)))
        .build();
    read.parameters.get_or_insert_default().push(RefOr::T(asks));
    for status in ["200", "304"] {
        if let Some(RefOr::T(response)) = read.responses.responses.get_mut(status) {
            let tag = HeaderBuilder::new()
                .schema(Some(Object::with_type(Type::String)))
                .description(Some("What `If-None-Match` names this answer by"));
            response.headers.insert("ETag".to_owned(), tag.build().into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_of_all_parts_and_of_where_they_end() {
        let one = tag(&[b"a", b"b"]);
        assert_eq!(one.to_string().len(), 2 + 2 * TAG_BYTES);
        assert_eq!(one, tag(&[b"a", b"b"]));
        for other in [tag(&[b"ab"]), tag(&[b"a"]), tag(&[b"ab", b""]), tag(&[b"a", b"c"])] {
            assert_ne!(one, other);
        }
    }
}
