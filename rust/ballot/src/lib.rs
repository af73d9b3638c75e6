//! The secret poll: Belenios protocol, version 1, group `Ed25519`.
#![forbid(unsafe_code)]

pub mod ballot;
pub mod chain;
pub mod container;
pub mod decryption;
mod digits;
pub mod election;
pub mod error;
pub mod form;
pub mod group;
pub mod hints;
pub mod json;
pub mod lanes;
pub mod making;
pub mod poll;
pub mod proofs;
pub mod scalar;
pub mod shards;
pub mod sums;
pub mod tables;
pub mod together;
pub mod trustees;
pub mod verify;
pub mod voters;
