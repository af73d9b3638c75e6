//! The chain of events: what may follow what, and which records come with it.
//!
//! Setup → Ballot* → EndBallots → EncryptedTally → PartialDecryption+ → Result. An archive may stop after any event.

use std::collections::HashSet;
use std::fmt;
use std::io::Read;

use crate::container::{Hash, Kind, Reader, digest, hex_of, pack_record};
use crate::error::{Code, Refused, Result};
use crate::form::{Place, fields, hexadecimal, small, string};
use crate::json::{Json, load};

const EVENT: [&str; 4] = ["parent", "height", "type", "payload"];

/// More records than this before an event are counted, not kept: no event has so many.
const MOST_DATA: usize = 8;

/// The kinds of events.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Step {
    Setup,
    Ballot,
    EndBallots,
    EncryptedTally,
    PartialDecryption,
    Result,
    Shuffle,
    EndShuffles,
}

use Step::{Ballot, EncryptedTally, EndBallots, EndShuffles, PartialDecryption, Setup, Shuffle};

const STEPS: [Step; 8] =
    [Setup, Ballot, EndBallots, EncryptedTally, PartialDecryption, Step::Result, Shuffle, EndShuffles];

impl Step {
    /// Its name in the archive.
    pub fn as_str(self) -> &'static str {
        match self {
            Setup => "Setup",
            Ballot => "Ballot",
            EndBallots => "EndBallots",
            EncryptedTally => "EncryptedTally",
            PartialDecryption => "PartialDecryption",
            Self::Result => "Result",
            Shuffle => "Shuffle",
            EndShuffles => "EndShuffles",
        }
    }

    fn n_data(self) -> usize {
        match self {
            Setup => 4,
            EncryptedTally | PartialDecryption => 2,
            Ballot | Self::Result => 1,
            _ => 0,
        }
    }

    fn may_follow(self, last: Option<Self>) -> bool {
        match self {
            Setup => last.is_none(),
            Ballot | EndBallots => matches!(last, Some(Setup | Ballot)),
            EncryptedTally => last == Some(EndBallots),
            PartialDecryption => matches!(last, Some(EncryptedTally | PartialDecryption)),
            Self::Result => last == Some(PartialDecryption),
            Shuffle | EndShuffles => false,
        }
    }
}

/// The name of a step, or of the beginning.
pub fn name_of(last: Option<Step>) -> &'static str {
    last.map_or("the beginning", Step::as_str)
}

/// A record of an event: its content, its hash and where its content begins in the file.
#[derive(Debug)]
pub struct Data {
    /// The content.
    pub body: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
    /// Where it begins.
    pub at: u64,
}

/// One event with the records written before it, the last of which is its payload.
#[derive(Debug)]
pub struct Event {
    /// Its number, from 0, as it states it.
    pub height: u64,
    /// Its kind.
    pub step: Step,
    /// Its records; of too many, the first few.
    pub data: Vec<Data>,
    /// The event itself.
    pub body: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
    n_data: usize,
}

impl Event {
    /// An event to be written.
    pub fn new(height: u64, step: Step, data: Vec<Data>, body: Vec<u8>) -> Self {
        Self { height, step, n_data: data.len(), data, hash: digest(&body), body }
    }

    /// Its place, for people.
    pub fn place(&self) -> String {
        format!("event {}, {}", self.height, self.step.as_str())
    }
}

/// How far an archive has come: its last event's hash, its height, the names it has used.
#[derive(Default)]
pub struct Chain {
    /// The hash of the last event; nothing at the beginning.
    pub head: Option<Hash>,
    /// Events so far.
    pub n_events: u64,
    /// The last event's kind.
    pub last: Option<Step>,
    // Of data records alone: an event states its height, so no two events are the same. Half a hash is enough to notice
    // the same record twice; two records that share it would only be refused.
    names: HashSet<u128>,
}

impl fmt::Debug for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Chain({} events)", self.n_events)
    }
}

impl Chain {
    /// The event that would continue the chain.
    pub fn next_body(&self, step: Step, payload: Option<&Hash>) -> Vec<u8> {
        let mut body = String::from("{");
        if let Some(head) = &self.head {
            body += &format!("\"parent\":\"{}\",", hex_of(head));
        }
        body += &format!("\"height\":{},\"type\":\"{}\"", self.n_events, step.as_str());
        if let Some(payload) = payload {
            body += &format!(",\"payload\":\"{}\"", hex_of(payload));
        }
        body.push('}');
        body.into_bytes()
    }

