//! Commitments kept beside an archive, and many ballots checked at once with them.
//!
//! A file of hints is `FORMAT`, the archive's number of commitments per ballot, and then, ballot by ballot in the order
//! of the archive, the plain coordinates of the commitments that the proofs hash, the signature's first: 64 bytes each,
//! x and y in little-endian order. Hints need not be trusted. With them a verifier hashes commitments instead of
//! recomputing them, and then checks all the linear equations of a batch together, under random factors, and that every
//! point lies in the prime-order group. Where anything does not hold, the ballots are checked exactly.
//!
//! Source: Bellare, Garay, Rabin 1998 (batch verification); Pippenger 1976 (sums of multiples).

use std::io::{Read, Write};

use curve25519_dalek::Scalar;
use rayon::prelude::*;

use crate::ballot::{Checked, Form, n_commitments, product, statements};
use crate::digits::{WIDTH, wide_digits};
use crate::election::Election;
use crate::error::{Code, Refused, Result};
use crate::group::{Affine, Element, Niels, Point, affine_all};
use crate::lanes::products::{Terms, sum_of_terms};
use crate::lanes::register::FAST;
use crate::lanes::subsets::kept_hold;
use crate::poll::Setup;
use crate::tables::{Coins, all_in_group};
use crate::together::{SHARE, Work, decode_share};

/// The first bytes of a file of hints.
pub const FORMAT: &[u8; 16] = b"hustings-hints/1";

const POINT: usize = 64;

/// Ballots whose equations are checked as one.
const CHUNK: usize = BATCH;

/// Ballots of a batch: more than without hints, since what is done once for a batch is more of the work.
pub const BATCH: usize = 512;

/// Ballots whose equations one core puts together.
const EQUATIONS: usize = 32;

/// Begins a file of hints.
pub fn write_start(file: &mut dyn Write, election: &Election) -> Result<()> {
    let n = u32::try_from(n_commitments(election)).unwrap_or(u32::MAX);
    write(file, &[&FORMAT[..], &n.to_le_bytes()].concat())
}

fn write(file: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    file.write_all(bytes).map_err(|problem| Refused::at(Code::Unreadable, "hints").with("reason", problem.to_string()))
}

/// The hints of one ballot.
pub fn bytes_of(checked: &Checked) -> Vec<u8> {
    points_of(&checked.commitments).collect()
}

fn points_of(commitments: &[Affine]) -> impl Iterator<Item = u8> {
    commitments.iter().flat_map(Affine::to_bytes)
}

/// Writes the commitments of ballots.
pub fn write_batch<'a>(file: &mut dyn Write, ballots: impl Iterator<Item = &'a [Affine]>) -> Result<()> {
    let bytes: Vec<u8> = ballots.flat_map(points_of).collect();
    write(file, &bytes)
}

/// Whether a file of hints is made for this election. Reads its start.
pub fn start_fits(file: &mut dyn Read, election: &Election) -> bool {
    let mut start = [0; 20];
    let n = u32::try_from(n_commitments(election)).unwrap_or(u32::MAX);
    file.read_exact(&mut start).is_ok() && start[..16] == FORMAT[..] && start[16..] == n.to_le_bytes()
}

/// Where the hints of a ballot stand in their file, behind those of the ballots before it.
pub fn place_of(election: &Election, before: u64) -> u64 {
    let size = (n_commitments(election) * POINT) as u64;
    (FORMAT.len() as u64 + 4).saturating_add(before.saturating_mul(size))
}

/// One ballot with its hints: its challenges hold, its linear equations and its group are still to be checked.
struct Candidate<'a> {
    form: &'a Form,
    signer: Affine,
    checked: Checked,
}

