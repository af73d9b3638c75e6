//! One election: its ballots made, checked and added up.

use std::collections::VecDeque;

use ballot::ballot::{Form, tracker};
use ballot::container::hex_of;
use ballot::election::{Tables, decode};
use ballot::error::Refused;
use ballot::group::{Affine, Element};
use ballot::hints::bytes_of;
use ballot::making::{self, Key};
use ballot::poll;
use ballot::scalar::DRAW;
use ballot::sums::Sums;
use ballot::tables::Coins;
use ballot::together::{check_all, check_one};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use rayon::prelude::*;

use crate::{element_of, facts, raised, seed_of};

/// An election with the tables that its ballots need. The order of its key must have been checked.
#[pyclass(frozen, module = "hustings_ballot")]
pub(crate) struct Election {
    election: ballot::election::Election,
    tables: Tables,
    key: Key,
}

type Pairs = Vec<Vec<(String, String)>>;

/// Draws of 64 bytes from bytes that were drawn before.
fn source(draws: &[u8]) -> impl FnMut() -> [u8; DRAW] {
    let mut left: VecDeque<[u8; DRAW]> = draws.as_chunks::<DRAW>().0.iter().copied().collect();
    move || left.pop_front().expect("as many draws as n_draws says")
}

#[pymethods]
impl Election {
    /// From the exact bytes of its record.
    #[new]
    fn new(py: Python<'_>, raw: &[u8]) -> PyResult<Self> {
        let read = || {
            let election = ballot::election::Election::read(raw)?;
            let (tables, key) = (Tables::new(&election)?, Key::new(&election.public_key)?);
            Ok(Self { election, tables, key })
        };
        read().map_err(|refused: Box<_>| raised(py, &refused))
    }

    /// Bytes of randomness that one ballot takes.
    #[getter]
    fn n_draw(&self) -> usize {
        making::n_draws(&self.election) * DRAW
    }

    /// Bytes of hints that one ballot has.
    #[getter]
    fn n_hint(&self) -> usize {
        ballot::ballot::n_commitments(&self.election) * 64
    }

    /// Encrypts and signs votes, on all cores: for each a credential and one row of 0 and 1 per question.
    fn make_ballots<'py>(
        &self,
        py: Python<'py>,
        votes: Vec<(String, Vec<Vec<u8>>)>,
        draws: &[u8],
    ) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let n = self.n_draw();
        if draws.len() != n * votes.len() {
            return Err(PyValueError::new_err("n_draw bytes are wanted for each ballot"));
        }
        let made: Vec<_> = py.detach(|| {
            let each = votes.par_iter().zip(draws.par_chunks(n)).map(|((credential, choices), draws)| {
                making::make_ballot(&self.election, &self.key, credential, choices, &mut source(draws))
            });
            each.collect()
        });
        made.into_iter()
            .map(|ballot| ballot.map(|body| PyBytes::new(py, &body)).map_err(|refused| raised(py, &refused)))
            .collect()
    }

    /// Checks form, proofs and signature: credential, tracker, ciphertexts and hints.
    fn check_ballot<'py>(
        &self,
        py: Python<'py>,
        ballot: &[u8],
    ) -> PyResult<(String, String, Pairs, Bound<'py, PyBytes>)> {
        let checked = py.detach(|| {
            let form = ballot::ballot::read(ballot, &self.election)?;
            let checked = check_one(&form, &self.election, &self.tables)?;
            Ok((form, bytes_of(&checked)))
        });
        let (form, hints) = checked.map_err(|refused: Box<_>| raised(py, &refused))?;
        let pair = |[alpha, beta]: &[Element; 2]| (alpha.to_string(), beta.to_string());
        let pairs = form.answers.iter().map(|answer| answer.choices.iter().map(pair).collect()).collect();
        Ok((form.credential.to_string(), tracker(ballot), pairs, PyBytes::new(py, &hints)))
    }

    /// Checks form, proofs and signatures of many ballots on all cores: for each its hints, or code, place and facts of
    /// its refusal.
    fn judge_ballots<'py>(&self, py: Python<'py>, ballots: Vec<PyBackedBytes>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let judged = py.detach(|| {
            let forms: Vec<_> = ballots.par_iter().map(|ballot| ballot::ballot::read(ballot, &self.election)).collect();
            let sound: Vec<&Form> = forms.iter().filter_map(|form| form.as_ref().ok()).collect();
            let mut checked = check_all(&sound, &self.election, &self.tables, None).into_iter();
            let hints = |form: Result<Form, _>| {
                form.and_then(|_| checked.next().expect("every ballot is checked")).map(|found| bytes_of(&found))
            };
            forms.into_iter().map(hints).collect::<Vec<_>>()
        });
        let told = |judged: Result<Vec<u8>, Box<Refused>>| match judged {
            Ok(hints) => Ok(PyBytes::new(py, &hints).into_any()),
            Err(refused) => {
                Ok((refused.code.as_str(), &refused.place, facts(py, &refused)?).into_pyobject(py)?.into_any())
            }
        };
        judged.into_iter().map(told).collect()
    }

    /// The first bytes of a file of hints.
    fn hints_start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let mut start = Vec::new();
        ballot::hints::write_start(&mut start, &self.election).map_err(|refused| raised(py, &refused))?;
        Ok(PyBytes::new(py, &start))
    }

    /// Multiplies ballots that were checked, each to the power of its weight.
    fn add_up(&self, py: Python<'_>, counted: Vec<(Pairs, u64)>) -> PyResult<Pairs> {
        let mut sums = Sums::new(self.election.shape().iter().sum());
        for (rows, weight) in counted {
            let mut choices = Vec::new();
            for (alpha, beta) in rows.into_iter().flatten() {
                let read = |text: &str| -> PyResult<Affine> {
                    decode(&element_of(text)?, "").map_err(|refused| raised(py, &refused))
                };
                choices.push([read(&alpha)?, read(&beta)?]);
            }
            sums.add(&choices, weight);
        }
        let mut flat = sums.elements().into_iter().map(|[alpha, beta]| (alpha.to_string(), beta.to_string()));
        Ok(self.election.shape().into_iter().map(|n| flat.by_ref().take(n).collect()).collect())
    }
}

