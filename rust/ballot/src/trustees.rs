//! Keys of trustees, single or threshold, checked.
//!
//! Source: Pedersen 1991 (threshold keys without a dealer).

use std::collections::HashSet;

use crate::election::{decode, element};
use crate::error::{Code, Refused, Result};
use crate::form::{Length, Place, all_fields, hexadecimal, items, small, string};
use crate::group::{Affine, Element, Point, encode_all, total};
use crate::json::{Json, load, written};
use crate::proofs::Proof;
use crate::tables::FixedBase;

/// A key with the proof that somebody knows the private one.
#[derive(Debug)]
pub struct Key {
    /// The public key.
    pub public_key: Element,
    pok: Proof,
}

/// A signed text.
#[derive(Debug)]
pub struct Signed {
    message: String,
    signature: Proof,
}

/// A group of trustees of whom any `threshold` suffice; each list has one entry per member, in order.
#[derive(Debug)]
pub struct Group {
    threshold: usize,
    certs: Vec<Signed>,
    coefexps: Vec<Signed>,
    signatures: Vec<Proof>,
    keys: Vec<(Key, Proof)>,
}

/// One entry of the list of trustees.
#[derive(Debug)]
pub enum Trustee {
    /// Whose part is always needed.
    Single(Key),
    /// Of whom some suffice.
    Threshold(Group),
}

fn read_key(public_key: &Json<'_>, pok: &Json<'_>, place: Place<'_>) -> Result<Key> {
    let public_key = hexadecimal(public_key, place.field("public_key"))?;
    Ok(Key { public_key, pok: Proof::read(pok, place.field("pok"))? })
}

fn read_single(value: &Json<'_>, place: Place<'_>) -> Result<Key> {
    let [pok, public_key] = all_fields(value, place, ["pok", "public_key"])?;
    read_key(public_key, pok, place)
}

fn read_signed(value: &Json<'_>, place: Place<'_>) -> Result<Signed> {
    let [message, signature] = all_fields(value, place, ["message", "signature"])?;
    let message = string(message, place.field("message"))?.to_owned();
    Ok(Signed { message, signature: Proof::read(signature, place.field("signature"))? })
}

fn read_member(value: &Json<'_>, place: Place<'_>) -> Result<(Key, Proof)> {
    let [pok, public_key, signature] = all_fields(value, place, ["pok", "public_key", "signature"])?;
    Ok((read_key(public_key, pok, place)?, Proof::read(signature, place.field("signature"))?))
}

fn read_group(value: &Json<'_>, place: Place<'_>) -> Result<Group> {
    let names = ["threshold", "certs", "coefexps", "signatures", "verification_keys"];
    let [threshold, certs, coefexps, signatures, keys] = all_fields(value, place, names)?;
    let certs = items(certs, place.field("certs"), Length::AtLeast(1), read_signed)?;
    let n = Length::Exactly(certs.len());
    let threshold = usize::try_from(small(threshold, 1, place.field("threshold"))?).unwrap_or(usize::MAX);
    if threshold > certs.len() {
        let reason = format!("a threshold from 1 to {} is wanted", certs.len());
        return Err(Refused::malformed(place.field("threshold"), reason));
    }
    Ok(Group {
        threshold,
        coefexps: items(coefexps, place.field("coefexps"), n, read_signed)?,
        signatures: items(signatures, place.field("signatures"), n, Proof::read)?,
        keys: items(keys, place.field("verification_keys"), n, read_member)?,
        certs,
    })
}

fn read_trustee(value: &Json<'_>, place: Place<'_>) -> Result<Trustee> {
    if let Json::List(pair) = value
        && let [Json::Text(kind), value] = &pair[..]
    {
        match &**kind {
            "Single" => return read_single(value, place).map(Trustee::Single),
            "Pedersen" => return read_group(value, place).map(Trustee::Threshold),
            _ => {}
        }
    }
    Err(Refused::malformed(place, "[\"Single\",…] or [\"Pedersen\",…] is wanted"))
}

/// Reads all trustees. Refused: a record refusal.
pub fn read(body: &[u8]) -> Result<Vec<Trustee>> {
    let value = load(body, "trustees")?;
    items(&value, Place::Root("trustees"), Length::AtLeast(1), read_trustee)
}