/// The ballots of a batch that hold by their hints; None for those that must be checked exactly.
pub fn use_batch(
    file: &mut (dyn Read + Send),
    forms: &[Result<(Form, usize, u64)>],
    setup: &Setup,
    mut coins: Coins,
) -> Vec<Option<Checked>> {
    let size = n_commitments(&setup.election) * POINT;
    let mut bytes = Vec::with_capacity(size * forms.len());
    if file.take((size * forms.len()) as u64).read_to_end(&mut bytes).is_err() {
        bytes.clear();
    }
    let bytes = &bytes;
    let mut candidates: Vec<Option<Candidate<'_>>> = forms
        .par_chunks(SHARE)
        .with_max_len(1)
        .enumerate()
        .flat_map_iter(|(share, forms)| {
            let forms: Vec<Option<&Form>> = forms.iter().map(|form| Some(&form.as_ref().ok()?.0)).collect();
            let works = decode_share(&forms).into_iter().enumerate();
            let found = works.map(|(place, work)| {
                let index = share * SHARE + place;
                candidate(work?, bytes.get(index * size..(index + 1) * size)?, setup)
            });
            found.collect::<Vec<_>>()
        })
        .collect();
    // The coins come after everything that they judge.
    let seeds: Vec<[u8; 32]> = candidates.iter().map(|_| coins.block()).collect();
    candidates
        .par_chunks_mut(CHUNK)
        .zip(seeds.par_chunks(CHUNK))
        .flat_map(|(chunk, seeds)| {
            let there: Vec<&Candidate<'_>> = chunk.iter().flatten().collect();
            let holds = batch_holds(&there, setup, &mut Coins::new(seeds[0]));
            chunk.iter_mut().map(|each| each.take().map(|each| each.checked).filter(|_| holds)).collect::<Vec<_>>()
        })
        .collect()
}

fn candidate<'a>(work: Work<'a>, hints: &[u8], setup: &Setup) -> Option<Candidate<'a>> {
    let Work { form, signer, choices } = work;
    let read = |bytes: &[u8]| Affine::from_bytes(bytes.try_into().ok()?);
    let commitments: Vec<Affine> = hints.chunks_exact(POINT).map(read).collect::<Option<_>>()?;
    let questions = setup.election.questions.iter().zip(&choices);
    let products: Vec<Point> = questions.flat_map(|(question, choices)| product(question, choices)).collect();
    let products: Vec<Element> = affine_all(&products).iter().map(Affine::element).collect();
    let mut texts = vec![commitments[0].element()];
    let mut at = 1;
    for (answer, pair) in form.answers.iter().zip(products.chunks_exact(2)) {
        let n = 2 * answer.proofs.iter().map(Vec::len).sum::<usize>();
        texts.extend(pair);
        texts.extend(commitments[at..at + n].iter().map(Affine::element));
        at += n;
    }
    form.challenges_hold(&setup.election, &texts).ok()?;
    Some(Candidate { form, signer, checked: Checked { choices: choices.concat(), commitments } })
}