    /// Checks an event and makes it part of the chain. If it is refused, nothing changes.
    pub fn take(&mut self, event: &Event) -> Result<()> {
        if matches!(event.step, Shuffle | EndShuffles) {
            return Err(Refused::at(Code::Shuffle, event.place()));
        }
        if !event.step.may_follow(self.last) {
            let refused = Refused::at(Code::EventOrder, event.place()).with("type", event.step.as_str());
            return Err(refused.with("after", name_of(self.last)));
        }
        if event.n_data != event.step.n_data() {
            return Err(Refused::at(Code::EventData, event.place()).with("type", event.step.as_str()));
        }
        self.link_holds(event)?;
        if let Some(data) = event.data.iter().find(|data| self.names.contains(&half(&data.hash))) {
            return Err(Refused::at(Code::RecordTwice, event.place()).with("name", hex_of(&data.hash)));
        }
        self.names.extend(event.data.iter().map(|data| half(&data.hash)));
        self.head = Some(event.hash);
        self.n_events += 1;
        self.last = Some(event.step);
        Ok(())
    }

    fn link_holds(&self, event: &Event) -> Result<()> {
        let wanted = self.next_body(event.step, event.data.last().map(|data| &data.hash));
        if wanted == event.body {
            return Ok(());
        }
        let place = event.place();
        let (found, expected) = (load(&event.body, &place)?, load(&wanted, "")?);
        let found = fields(&found, Place::Root(&place), EVENT, &EVENT)?;
        let expected = fields(&expected, Place::Root(""), EVENT, &EVENT)?;
        let pairs = EVENT.into_iter().zip(found.into_iter().zip(expected));
        let wrong: Vec<&str> = pairs.filter(|(_, (one, other))| one != other).map(|(name, _)| name).collect();
        let (code, named) = if wrong == ["payload"] { (Code::EventData, false) } else { (Code::EventLink, true) };
        let refused = Refused::at(code, place).with("type", event.step.as_str());
        Err(if named { refused.with("field", wrong.join(", ")) } else { refused })
    }
}

fn half(hash: &Hash) -> u128 {
    hash[..16].iter().fold(0, |half, &byte| half << 8 | u128::from(byte))
}

/// Ballots as they are appended to an archive whose last event's hash and number of events are given; what they are then.
pub fn pack_ballots(ballots: &[Vec<u8>], timestamp: u64, head: Hash, n_events: u64) -> (Vec<u8>, Hash, u64) {
    let mut chain = Chain { head: Some(head), n_events, last: None, names: HashSet::new() };
    let mut out = Vec::new();
    for ballot in ballots {
        let event = chain.next_body(Step::Ballot, Some(&digest(ballot)));
        pack_record(Kind::Data, ballot, timestamp, &mut out);
        pack_record(Kind::Event, &event, timestamp, &mut out);
        chain.head = Some(digest(&event));
        chain.n_events += 1;
    }
    (out, chain.head.unwrap_or(head), chain.n_events)
}

/// The next event of an archive with its records; None at the end. Refused: a container or record refusal.
pub fn next_event<R: Read>(reader: &mut Reader<R>) -> Result<Option<Event>> {
    let mut data = Vec::new();
    let mut n_data = 0;
    while let Some(record) = reader.next_record()? {
        if record.kind == Kind::Event {
            let (height, step) = read_event(&record.body, record.index)?;
            return Ok(Some(Event { height, step, data, n_data, body: record.body, hash: record.hash }));
        }
        n_data += 1;
        if n_data <= MOST_DATA {
            data.push(Data { body: record.body, hash: record.hash, at: record.at });
        }
    }
    if n_data == 0 {
        return Ok(None);
    }
    let index = reader.index();
    Err(Refused::at(Code::Cut, format_args!("record {index}")).with("index", index))
}

fn read_event(body: &[u8], index: usize) -> Result<(u64, Step)> {
    let root = format!("record {index}");
    let place = Place::Root(&root);
    let value = load(body, &root)?;
    let [parent, height, kind, payload] = fields(&value, place, EVENT, &["parent", "payload"])?;
    for (name, value) in [("parent", parent), ("payload", payload)] {
        if let Some(value) = value {
            hexadecimal(value, place.field(name))?;
        }
    }
    let (height, kind) = (height.unwrap_or(&Json::Null), kind.unwrap_or(&Json::Null));
    let name = string(kind, place.field("type"))?;
    let step = STEPS.into_iter().find(|step| step.as_str() == name);
    let step = step.ok_or_else(|| Refused::malformed(place.field("type"), "a known type of event is wanted"))?;
    Ok((small(height, 0, place.field("height"))?, step))
}