/// The public key of everyone who decrypts, in order: owner number 1 comes first.
pub fn owners(trustees: &[Trustee]) -> Vec<Element> {
    let keys = trustees.iter().flat_map(|trustee| match trustee {
        Trustee::Single(key) => vec![key.public_key],
        Trustee::Threshold(group) => group.keys.iter().map(|(key, _)| key.public_key).collect(),
    });
    keys.collect()
}

/// How many members each entry has, and how many of them are needed.
pub fn sizes(trustees: &[Trustee]) -> Vec<(usize, Option<usize>)> {
    let size = |trustee: &Trustee| match trustee {
        Trustee::Single(_) => (1, None),
        Trustee::Threshold(group) => (group.certs.len(), Some(group.threshold)),
    };
    trustees.iter().map(size).collect()
}

/// Checks every key, proof and signature, and that together they make the election's key; how many owners there are.
pub fn hold(trustees: &[Trustee], public_key: &Element, base: &FixedBase) -> Result<usize> {
    let mut owner = 1;
    for (index, trustee) in trustees.iter().enumerate() {
        let root = Place::Root("trustees");
        let place = root.index(index);
        match trustee {
            Trustee::Single(key) => {
                key_holds(key, owner, place, base)?;
                owner += 1;
            }
            Trustee::Threshold(group) => {
                group_holds(group, owner, place, base)?;
                owner += group.certs.len();
            }
        }
    }
    keys_distinct(trustees)?;
    element(public_key, "election.public_key")?;
    if joint_key(trustees)? != *public_key {
        return Err(Refused::at(Code::ElectionKey, "election.public_key"));
    }
    Ok(owner - 1)
}

fn joint_key(trustees: &[Trustee]) -> Result<Element> {
    let mut sum = Point::NEUTRAL;
    for trustee in trustees {
        match trustee {
            Trustee::Single(key) => sum = sum.add(&decode(&key.public_key, "")?.point()),
            Trustee::Threshold(group) => {
                for signed in &group.coefexps {
                    let first = read_coefficients(signed, group.threshold, Place::Root("coefexps"))?[0];
                    sum = sum.add(&decode(&first, "")?.point());
                }
            }
        }
    }
    Ok(encode_all(&[sum])[0])
}

fn key_holds(key: &Key, owner: usize, place: Place<'_>, base: &FixedBase) -> Result<Affine> {
    let public = element(&key.public_key, place.field("public_key"))?;
    if !key.pok.knows(&[b"pok|Ed25519|", &key.public_key.hex(), b"|"], &public, base) {
        return Err(Refused::at(Code::TrusteeProof, place.field("pok")).with("trustee", owner));
    }
    Ok(public)
}

fn keys_distinct(trustees: &[Trustee]) -> Result<()> {
    let (mut signing, mut encryption) = (Vec::new(), Vec::new());
    for trustee in trustees {
        if let Trustee::Threshold(group) = trustee {
            for index in 0..group.certs.len() {
                let keys = read_cert(group, index, Place::Root("certs"))?;
                signing.push(keys.0);
                encryption.push(keys.1);
            }
        }
    }
    for (kind, keys) in [("decryption", owners(trustees)), ("verification", signing), ("encryption", encryption)] {
        if keys.iter().collect::<HashSet<_>>().len() != keys.len() {
            return Err(Refused::at(Code::TrusteeKeyTwice, "trustees").with("kind", kind));
        }
    }
    Ok(())
}

/// Verification and encryption key of a member's certificate.
fn read_cert(group: &Group, index: usize, place: Place<'_>) -> Result<(Element, Element)> {
    let value = load(group.certs[index].message.as_bytes(), &place.to_string())?;
    let [context, verification, encryption] = all_fields(&value, place, ["context", "verification", "encryption"])?;
    let (n, k) = (group.certs.len(), group.threshold);
    let wanted = format!("{{\"group\":\"Ed25519\",\"size\":{n},\"threshold\":{k},\"index\":{}}}", index + 1);
    if load(wanted.as_bytes(), "")? != *context {
        let refused = Refused::at(Code::TrusteeGroup, place);
        return Err(refused.with("reason", "a certificate was made for another group or place"));
    }
    let verification = hexadecimal(verification, place.field("verification"))?;
    Ok((verification, hexadecimal(encryption, place.field("encryption"))?))
}

