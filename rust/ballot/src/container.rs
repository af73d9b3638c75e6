//! The `.bel` file: tar records without the closing blocks, byte for byte as prescribed.
//!
//! Every header is rebuilt from name, size and the archive's one timestamp and compared whole.

use std::io::{ErrorKind, Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use crate::error::{Code, Refused, Result};
use crate::form::{Place, all_fields, constant, is_decimal};
use crate::group::hex;
use crate::json::{Json, load};

const BLOCK: usize = 512;
const FIRST: &str = "BELENIOS";
const LATEST: u64 = 8_u64.pow(11) - 1;

/// The most bytes that the records of the first event have, together: two million credentials with weights take 175 MB.
pub const LONGEST_SETUP: usize = 1 << 28;

/// The same for every other event.
pub const LONGEST_EVENT: usize = 1 << 23;

/// SHA-256.
pub type Hash = [u8; 32];

/// The SHA-256 of bytes.
pub fn digest(body: &[u8]) -> Hash {
    Sha256::digest(body).into()
}

/// A hash as 64 hexadecimal digits.
pub fn hex_of(hash: &Hash) -> String {
    hex(hash).iter().map(|&digit| char::from(digit)).collect()
}

/// What a record holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A part of an event.
    Data,
    /// An event.
    Event,
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Self::Data => ".data.json",
            Self::Event => ".event.json",
        }
    }
}

/// One record behind the first: its place from 0, where its content begins in the file, and the content.
#[derive(Debug)]
pub struct Record {
    /// Its number, from 0.
    pub index: usize,
    /// Data or event.
    pub kind: Kind,
    /// The hash of its content, which is its name.
    pub hash: Hash,
    /// Where its content begins.
    pub at: u64,
    /// Its content.
    pub body: Vec<u8>,
}

