//! Making credentials and ballots. Everything that touches a secret is done in constant time, by `curve25519-dalek`.
//!
//! Randomness comes in as `draw`, 64 bytes at a time, so that the same bytes make the same ballot in every engine.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsBasepointTable, EdwardsPoint};
use curve25519_dalek::traits::{BasepointTable, Identity};
use curve25519_dalek::{Scalar, constants};

use crate::ballot::{Answer, Prefixes, signature_challenge, statements, voter_text};
use crate::container::digest;
use crate::election::base64_text::fingerprint;
use crate::election::{Election, Question};
use crate::error::{Code, Refused, Result};
use crate::form::is_base58;
use crate::group::Element;
use crate::proofs::Proof;
use crate::scalar::{DRAW, from_wide, secret};

/// A source of secret bytes.
pub type Draw<'a> = dyn FnMut() -> [u8; DRAW] + 'a;

/// The election's key with a table for making ballots.
pub struct Key {
    table: EdwardsBasepointTable,
}

impl Key {
    /// The table of an election's key. Refused: `ElementInvalid`.
    pub fn new(public_key: &Element) -> Result<Self> {
        let point = CompressedEdwardsY(public_key.rfc()).decompress();
        let wrong = || Refused::at(Code::ElementInvalid, "").with("element", public_key.to_string());
        Ok(Self { table: EdwardsBasepointTable::create(&point.ok_or_else(wrong)?) })
    }
}

/// The number that a credential stands for. Refused: `Credential` if it is not written 5-6-5-6.
pub fn private_key(uuid: &str, credential: &str) -> Result<Scalar> {
    let groups: Vec<&str> = credential.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    if lengths != [5, 6, 5, 6] || !groups.concat().chars().all(is_base58) {
        let reason = "it does not have 5, 6, 5 and 6 Base58 characters";
        return Err(Refused::at(Code::Credential, "").with("reason", reason));
    }
    let half = |half: usize| digest(format!("derive_credential|{uuid}|{half}|{credential}").as_bytes());
    let mut wide = [0; 64];
    wide[..32].copy_from_slice(&half(0));
    wide[32..].copy_from_slice(&half(1));
    Ok(from_wide(wide))
}

/// The public credential. Refused: `Credential`.
pub fn public_credential(uuid: &str, credential: &str) -> Result<Element> {
    Ok(encode(&[EdwardsPoint::mul_base(&private_key(uuid, credential)?)])[0])
}

fn encode(points: &[EdwardsPoint]) -> Vec<Element> {
    EdwardsPoint::compress_batch_alloc(points).iter().map(|text| Element::from_rfc(text.0)).collect()
}

/// A vote that the question allows, or the reason why it is not. Refused: `Choice`.
fn choices_hold(question: &Question, choices: &[u8]) -> Result<()> {
    let refused = |reason: String| {
        Err(Refused::at(Code::Choice, "").with("question", question.question.as_str()).with("reason", reason))
    };
    let n = question.n_choices();
    if choices.len() != n || choices.iter().any(|&number| number > 1) {
        return refused(format!("{n} numbers, each 0 or 1, are wanted"));
    }
    let chosen: u64 = choices[usize::from(question.blank)..].iter().map(|&number| u64::from(number)).sum();
    if question.blank && choices[0] == 1 {
        return if chosen > 0 { refused("a blank vote chooses no answer".to_owned()) } else { Ok(()) };
    }
    if chosen < question.least || chosen > question.most {
        let (least, most) = (question.least, question.most);
        return refused(format!("{least} to {most} answers may be chosen, not {chosen}"));
    }
    Ok(())
}

/// One of several statements, of which one is true: its nonce, and the simulated pairs of the others.
struct Disjunction {
    nonce: Scalar,
    secret: Scalar,
    truth: usize,
    pairs: Vec<Proof>,
}

impl Disjunction {
    fn answer(mut self, hashed: Scalar) -> Vec<Proof> {
        let challenge = hashed - self.pairs.iter().map(|pair| pair.challenge).sum::<Scalar>();
        self.pairs[self.truth] = Proof { challenge, response: self.nonce - self.secret * challenge };
        self.pairs
    }
}

