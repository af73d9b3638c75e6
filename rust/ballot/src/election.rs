//! What is asked, under which key, and the list of those who may vote.

use base64_text::fingerprint;

use crate::error::{Code, Refused, Result};
use crate::form::{self, Length, Place, all_fields, constant, fields, hexadecimal, items, small, string};
use crate::group::{Affine, Element};
use crate::json::{Json, load};
use crate::tables::FixedBase;

/// One question: choose `least` to `most` of the answers, or, with `blank`, hand in a blank vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub question: String,
    /// The answers.
    pub answers: Vec<String>,
    /// The fewest answers that may be chosen.
    pub least: u64,
    /// The most.
    pub most: u64,
    /// Whether a blank vote is allowed.
    pub blank: bool,
}

impl Question {
    /// Numbers that a vote on this question consists of; with `blank`, the first says whether it is blank.
    pub fn n_choices(&self) -> usize {
        self.answers.len() + usize::from(self.blank)
    }
}

/// An election from its exact bytes, which alone are hashed.
#[derive(Clone, Debug)]
pub struct Election {
    /// Its name.
    pub uuid: String,
    /// The key that its trustees make together.
    pub public_key: Element,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What voters and ballots name it by.
    pub fingerprint: String,
}

const ELECTION: [&str; 9] = [
    "version",
    "description",
    "name",
    "group",
    "public_key",
    "questions",
    "uuid",
    "administrator",
    "credential_authority",
];

impl Election {
    /// Reads an election. Refused: a record refusal, `ElectionLimits`.
    pub fn read(body: &[u8]) -> Result<Self> {
        let place = Place::Root("election");
        let value = load(body, "election")?;
        let found = fields(&value, place, ELECTION, &ELECTION[7..])?;
        let field = |index: usize| found[index].unwrap_or(&Json::Null);
        constant(field(0), &Json::Number("1"), "1", place.field("version"))?;
        constant(field(3), &Json::Text("Ed25519".into()), "'Ed25519'", place.field("group"))?;
        for index in [7, 8] {
            found[index].map(|value| string(value, place.field(ELECTION[index]))).transpose()?;
        }
        let uuid = form::uuid(field(6), place.field("uuid"))?.to_owned();
        string(field(2), place.field("name"))?;
        string(field(1), place.field("description"))?;
        Ok(Self {
            uuid,
            public_key: hexadecimal(field(4), place.field("public_key"))?,
            questions: items(field(5), place.field("questions"), Length::AtLeast(1), read_question)?,
            fingerprint: fingerprint(body),
        })
    }

    /// Choices per question.
    pub fn shape(&self) -> Vec<usize> {
        self.questions.iter().map(Question::n_choices).collect()
    }
}

fn read_question(value: &Json<'_>, place: Place<'_>) -> Result<Question> {
    let names = ["answers", "blank", "min", "max", "question"];
    let found = fields(value, place, names, &["blank"])?;
    if let Some(blank) = found[1] {
        constant(blank, &Json::Bool(true), "True", place.field("blank"))?;
    }
    let field = |index: usize| found[index].unwrap_or(&Json::Null);
    let text = |value, place: Place<'_>| string(value, place).map(str::to_owned);
    let question = Question {
        question: text(field(4), place.field("question"))?,
        answers: items(field(0), place.field("answers"), Length::AtLeast(1), text)?,
        least: small(field(2), 0, place.field("min"))?,
        most: small(field(3), 0, place.field("max"))?,
        blank: found[1].is_some(),
    };
    if question.least <= question.most && question.most <= question.answers.len() as u64 {
        return Ok(question);
    }
    let refused = Refused::at(Code::ElectionLimits, place).with("question", question.question);
    let refused = refused.with("at_least", question.least).with("at_most", question.most);
    Err(refused.with("n_answers", question.answers.len()))
}

/// An election with the tables that its ballots need. The order of its key must have been checked.
pub struct Tables {
    /// The group's base point.
    pub base: FixedBase,
    /// The election's key.
    pub key: FixedBase,
}

impl Tables {
    /// The tables of an election.
    pub fn new(election: &Election) -> Result<Self> {
        Ok(Self {
            base: FixedBase::new(&Affine::base().point()),
            key: FixedBase::new(&decode(&election.public_key, "")?.point()),
        })
    }
}

/// The point on the curve that an element stands for; its order is not checked. Refused: `ElementInvalid`.
pub fn decode(element: &Element, place: impl std::fmt::Display) -> Result<Affine> {
    Affine::decode(element).ok_or_else(|| Refused::at(Code::ElementInvalid, place).with("element", element.to_string()))
}

