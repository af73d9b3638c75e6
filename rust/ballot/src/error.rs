//! What is refused: one enum of stable codes, with the place and the facts.

use std::fmt;

/// Why an archive, a record, a ballot or a credential is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // each is explained by its code and its facts
pub enum Code {
    Header,
    Cut,
    Padding,
    RecordHash,
    RecordLong,
    RecordTwice,
    EventOrder,
    EventLink,
    EventData,
    Shuffle,
    NotFinished,
    Head,
    Malformed,
    NotCanonical,
    ElementInvalid,
    ElementNeutral,
    ElectionLimits,
    ElectionKey,
    SetupLink,
    TrusteeProof,
    TrusteeSignature,
    TrusteeGroup,
    TrusteeKeyTwice,
    CredentialTwice,
    Tally,
    TallyCounts,
    OwnerUnknown,
    OwnerTwice,
    DecryptionLink,
    DecryptionProof,
    DecryptionsMissing,
    Result,
    ResultNotFound,
    BallotMalformed,
    WrongElection,
    UnknownCredential,
    BallotProof,
    BallotSignature,
    Choice,
    Credential,
    Source,
    Changed,
    Unreadable,
    Interrupted,
}

impl Code {
    /// The stable code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "archive-header",
            Self::Cut => "archive-cut",
            Self::Padding => "archive-padding",
            Self::RecordHash => "archive-record-hash",
            Self::RecordLong => "archive-record-long",
            Self::RecordTwice => "archive-record-twice",
            Self::EventOrder => "archive-event-order",
            Self::EventLink => "archive-event-link",
            Self::EventData => "archive-event-data",
            Self::Shuffle => "archive-shuffle",
            Self::NotFinished => "archive-not-finished",
            Self::Head => "archive-head",
            Self::Malformed => "record-malformed",
            Self::NotCanonical => "record-not-canonical",
            Self::ElementInvalid => "element-invalid",
            Self::ElementNeutral => "element-neutral",
            Self::ElectionLimits => "election-limits",
            Self::ElectionKey => "election-key",
            Self::SetupLink => "setup-link",
            Self::TrusteeProof => "trustee-proof",
            Self::TrusteeSignature => "trustee-signature",
            Self::TrusteeGroup => "trustee-group",
            Self::TrusteeKeyTwice => "trustee-key-twice",
            Self::CredentialTwice => "credential-twice",
            Self::Tally => "tally-wrong",
            Self::TallyCounts => "tally-counts",
            Self::OwnerUnknown => "decryption-owner-unknown",
            Self::OwnerTwice => "decryption-owner-twice",
            Self::DecryptionLink => "decryption-link",
            Self::DecryptionProof => "decryption-proof",
            Self::DecryptionsMissing => "decryptions-missing",
            Self::Result => "result-wrong",
            Self::ResultNotFound => "result-not-found",
            Self::BallotMalformed => "ballot-malformed",
            Self::WrongElection => "ballot-wrong-election",
            Self::UnknownCredential => "ballot-unknown-credential",
            Self::BallotProof => "ballot-proof",
            Self::BallotSignature => "ballot-signature",
            Self::Choice => "ballot-choice",
            Self::Credential => "credential-refused",
            Self::Source => "randomness-source",
            Self::Changed => "archive-changed",
            Self::Unreadable => "archive-unreadable",
            Self::Interrupted => "interrupted",
        }
    }
}

/// One fact of a refusal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A number.
    Number(u64),
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Fact {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Number(number) => write!(out, "{number}"),
        }
    }
}

/// A refusal: its code, its place, and named facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// Why.
    pub code: Code,
    /// The event, record or field.
    pub place: String,
    /// What else is known.
    pub facts: Vec<(&'static str, Fact)>,
}

/// A result that may be refused.
pub type Result<T> = std::result::Result<T, Box<Refused>>;

impl Refused {
    /// A refusal at a place.
    pub fn at(code: Code, place: impl fmt::Display) -> Box<Self> {
        Box::new(Self { code, place: place.to_string(), facts: Vec::new() })
    }

    /// With one more fact.
    pub fn with(mut self: Box<Self>, name: &'static str, fact: impl Into<Fact>) -> Box<Self> {
        self.facts.push((name, fact.into()));
        self
    }

    /// Inside a larger thing.
    pub fn inside(mut self: Box<Self>, outer: &str) -> Box<Self> {
        if !outer.is_empty() {
            self.place = if self.place.is_empty() { outer.to_owned() } else { format!("{outer}, {}", self.place) };
        }
        self
    }

    /// A malformed record.
    pub fn malformed(place: impl fmt::Display, reason: impl Into<Fact>) -> Box<Self> {
        Self::at(Code::Malformed, place).with("reason", reason)
    }

    /// The sentence of a refusal of one record.
    pub fn sentence(&self) -> String {
        let fact = self.facts.first().map(|(_, fact)| fact.to_string()).unwrap_or_default();
        match self.code {
            Code::Malformed => format!("The record is malformed: {fact}."),
            Code::NotCanonical => "The record is not written in its canonical form.".to_owned(),
            Code::ElementInvalid => format!("{fact} is not an element of the group."),
            Code::ElementNeutral => "The neutral element is not allowed here.".to_owned(),
            _ => fact,
        }
    }

    /// The same as a refusal of the ballot in which the record stands.
    pub fn of_ballot(self: Box<Self>) -> Box<Self> {
        match self.code {
            Code::Malformed | Code::NotCanonical | Code::ElementInvalid | Code::ElementNeutral => {
                Self::at(Code::BallotMalformed, &self.place).with("reason", self.sentence())
            }
            _ => self,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({})", self.code.as_str(), self.place)?;
        self.facts.iter().try_for_each(|(name, fact)| write!(out, ", {name}: {fact}"))
    }
}

impl std::error::Error for Refused {}
