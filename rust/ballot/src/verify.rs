//! A whole archive, judged from outside, in batches on all cores and in bounded memory.
//!
//! While one batch of ballots is checked, the next is read. A refusal is always that of the first event that fails.

use std::io::{self, Read, Write};

use rayon::prelude::*;

use crate::ballot::{Form, decode_choices, read};
use crate::chain::{Chain, Data, Event, Step, name_of, next_event};
use crate::container::{Reader, digest, hex_of};
use crate::error::{Code, Refused, Result};
use crate::form::Place;
use crate::group::Affine;
use crate::hints;
use crate::poll::{Check, Poll, Setup};
use crate::shards::Elsewhere;
use crate::sums::Sums;
use crate::tables::Coins;
use crate::together::{SHARE, check_all};
use crate::voters::Last;

/// Records begin at multiples of so many bytes.
const BLOCK: u64 = 512;

/// Ballots that are checked together.
pub const BATCH: usize = 256;

/// Fewer, if they have more bytes than this.
const BATCH_BYTES: usize = 16 << 20;

/// An archive that can be read from the beginning, and again at a place.
pub trait Source: Read + Send {
    /// Bytes that have been read before. The place where reading goes on stays as it is.
    fn again(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>>;
}

impl<T: Read + io::Seek + Send> Source for T {
    fn again(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let here = self.stream_position()?;
        self.seek(io::SeekFrom::Start(at))?;
        let mut body = vec![0; length];
        let read = self.read_exact(&mut body);
        self.seek(io::SeekFrom::Start(here))?;
        read.map(|()| body)
    }
}

/// The commitments of the ballots' proofs, beside the archive.
#[derive(Default)]
pub enum Hints<'a> {
    /// There are none, and none are wanted.
    #[default]
    None,
    /// Use these. Where they do not fit, the ballot is checked exactly.
    Use(Box<dyn Read + Send + 'a>),
    /// Write them.
    Write(Box<dyn Write + Send + 'a>),
}

impl Hints<'_> {
    /// Reads or writes the start of the file. Hints for another kind of election are put aside.
    fn begin(&mut self, poll: &Poll) -> Result<()> {
        let election = &poll.fixed().election;
        match self {
            Self::Use(file) => {
                if !hints::start_fits(file, election) {
                    *self = Self::None;
                }
            }
            Self::Write(file) => hints::write_start(file, election)?,
            Self::None => {}
        }
        Ok(())
    }
}

/// What is asked of a verification.
#[derive(Default)]
pub struct Wanted<'a> {
    /// The published hash of the last event: without it nobody can see that events were cut off.
    pub head: Option<String>,
    /// Whether the archive must have a result.
    pub finished: bool,
    /// Commitments beside the archive.
    pub hints: Hints<'a>,
    /// Where the ballots are judged, if not here.
    pub elsewhere: Option<Elsewhere<'a>>,
}

/// Called now and then with the number of ballots that have been checked; the work ends when it answers false.
pub type Watch<'a> = dyn FnMut(u64) -> bool + Send + 'a;

/// Judges an archive by every check of the protocol: the poll as far as it came, and the first refusal.
pub fn verify<S: Source>(
    source: S,
    wanted: Wanted<'_>,
    coins: Coins,
    watch: &mut Watch<'_>,
) -> (Poll, Option<Box<Refused>>) {
    let mut poll = Poll::new(coins);
    let refused = run(&mut poll, source, wanted, watch).err();
    (poll, refused)
}