/// An answer encrypted, its proofs committed to but not yet answered.
struct Sealed {
    n_choices: usize,
    points: Vec<EdwardsPoint>,
    proofs: Vec<Disjunction>,
}

fn seal(question: &Question, choices: &[u8], key: &Key, draw: &mut Draw<'_>) -> Sealed {
    let mut known: Vec<(Scalar, i64)> = choices.iter().map(|&m| (secret(&draw()), i64::from(m))).collect();
    let mut points = Vec::new();
    for (r, m) in &known {
        let base = if *m == 1 { constants::ED25519_BASEPOINT_POINT } else { EdwardsPoint::identity() };
        points.extend([EdwardsPoint::mul_base(r), key.table.mul_base(r) + base]);
    }
    let first = usize::from(question.blank);
    let product = |side| points.iter().skip(2 * first + side).step_by(2).sum::<EdwardsPoint>();
    let products = [product(0), product(1)];
    points.extend(products);
    known.push((known[first..].iter().map(|(r, _)| r).sum(), known[first..].iter().map(|(_, m)| m).sum()));
    let mut proofs = Vec::new();
    for branches in statements(question) {
        let openings: Vec<(Scalar, i64)> = branches
            .iter()
            .map(|&(source, value)| (known[source].0, known[source].1 - i64::try_from(value).unwrap_or(i64::MAX)))
            .collect();
        let truth = openings.iter().position(|(_, excess)| *excess == 0).expect("the vote is allowed");
        proofs.push(commit(&openings, truth, key, draw, &mut points));
    }
    Sealed { n_choices: choices.len(), points, proofs }
}

fn commit(
    openings: &[(Scalar, i64)],
    truth: usize,
    key: &Key,
    draw: &mut Draw<'_>,
    points: &mut Vec<EdwardsPoint>,
) -> Disjunction {
    let nonce = secret(&draw());
    let mut pairs = Vec::new();
    for (index, (r, excess)) in openings.iter().enumerate() {
        let pair = if index == truth {
            Proof { challenge: Scalar::ZERO, response: Scalar::ZERO }
        } else {
            Proof { challenge: secret(&draw()), response: secret(&draw()) }
        };
        let exponent = if index == truth { nonce } else { pair.response + r * pair.challenge };
        let shift = pair.challenge * signed(*excess);
        let shifted = if *excess == 0 { EdwardsPoint::identity() } else { EdwardsPoint::mul_base(&shift) };
        points.extend([EdwardsPoint::mul_base(&exponent), key.table.mul_base(&exponent) + shifted]);
        pairs.push(pair);
    }
    Disjunction { nonce, secret: openings[truth].0, truth, pairs }
}

fn signed(number: i64) -> Scalar {
    let size = Scalar::from(number.unsigned_abs());
    if number < 0 { -size } else { size }
}

fn answer(sealed: Sealed, question: &Question, voter: &str, texts: &[Element]) -> Answer {
    let n = sealed.n_choices;
    let pairs: Vec<[Element; 2]> = texts[..2 * n + 2].chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
    let choices = pairs[..n].to_vec();
    let prefixes = Prefixes::new(question, voter, &choices, &pairs[n]);
    let mut at = 2 * n + 2;
    let mut proofs = Vec::new();
    for (index, proof) in sealed.proofs.into_iter().enumerate() {
        let commitments = &texts[at..at + 2 * proof.pairs.len()];
        at += commitments.len();
        let hashed = prefixes.challenge(index.saturating_sub(n), choices.get(index), commitments);
        proofs.push(proof.answer(hashed));
    }
    Answer { choices, proofs }
}

