//! The store against real files.

#[cfg(test)]
mod alerts;
#[cfg(test)]
mod archive;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod news;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod observed;
#[cfg(test)]
mod on_call;
#[cfg(test)]
mod on_call_list;
#[cfg(test)]
mod outbox;
#[cfg(test)]
mod pour;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod recording;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod support;
#[cfg(test)]
mod unreadable;
#[cfg(test)]
mod versions;
