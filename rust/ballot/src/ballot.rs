//! The record of one ballot, what its proofs state, and whether they hold.
//!
//! A statement is a list of branches (source, value): one of the ciphertexts named hides its value. The source is the
//! position of a choice, or, behind the last one, the product of the choices that count answers. Maker and checker both
//! work from `statements` and `Prefixes`, so they cannot disagree about them.
//!
//! Source: Cramer, Damgård, Schoenmakers 1994 (one of several statements is true).

use curve25519_dalek::Scalar;
use sha2::{Digest, Sha256};

use crate::container::{Hash, digest};
use crate::election::base64_text::base64;
use crate::election::{Election, Question, Tables, decode};
use crate::error::{Code, Refused, Result};
use crate::form::{Length, Place, all_fields, hexadecimal, items, string};
use crate::group::{Affine, Element, ORDER, Point, affine_all};
use crate::json::{Json, load};
use crate::proofs::Proof;
use crate::scalar::challenge;

/// The longest ballot, in bytes.
pub const LONGEST: usize = 4 << 20;

const SIGNATURE: &[u8] = b",\"signature\":";

/// The vote on one question. `proofs`: one per choice, the overall one, and the blank one if there is one.
#[derive(Debug)]
pub struct Answer {
    /// Alpha and beta of each choice.
    pub choices: Vec<[Element; 2]>,
    /// The pairs of each proof.
    pub proofs: Vec<Vec<Proof>>,
}

/// A ballot whose form is right.
#[derive(Debug)]
pub struct Form {
    /// Whose it is.
    pub credential: Element,
    /// The votes, question by question.
    pub answers: Vec<Answer>,
    /// The signature over its hash.
    pub signature: Proof,
    hash: String,
    stated_hash: String,
    length: usize,
}

/// What is found when the proofs of a ballot are recomputed.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Alpha and beta of every choice, question by question.
    pub choices: Vec<[Affine; 2]>,
    /// The commitments in the order in which they are hashed; the signature's first.
    pub commitments: Vec<Affine>,
}

/// The branches of the proofs of one answer, in the order of `Answer::proofs`.
pub fn statements(question: &Question) -> Vec<Vec<(usize, u64)>> {
    let n = question.n_choices();
    let mut stated: Vec<Vec<(usize, u64)>> = (0..n).map(|index| vec![(index, 0), (index, 1)]).collect();
    let allowed = (question.least..=question.most).map(|value| (n, value));
    if question.blank {
        stated.push(std::iter::once((0, 1)).chain(allowed).collect());
        stated.push(vec![(0, 0), (n, 0)]);
    } else {
        stated.push(allowed.collect());
    }
    stated
}

/// How many commitments a ballot has, with the signature's.
pub fn n_commitments(election: &Election) -> usize {
    let branches = |question| statements(question).iter().map(Vec::len).sum::<usize>();
    1 + 2 * election.questions.iter().map(branches).sum::<usize>()
}

/// What the proofs of one answer hash before their commitments.
pub struct Prefixes {
    voter: Vec<u8>,
    vote: Vec<u8>,
    product: Vec<u8>,
    blank: bool,
}

fn pair_text(pair: &[Element; 2]) -> Vec<u8> {
    [&pair[0].hex()[..], b",", &pair[1].hex()].concat()
}

impl Prefixes {
    /// For a vote of this voter; `product` is that of the choices that count answers.
    pub fn new(question: &Question, voter: &str, choices: &[[Element; 2]], product: &[Element; 2]) -> Self {
        let texts: Vec<Vec<u8>> = choices.iter().map(pair_text).collect();
        let vote = [voter.as_bytes(), b"|", &texts.join(&b','), b"|"].concat();
        Self { voter: voter.as_bytes().to_vec(), vote, product: pair_text(product), blank: question.blank }
    }