/// Whether all points of the ballots are in the group, and all their equations hold: the sum, under a random factor of
/// 128 bits for each, of commitment less response times base less challenge times ciphertext is neutral.
fn batch_holds(ballots: &[&Candidate<'_>], setup: &Setup, coins: &mut Coins) -> bool {
    let parts: Vec<(&[&Candidate<'_>], Coins)> =
        ballots.chunks(EQUATIONS).map(|ballots| (ballots, coins.fork())).collect();
    let of = |(ballots, mut coins)| Equation::of(ballots, setup, &mut coins);
    if FAST {
        let n = 1 + n_commitments(&setup.election) + 2 * setup.shape().iter().sum::<usize>();
        let mut terms = Terms::new(n * ballots.len());
        let rows = terms.rows(n * EQUATIONS).zip(parts).with_max_len(1);
        let equations: Vec<Equation> = rows
            .map(|(mut row, part)| {
                let mut equation = of(part);
                row.set(&std::mem::take(&mut equation.terms));
                equation
            })
            .collect();
        let (grouped, sum) = rayon::join(|| kept_hold(terms.points(), coins), || sum_of_terms(&terms));
        return grouped && sum.add(&fixed(&equations, setup)).is_neutral();
    }
    let points =
        ballots.iter().flat_map(|each| each.checked.commitments.iter().chain(each.checked.choices.as_flattened()));
    let points: Vec<Affine> = points.copied().collect();
    let equations: Vec<Equation> = parts.into_par_iter().map(of).collect();
    let terms: Vec<(Niels, [u8; 32])> = equations.iter().flat_map(|part| &part.terms).copied().collect();
    all_in_group(&points, coins) && sum_of_multiples(&terms).add(&fixed(&equations, setup)).is_neutral()
}

/// What the equations say of the bases that have tables.
fn fixed(equations: &[Equation], setup: &Setup) -> Point {
    let base: Scalar = equations.iter().map(|part| part.base).sum();
    let key: Scalar = equations.iter().map(|part| part.key).sum();
    setup.tables.key.times(key.as_bytes(), setup.tables.base.times(base.as_bytes(), Point::NEUTRAL))
}

/// Terms of the one equation that stands for all: those of some ballots.
#[derive(Default)]
struct Equation {
    base: Scalar,
    key: Scalar,
    terms: Vec<(Niels, [u8; 32])>,
}

impl Equation {
    fn of(ballots: &[&Candidate<'_>], setup: &Setup, coins: &mut Coins) -> Self {
        let mut sum = Self::default();
        ballots.iter().for_each(|ballot| sum.add(ballot, setup, coins));
        sum
    }

    /// Two factors of 128 bits.
    fn factors(coins: &mut Coins) -> [Scalar; 2] {
        let block = coins.block();
        let half = |from: usize| u128::from_le_bytes(std::array::from_fn(|index| block[from + index]));
        [0, 16].map(|from| Scalar::from(half(from)))
    }

    fn term(&mut self, point: &Affine, factor: Scalar) {
        self.terms.push((point.niels(), factor.to_bytes()));
    }

    fn add(&mut self, ballot: &Candidate<'_>, setup: &Setup, coins: &mut Coins) {
        let Candidate { form, signer, checked } = ballot;
        let [factor, _] = Self::factors(coins);
        self.term(&checked.commitments[0], factor);
        self.base -= factor * form.signature.response;
        self.term(signer, -(factor * form.signature.challenge));
        let (mut at, mut first) = (1, 0);
        for (answer, question) in form.answers.iter().zip(&setup.election.questions) {
            let n = answer.choices.len();
            let mut powers = vec![[Scalar::ZERO; 2]; n + 1];
            let stated = statements(question);
            for (branches, pairs) in stated.iter().zip(&answer.proofs) {
                for (&(source, value), pair) in branches.iter().zip(pairs) {
                    let factors = Self::factors(coins);
                    for (side, factor) in factors.into_iter().enumerate() {
                        self.term(&checked.commitments[at + side], factor);
                        powers[source][side] -= factor * pair.challenge;
                    }
                    at += 2;
                    self.base -= factors[0] * pair.response;
                    self.key -= factors[1] * pair.response;
                    self.base += factors[1] * pair.challenge * Scalar::from(value);
                }
            }
            let sum = powers[n];
            for (index, pair) in checked.choices[first..first + n].iter().enumerate() {
                let counts = index >= usize::from(question.blank);
                for side in 0..2 {
                    let shared = if counts { sum[side] } else { Scalar::ZERO };
                    self.term(&pair[side], powers[index][side] + shared);
                }
            }
            first += n;
        }
    }
}

/// The sum of many points, each times a number below 2^253: bucket by bucket, signed digits of ten bits.
pub fn sum_of_multiples(terms: &[(Niels, [u8; 32])]) -> Point {
    let digits: Vec<[i16; 26]> = terms.iter().map(|(_, number)| wide_digits(number)).collect();
    let mut sum = Point::NEUTRAL;
    for place in (0..26).rev() {
        for _ in 0..WIDTH {
            sum = sum.double();
        }
        let mut buckets = vec![Point::NEUTRAL; 1 << (WIDTH - 1)];
        for ((point, _), digits) in terms.iter().zip(&digits) {
            let digit = digits[place];
            if let Some(index) = usize::from(digit.unsigned_abs()).checked_sub(1) {
                let addend = if digit > 0 { *point } else { point.negate() };
                buckets[index] = buckets[index].add_niels(&addend);
            }
        }
        let (mut running, mut weighed) = (Point::NEUTRAL, Point::NEUTRAL);
        for bucket in buckets.iter().rev() {
            running = running.add(bucket);
            weighed = weighed.add(&running);
        }
        sum = sum.add(&weighed);
    }
    sum
}
