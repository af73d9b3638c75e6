//! The exact check of many ballots at once.
//!
//! The same work as `Form::check`, in another order: the points of some ballots are decoded, then all are raised to the
//! powers of their challenges, and so on, so that there are always four to work on at once. This way says only yes or
//! no. A ballot that it does not find right is checked singly, and refused, if at all, by what is found there.

use rayon::prelude::*;

use crate::ballot::{Checked, Form, exponents, product, statements};
use crate::election::{Election, Tables};
use crate::error::Result;
use crate::group::{Affine, Element, ORDER, Point, affine_all};
use crate::lanes::decoding::decode_all;
use crate::lanes::fixed::{Sum, add_fixed};
use crate::lanes::multiples::{Job, raise};
use crate::tables::{Coins, all_in_group};
use curve25519_dalek::Scalar;

/// Ballots that one core works on together.
pub(crate) const SHARE: usize = 4;

/// With fewer ballots, the order of the group rides along as one more exponent of each ciphertext.
const RIDES_BELOW: usize = 32;

/// Checks ballots on all cores, each as `Form::check` would.
///
/// With coins that could not be foreseen when the ballots were made, the order of many ciphertexts is tested by random
/// sums.
pub fn check_all(
    forms: &[&Form],
    election: &Election,
    tables: &Tables,
    coins: Option<&mut Coins>,
) -> Vec<Result<Checked>> {
    let coins = coins.filter(|_| forms.len() >= RIDES_BELOW);
    let share = |forms: &[&Form]| check_share(forms, election, tables, coins.is_none());
    // Share by share: a core that has ended takes the next one, and none waits for another's long row of them.
    let mut found: Vec<Option<Checked>> = forms.par_chunks(SHARE).with_max_len(1).flat_map_iter(share).collect();
    if let Some(coins) = coins {
        let points: Vec<Affine> =
            found.iter().flatten().flat_map(|each| each.choices.as_flattened()).copied().collect();
        if !all_in_group(&points, coins) {
            found.fill_with(|| None);
        }
    }
    let pairs = forms.par_iter().zip(found);
    pairs.map(|(form, found)| found.map_or_else(|| form.check(election, tables), Ok)).collect()
}

/// Checks one ballot as `Form::check` would, its own points four at once.
pub fn check_one(form: &Form, election: &Election, tables: &Tables) -> Result<Checked> {
    let found = check_share(&[form], election, tables, true).pop().flatten();
    found.map_or_else(|| form.check(election, tables), Ok)
}

/// A ballot whose points are decoded.
pub(crate) struct Work<'a> {
    /// The ballot.
    pub form: &'a Form,
    /// Whose it is.
    pub signer: Affine,
    /// Its ciphertexts, answer by answer.
    pub choices: Vec<Vec<[Affine; 2]>>,
}

/// The ballots of these that hold.
fn check_share(forms: &[&Form], election: &Election, tables: &Tables, rides: bool) -> Vec<Option<Checked>> {
    let forms: Vec<Option<&Form>> = forms.iter().copied().map(Some).collect();
    let works = decode_share(&forms);
    let jobs: Vec<Job> = works.iter().flatten().flat_map(|work| work.jobs(election, rides)).collect();
    let mut raised = raise(&jobs).into_iter();
    let mut sums = Vec::new();
    let sizes: Vec<Option<usize>> = works
        .iter()
        .map(|work| {
            let mine = work.as_ref()?.sums(election, tables, rides, &mut raised)?;
            let n = mine.len();
            sums.extend(mine);
            Some(n)
        })
        .collect();
    let affine = affine_all(&add_fixed(&sums));
    let mut at = 0;
    let end = |(work, size): (Option<Work<'_>>, Option<usize>)| {
        let points = &affine[at..at + size.unwrap_or(0)];
        at += points.len();
        work.filter(|_| size.is_some())?.end(election, points)
    };
    works.into_iter().zip(sizes).map(end).collect()
}

