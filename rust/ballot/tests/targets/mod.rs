//! Every decoder as something that a fuzzer can call, and what must hold whatever bytes come in.
//!
//! `tests/fuzzed.rs` replays the seeds and mutates them a little; `rust/fuzz` searches for as long as it is given.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ballot::ballot::read;
use ballot::container::{Hash, Kind, digest, hex_of, pack_first, pack_record};
use ballot::election::{Election, read_credentials, read_setup};
use ballot::error::Refused;
use ballot::json::{Json, load, written};
use ballot::poll::{Poll, Setup};
use ballot::tables::Coins;
use ballot::verify::{Wanted, verify};
use ballot::{decryption, hints, trustees};

const TIMESTAMP: u64 = 1_900_000_000;

/// One run of a target. A panic is a finding.
pub fn run(name: &str, data: &[u8]) {
    match name {
        "archive" => archive(data),
        "ballot" => ballot(data),
        "container" => container(data),
        "hints" => hints(data),
        "records" => records(data),
        other => panic!("there is no target {other}"),
    }
}

/// The seeds of a target. Those without an ending are honest, `.found` ones were findings, and the rest is made to be odd.
pub fn seeds(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder that can be read").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a seed"))).collect()
}

/// Honest polls: what they found, and the setup and the ballots of one.
struct Known {
    results: Vec<Vec<Vec<u64>>>,
    setup: Setup,
    ballots: Vec<Vec<u8>>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let honest = |name| seeds(name).into_iter().filter(|(path, _)| path.extension().is_none());
        let polls: Vec<Poll> = honest("archive")
            .map(|(path, lines)| {
                let (poll, refused) = judged(&archive_of(&lines));
                assert!(refused.is_none(), "the seed {} does not hold: {refused:?}", path.display());
                poll
            })
            .collect();
        let ballots = honest("ballot").map(|(_, body)| body).collect();
        let results = polls.iter().map(|poll| poll.results.clone()).collect();
        // The one that the ballots and the hints belong to.
        let poll = polls.into_iter().max_by_key(|poll| poll.n_ballots).expect("a seed");
        Known { results, setup: poll.setup.expect("an honest poll"), ballots }
    })
}

fn judged(archive: &[u8]) -> (Poll, Option<Box<Refused>>) {
    verify(Cursor::new(archive), Wanted { finished: true, ..Wanted::default() }, Coins::new([7; 32]), &mut |_| true)
}

/// Nobody can make an archive that holds with another result without a trustee's or a voter's secret.
fn no_other_result(archive: &[u8]) {
    let (poll, refused) = judged(archive);
    match refused {
        None => assert!(known().results.contains(&poll.results), "another result holds: {:?}", poll.results),
        Some(refused) => assert!(!refused.place.is_empty(), "a refusal without a place: {refused}"),
    }
}

/// The bytes of a file.
fn container(data: &[u8]) {
    no_other_result(data);
}

/// The events of a poll in a container that is right.
fn archive(data: &[u8]) {
    no_other_result(&archive_of(data));
}

/// An archive from lines: `@` and a kind is an event, `!` an event word for word, anything else a record. `$1` in a
/// record is the hash of the record before it, `$2` that of the one before that, `$3` in the same way.
pub fn archive_of(lines: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    pack_first(TIMESTAMP, &mut out);
    let (mut head, mut height, mut hashes): (Option<Hash>, u64, Vec<Hash>) = (None, 0, Vec::new());
    for line in lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let event = match line {
            [b'!', word @ ..] => word.to_vec(),
            [b'@', kind @ ..] => event_of(head, height, &String::from_utf8_lossy(kind), hashes.last()),
            _ => {
                let body = with_hashes(line, &hashes);
                pack_record(Kind::Data, &body, TIMESTAMP, &mut out);
                hashes.push(digest(&body));
                continue;
            }
        };
        pack_record(Kind::Event, &event, TIMESTAMP, &mut out);
        (head, height) = (Some(digest(&event)), height + 1);
        hashes.clear();
    }
    out
}

fn event_of(head: Option<Hash>, height: u64, kind: &str, payload: Option<&Hash>) -> Vec<u8> {
    let parent = head.map(|head| format!("\"parent\":\"{}\",", hex_of(&head))).unwrap_or_default();
    let payload = payload.map(|hash| format!(",\"payload\":\"{}\"", hex_of(hash))).unwrap_or_default();
    format!("{{{parent}\"height\":{height},\"type\":\"{kind}\"{payload}}}").into_bytes()
}