fn header(name: &str, size: usize, timestamp: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{size:011o}"));
    put(136, &format!("{timestamp:011o}"));
    put(148, "        ");
    put(156, "0");
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

fn pack(name: &str, body: &[u8], timestamp: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(&header(name, body.len(), timestamp));
    out.extend_from_slice(body);
    out.resize(out.len().next_multiple_of(BLOCK), 0);
}

/// Appends one record, named by its hash.
pub fn pack_record(kind: Kind, body: &[u8], timestamp: u64, out: &mut Vec<u8>) {
    debug_assert_eq!(out.len() % BLOCK, 0);
    pack(&(hex_of(&digest(body)) + kind.ending()), body, timestamp, out);
}

/// Appends the record that every archive begins with.
pub fn pack_first(timestamp: u64, out: &mut Vec<u8>) {
    pack(FIRST, format!("{{\"version\":1,\"timestamp\":\"{timestamp}\"}}").as_bytes(), timestamp, out);
}

/// Whether an archive can bear this time, in seconds since 1970.
pub fn bears(timestamp: u64) -> bool {
    timestamp <= LATEST
}

/// Reads the records of an archive one by one.
pub struct Reader<R> {
    source: R,
    index: usize,
    at: u64,
    left: usize,
    spare: Vec<Vec<u8>>,
    /// The archive's one time, in seconds since 1970.
    pub timestamp: u64,
}

impl<R: Read> Reader<R> {
    /// Reads the first record. Refused: a container refusal, a malformed first record.
    pub fn open(source: R) -> Result<Self> {
        let mut reader = Self { source, index: 0, at: 0, left: LONGEST_EVENT, spare: Vec::new(), timestamp: 0 };
        let block = reader.take(BLOCK, Vec::new())?;
        let (name, size) = reader.read_header(&block)?;
        let body = reader.read_body(size)?;
        let timestamp = read_first(&body)?;
        if name != FIRST || timestamp > LATEST || block != header(FIRST, size, timestamp) {
            return Err(Refused::at(Code::Header, FIRST).with("index", 0_u64));
        }
        reader.timestamp = timestamp;
        reader.index = 1;
        reader.left = LONGEST_SETUP;
        Ok(reader)
    }

    /// Reads on in the middle of an archive, behind its first event.
    pub fn midway(source: R, timestamp: u64) -> Self {
        Self { source, index: 1, at: 0, left: LONGEST_EVENT, spare: Vec::new(), timestamp }
    }

    /// How many bytes have been read.
    pub fn place(&self) -> u64 {
        self.at
    }

    /// What the records are read from.
    pub fn source(&mut self) -> &mut R {
        &mut self.source
    }

    /// The number of the next record.
    pub fn index(&self) -> usize {
        self.index
    }

    fn wrong(&self, code: Code) -> Box<Refused> {
        Refused::at(code, format_args!("record {}", self.index)).with("index", self.index)
    }

    /// Gives back a content that is no longer needed; the memory takes up a later one, so that no more is ever asked for.
    pub fn reuse(&mut self, body: Vec<u8>) {
        self.spare.push(body);
    }

    fn take(&mut self, n: usize, mut taken: Vec<u8>) -> Result<Vec<u8>> {
        taken.clear();
        // A header may claim gigabytes that are not there: the buffer grows with what is.
        taken.reserve_exact(n.min(1 << 16));
        let read = self.source.by_ref().take(n as u64).read_to_end(&mut taken).map_err(|problem| {
            Refused::at(Code::Unreadable, format_args!("record {}", self.index)).with("reason", problem.to_string())
        })?;
        self.at += read as u64;
        if read < n { Err(self.wrong(Code::Cut)) } else { Ok(taken) }
    }

    fn read_header(&self, block: &[u8]) -> Result<(String, usize)> {
        let end = block[..100].iter().position(|&byte| byte == 0).unwrap_or(100);
        let size = octal(&block[124..135]);
        let name = std::str::from_utf8(&block[..end]).ok().filter(|name| is_name(name));
        match (name, size) {
            (Some(name), Some(size)) => Ok((name.to_owned(), size)),
            _ => Err(self.wrong(Code::Header)),
        }
    }

    fn read_body(&mut self, size: usize) -> Result<Vec<u8>> {
        let Some(left) = self.left.checked_sub(size) else {
            return Err(self.wrong(Code::RecordLong).with("size", size).with("left", self.left));
        };
        self.left = left;
        // Events are short, and soon done with.
        let spare = if size > BLOCK { self.spare.pop() } else { None };
        let body = self.take(size, spare.unwrap_or_default())?;
        let padding = self.take(size.next_multiple_of(BLOCK) - size, Vec::new())?;
        if padding.iter().any(|&byte| byte != 0) {
            return Err(self.wrong(Code::Padding));
        }
        Ok(body)
    }

    /// The next record; None at the end. Refused: a container refusal.
    pub fn next_record(&mut self) -> Result<Option<Record>> {
        let mut block = match self.take(1, Vec::with_capacity(BLOCK)) {
            Err(refused) if refused.code == Code::Cut => return Ok(None),
            other => other?,
        };
        block.extend(self.take(BLOCK - 1, Vec::new())?);
        let (name, size) = self.read_header(&block)?;
        if name == FIRST || block != header(&name, size, self.timestamp) {
            return Err(self.wrong(Code::Header));
        }
        let at = self.at;
        let body = self.read_body(size)?;
        let hash = digest(&body);
        if name.as_bytes()[..64] != hex(&hash) {
            return Err(self.wrong(Code::RecordHash));
        }
        let kind = if name.ends_with(Kind::Data.ending()) { Kind::Data } else { Kind::Event };
        if kind == Kind::Event {
            self.left = LONGEST_EVENT;
        }
        let record = Record { index: self.index, kind, hash, at, body };
        self.index += 1;
        Ok(Some(record))
    }
}

impl<R: Read + Seek> Reader<R> {
    /// The kind of the record that begins at a place, and where the next one begins; None at the end, or if it is none.
    /// The content is not read, and reading goes on elsewhere afterwards.
    pub fn glance(&mut self, at: u64) -> Result<Option<(Kind, u64)>> {
        let mut block = [0; BLOCK];
        let read = self.source.seek(SeekFrom::Start(at)).and_then(|_| self.source.read_exact(&mut block));
        match read {
            Err(problem) if problem.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            other => other.map_err(|problem| {
                Refused::at(Code::Unreadable, format_args!("byte {at}")).with("reason", problem.to_string())
            })?,
        }
        let Ok((name, size)) = self.read_header(&block) else { return Ok(None) };
        let kind = [Kind::Data, Kind::Event].into_iter().find(|kind| name.ends_with(kind.ending()));
        let next = size.checked_next_multiple_of(BLOCK).and_then(|size| at.checked_add((BLOCK + size) as u64));
        Ok(kind.zip(next))
    }
}

fn read_first(body: &[u8]) -> Result<u64> {
    let place = Place::Root(FIRST);
    let value = load(body, FIRST)?;
    let [version, timestamp] = all_fields(&value, place, ["version", "timestamp"])?;
    constant(version, &Json::Number("1"), "1", place.field("version"))?;
    match timestamp {
        // What is too great for an archive is refused by the header.
        Json::Text(text) if is_decimal(text) => Ok(text.parse().unwrap_or(u64::MAX)),
        _ => Err(Refused::malformed(place.field("timestamp"), "a decimal text is wanted")),
    }
}

fn octal(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'7' => Some(number << 3 | usize::from(digit - b'0')),
        _ => None,
    })
}

fn is_name(name: &str) -> bool {
    let hashed = |rest: &str| [Kind::Data, Kind::Event].iter().any(|kind| kind.ending() == rest);
    let hex = |digits: &[u8]| digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    name == FIRST
        || (name.is_char_boundary(64) && name.len() > 64 && hex(&name.as_bytes()[..64]) && hashed(&name[64..]))
}
