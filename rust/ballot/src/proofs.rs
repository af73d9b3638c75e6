//! Proofs of knowledge of a key, which signatures are too, and the numbers of every proof.
//!
//! Source: Schnorr 1991; Fiat and Shamir 1986.

use curve25519_dalek::Scalar;

use crate::error::Result;
use crate::form::{Place, all_fields, scalar};
use crate::group::{Affine, Point, encode_all};
use crate::json::Json;
use crate::scalar::{challenge, text};
use crate::tables::FixedBase;

/// A challenge and a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The challenge.
    pub challenge: Scalar,
    /// The response.
    pub response: Scalar,
}

impl Proof {
    /// Reads a proof. Refused: `Malformed`.
    pub fn read(value: &Json<'_>, place: Place<'_>) -> Result<Self> {
        let [challenge, response] = all_fields(value, place, ["challenge", "response"])?;
        Ok(Self {
            challenge: scalar(challenge, place.field("challenge"))?,
            response: scalar(response, place.field("response"))?,
        })
    }

    /// The proof as it is written.
    pub fn written(&self) -> String {
        format!("{{\"challenge\":\"{}\",\"response\":\"{}\"}}", text(&self.challenge), text(&self.response))
    }

    /// The commitment that a proof of knowledge answers for: g^response · public^challenge.
    pub fn commitment(&self, public: &Affine, base: &FixedBase) -> Point {
        base.times(self.response.as_bytes(), public.point().times(self.challenge.as_bytes()))
    }

    /// Whether a proof of knowledge, or a signature, is right.
    pub fn knows(&self, prefix: &[&[u8]], public: &Affine, base: &FixedBase) -> bool {
        challenge(prefix, &encode_all(&[self.commitment(public, base)])) == self.challenge
    }
}