fn answer_text(question: &Question, answer: &Answer) -> String {
    let n = question.n_choices();
    let choice = |[alpha, beta]: &[Element; 2]| format!("{{\"alpha\":\"{alpha}\",\"beta\":\"{beta}\"}}");
    let choices: Vec<String> = answer.choices.iter().map(choice).collect();
    let proof = |pairs: &Vec<Proof>| format!("[{}]", pairs.iter().map(Proof::written).collect::<Vec<_>>().join(","));
    let proofs: Vec<String> = answer.proofs.iter().map(proof).collect();
    let blank = proofs.get(n + 1).map(|proof| format!(",\"blank_proof\":{proof}")).unwrap_or_default();
    let individual = proofs[..n].join(",");
    let choices = choices.join(",");
    let overall = &proofs[n];
    format!("{{\"choices\":[{choices}],\"individual_proofs\":[{individual}],\"overall_proof\":{overall}{blank}}}")
}

/// Encrypts and signs a vote: the exact bytes to cast. `choices`: one row per question.
///
/// Refused: `Choice`, `Credential`.
pub fn make_ballot(
    election: &Election,
    key: &Key,
    credential: &str,
    choices: &[Vec<u8>],
    draw: &mut Draw<'_>,
) -> Result<Vec<u8>> {
    if choices.len() != election.questions.len() {
        let reason = format!("{} questions are to be answered", election.questions.len());
        return Err(Refused::at(Code::Choice, "").with("question", "").with("reason", reason));
    }
    let votes = || election.questions.iter().zip(choices);
    votes().try_for_each(|(question, row)| choices_hold(question, row))?;
    let secret_key = private_key(&election.uuid, credential)?;
    let public = encode(&[EdwardsPoint::mul_base(&secret_key)])[0];
    let sealed: Vec<Sealed> = votes().map(|(question, row)| seal(question, row, key, draw)).collect();
    let points: Vec<EdwardsPoint> = sealed.iter().flat_map(|part| &part.points).copied().collect();
    let texts = encode(&points);
    let voter = voter_text(election, &public);
    let mut at = 0;
    let mut answers = Vec::new();
    for (part, question) in sealed.into_iter().zip(&election.questions) {
        let n = part.points.len();
        answers.push(answer_text(question, &answer(part, question, &voter, &texts[at..at + n])));
        at += n;
    }
    let unsigned = format!(
        "{{\"election_uuid\":\"{}\",\"election_hash\":\"{}\",\"credential\":\"{public}\",\"answers\":[{}]",
        election.uuid,
        election.fingerprint,
        answers.join(",")
    );
    let hash = fingerprint(format!("{unsigned}}}").as_bytes());
    let nonce = secret(&draw());
    let challenge = signature_challenge(&hash, &encode(&[EdwardsPoint::mul_base(&nonce)])[0]);
    let proof = Proof { challenge, response: nonce - secret_key * challenge };
    Ok(format!("{unsigned},\"signature\":{{\"hash\":\"{hash}\",\"proof\":{}}}}}", proof.written()).into_bytes())
}

/// How often `make_ballot` draws.
pub fn n_draws(election: &Election) -> usize {
    let of_question = |question: &Question| {
        let branches = |stated: &Vec<(usize, u64)>| 2 * stated.len() - 1;
        question.n_choices() + statements(question).iter().map(branches).sum::<usize>()
    };
    1 + election.questions.iter().map(of_question).sum::<usize>()
}

const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// A fresh credential from `draw`, and its public key. Bytes above 231 are not used, so that all characters are alike.
pub fn make_credential(uuid: &str, draw: &mut dyn FnMut(usize) -> Vec<u8>) -> Result<(String, Element)> {
    let mut letters = String::new();
    for _ in 0..64 {
        let usable = draw(44).into_iter().filter(|&byte| byte < 232);
        letters.extend(usable.map(|byte| char::from(BASE58[usize::from(byte % 58)])));
        if letters.len() >= 22 {
            let secret = [&letters[..5], &letters[5..11], &letters[11..16], &letters[16..22]].join("-");
            let public = public_credential(uuid, &secret)?;
            return Ok((secret, public));
        }
    }
    Err(Refused::at(Code::Source, ""))
}
