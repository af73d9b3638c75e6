//! The state of one poll, and the checks that each event must pass to become part of it.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::chain::{Event, Step};
use crate::container::{Hash, digest, hex_of};
use crate::decryption::{self, Decryption, Tally};
use crate::election::{self, Election, Listed, Tables, decode, read_credentials, read_setup};
use crate::error::{Code, Refused, Result};
use crate::group::{Affine, Element};
use crate::lanes::decoding::decode_all;
use crate::sums::Sums;
use crate::tables::{Coins, FixedBase, all_in_group};
use crate::trustees::{self, Trustee};
use crate::voters::Voters;

/// The checks of a poll, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Check {
    Container,
    Chain,
    Election,
    Trustees,
    Credentials,
    Ballots,
    Tally,
    Decryptions,
    Result,
    Finished,
    Head,
}

impl Check {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Chain => "chain",
            Self::Election => "election",
            Self::Trustees => "trustees",
            Self::Credentials => "credentials",
            Self::Ballots => "ballots",
            Self::Tally => "tally",
            Self::Decryptions => "decryptions",
            Self::Result => "result",
            Self::Finished => "finished",
            Self::Head => "head",
        }
    }
}

/// What is fixed before the first ballot.
pub struct Setup {
    /// What is asked.
    pub election: Election,
    /// Who decrypts.
    pub trustees: Vec<Trustee>,
    /// The records of election, trustees and links; that of the credentials is left out, being long.
    pub records: Vec<Vec<u8>>,
    /// Tables of the base point and of the key.
    pub tables: Tables,
    owners: Vec<Element>,
    shape: Vec<usize>,
}

/// One poll, as far as its events have come.
pub struct Poll {
    /// The hash of its last event; nothing at the beginning.
    pub head: Option<Hash>,
    /// Events so far.
    pub n_events: u64,
    /// The last event's kind.
    pub last: Option<Step>,
    /// The check at work.
    pub doing: Check,
    /// The checks that hold so far, with the number of things that they looked at.
    pub done: BTreeMap<Check, u64>,
    /// What was fixed at the beginning.
    pub setup: Option<Setup>,
    /// Who may vote, and who has.
    pub voters: Voters,
    /// Ballots so far.
    pub n_ballots: u64,
    /// Those that were checked by their hints.
    pub n_hinted: u64,
    /// The products of the ballots that count.
    pub sums: Sums,
    /// The stated tally, once it is there.
    pub tally: Tally,
    /// Its hash.
    pub tally_hash: String,
    /// The partial decryptions by owner.
    pub decryptions: BTreeMap<u64, (Decryption, Vec<u8>)>,
    /// The owners in the order in which they decrypted.
    pub decrypted: Vec<u64>,
    /// The result.
    pub results: Vec<Vec<u64>>,
    /// The hash of its first event.
    pub setup_hash: Hash,
    coins: Coins,
}

impl Setup {
    /// Choices per question.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }
}

impl Poll {
    /// A poll without events. The coins must not be foreseeable by whoever made the archive.
    pub fn new(coins: Coins) -> Self {
        Self {
            head: None,
            n_events: 0,
            last: None,
            doing: Check::Container,
            done: BTreeMap::new(),
            setup: None,
            voters: Voters::default(),
            n_ballots: 0,
            n_hinted: 0,
            sums: Sums::new(0),
            tally: Vec::new(),
            tally_hash: String::new(),
            decryptions: BTreeMap::new(),
            decrypted: Vec::new(),
            results: Vec::new(),
            setup_hash: Hash::default(),
            coins,
        }
    }

    /// What was fixed at the beginning; events behind the first find it there.
    pub fn fixed(&self) -> &Setup {
        self.setup.as_ref().expect("the setup is the first event")
    }

    /// Coins for one batch of ballots.
    pub fn coins(&mut self) -> Coins {
        self.coins.fork()
    }

    /// Checks an event other than a ballot, whose place in the chain has been checked.
    pub fn take(&mut self, event: Event) -> Result<()> {
        let (place, height, step, hash) = (event.place(), event.height, event.step, event.hash);
        let taken = match event.step {
            Step::Setup => self.take_setup(event),
            Step::EncryptedTally => self.take_tally(&event),
            Step::PartialDecryption => self.take_decryption(event),
            Step::Result => self.take_result(&event),
            _ => {
                self.done.insert(Check::Ballots, self.n_ballots);
                Ok(())
            }
        };
        taken.map_err(|refused| refused.inside(&place))?;
        self.accept(height, step, hash);
        self.doing = Check::Container;
        Ok(())
    }