    /// The challenge of proof number `index`, whose choice, if it is about one, is given.
    pub fn challenge(&self, index: usize, choice: Option<&[Element; 2]>, commitments: &[Element]) -> Scalar {
        match choice {
            Some(pair) => challenge(&[b"prove|", &self.voter, b"|", &pair_text(pair), b"|"], commitments),
            None if !self.blank => challenge(&[b"prove|", &self.vote, &self.product, b"|"], commitments),
            None if index == 0 => challenge(&[b"bproof1|", &self.vote], commitments),
            None => challenge(&[b"bproof0|", &self.vote], commitments),
        }
    }
}

/// What ties every proof to this election and this voter.
pub fn voter_text(election: &Election, credential: &Element) -> String {
    format!("{}|{credential}", election.fingerprint)
}

/// The challenge of a ballot's signature over its hash.
pub fn signature_challenge(hash: &str, commitment: &Element) -> Scalar {
    challenge(&[b"sig|", hash.as_bytes(), b"|"], [commitment])
}

fn proof_name(question: &Question, index: usize) -> String {
    match index.checked_sub(question.n_choices()) {
        None => format!("choice {}", index + 1),
        Some(0) => "how many answers are chosen".to_owned(),
        Some(_) => "blank or not".to_owned(),
    }
}

/// Reads a ballot of this election. Refused: `BallotMalformed`, `WrongElection`.
pub fn read(body: &[u8], election: &Election) -> Result<Form> {
    read_form(body, election).map_err(Refused::of_ballot)
}

fn read_form(body: &[u8], election: &Election) -> Result<Form> {
    let value = load(body, "ballot")?;
    let names = ["election_uuid", "election_hash", "credential", "answers", "signature"];
    let [uuid, hash, credential, answers, signature] = all_fields(&value, Place::Root("ballot"), names)?;
    let is = |value: &Json<'_>, wanted: &str| matches!(value, Json::Text(text) if text == wanted);
    if !is(uuid, &election.uuid) || !is(hash, &election.fingerprint) {
        return Err(Refused::at(Code::WrongElection, ""));
    }
    let place = Place::Root("signature");
    let [stated_hash, proof] = all_fields(signature, place, ["hash", "proof"])?;
    let credential = hexadecimal(credential, Place::Root("credential"))?;
    let n = Length::Exactly(election.questions.len());
    let mut questions = election.questions.iter();
    let answers = items(answers, Place::Root("answers"), n, |value, place| {
        questions.next().map(|question| read_answer(value, place, question)).transpose()
    })?;
    Ok(Form {
        credential,
        answers: answers.into_iter().flatten().collect(),
        hash: base64(&unsigned_hash(body)),
        stated_hash: string(stated_hash, place.field("hash"))?.to_owned(),
        signature: Proof::read(proof, place.field("proof"))?,
        length: body.len(),
    })
}

/// The hash of a canonical ballot without its last field.
fn unsigned_hash(body: &[u8]) -> Hash {
    let end = body.windows(SIGNATURE.len()).rposition(|window| window == SIGNATURE).unwrap_or(body.len());
    Sha256::new().chain_update(&body[..end]).chain_update(b"}").finalize().into()
}

fn read_answer(value: &Json<'_>, place: Place<'_>, question: &Question) -> Result<Answer> {
    let n = question.n_choices();
    let (choices, individual, overall, blank) = if question.blank {
        let names = ["choices", "individual_proofs", "overall_proof", "blank_proof"];
        let [choices, individual, overall, blank] = all_fields(value, place, names)?;
        (choices, individual, overall, Some(blank))
    } else {
        let [choices, individual, overall] =
            all_fields(value, place, ["choices", "individual_proofs", "overall_proof"])?;
        (choices, individual, overall, None)
    };
    let pairs = |value, place: Place<'_>, n| items(value, place, Length::Exactly(n), Proof::read);
    let mut proofs =
        items(individual, place.field("individual_proofs"), Length::Exactly(n), |value, place| pairs(value, place, 2))?;
    let stated = statements(question);
    for (index, (name, value)) in [("overall_proof", Some(overall)), ("blank_proof", blank)].into_iter().enumerate() {
        if let Some(value) = value {
            proofs.push(pairs(value, place.field(name), stated[n + index].len())?);
        }
    }
    let choices = items(choices, place.field("choices"), Length::Exactly(n), |value, place| {
        let [alpha, beta] = all_fields(value, place, ["alpha", "beta"])?;
        Ok([hexadecimal(alpha, place.field("alpha"))?, hexadecimal(beta, place.field("beta"))?])
    })?;
    Ok(Answer { choices, proofs })
}

