//! One archive judged by several processes: its ranges, and a worker that judges one.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

use ballot::shards::{self, Elsewhere, Judged, Range};
use ballot::tables::Coins;
use ballot::verify::Hints;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::ThreadPoolBuilder;

use crate::stream::{Raised, keep};
use crate::{raised, seed_of};

const PIECE: usize = 1 << 16;

/// The ballots of an archive in ranges of `per`: where each begins in the file, and how many ballots it has.
#[pyfunction]
pub(crate) fn plan(py: Python<'_>, path: PathBuf, per: u64) -> PyResult<Vec<(u64, u64)>> {
    let file = File::open(path)?;
    let ranges = py.detach(|| shards::plan(file, per.max(1))).map_err(|refused| raised(py, &refused))?;
    Ok(ranges.into_iter().map(|range| (range.at, range.n)).collect())
}

/// Judges ranges of one archive, whose setup somebody else checks.
#[pyclass(frozen, module = "hustings_ballot")]
pub(crate) struct Worker {
    worker: shards::Worker,
    path: PathBuf,
}

#[pymethods]
impl Worker {
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let file = BufReader::with_capacity(PIECE, File::open(&path)?);
        let worker = py.detach(|| shards::Worker::open(file)).map_err(|refused| raised(py, &refused))?;
        Ok(Self { worker, path })
    }

    /// What `verify` is to be told of a range, on one core. `before`: ballots in front of it, to find its hints.
    #[pyo3(signature = (at, n, *, seed, before=0, hints=None))]
    fn judge<'py>(
        &self,
        py: Python<'py>,
        at: u64,
        n: u64,
        seed: &[u8],
        before: u64,
        hints: Option<PathBuf>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let mut file = BufReader::with_capacity(PIECE, File::open(&self.path)?);
        shards::seek(&mut file, at).map_err(|refused| raised(py, &refused))?;
        let mut hints = hints.map_or(Ok(Hints::None), |path| self.hints(path, before))?;
        let coins = Coins::new(seed_of(seed)?);
        let pool = ThreadPoolBuilder::new().num_threads(1).build();
        let pool = pool.map_err(|problem| pyo3::exceptions::PyRuntimeError::new_err(problem.to_string()))?;
        let found = py.detach(|| pool.install(|| self.worker.judge(file, Range { at, n }, &mut hints, coins)));
        Ok(PyBytes::new(py, &found.to_bytes()))
    }
}

impl Worker {
    fn hints(&self, path: PathBuf, before: u64) -> PyResult<Hints<'static>> {
        let mut file = BufReader::with_capacity(PIECE, File::open(path)?);
        let Some(at) = self.worker.hints_at(&mut file as &mut (dyn Read + Send), before) else {
            return Ok(Hints::None);
        };
        file.seek(SeekFrom::Start(at))?;
        Ok(Hints::Use(Box::new(file)))
    }
}

/// Asks Python for one answer after the other.
pub(crate) fn elsewhere(answers: Py<PyAny>, per: u64, raised: Raised) -> Elsewhere<'static> {
    let next = move || {
        let answer = Python::attach(|py| answers.call0(py)?.extract::<Option<Vec<u8>>>(py));
        match answer {
            Ok(bytes) => Judged::from_bytes(&bytes?),
            Err(problem) => {
                keep(&raised, problem);
                None
            }
        }
    };
    Elsewhere::new(per.max(1), Box::new(next))
}