    /// Moves on to an event that has been checked.
    pub fn accept(&mut self, height: u64, step: Step, hash: Hash) {
        if step == Step::Setup {
            self.setup_hash = hash;
        }
        self.head = Some(hash);
        self.n_events = height + 1;
        self.last = Some(step);
    }

    /// Takes the setup of a poll that somebody else checks; its ballots can then be judged.
    pub fn take_unchecked_setup(&mut self, event: Event) -> Result<()> {
        self.accept(event.height, event.step, event.hash);
        let records: Vec<Vec<u8>> = event.data.into_iter().map(|data| data.body).collect();
        let (election, listed) = (Election::read(&records[0])?, read_credentials(&records[2])?);
        let base = FixedBase::new(&Affine::base().point());
        self.fix(election, trustees::read(&records[1])?, listed, Vec::new(), base)
    }

    fn take_setup(&mut self, event: Event) -> Result<()> {
        self.doing = Check::Election;
        let mut records: Vec<Vec<u8>> = event.data.into_iter().map(|data| data.body).collect();
        let stated = read_setup(&records[3])?;
        for ((name, body), stated) in ["election", "trustees", "credentials"].into_iter().zip(&records).zip(stated) {
            if stated.0 != digest(body) {
                return Err(Refused::at(Code::SetupLink, "setup").with("record", name));
            }
        }
        let election = Election::read(&records[0])?;
        let listed_trustees = trustees::read(&records[1])?;
        let listed = read_credentials(&records[2])?;
        records[2] = Vec::new();
        self.done.insert(Check::Election, election.questions.len() as u64);
        self.doing = Check::Trustees;
        let base = FixedBase::new(&Affine::base().point());
        let n_owners = trustees::hold(&listed_trustees, &election.public_key, &base)?;
        self.done.insert(Check::Trustees, n_owners as u64);
        self.doing = Check::Credentials;
        credentials_hold(&listed, &mut self.coins)?;
        self.done.insert(Check::Credentials, listed.elements.len() as u64);
        self.fix(election, listed_trustees, listed, records, base)
    }

    fn fix(
        &mut self,
        election: Election,
        listed_trustees: Vec<Trustee>,
        listed: Listed,
        records: Vec<Vec<u8>>,
        base: FixedBase,
    ) -> Result<()> {
        let key = FixedBase::new(&decode(&election.public_key, "")?.point());
        let shape = election.shape();
        self.sums = Sums::new(shape.iter().sum());
        self.voters = Voters::new(listed);
        let owners = trustees::owners(&listed_trustees);
        let tables = Tables { base, key };
        self.setup = Some(Setup { election, trustees: listed_trustees, records, tables, owners, shape });
        Ok(())
    }

    /// The products of the ballots that count, question by question.
    pub fn recomputed_tally(&self) -> Tally {
        let mut flat = self.sums.elements().into_iter();
        self.fixed().shape.iter().map(|&n| flat.by_ref().take(n).collect()).collect()
    }

    fn take_tally(&mut self, event: &Event) -> Result<()> {
        self.doing = Check::Tally;
        let stated = decryption::read_tally(&event.data[0].body, &self.fixed().shape)?;
        let (n_tallied, weight, hashed) = decryption::read_sized_tally(&event.data[1].body)?;
        if stated != self.recomputed_tally() {
            return Err(Refused::at(Code::Tally, "encrypted tally"));
        }
        let wrong = |stated: String, found: String| {
            Refused::at(Code::TallyCounts, "sized tally").with("stated", stated).with("found", found)
        };
        if n_tallied != self.voters.n_counted {
            return Err(wrong(format!("{n_tallied} ballots"), self.voters.n_counted.to_string()));
        }
        if weight.map(u128::from) != Some(self.voters.weight) {
            let stated = weight.map_or_else(|| "more than 2^64".to_owned(), |weight| weight.to_string());
            return Err(wrong(format!("{stated} as total weight"), self.voters.weight.to_string()));
        }
        if hashed.0 != event.data[0].hash {
            return Err(Refused::at(Code::Tally, "sized tally"));
        }
        self.tally_hash = hex_of(&event.data[0].hash);
        self.done.insert(Check::Tally, self.sums.0.len() as u64);
        self.tally = stated;
        Ok(())
    }

