//! One archive judged by many: what is handed out, and what comes back.
//!
//! Whoever asks reads the whole archive, its chain, and all that is no ballot; only the mathematics of the ballots is done
//! elsewhere, for ranges of equal numbers of ballots. A worker says of its range whose each ballot is and what their
//! products are, and names every ballot by its hash, so that it must have read the same ones. A ballot of which nothing
//! is said, because the worker refused it or never answered, is judged by whoever asked. So the report is the same,
//! refusal and place included.

use std::io::{Read, Seek, SeekFrom};

use crate::chain::{Event, Step, next_event};
use crate::container::{Hash, Kind, Reader};
use crate::election::decode;
use crate::error::{Code, Refused, Result};
use crate::group::{Element, Point};
use crate::hints;
use crate::poll::Poll;
use crate::sums::Sums;
use crate::tables::Coins;
use crate::verify::{BATCH, Held, Hints, judge};

/// How much of a ballot's hash names it.
const MARK: usize = 8;

/// Some ballots that follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// Where the first one's record begins in the file.
    pub at: u64,
    /// How many there are.
    pub n: u64,
}

/// The ballots of an archive in ranges of `per`, found by the headers alone; nothing is checked.
///
/// Where the archive is damaged the ranges end: the verification, which reads everything, will say what is wrong.
pub fn plan<S: Read + Seek>(source: S, per: u64) -> Result<Vec<Range>> {
    let mut reader = Reader::open(source)?;
    if next_event(&mut reader)?.is_none_or(|event| event.step != Step::Setup) {
        return Ok(Vec::new());
    }
    let mut ranges: Vec<Range> = Vec::new();
    let mut at = reader.place();
    while let Some(end) = ballot_end(&mut reader, at)? {
        match ranges.last_mut().filter(|range| range.n < per) {
            Some(range) => range.n += 1,
            None => ranges.push(Range { at, n: 1 }),
        }
        at = end;
    }
    Ok(ranges)
}

/// The end of a record and an event that begin here; None if something else does.
fn ballot_end<S: Read + Seek>(reader: &mut Reader<S>, at: u64) -> Result<Option<u64>> {
    let Some((Kind::Data, event)) = reader.glance(at)? else { return Ok(None) };
    let Some((Kind::Event, end)) = reader.glance(event)? else { return Ok(None) };
    Ok(Some(end))
}

/// What a worker says of a range.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Judged {
    /// The hash of the event that everything was judged by.
    pub setup: Hash,
    /// The beginning of the hash of each ballot that holds.
    pub marks: Vec<[u8; MARK]>,
    /// The position of its credential in the list.
    pub voters: Vec<u32>,
    /// Whether it was checked by its hints.
    pub hinted: Vec<bool>,
    /// Their products, each ballot to the power of its weight, with those that another one replaces.
    pub sums: Vec<[Element; 2]>,
}

impl Judged {
    /// For the way back.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.setup.to_vec();
        out.extend((self.marks.len() as u64).to_le_bytes());
        for ((mark, voter), hinted) in self.marks.iter().zip(&self.voters).zip(&self.hinted) {
            out.extend(mark);
            out.extend(voter.to_le_bytes());
            out.push(u8::from(*hinted));
        }
        self.sums.iter().flatten().for_each(|element| out.extend(element.0));
        out
    }

    /// What came back; None if it is nothing that was sent.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (setup, rest) = bytes.split_first_chunk::<32>()?;
        let (n, rest) = rest.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*n)).ok()?.checked_mul(MARK + 5)?;
        let (ballots, sums) = rest.split_at_checked(length)?;
        let mut found = Self { setup: *setup, ..Self::default() };
        for ballot in ballots.chunks_exact(MARK + 5) {
            found.marks.push(*ballot.first_chunk()?);
            found.voters.push(u32::from_le_bytes(ballot[MARK..MARK + 4].try_into().ok()?));
            found.hinted.push(ballot[MARK + 4] == 1);
        }
        let (pairs, none) = sums.as_chunks::<64>();
        let half = |pair: &[u8; 64], from: usize| Some(Element(pair[from..from + 32].try_into().ok()?));
        found.sums = pairs.iter().map(|pair| Some([half(pair, 0)?, half(pair, 32)?])).collect::<Option<_>>()?;
        none.is_empty().then_some(found)
    }
}

/// What a worker needs to judge ballots of one archive: its setup, which whoever asks checks, and the tables.
pub struct Worker {
    poll: Poll,
    timestamp: u64,
}

impl Worker {
    /// From an archive. Refused: what cannot be read as a setup.
    pub fn open<R: Read>(source: R) -> Result<Self> {
        let mut reader = Reader::open(source)?;
        let setup = next_event(&mut reader)?.filter(|event| event.step == Step::Setup && event.data.len() == 4);
        let setup = setup.ok_or_else(|| Refused::at(Code::EventOrder, "event 0"))?;
        let mut poll = Poll::new(Coins::new([0; 32]));
        poll.take_unchecked_setup(setup)?;
        Ok(Self { poll, timestamp: reader.timestamp })
    }