/// The element of the group other than the neutral one. Refused: `ElementInvalid`, `ElementNeutral`.
pub fn element(text: &Element, place: impl std::fmt::Display) -> Result<Affine> {
    let point = decode(text, &place)?;
    if point.is_neutral() {
        return Err(Refused::at(Code::ElementNeutral, place));
    }
    if !point.point().in_group() {
        return Err(Refused::at(Code::ElementInvalid, place).with("element", text.to_string()));
    }
    Ok(point)
}

/// The list of public credentials in its own order: voters' keys, and the weights of their votes.
#[derive(Debug, Default)]
pub struct Listed {
    /// The keys.
    pub elements: Vec<Element>,
    /// Their weights; empty if all are 1.
    pub weights: Vec<u64>,
}

impl Listed {
    /// The weight of the vote of a position.
    pub fn weight(&self, index: usize) -> u64 {
        self.weights.get(index).copied().unwrap_or(1)
    }

    fn push(&mut self, (element, weight): (Element, u64)) {
        if weight != 1 || !self.weights.is_empty() {
            self.weights.resize(self.elements.len(), 1);
            self.weights.push(weight);
        }
        self.elements.push(element);
    }
}

/// Reads the list of public credentials. Refused: a record refusal.
pub fn read_credentials(body: &[u8]) -> Result<Listed> {
    if let Some(listed) = read_plain(body) {
        return Ok(listed);
    }
    // Something is wrong with it: find the first thing that is.
    let mut listed = Listed::default();
    let value = load(body, "credentials")?;
    items(&value, Place::Root("credentials"), Length::AtLeast(0), |value, place| {
        let found = if let Json::Text(text) = value { read_credential(text) } else { None };
        let wrong = || Refused::malformed(place, "an element, or an element and a weight above 1, is wanted");
        found.map(|found| listed.push(found)).ok_or_else(wrong)
    })?;
    Ok(listed)
}

/// The list, read without building it as JSON, however long it is; None if anything is wrong with it.
fn read_plain(body: &[u8]) -> Option<Listed> {
    let mut rest = body.strip_prefix(b"[\"")?.strip_suffix(b"\"]")?;
    let mut listed = Listed::default();
    listed.elements.reserve_exact(rest.len() / 67 + 1);
    loop {
        // An element, and a weight of at most 18 digits.
        let end = rest.iter().take(64 + 1 + 18 + 1).position(|&byte| byte == b'"').unwrap_or(rest.len());
        listed.push(read_credential(std::str::from_utf8(&rest[..end]).ok()?)?);
        if end == rest.len() {
            return Some(listed);
        }
        rest = rest[end..].strip_prefix(b"\",\"")?;
    }
}

fn read_credential(text: &str) -> Option<(Element, u64)> {
    let (element, weight) = match text.split_once(',') {
        None => (text, 1),
        Some((element, digits)) => {
            let plain = digits.len() <= 18 && digits != "0" && digits != "1" && form::is_decimal(digits);
            (element, digits.parse().ok().filter(|_| plain)?)
        }
    };
    Some((Element::from_hex(element)?, weight))
}

/// Reads the hashes of election, trustees and credentials. Refused: a record refusal.
pub fn read_setup(body: &[u8]) -> Result<[Element; 3]> {
    let place = Place::Root("setup");
    let value = load(body, "setup")?;
    let names = ["election", "trustees", "credentials"];
    let [election, trustees, credentials] = all_fields(&value, place, names)?;
    Ok([
        hexadecimal(election, place.field("election"))?,
        hexadecimal(trustees, place.field("trustees"))?,
        hexadecimal(credentials, place.field("credentials"))?,
    ])
}

/// Texts that people compare.
pub mod base64_text {
    use crate::container::digest;

    /// SHA-256 in standard Base64 without padding, 43 characters.
    pub fn fingerprint(body: &[u8]) -> String {
        base64(&digest(body))
    }

    /// 32 bytes in standard Base64 without padding.
    pub fn base64(bytes: &[u8; 32]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(43);
        for three in bytes.chunks(3) {
            let group =
                three.iter().enumerate().fold(0_u32, |group, (i, &byte)| group | u32::from(byte) << (16 - 8 * i));
            for sextet in 0..=three.len() {
                text.push(char::from(LETTERS[(group >> (18 - 6 * sextet) & 63) as usize]));
            }
        }
        text
    }
}
