//! Whatever bytes come in, a decoder answers: with a value, or with a refusal that names its place.

use ballot::container::{Reader, pack_first, pack_record};
use ballot::error::Code;
use ballot::json::{self, Json, load};
use ballot::tables::Coins;
use ballot::verify::{Wanted, verify};
use ballot::{ballot as ballots, container, decryption, election, trustees};

const ELECTION: &str = concat!(
    r#"{"version":1,"description":"A poll","name":"Poll","group":"Ed25519","public_key":"#,
    r#""6666666666666666666666666666666666666666666666666666666666666658","questions":[{"answers":["A","B"],"#,
    r#""min":1,"max":1,"question":"Whom?"}],"uuid":"123456789ABCDE"}"#
);

fn code(body: &[u8]) -> Option<Code> {
    load(body, "record").err().map(|refused| refused.code)
}

#[test]
fn json_has_one_canonical_form() {
    for text in [
        r#"{"a":[1,"x",true,null],"b":"\"\\\n\u0001é"}"#,
        "[]",
        "{}",
        "0",
        "-5",
        "\"\u{7f}\"",
        "1.5",
        "1e+16",
        "1.5e-07",
    ] {
        assert_eq!(code(text.as_bytes()), None, "{text}");
    }
    for text in [
        " 1",
        "[1, 2]",
        r#""\u00e9""#,
        r#""\/""#,
        r#"{"a":1,"a":2}"#,
        "-0",
        "1.0e5",
        "1e16",
        "1e-7",
        r#""\u000a""#,
        "[]\n",
    ] {
        assert_eq!(code(text.as_bytes()), Some(Code::NotCanonical), "{text}");
    }
    for text in ["", "01", "[1,]", "{\"a\"}", "\"\n\"", "+1", "tru", r#""\ud800""#, "1 2", "\u{feff}1", "'a'"] {
        assert_eq!(code(text.as_bytes()), Some(Code::Malformed), "{text}");
    }
    assert_eq!(code(b"\"\xff\""), Some(Code::Malformed));
    assert_eq!(code("[".repeat(100_000).as_bytes()), Some(Code::Malformed));
    assert_eq!(load("\"é\"".as_bytes(), "").expect("canonical"), Json::Text("é".into()));
}

#[test]
fn long_lists_of_credentials_are_read_alike_however_they_are_written() {
    let one = "66".repeat(32);
    for (body, n) in [("[]".to_owned(), 0), (format!("[\"{one}\"]"), 1), (format!("[\"{one}\",\"{one},7\"]"), 2)] {
        assert_eq!(election::read_credentials(body.as_bytes()).expect("a list").elements.len(), n);
    }
    for body in
        [format!("[\"{one}\",\"\"]"), format!("[\"{one}\",]"), format!("[\"{one}x\"]"), format!("[\"{one},1\"]")]
    {
        assert!(election::read_credentials(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn no_bytes_make_a_decoder_panic() {
    let election = election::Election::read(ELECTION.as_bytes()).expect("an election");
    let mut archive = Vec::new();
    pack_first(1_900_000_000, &mut archive);
    pack_record(container::Kind::Data, ELECTION.as_bytes(), 1_900_000_000, &mut archive);
    let mut coins = Coins::new([1; 32]);
    for _ in 0..3000 {
        let mut body = ELECTION.as_bytes().to_vec();
        let tossed = coins.block();
        for place in tossed.chunks_exact(4).take(usize::from(tossed[31] % 8) + 1) {
            let at = usize::from(u16::from_be_bytes([place[0], place[1]])) % body.len();
            match place[2] % 3 {
                0 => body[at] = place[3],
                1 => body.truncate(at + 1),
                _ => body.insert(at, place[3]),
            }
        }
        let refusals = [
            load(&body, "record").err(),
            election::Election::read(&body).err(),
            election::read_credentials(&body).err(),
            trustees::read(&body).err(),
            ballots::read(&body, &election).err(),
            decryption::read_tally(&body, &[2]).err(),
            decryption::read_decryption(&body, &[2]).err(),
            decryption::read_result(&body, &[2]).err(),
        ];
        assert!(refusals[2..].iter().all(Option::is_some));
        let mut spoilt = archive.clone();
        let at = usize::from(u16::from_be_bytes([tossed[0], tossed[1]])) % spoilt.len();
        spoilt[at] ^= tossed[2] | 1;
        let wanted = Wanted::default();
        let (_, refused) = verify(std::io::Cursor::new(spoilt), wanted, Coins::new(tossed), &mut |_| true);
        assert!(!refused.expect("no spoilt archive holds").place.is_empty());
    }
}

/// An archive whose last record says that it is `size` bytes long, in eleven octal digits, and holds nothing.
fn claiming(size: &str, n_events: usize) -> Vec<u8> {
    let mut archive = Vec::new();
    pack_first(0, &mut archive);
    for height in 0..n_events {
        let event = format!("{{\"height\":{height},\"type\":\"EndBallots\"}}");
        pack_record(container::Kind::Event, event.as_bytes(), 0, &mut archive);
    }
    let start = archive.len();
    pack_record(container::Kind::Data, b"{}", 0, &mut archive);
    archive[start + 124..start + 135].copy_from_slice(size.as_bytes());
    let sum: u32 = archive[start..start + 512]
        .iter()
        .enumerate()
        .fold(0, |sum, (at, &byte)| sum + if (148..156).contains(&at) { 32 } else { u32::from(byte) });
    archive[start + 148..start + 154].copy_from_slice(format!("{sum:06o}").as_bytes());
    archive
}

#[test]
fn a_header_that_claims_gigabytes_costs_no_memory_and_is_refused_before_its_content_is_read() {
    for (size, n_events, expected) in [
        ("77777777777", 0, Code::RecordLong),
        ("02000000001", 0, Code::RecordLong),
        ("02000000000", 0, Code::Cut),
        ("00040000001", 1, Code::RecordLong),
        ("00040000000", 1, Code::Cut),
    ] {
        let archive = claiming(size, n_events);
        let mut reader = Reader::open(&archive[..]).expect("the first record");
        for _ in 0..n_events {
            reader.next_record().expect("an event");
        }
        assert_eq!(reader.next_record().expect_err("a record too long").code, expected, "{size}");
    }
}

#[test]
fn a_long_text_is_not_built_as_values_and_a_long_list_of_credentials_is_read_all_the_same() {
    let long = ["[", &"0,".repeat(json::LONGEST / 2), "0]"].concat();
    assert_eq!(code(long.as_bytes()), Some(Code::Malformed));
    let one = format!("\"{}\",", "66".repeat(32));
    let list = ["[", &one.repeat(json::LONGEST / 67), &one[..66], "]"].concat();
    assert!(list.len() > json::LONGEST);
    assert_eq!(election::read_credentials(list.as_bytes()).expect("a list").elements.len(), json::LONGEST / 67 + 1);
    assert!(election::read_credentials(&list.as_bytes()[..list.len() - 1]).is_err());
}