fn run<S: Source>(poll: &mut Poll, source: S, wanted: Wanted<'_>, watch: &mut Watch<'_>) -> Result<()> {
    let (mut hints, mut elsewhere) = (wanted.hints, wanted.elsewhere);
    let batch = if matches!(hints, Hints::Use(_)) { hints::BATCH } else { BATCH };
    let mut front = Front { reader: Reader::open(source)?, chain: Chain::default(), batch };
    let mut piece = front.next_piece();
    loop {
        let coins = poll.coins();
        let (judged, ahead) = match piece.then {
            _ if elsewhere.is_some() => (Ok(Vec::new()), None),
            Then::More => {
                let (judged, next) =
                    rayon::join(|| judge(&piece.ballots, poll, &mut hints, coins), || front.next_piece());
                (judged, Some(next))
            }
            _ => (judge(&piece.ballots, poll, &mut hints, coins), None),
        };
        let mut judged = judged?;
        if let Some(elsewhere) = elsewhere.as_mut().filter(|_| !piece.ballots.is_empty()) {
            let mut coins = poll.coins();
            let sums: Sums;
            (judged, sums) = elsewhere.take(&piece.ballots, poll, &mut coins)?;
            poll.sums = poll.sums.clone().join(&sums);
        }
        settle(poll, &piece.ballots, judged, &mut front)?;
        front.reuse(piece.ballots);
        if !watch(poll.n_ballots) {
            return Err(Refused::at(Code::Interrupted, format_args!("event {}", poll.n_events)));
        }
        match piece.then {
            Then::More => {}
            Then::Event(event) => {
                let first = event.step == Step::Setup;
                poll.take(*event)?;
                if first {
                    hints.begin(poll)?;
                }
            }
            Then::End => return end_holds(poll, wanted.head.as_deref(), wanted.finished),
            Then::Refused(doing, refused) => {
                poll.doing = doing;
                return Err(refused);
            }
        }
        piece = ahead.unwrap_or_else(|| front.next_piece());
    }
}

/// Some ballots, and what comes behind them.
struct Piece {
    ballots: Vec<Event>,
    then: Then,
}

enum Then {
    More,
    Event(Box<Event>),
    End,
    Refused(Check, Box<Refused>),
}

/// Reads ahead: the container and the chain.
struct Front<S> {
    reader: Reader<S>,
    chain: Chain,
    batch: usize,
}

impl<S: Source> Front<S> {
    fn reuse(&mut self, ballots: Vec<Event>) {
        ballots.into_iter().flat_map(|ballot| ballot.data).for_each(|data| self.reader.reuse(data.body));
    }

    fn next_piece(&mut self) -> Piece {
        let mut ballots = Vec::new();
        let mut n_bytes = 0;
        let then = loop {
            match next_event(&mut self.reader) {
                Err(refused) => break Then::Refused(Check::Container, refused),
                Ok(None) => break Then::End,
                Ok(Some(event)) => {
                    if let Err(refused) = self.chain.take(&event) {
                        break Then::Refused(Check::Chain, refused);
                    }
                    if event.step != Step::Ballot {
                        break Then::Event(Box::new(event));
                    }
                    n_bytes += event.data[0].body.len();
                    ballots.push(event);
                }
            }
            if ballots.len() == self.batch || n_bytes > BATCH_BYTES {
                break Then::More;
            }
        };
        Piece { ballots, then }
    }
}

/// A ballot that holds.
pub struct Held {
    /// The position of its credential in the list.
    pub voter: usize,
    /// What it weighs.
    pub weight: u64,
    /// Its ciphertexts; none if it was added up elsewhere.
    pub choices: Vec<[Affine; 2]>,
    /// Whether it was checked by its hints.
    pub hinted: bool,
}

/// Checks ballots on all cores. The outer error is that of a file of hints.
pub fn judge(ballots: &[Event], poll: &Poll, hints: &mut Hints<'_>, mut coins: Coins) -> Result<Vec<Result<Held>>> {
    if ballots.is_empty() {
        return Ok(Vec::new());
    }
    let setup = poll.fixed();
    let forms: Vec<Result<(Form, usize, u64)>> = ballots
        .par_iter()
        .with_max_len(SHARE)
        .map(|ballot| {
            let form = read(&ballot.data[0].body, &setup.election)?;
            let (voter, weight) = poll.voters.find(&form.credential)?;
            Ok((form, voter, weight))
        })
        .collect();
    let mut known = match hints {
        Hints::Use(file) => hints::use_batch(file, &forms, setup, coins.fork()),
        _ => Vec::new(),
    };
    known.resize_with(forms.len(), || None);
    let unknown = forms.iter().zip(&known).filter(|(_, known)| known.is_none());
    let unknown: Vec<&Form> = unknown.filter_map(|(form, _)| Some(&form.as_ref().ok()?.0)).collect();
    let mut exactly = check_all(&unknown, &setup.election, &setup.tables, Some(&mut coins)).into_iter();
    let checked: Vec<Result<(Held, Vec<Affine>)>> = forms
        .into_iter()
        .zip(known)
        .map(|(form, known)| {
            let (_, voter, weight) = form?;
            let hinted = known.is_some();
            let checked = known.map(Ok).or_else(|| exactly.next()).expect("every ballot is checked")?;
            Ok((Held { voter, weight, choices: checked.choices, hinted }, checked.commitments))
        })
        .collect();
    if let Hints::Write(file) = hints {
        hints::write_batch(file, checked.iter().map_while(|each| each.as_ref().ok()).map(|(_, points)| &points[..]))?;
    }
    Ok(checked.into_iter().map(|each| each.map(|(held, _)| held)).collect())
}

