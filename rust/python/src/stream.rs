//! A Python file as a source of bytes.

use std::io::{Error, Read, Result, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// The first exception that Python raised while Rust was at work.
pub(crate) type Raised = Arc<Mutex<Option<PyErr>>>;

/// Keeps an exception until the work has ended.
pub(crate) fn keep(raised: &Raised, problem: PyErr) {
    let mut kept = raised.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    kept.get_or_insert(problem);
}

/// A file object of Python, read from where it stands.
pub(crate) struct Stream {
    file: Py<PyAny>,
    start: u64,
    raised: Raised,
}

impl Stream {
    pub(crate) fn new(file: &Bound<'_, PyAny>, raised: Raised) -> PyResult<Self> {
        let start = file.call_method0("tell")?.extract()?;
        Ok(Self { file: file.clone().unbind(), start, raised })
    }

    fn call<T>(&self, work: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<T>) -> Result<T> {
        Python::attach(|py| work(self.file.bind(py))).map_err(|problem| {
            let error = Error::other(problem.to_string());
            keep(&self.raised, problem);
            error
        })
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.call(|file| {
            let bytes = file.call_method1("read", (buffer.len(),))?;
            let bytes = bytes.cast::<PyBytes>()?.as_bytes();
            buffer[..bytes.len()].copy_from_slice(bytes);
            Ok(bytes.len())
        })
    }
}

impl Seek for Stream {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let start = self.start;
        let (offset, whence) = match to {
            SeekFrom::Start(at) => (i128::from(at) + i128::from(start), 0),
            SeekFrom::Current(by) => (i128::from(by), 1),
            SeekFrom::End(by) => (i128::from(by), 2),
        };
        let place: u64 = self.call(|file| file.call_method1("seek", (offset, whence))?.extract())?;
        Ok(place.saturating_sub(start))
    }
}