fn read_coefficients(signed: &Signed, threshold: usize, place: Place<'_>) -> Result<Vec<Element>> {
    let value = load(signed.message.as_bytes(), &place.to_string())?;
    let [coefficients] = all_fields(&value, place, ["coefexps"])?;
    items(coefficients, place, Length::Exactly(threshold), hexadecimal).map_err(|_| {
        let reason = format!("exactly {threshold} coefficients are wanted");
        Refused::at(Code::TrusteeGroup, place).with("reason", reason)
    })
}

/// The text by which a member agrees to all certificates, and to nobody's coefficients but its own.
fn agreement(group: &Group, coefficients: &[Element]) -> String {
    let cert = |signed: &Signed| {
        format!("{{\"message\":\"{}\",\"signature\":{}}}", written(&signed.message), signed.signature.written())
    };
    let certs: Vec<String> = group.certs.iter().map(cert).collect();
    let coefficients: Vec<String> = coefficients.iter().map(|element| format!("\"{element}\"")).collect();
    format!("certs_sig|{{\"certs\":[{}],\"coefexps\":[{}]}}", certs.join(","), coefficients.join(","))
}

fn group_holds(group: &Group, first: usize, place: Place<'_>, base: &FixedBase) -> Result<()> {
    let mut columns = vec![Point::NEUTRAL; group.threshold];
    let mut signers = Vec::new();
    for index in 0..group.certs.len() {
        let (signer, coefficients) = member_holds(group, index, first + index, place, base)?;
        signers.push(signer);
        for (column, coefficient) in columns.iter_mut().zip(&coefficients) {
            *column = column.add_niels(&coefficient.niels());
        }
    }
    for (index, ((key, signature), signer)) in group.keys.iter().zip(&signers).enumerate() {
        let (owner, list) = (first + index, place.field("verification_keys"));
        let place = list.index(index);
        let public = key_holds(key, owner, place, base)?;
        if !public.point().same(&evaluate(&columns, index as u64 + 1)) {
            let refused = Refused::at(Code::TrusteeGroup, place);
            return Err(refused.with("reason", "a member's key does not follow from the coefficients"));
        }
        signature_holds(&key.public_key.to_string(), signature, signer, owner, place, base)?;
    }
    Ok(())
}

/// One member's certificate, coefficients and agreement; its signing key and coefficients.
fn member_holds(
    group: &Group,
    index: usize,
    owner: usize,
    place: Place<'_>,
    base: &FixedBase,
) -> Result<(Affine, Vec<Affine>)> {
    let (certs, coefexps, signatures) = (place.field("certs"), place.field("coefexps"), place.field("signatures"));
    let (cert, at) = (&group.certs[index], certs.index(index));
    let (verification, encryption) = read_cert(group, index, at)?;
    let signer = element(&verification, at.field("verification"))?;
    element(&encryption, at.field("encryption"))?;
    signature_holds(&cert.message, &cert.signature, &signer, owner, at, base)?;
    let (signed, at) = (&group.coefexps[index], coefexps.index(index));
    let texts = read_coefficients(signed, group.threshold, at)?;
    let coefficients = texts.iter().map(|text| element(text, at)).collect::<Result<Vec<_>>>()?;
    signature_holds(&signed.message, &signed.signature, &signer, owner, at, base)?;
    let agreed = agreement(group, &texts);
    signature_holds(&agreed, &group.signatures[index], &signer, owner, signatures.index(index), base)?;
    Ok((signer, coefficients))
}

fn signature_holds(
    message: &str,
    signature: &Proof,
    signer: &Affine,
    owner: usize,
    place: Place<'_>,
    base: &FixedBase,
) -> Result<()> {
    if signature.knows(&[b"sigmsg|", message.as_bytes(), b"|"], signer, base) {
        return Ok(());
    }
    Err(Refused::at(Code::TrusteeSignature, place).with("trustee", owner).with("document", place.to_string()))
}

/// The polynomial with these coefficients at a small whole number.
fn evaluate(columns: &[Point], at: u64) -> Point {
    columns.iter().rev().fold(Point::NEUTRAL, |value, column| total([&value.times_small(at), column]))
}
