//! A whole archive, judged.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::sync::PoisonError;

use ballot::chain::{Step, name_of};
use ballot::container::hex_of;
use ballot::decryption::Tally;
use ballot::election::Listed;
use ballot::error::Refused as Refusal;
use ballot::group::Element;
use ballot::poll::Poll;
use ballot::tables::Coins;
use ballot::verify::{Hints, Wanted};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use rayon::ThreadPoolBuilder;

use crate::stream::{Raised, Stream, keep};
use crate::{facts, seed_of, shards};

// A ballot that was replaced is read again, and then what lies in the buffer once more: so it is small.
const PIECE: usize = 1 << 16;

/// Judges an archive; what was found, as a dictionary. `seed` must not be foreseeable by who made the archive.
///
/// `answers` gives one after the other what workers say of ranges of `per` ballots, or None where one is judged here.
#[pyfunction]
#[pyo3(signature = (archive, *, seed, head=None, finished=true, workers=0, hints=None, write_hints=None, watch=None, per=0, answers=None))]
#[allow(clippy::too_many_arguments)] // they are named where it is called
pub(crate) fn verify(
    py: Python<'_>,
    archive: &Bound<'_, PyAny>,
    seed: &[u8],
    head: Option<String>,
    finished: bool,
    workers: usize,
    hints: Option<std::path::PathBuf>,
    write_hints: Option<std::path::PathBuf>,
    watch: Option<Py<PyAny>>,
    per: u64,
    answers: Option<Py<PyAny>>,
) -> PyResult<Py<PyDict>> {
    let raised = Raised::default();
    let source = BufReader::with_capacity(PIECE, Stream::new(archive, raised.clone())?);
    let coins = Coins::new(seed_of(seed)?);
    let hints = match (hints, write_hints) {
        (Some(path), _) => Hints::Use(Box::new(BufReader::with_capacity(PIECE, File::open(path)?))),
        (None, Some(path)) => Hints::Write(Box::new(BufWriter::with_capacity(PIECE, File::create_new(path)?))),
        (None, None) => Hints::None,
    };
    let elsewhere = answers.map(|answers| shards::elsewhere(answers, per, raised.clone()));
    let wanted = Wanted { head, finished, hints, elsewhere };
    let mut told = watcher(watch, raised.clone());
    let pool = ThreadPoolBuilder::new().num_threads(workers).build();
    let pool = pool.map_err(|problem| pyo3::exceptions::PyRuntimeError::new_err(problem.to_string()))?;
    let (poll, refused) = py.detach(|| pool.install(|| ballot::verify::verify(source, wanted, coins, &mut told)));
    let problem = raised.lock().unwrap_or_else(PoisonError::into_inner).take();
    problem.map_or_else(|| report(py, poll, refused.as_deref()), Err)
}

/// Tells Python how far the work has come, and lets it be interrupted.
fn watcher(watch: Option<Py<PyAny>>, raised: Raised) -> impl FnMut(u64) -> bool + Send {
    move |n_ballots| {
        let told = Python::attach(|py| {
            py.check_signals()?;
            watch.as_ref().map(|watch| watch.call1(py, (n_ballots,))).transpose()
        });
        let failed = raised.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        let going_on = told.is_ok() && !failed;
        if let Err(problem) = told {
            keep(&raised, problem);
        }
        going_on
    }
}

fn report(py: Python<'_>, mut poll: Poll, refused: Option<&Refusal>) -> PyResult<Py<PyDict>> {
    let found = PyDict::new(py);
    let refusal = refused.map(|refused| Ok::<_, PyErr>((refused.code.as_str(), &refused.place, facts(py, refused)?)));
    found.set_item("refused", refusal.transpose()?)?;
    found.set_item("doing", poll.doing.as_str())?;
    let done: Vec<(&str, u64)> = poll.done.iter().map(|(check, n)| (check.as_str(), *n)).collect();
    found.set_item("done", done)?;
    found.set_item("head", poll.head.as_ref().map(hex_of).unwrap_or_default())?;
    found.set_item("n_events", poll.n_events)?;
    found.set_item("n_ballots", poll.n_ballots)?;
    found.set_item("n_hinted", poll.n_hinted)?;
    found.set_item("n_counted", poll.voters.n_counted)?;
    found.set_item("total_weight", poll.voters.weight)?;
    found.set_item("stage", name_of(poll.last))?;
    let records = poll.setup.as_ref().map(|setup| &setup.records);
    let records = records.map(|records| records.iter().map(|body| PyBytes::new(py, body)).collect::<Vec<_>>());
    found.set_item("setup", records)?;
    let listed = std::mem::take(&mut poll.voters.listed);
    found.set_item("credentials", Credentials { listed })?;
    let closed = poll.last == Some(Step::EndBallots) && refused.is_none();
    found.set_item("tally", texts(&poll.tally))?;
    found.set_item("recomputed", closed.then(|| texts(&poll.recomputed_tally())))?;
    found.set_item("tally_hash", &poll.tally_hash)?;
    let parts = poll.decrypted.iter().map(|owner| (*owner, PyBytes::new(py, &poll.decryptions[owner].1)));
    found.set_item("decryptions", parts.collect::<Vec<_>>())?;
    found.set_item("results", &poll.results)?;
    Ok(found.unbind())
}

/// The public credentials of an archive, in the order of its list.
#[pyclass(frozen, module = "hustings_ballot")]
pub(crate) struct Credentials {
    listed: Listed,
}

#[pymethods]
impl Credentials {
    fn __len__(&self) -> usize {
        self.listed.elements.len()
    }

    /// Every credential with its weight.
    fn listed(&self) -> Vec<(String, u64)> {
        let elements = self.listed.elements.iter().enumerate();
        elements.map(|(index, element)| (element.to_string(), self.listed.weight(index))).collect()
    }
}

fn texts(tally: &Tally) -> Vec<Vec<[String; 2]>> {
    let row = |row: &Vec<[Element; 2]>| row.iter().map(|pair| pair.map(|element| element.to_string())).collect();
    tally.iter().map(row).collect()
}