    fn take_decryption(&mut self, mut event: Event) -> Result<()> {
        self.doing = Check::Decryptions;
        let (owner, hashed) = decryption::read_owned(&event.data[1].body)?;
        let owners = &self.fixed().owners;
        let position = usize::try_from(owner).ok().and_then(|owner| owner.checked_sub(1));
        let Some(public_key) = position.and_then(|position| owners.get(position)) else {
            let refused = Refused::at(Code::OwnerUnknown, "owned reference").with("owner", owner);
            return Err(refused.with("n_trustees", owners.len()));
        };
        if self.decryptions.contains_key(&owner) {
            return Err(Refused::at(Code::OwnerTwice, "owned reference").with("owner", owner));
        }
        if hashed.0 != event.data[0].hash {
            return Err(Refused::at(Code::DecryptionLink, "owned reference"));
        }
        let body = std::mem::take(&mut event.data[0].body);
        let setup = self.fixed();
        let found = decryption::read_decryption(&body, &setup.shape)?;
        found.holds(&self.tally, &setup.election.fingerprint, public_key, owner, &setup.tables.base)?;
        self.decryptions.insert(owner, (found, body));
        self.decrypted.push(owner);
        self.done.insert(Check::Decryptions, self.decryptions.len() as u64);
        Ok(())
    }

    fn take_result(&mut self, event: &Event) -> Result<()> {
        self.doing = Check::Result;
        let setup = self.fixed();
        let stated = decryption::read_result(&event.data[0].body, &setup.shape)?;
        let sizes = trustees::sizes(&setup.trustees);
        let weights = decryption::owner_weights(&sizes, &|owner| self.decryptions.contains_key(&owner))?;
        let opened = decryption::opened(&self.tally, &weights, &self.decryptions)?;
        let mut results = Vec::new();
        for (question, (row, points)) in stated.iter().zip(&opened).enumerate() {
            let mut numbers = Vec::new();
            for (answer, (number, point)) in row.iter().zip(points).enumerate() {
                let at_most = number.filter(|&number| u128::from(number) <= self.voters.weight);
                let same = |&number: &u64| Affine::base().point().times_small(number).same(point);
                numbers.push(at_most.filter(same).ok_or_else(|| {
                    let refused = Refused::at(Code::Result, "result").with("question", question + 1);
                    refused.with("answer", answer + 1)
                })?);
            }
            results.push(numbers);
        }
        self.results = results;
        self.done.insert(Check::Result, self.sums.0.len() as u64);
        Ok(())
    }
}

/// Checks that public credentials are distinct elements. Refused: `CredentialTwice`, `ElementInvalid`, `ElementNeutral`.
fn credentials_hold(listed: &Listed, coins: &mut Coins) -> Result<()> {
    let elements = &listed.elements;
    let mut seen = HashSet::new();
    let rising = elements.is_sorted_by(|one, next| one < next);
    if !rising && let Some(twice) = elements.iter().find(|element| !seen.insert(**element)) {
        return Err(Refused::at(Code::CredentialTwice, "credentials").with("credential", twice.to_string()));
    }
    elements_hold(elements, coins)
}

/// Checks that texts are elements of the group other than the neutral one; the first that is not is named.
///
/// Refused: `ElementInvalid`, `ElementNeutral`.
pub fn elements_hold(elements: &[Element], coins: &mut Coins) -> Result<()> {
    const PIECE: usize = 1 << 11;
    let pieces: Vec<(usize, &[Element], [u8; 32])> =
        elements.chunks(PIECE).enumerate().map(|(index, piece)| (index * PIECE, piece, coins.block())).collect();
    let held = pieces.into_par_iter().map(|(start, piece, seed)| {
        let points = decode_piece(piece, start)?;
        Ok(all_in_group(&points, &mut Coins::new(seed)).then_some(()).ok_or_else(|| wrong_of(piece, start)))
    });
    // A text that is no point at all is named before a point outside the group, wherever they stand.
    let held: Vec<Result<std::result::Result<(), Box<Refused>>>> = held.collect();
    held.into_iter().collect::<Result<Vec<_>>>()?.into_iter().collect()
}

fn decode_piece(piece: &[Element], start: usize) -> Result<Vec<Affine>> {
    let check = |(index, (point, text)): (usize, (Option<Affine>, &Element))| {
        let place = || format!("entry {}", start + index);
        let point = point.map_or_else(|| decode(text, place()), Ok)?;
        if point.is_neutral() { Err(Refused::at(Code::ElementNeutral, place())) } else { Ok(point) }
    };
    decode_all(piece).into_iter().zip(piece).enumerate().map(check).collect()
}

fn wrong_of(piece: &[Element], start: usize) -> Box<Refused> {
    let outside = |text: &Element| election::element(text, "").is_err();
    let wrong = piece.iter().position(outside).unwrap_or(0);
    let refused = Refused::at(Code::ElementInvalid, format_args!("entry {}", start + wrong));
    refused.with("element", piece[wrong].to_string())
}
