//! The records of the outcome, the proofs of a partial decryption, and the combination of the parts.
//!
//! Source: Chaum and Pedersen 1992 (equality of logarithms); Shamir 1979 (combination).

use std::collections::BTreeMap;

use curve25519_dalek::Scalar;

use crate::election::decode;
use crate::error::{Code, Refused, Result};
use crate::form::{self, Length, Place, all_fields, hexadecimal, items, small};
use crate::group::{Affine, Element, Point, encode_all};
use crate::json::load;
use crate::proofs::Proof;
use crate::scalar::challenge;
use crate::tables::FixedBase;

/// An encrypted tally: alpha and beta of every choice, question by question.
pub type Tally = Vec<Vec<[Element; 2]>>;

/// The content of a partial decryption: one entry per question and choice.
#[derive(Debug)]
pub struct Decryption {
    /// Alpha to the power of the trustee's secret.
    pub factors: Vec<Vec<Element>>,
    proofs: Vec<Vec<Proof>>,
}

/// Reads an encrypted tally of this shape. Refused: a record refusal.
pub fn read_tally(body: &[u8], shape: &[usize]) -> Result<Tally> {
    let value = load(body, "encrypted tally")?;
    let mut widths = shape.iter();
    rows(&value, Place::Root("encrypted tally"), shape.len(), |row, place| {
        let n = Length::Exactly(widths.next().copied().unwrap_or(0));
        items(row, place, n, |value, place| {
            let [alpha, beta] = all_fields(value, place, ["alpha", "beta"])?;
            Ok([hexadecimal(alpha, place.field("alpha"))?, hexadecimal(beta, place.field("beta"))?])
        })
    })
}