/// Checks that texts are elements of the group other than the neutral one.
#[pyfunction]
#[pyo3(signature = (elements, *, seed))]
pub(crate) fn elements_hold(py: Python<'_>, elements: Vec<String>, seed: &[u8]) -> PyResult<()> {
    let mut coins = Coins::new(seed_of(seed)?);
    let held = py.detach(|| {
        let read = |(index, text): (usize, &String)| {
            Element::from_hex(text).ok_or_else(|| {
                let short: String = text.chars().take(80).collect();
                ballot::error::Refused::at(ballot::error::Code::ElementInvalid, format_args!("entry {index}"))
                    .with("element", short)
            })
        };
        let found = elements.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>();
        found.and_then(|found| poll::elements_hold(&found, &mut coins))
    });
    held.map_err(|refused| raised(py, &refused))
}

/// Makes credentials of one election on all cores, 88 random bytes for each: the secret and its public key.
#[pyfunction]
#[pyo3(signature = (uuid, *, draws))]
pub(crate) fn make_credentials(py: Python<'_>, uuid: &str, draws: &[u8]) -> PyResult<Vec<(String, String)>> {
    const EACH: usize = 88;
    let made: Result<Vec<_>, _> = py.detach(|| {
        let one = |bytes: &[u8]| {
            let mut at = 0;
            let mut draw = |n: usize| {
                at += n;
                bytes.get(at - n..at).map_or_else(Vec::new, <[u8]>::to_vec)
            };
            making::make_credential(uuid, &mut draw).map(|(secret, public)| (secret, public.to_string()))
        };
        draws.par_chunks(EACH).map(one).collect()
    });
    made.map_err(|refused| raised(py, &refused))
}

/// Ballots as they are appended to an archive; its head and number of events after them.
#[pyfunction]
pub(crate) fn pack_ballots<'py>(
    py: Python<'py>,
    ballots: Vec<Vec<u8>>,
    timestamp: u64,
    head: &str,
    n_events: u64,
) -> PyResult<(Bound<'py, PyBytes>, String, u64)> {
    let head = element_of(head)?.0;
    let (chunk, head, n_events) = py.detach(|| ballot::chain::pack_ballots(&ballots, timestamp, head, n_events));
    Ok((PyBytes::new(py, &chunk), hex_of(&head), n_events))
}