impl Form {
    /// Checks what costs little: the length and the stated hash. Refused: `BallotMalformed`, `BallotSignature`.
    pub fn outside_holds(&self) -> Result<()> {
        if self.length > LONGEST {
            let reason = format!("it is longer than {LONGEST} bytes.");
            return Err(Refused::at(Code::BallotMalformed, "").with("reason", reason));
        }
        if self.stated_hash != self.hash {
            return Err(Refused::at(Code::BallotSignature, "signature.hash"));
        }
        Ok(())
    }

    /// Checks elements, signature and proofs, each exactly as the protocol says; the order of every ciphertext rides in
    /// the chain of doublings that its challenges need anyway.
    ///
    /// Refused: `BallotMalformed`, `BallotSignature`, `BallotProof`.
    pub fn check(&self, election: &Election, tables: &Tables) -> Result<Checked> {
        self.outside_holds()?;
        let signer = decode(&self.credential, "credential").map_err(Refused::of_ballot)?;
        let mut points = vec![self.signature.commitment(&signer, &tables.base)];
        let mut choices = Vec::new();
        for (index, (answer, question)) in self.answers.iter().zip(&election.questions).enumerate() {
            let root = Place::Root("answers");
            let found = decode_choices(answer, root.index(index))?;
            recompute(question, answer, &found, tables, root.index(index), &mut points)?;
            choices.extend(found);
        }
        let affine = affine_all(&points);
        let texts: Vec<Element> = affine.iter().map(Affine::element).collect();
        self.challenges_hold(election, &texts)?;
        Ok(Checked { choices, commitments: self.without_products(&affine) })
    }