    /// Judges `range.n` ballots from a source that stands at `range.at`, up to the first that does not hold.
    ///
    /// `hints` stands at the first of these ballots; the coins come after everything that they judge.
    pub fn judge<R: Read>(&self, source: R, range: Range, hints: &mut Hints<'_>, mut coins: Coins) -> Judged {
        let mut reader = Reader::midway(source, self.timestamp);
        let mut found = Judged { setup: self.poll.setup_hash, ..Judged::default() };
        let mut sums = self.poll.sums.clone();
        let mut left = range.n;
        let mut going_on = true;
        while going_on && left > 0 {
            let wanted = left.min(BATCH as u64);
            let ballots = next_ballots(&mut reader, wanted);
            left -= wanted;
            going_on = ballots.len() as u64 == wanted;
            let judged = judge(&ballots, &self.poll, hints, coins.fork()).unwrap_or_default();
            going_on &= judged.len() == ballots.len() && judged.iter().all(Result::is_ok);
            for (event, held) in ballots.iter().zip(judged).map_while(|(event, held)| Some((event, held.ok()?))) {
                found.marks.push(mark_of(event));
                found.voters.push(u32::try_from(held.voter).unwrap_or(u32::MAX));
                found.hinted.push(held.hinted);
                sums.add(&held.choices, held.weight);
            }
        }
        found.sums = sums.elements();
        found
    }

    /// Where the hints of a ballot stand in their file, whose start is read; None if it belongs to another election.
    pub fn hints_at(&self, file: &mut dyn Read, before: u64) -> Option<u64> {
        let election = &self.poll.fixed().election;
        hints::start_fits(file, election).then(|| hints::place_of(election, before))
    }
}

fn next_ballots<R: Read>(reader: &mut Reader<R>, n: u64) -> Vec<Event> {
    let events = std::iter::from_fn(|| next_event(reader).ok().flatten());
    let ballot = |event: &Event| event.step == Step::Ballot && event.data.len() == 1;
    events.take(usize::try_from(n).unwrap_or(usize::MAX)).take_while(ballot).collect()
}

fn mark_of(ballot: &Event) -> [u8; MARK] {
    std::array::from_fn(|index| ballot.data[0].hash[index])
}

/// What comes back, range by range in the order of the archive; None where nothing comes.
pub type Answers<'a> = dyn FnMut() -> Option<Judged> + Send + 'a;

/// The ballots' judgements as they come back.
pub struct Elsewhere<'a> {
    answers: Box<Answers<'a>>,
    per: u64,
    now: Option<Judged>,
    next: u64,
}

impl<'a> Elsewhere<'a> {
    /// Answers for ranges of `per` ballots.
    pub fn new(per: u64, answers: Box<Answers<'a>>) -> Self {
        Self { answers, per, now: None, next: 0 }
    }

    /// The judgement of each of these ballots, which follow those of the call before; and their products.
    ///
    /// The outer error: the workers have read something else.
    pub fn take(&mut self, ballots: &[Event], poll: &Poll, coins: &mut Coins) -> Result<(Vec<Result<Held>>, Sums)> {
        let mut sums = Sums::new(poll.fixed().shape().iter().sum());
        let mut held = Vec::with_capacity(ballots.len());
        for ballot in ballots {
            let place = usize::try_from(self.next % self.per).unwrap_or(usize::MAX);
            if place == 0 {
                self.now = (self.answers)();
                if let Some(judged) = &self.now {
                    sums = sums.join(&products(judged, poll).ok_or_else(|| changed(ballot))?);
                }
            }
            self.next += 1;
            match self.now.as_ref().and_then(|judged| Some((judged, judged.marks.get(place)?))) {
                Some((judged, mark)) if *mark == mark_of(ballot) => {
                    let (voter, hinted) = (judged.voters[place] as usize, judged.hinted[place]);
                    let weight = poll.voters.listed.weight(voter);
                    held.push(Ok(Held { voter, weight, choices: Vec::new(), hinted }));
                }
                Some(_) => return Err(changed(ballot)),
                // Nothing is said of it: it is judged here.
                None => held.extend(judge(std::slice::from_ref(ballot), poll, &mut Hints::None, coins.fork())?),
            }
            if held.last().is_some_and(Result::is_err) {
                break;
            }
        }
        Ok((held, sums))
    }
}

fn changed(ballot: &Event) -> Box<Refused> {
    Refused::at(Code::Changed, ballot.place())
}

/// The products of a range as points; None if they belong to another setup or are none.
fn products(judged: &Judged, poll: &Poll) -> Option<Sums> {
    let known = judged.voters.iter().all(|&voter| (voter as usize) < poll.voters.listed.elements.len());
    let n: usize = poll.fixed().shape().iter().sum();
    let fits = known && judged.setup == poll.setup_hash && judged.sums.len() == n;
    let point = |element: &Element| decode(element, "").ok().map(|affine| affine.point());
    let pair = |[alpha, beta]: &[Element; 2]| Some([point(alpha)?, point(beta)?]);
    let points: Option<Vec<[Point; 2]>> = judged.sums.iter().map(pair).collect();
    points.filter(|_| fits).map(Sums)
}

/// Moves to the place of a range. Refused: `Unreadable`.
pub fn seek<S: Seek>(source: &mut S, at: u64) -> Result<()> {
    let moved = source.seek(SeekFrom::Start(at));
    moved.map(drop).map_err(|problem| Refused::at(Code::Unreadable, "").with("reason", problem.to_string()))
}