fn with_hashes(line: &[u8], hashes: &[Hash]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    let mut rest = line.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        let back = rest.peek().filter(|_| byte == b'$').and_then(|digit| usize::from(*digit).checked_sub(48));
        match back.filter(|&back| back > 0).and_then(|back| hashes.iter().rev().nth(back - 1)) {
            Some(hash) => {
                out.extend(hex_of(hash).into_bytes());
                rest.next();
            }
            None => out.push(byte),
        }
    }
    out
}

/// One ballot before an intake.
fn ballot(data: &[u8]) {
    let known = known();
    let Setup { election, tables, .. } = &known.setup;
    match read(data, election).and_then(|form| form.check(election, tables)) {
        Ok(_) => assert!(known.ballots.iter().any(|ballot| ballot == data), "a forged ballot is taken"),
        Err(refused) => assert!(refused.code.as_str().starts_with("ballot-") || !refused.place.is_empty()),
    }
}

/// A file of hints beside honest ballots: what is taken from it is what the ballots say without it.
fn hints(data: &[u8]) {
    let Known { setup, ballots, .. } = known();
    let mut file = data;
    if !hints::start_fits(&mut file, &setup.election) {
        return;
    }
    let forms: Vec<_> = ballots.iter().map(|body| read(body, &setup.election).map(|form| (form, 0, 1))).collect();
    let taken = hints::use_batch(&mut file, &forms, setup, Coins::new([7; 32]));
    for (form, taken) in forms.iter().zip(taken) {
        let Some(taken) = taken else { continue };
        let exact = form.as_ref().map(|(form, ..)| form.check(&setup.election, &setup.tables));
        let exact = exact.expect("an honest form").expect("an honest ballot");
        assert_eq!(hints::bytes_of(&taken), hints::bytes_of(&exact), "false hints are taken");
    }
}

/// One record: its name in the first line, then its bytes.
fn records(data: &[u8]) {
    let Some(end) = data.iter().position(|&byte| byte == b'\n') else { return };
    let (name, body) = (&data[..end], &data[end + 1..]);
    let shape = [4];
    match name {
        b"json" => json(body),
        b"election" => drop(Election::read(body)),
        b"trustees" => drop(trustees::read(body)),
        b"credentials" => credentials(body),
        b"setup" => drop(read_setup(body)),
        b"tally" => drop(decryption::read_tally(body, &shape)),
        b"sized" => drop(decryption::read_sized_tally(body)),
        b"owned" => drop(decryption::read_owned(body)),
        b"decryption" => drop(decryption::read_decryption(body, &shape)),
        b"result" => drop(decryption::read_result(body, &shape)),
        _ => {}
    }
}

/// What is read as canonical is written as the same bytes.
fn json(body: &[u8]) {
    if let Ok(value) = load(body, "record") {
        let mut out = String::new();
        write(&value, &mut out);
        assert_eq!(out.as_bytes(), body, "two canonical forms of one value");
    }
}

fn write(value: &Json<'_>, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(is) => out.push_str(if *is { "true" } else { "false" }),
        Json::Number(text) => out.push_str(text),
        Json::Text(text) => text_of(text, out),
        Json::List(entries) => between(entries, ['[', ']'], out, write),
        Json::Object(entries) => between(entries, ['{', '}'], out, |(name, value), out| {
            text_of(name, out);
            out.push(':');
            write(value, out);
        }),
    }
}

fn text_of(text: &str, out: &mut String) {
    out.push('"');
    out.push_str(&written(text));
    out.push('"');
}

fn between<T>(entries: &[T], ends: [char; 2], out: &mut String, one: impl Fn(&T, &mut String)) {
    out.push(ends[0]);
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        one(entry, out);
    }
    out.push(ends[1]);
}

/// A list that is read is written as the same bytes, however it was read.
fn credentials(body: &[u8]) {
    if let Ok(listed) = read_credentials(body) {
        let entry = |(index, element)| match listed.weight(index) {
            1 => format!("\"{element}\""),
            weight => format!("\"{element},{weight}\""),
        };
        let entries: Vec<String> = listed.elements.iter().enumerate().map(entry).collect();
        assert_eq!(format!("[{}]", entries.join(",")).as_bytes(), body, "two forms of one list");
    }
}