/// Decodes ballots whose outside holds; None for the others, and if something is no point or is neutral.
pub(crate) fn decode_share<'a>(forms: &[Option<&'a Form>]) -> Vec<Option<Work<'a>>> {
    let sound = |form: &&Form| form.outside_holds().is_ok();
    let sound: Vec<Option<&Form>> = forms.iter().map(|form| form.filter(sound)).collect();
    let texts = |form: &&Form| -> Vec<Element> {
        let choices = form.answers.iter().flat_map(|answer| answer.choices.as_flattened());
        std::iter::once(&form.credential).chain(choices).copied().collect()
    };
    let elements: Vec<Element> = sound.iter().flatten().flat_map(texts).collect();
    let mut decoded = decode_all(&elements).into_iter();
    let mut work = |form: &'a Form| {
        let mut next = || decoded.next().flatten();
        let signer = next();
        let mut choice = || next().filter(|point| !point.is_neutral());
        // All are taken from the list, whatever they are.
        let mut pairs = |n: usize| -> Vec<Option<[Affine; 2]>> {
            (0..n).map(|_| [choice(), choice()]).map(|[alpha, beta]| Some([alpha?, beta?])).collect()
        };
        let found: Vec<Vec<_>> = form.answers.iter().map(|answer| pairs(answer.choices.len())).collect();
        let choices = found.into_iter().map(|pairs| pairs.into_iter().collect()).collect::<Option<_>>()?;
        Some(Work { form, signer: signer?, choices })
    };
    sound.into_iter().map(|form| form.and_then(&mut work)).collect()
}

impl Work<'_> {
    /// What is to be raised: the signer, and for each answer its ciphertexts and their product.
    fn jobs(&self, election: &Election, rides: bool) -> Vec<Job> {
        let signature = self.form.signature.challenge.to_bytes();
        let mut jobs = vec![Job { point: self.signer.point(), numbers: vec![signature] }];
        for ((answer, question), choices) in self.form.answers.iter().zip(&election.questions).zip(&self.choices) {
            let mut numbers = exponents(&statements(question), answer, choices.len());
            let last = numbers.pop().unwrap_or_default();
            for (pair, mut numbers) in choices.iter().zip(numbers) {
                numbers.extend(rides.then_some(ORDER));
                jobs.extend(pair.map(|point| Job { point: point.point(), numbers: numbers.clone() }));
            }
            jobs.extend(product(question, choices).map(|point| Job { point, numbers: last.clone() }));
        }
        jobs
    }

    /// The commitments, as sums that begin with what was raised; before those of an answer its product.
    ///
    /// None if a ciphertext is not in the group. Takes from `raised` as many as `jobs` gave.
    fn sums<'t>(
        &self,
        election: &Election,
        tables: &'t Tables,
        rides: bool,
        raised: &mut impl Iterator<Item = Vec<Point>>,
    ) -> Option<Vec<Sum<'t>>> {
        let mut next = || raised.next().unwrap_or_default();
        let response = *self.form.signature.response.as_bytes();
        let mut sums = vec![Sum { start: next()[0], terms: vec![(&tables.base, response)] }];
        let mut grouped = true;
        for ((answer, question), choices) in self.form.answers.iter().zip(&election.questions).zip(&self.choices) {
            let mut powers: Vec<[Vec<Point>; 2]> = (0..=choices.len()).map(|_| [next(), next()]).collect();
            if rides {
                let orders = powers[..choices.len()].iter_mut().flatten().map(Vec::pop);
                grouped &= orders.fold(true, |held, order| held & order.is_some_and(|point| point.is_neutral()));
            }
            sums.extend(product(question, choices).map(|start| Sum { start, terms: Vec::new() }));
            let mut used = vec![0; powers.len()];
            for (branches, pairs) in statements(question).iter().zip(&answer.proofs) {
                for (&(source, value), pair) in branches.iter().zip(pairs) {
                    let [alpha, beta] = [0, 1].map(|side| powers[source][side][used[source]]);
                    used[source] += 1;
                    let response = *pair.response.as_bytes();
                    sums.push(Sum { start: alpha, terms: vec![(&tables.base, response)] });
                    let mut terms = vec![(&tables.key, response)];
                    if value > 0 {
                        terms.push((&tables.base, (-(pair.challenge * Scalar::from(value))).to_bytes()));
                    }
                    sums.push(Sum { start: beta, terms });
                }
            }
        }
        grouped.then_some(sums)
    }

    /// Checks the challenges against the points that `sums` came to.
    fn end(self, election: &Election, points: &[Affine]) -> Option<Checked> {
        let texts: Vec<Element> = points.iter().map(Affine::element).collect();
        self.form.challenges_hold(election, &texts).ok()?;
        Some(Checked { choices: self.choices.concat(), commitments: self.form.without_products(points) })
    }
}