/// A list of lists: that every row is there is found out before any row is read.
fn rows<'v, 'j, T>(
    value: &'v crate::json::Json<'j>,
    place: Place<'_>,
    n: usize,
    mut read: impl FnMut(&'v crate::json::Json<'j>, Place<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let found = items(value, place, Length::Exactly(n), |row, _| Ok(row))?;
    found.into_iter().enumerate().map(|(index, row)| read(row, place.index(index))).collect()
}

/// Reads number of ballots counted, their weight, and the hash of the encrypted tally. Refused: a record refusal.
pub fn read_sized_tally(body: &[u8]) -> Result<(u64, Option<u64>, Element)> {
    let place = Place::Root("sized tally");
    let value = load(body, "sized tally")?;
    let names = ["num_tallied", "total_weight", "encrypted_tally"];
    let [n_tallied, weight, hash] = all_fields(&value, place, names)?;
    Ok((
        small(n_tallied, 0, place.field("num_tallied"))?,
        form::count(weight, place.field("total_weight"))?,
        hexadecimal(hash, place.field("encrypted_tally"))?,
    ))
}

/// Reads an owner, counted from 1, and the hash of the partial decryption. Refused: a record refusal.
pub fn read_owned(body: &[u8]) -> Result<(u64, Element)> {
    let place = Place::Root("owned reference");
    let value = load(body, "owned reference")?;
    let [owner, payload] = all_fields(&value, place, ["owner", "payload"])?;
    Ok((small(owner, 0, place.field("owner"))?, hexadecimal(payload, place.field("payload"))?))
}

/// Reads the result: one number per question and choice; None for one above 2^64. Refused: a record refusal.
pub fn read_result(body: &[u8], shape: &[usize]) -> Result<Vec<Vec<Option<u64>>>> {
    let value = load(body, "result")?;
    let place = Place::Root("result");
    let [result] = all_fields(&value, place, ["result"])?;
    let mut widths = shape.iter();
    rows(result, place.field("result"), shape.len(), |row, place| {
        items(row, place, Length::Exactly(widths.next().copied().unwrap_or(0)), form::count)
    })
}

/// Reads a partial decryption of this shape. Refused: a record refusal.
pub fn read_decryption(body: &[u8], shape: &[usize]) -> Result<Decryption> {
    let place = Place::Root("partial decryption");
    let value = load(body, "partial decryption")?;
    let names = ["decryption_factors", "decryption_proofs"];
    let found = all_fields(&value, place, names)?;
    let (first, second) = (place.field(names[0]), place.field(names[1]));
    let n = Length::Exactly(shape.len());
    let factor_rows = items(found[0], first, n, |row, _| Ok(row))?;
    let proof_rows = items(found[1], second, n, |row, _| Ok(row))?;
    let (mut factors, mut proofs) = (Vec::new(), Vec::new());
    for (index, (row, &width)) in factor_rows.into_iter().zip(shape).enumerate() {
        factors.push(items(row, first.index(index), Length::Exactly(width), hexadecimal)?);
    }
    for (index, (row, &width)) in proof_rows.into_iter().zip(shape).enumerate() {
        proofs.push(items(row, second.index(index), Length::Exactly(width), Proof::read)?);
    }
    Ok(Decryption { factors, proofs })
}

impl Decryption {
    /// Checks every factor and proof. Refused: `DecryptionProof`, `ElementInvalid`.
    pub fn holds(
        &self,
        tally: &Tally,
        fingerprint: &str,
        public_key: &Element,
        owner: u64,
        base: &FixedBase,
    ) -> Result<()> {
        let public = decode(public_key, "")?;
        let key = public_key.hex();
        let prefix: [&[u8]; 5] = [b"decrypt|", fingerprint.as_bytes(), b"|", &key, b"|"];
        for (question, row) in tally.iter().enumerate() {
            for (answer, [alpha, _]) in row.iter().enumerate() {
                let place = format!("decryption_proofs[{question}][{answer}]");
                let proof = &self.proofs[question][answer];
                let factor = any_element(&self.factors[question][answer], &place)?;
                let own = decode(alpha, "")?.point().times(proof.response.as_bytes());
                let second = own.add(&factor.point().times(proof.challenge.as_bytes()));
                let texts = encode_all(&[proof.commitment(&public, base), second]);
                if challenge(&prefix, &texts) != proof.challenge {
                    return Err(Refused::at(Code::DecryptionProof, place).with("owner", owner));
                }
            }
        }
        Ok(())
    }
}

/// An element of the group, the neutral one included.
fn any_element(text: &Element, place: &str) -> Result<Affine> {
    let point = decode(text, place)?;
    if !point.is_neutral() && !point.point().in_group() {
        return Err(Refused::at(Code::ElementInvalid, place).with("element", text.to_string()));
    }
    Ok(point)
}

/// The weight of member `index` when the members `among`, counted from 1 inside the group, decrypt.
fn lagrange(index: u64, among: &[u64]) -> Scalar {
    let others = among.iter().filter(|&&other| other != index);
    let (top, bottom) = others.fold((Scalar::ONE, Scalar::ONE), |(top, bottom), &other| {
        (top * Scalar::from(other), bottom * (Scalar::from(other) - Scalar::from(index)))
    });
    top * bottom.invert()
}

/// The exponent of each owner's factors in the combination; owners that are not needed are left out.
///
/// `sizes`: for each entry of the trustees, its members and how many are needed, if not all.
/// Refused: `DecryptionsMissing`, naming who is missing.
pub fn owner_weights(sizes: &[(usize, Option<usize>)], present: &dyn Fn(u64) -> bool) -> Result<BTreeMap<u64, Scalar>> {
    let (mut weights, mut missing) = (BTreeMap::new(), Vec::new());
    let mut owner = 1;
    for &(n, threshold) in sizes {
        let n = n as u64;
        if let Some(threshold) = threshold {
            let used: Vec<u64> = (1..=n).filter(|index| present(owner + index - 1)).take(threshold).collect();
            if used.len() < threshold {
                let lacking = threshold - used.len();
                missing.push(format!("{lacking} more of the trustees {owner} to {}", owner + n - 1));
            }
            weights.extend(used.iter().map(|&index| (owner + index - 1, lagrange(index, &used))));
        } else {
            weights.insert(owner, Scalar::ONE);
            if !present(owner) {
                missing.push(format!("trustee {owner}"));
            }
        }
        owner += n;
    }
    if missing.is_empty() {
        return Ok(weights);
    }
    Err(Refused::at(Code::DecryptionsMissing, "").with("missing", missing.join(", ")))
}

/// The base point times each count: what is left of every beta when the combined factors are taken off.
pub fn opened(
    tally: &Tally,
    weights: &BTreeMap<u64, Scalar>,
    parts: &BTreeMap<u64, (Decryption, Vec<u8>)>,
) -> Result<Vec<Vec<Point>>> {
    let cell = |question: usize, answer: usize, beta: &Element| {
        let mut factor = Point::NEUTRAL;
        for (owner, weight) in weights {
            let point = decode(&parts[owner].0.factors[question][answer], "")?.point();
            factor = factor.add(&point.times(weight.as_bytes()));
        }
        Ok(decode(beta, "")?.point().subtract(&factor))
    };
    tally
        .iter()
        .enumerate()
        .map(|(question, row)| row.iter().enumerate().map(|(answer, [_, beta])| cell(question, answer, beta)).collect())
        .collect()
}