    /// Checks every challenge against the texts of the commitments: the signature's, and for each answer the product
    /// and then the proofs'. Refused: `BallotSignature`, `BallotProof`.
    pub fn challenges_hold(&self, election: &Election, texts: &[Element]) -> Result<()> {
        if signature_challenge(&self.hash, &texts[0]) != self.signature.challenge {
            return Err(Refused::at(Code::BallotSignature, "signature.proof"));
        }
        let voter = voter_text(election, &self.credential);
        let mut at = 1;
        for (place, (answer, question)) in self.answers.iter().zip(&election.questions).enumerate() {
            let prefixes = Prefixes::new(question, &voter, &answer.choices, &[texts[at], texts[at + 1]]);
            at += 2;
            for (index, pairs) in answer.proofs.iter().enumerate() {
                let n = answer.choices.len();
                let commitments = &texts[at..at + 2 * pairs.len()];
                at += commitments.len();
                let hashed = prefixes.challenge(index.saturating_sub(n), answer.choices.get(index), commitments);
                if pairs.iter().map(|pair| pair.challenge).sum::<Scalar>() != hashed {
                    let refused = Refused::at(Code::BallotProof, format_args!("answers[{place}]"));
                    return Err(refused.with("proof", proof_name(question, index)));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn without_products(&self, points: &[Affine]) -> Vec<Affine> {
        let mut kept = vec![points[0]];
        let mut at = 1;
        for answer in &self.answers {
            let n = 2 * answer.proofs.iter().map(Vec::len).sum::<usize>();
            kept.extend(&points[at + 2..at + 2 + n]);
            at += 2 + n;
        }
        kept
    }
}

/// The points of an answer's ciphertexts; their order is not checked. Refused: `BallotMalformed`.
pub fn decode_choices(answer: &Answer, place: Place<'_>) -> Result<Vec<[Affine; 2]>> {
    let list = place.field("choices");
    let read = |element: &Element, place: Place<'_>| {
        let point = decode(element, place).map_err(Refused::of_ballot)?;
        if point.is_neutral() {
            let reason = "the neutral element is not allowed here.";
            return Err(Refused::at(Code::BallotMalformed, place).with("reason", reason));
        }
        Ok(point)
    };
    let mut found = Vec::with_capacity(answer.choices.len());
    for (index, [alpha, beta]) in answer.choices.iter().enumerate() {
        let place = list.index(index);
        found.push([read(alpha, place.field("alpha"))?, read(beta, place.field("beta"))?]);
    }
    Ok(found)
}

/// The product of the choices that count answers.
pub fn product(question: &Question, choices: &[[Affine; 2]]) -> [Point; 2] {
    let counting = &choices[usize::from(question.blank)..];
    [0, 1].map(|side| counting.iter().fold(Point::NEUTRAL, |sum, pair| sum.add_niels(&pair[side].niels())))
}

/// Appends the product of an answer and the commitments of its proofs.
fn recompute(
    question: &Question,
    answer: &Answer,
    choices: &[[Affine; 2]],
    tables: &Tables,
    place: Place<'_>,
    points: &mut Vec<Point>,
) -> Result<()> {
    let stated = statements(question);
    let sum = product(question, choices);
    points.extend(sum);
    let mut sources: Vec<[Point; 2]> = choices.iter().map(|pair| [pair[0].point(), pair[1].point()]).collect();
    sources.push(sum);
    let raised = raise_sources(&sources, &stated, answer, place)?;
    let mut used = vec![0; sources.len()];
    for (branches, pairs) in stated.iter().zip(&answer.proofs) {
        for (&(source, value), pair) in branches.iter().zip(pairs) {
            let [alpha, beta] = raised[source][used[source]];
            used[source] += 1;
            let response = pair.response.as_bytes();
            points.push(tables.base.times(response, alpha));
            let mut second = tables.key.times(response, beta);
            if value > 0 {
                let taken = -(pair.challenge * Scalar::from(value));
                second = tables.base.times(taken.as_bytes(), second);
            }
            points.push(second);
        }
    }
    Ok(())
}

/// The challenges of the proofs of an answer, choice by choice, and then those of the product.
pub(crate) fn exponents(stated: &[Vec<(usize, u64)>], answer: &Answer, n_choices: usize) -> Vec<Vec<[u8; 32]>> {
    let mut exponents = vec![Vec::new(); n_choices + 1];
    for (branches, pairs) in stated.iter().zip(&answer.proofs) {
        for (&(source, _), pair) in branches.iter().zip(pairs) {
            exponents[source].push(pair.challenge.to_bytes());
        }
    }
    exponents
}

/// Each ciphertext to the power of its challenges, in the order in which the statements use them.
///
/// The order of the group rides along, unreduced, as one more exponent: the result must be neutral.
fn raise_sources(
    sources: &[[Point; 2]],
    stated: &[Vec<(usize, u64)>],
    answer: &Answer,
    place: Place<'_>,
) -> Result<Vec<Vec<[Point; 2]>>> {
    let last = sources.len() - 1;
    let mut raised = Vec::with_capacity(sources.len());
    for (index, (source, mut numbers)) in sources.iter().zip(exponents(stated, answer, last)).enumerate() {
        if index != last {
            numbers.push(ORDER);
        }
        let [mut alphas, mut betas] = source.map(|point| point.multiples(&numbers));
        if index != last {
            let ends = [alphas.pop(), betas.pop()];
            if !ends.iter().flatten().all(Point::is_neutral) {
                let refused = Refused::at(Code::BallotMalformed, place.field("choices").index(index));
                return Err(refused.with("reason", "a ciphertext is not in the group."));
            }
        }
        raised.push(alphas.into_iter().zip(betas).map(|(alpha, beta)| [alpha, beta]).collect());
    }
    Ok(raised)
}

/// The tracker that a voter keeps: the ballot's hash in Base64.
pub fn tracker(body: &[u8]) -> String {
    base64(&digest(body))
}
