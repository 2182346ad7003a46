//! The clients against siblings that answer well, oddly, late, half, or not at all.

#[cfg(test)]
mod calls;
#[cfg(test)]
mod correlation;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod ml;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod signals;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod upload;
#[cfg(test)]
mod video;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod wrong_types;