/// Makes ballots part of the poll, in order, up to the first that is refused.
fn settle<S: Source>(
    poll: &mut Poll,
    ballots: &[Event],
    judged: Vec<Result<Held>>,
    front: &mut Front<S>,
) -> Result<()> {
    let mut counted = Vec::with_capacity(judged.len());
    let mut pairs = ballots.iter().zip(judged);
    let settled = pairs.try_for_each(|(event, held)| settle_one(poll, event, held, front, &mut counted));
    poll.sums.add_all(&counted);
    settled
}

fn settle_one<S: Source>(
    poll: &mut Poll,
    event: &Event,
    held: Result<Held>,
    front: &mut Front<S>,
    counted: &mut Vec<(Vec<[Affine; 2]>, u64)>,
) -> Result<()> {
    poll.doing = Check::Ballots;
    let held = held.map_err(|refused| refused.inside(&event.place()))?;
    counted.push((held.choices, held.weight));
    if let Some(before) = poll.voters.vote(held.voter, place_of(&event.data[0])?) {
        let choices = replaced(&before, poll.fixed(), front).map_err(|refused| refused.inside(&event.place()))?;
        poll.sums.take_off(&choices, held.weight);
    }
    poll.n_ballots += 1;
    poll.n_hinted += u64::from(held.hinted);
    poll.accept(event.height, event.step, event.hash);
    poll.doing = Check::Container;
    Ok(())
}

fn place_of(data: &Data) -> Result<Last> {
    let fits = u32::try_from(data.at / BLOCK).ok().zip(u32::try_from(data.body.len()).ok());
    let (block, length) =
        fits.ok_or_else(|| Refused::at(Code::Unreadable, "").with("reason", "the archive is longer than 2 TB"))?;
    Ok(Last { block, length, mark: std::array::from_fn(|index| data.hash[index]) })
}

/// The ciphertexts of a ballot that has been replaced, read again from the archive.
fn replaced<S: Source>(before: &Last, setup: &Setup, front: &mut Front<S>) -> Result<Vec<[Affine; 2]>> {
    let body = front.reader.source().again(u64::from(before.block) * BLOCK, before.length as usize).unwrap_or_default();
    if digest(&body)[..before.mark.len()] != before.mark {
        return Err(Refused::at(Code::Changed, "replaced ballot"));
    }
    let form = read(&body, &setup.election)?;
    let choices = form.answers.iter().map(|answer| decode_choices(answer, Place::Root("answers")));
    Ok(choices.collect::<Result<Vec<_>>>()?.concat())
}

fn end_holds(poll: &mut Poll, head: Option<&str>, finished: bool) -> Result<()> {
    poll.done.insert(Check::Container, poll.n_events);
    poll.done.insert(Check::Chain, poll.n_events);
    if poll.last == Some(Step::Ballot) {
        poll.done.insert(Check::Ballots, poll.n_ballots);
    }
    if finished || poll.setup.is_none() {
        poll.doing = Check::Finished;
        if poll.last != Some(Step::Result) {
            let refused = Refused::at(Code::NotFinished, format_args!("event {}", poll.n_events));
            return Err(refused.with("last", name_of(poll.last)));
        }
        poll.done.insert(Check::Finished, 1);
    }
    let Some(expected) = head else {
        return Ok(());
    };
    poll.doing = Check::Head;
    let found = poll.head.as_ref().map(hex_of).unwrap_or_default();
    if found != expected {
        let place = format!("event {}, {}", poll.n_events.saturating_sub(1), name_of(poll.last));
        return Err(Refused::at(Code::Head, place).with("head", found).with("expected", expected));
    }
    poll.done.insert(Check::Head, 1);
    Ok(())
}
