//! Canonical JSON, read: compact, UTF-8, nothing escaped that need not be, no field twice.
//!
//! The reader takes any JSON and notes whether it is written in its one canonical form, so that a refusal can tell
//! a record that is not JSON from one that is only written otherwise.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::error::{Code, Refused, Result};

const DEEPEST: usize = 256;
const LONGEST_NUMBER: usize = 4300;

/// The longest text that is built as values, which take up to thirty times as much memory.
pub const LONGEST: usize = 8 << 20;

/// A JSON value. Numbers are kept as they are written.
#[derive(Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// The value that canonical bytes stand for.
///
/// Refused: `Malformed` if it is not JSON in UTF-8 or too long, `NotCanonical` if it is written in another form.
pub fn load<'a>(body: &'a [u8], place: &str) -> Result<Json<'a>> {
    if body.len() > LONGEST {
        return Err(Refused::malformed(place, format!("it is longer than {LONGEST} bytes")));
    }
    let wrong = || Refused::malformed(place, "it is not JSON in UTF-8");
    let text = std::str::from_utf8(body).map_err(|_| wrong())?;
    let mut reader = Reader { text, at: 0, canonical: true };
    let value = reader.value(0).ok_or_else(wrong)?;
    reader.space();
    if reader.at != text.len() {
        return Err(wrong());
    }
    if !reader.canonical {
        return Err(Refused::at(Code::NotCanonical, place));
    }
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    canonical: bool,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
            self.canonical = false;
        }
    }

    fn take(&mut self, word: &str) -> bool {
        let there = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if there { word.len() } else { 0 };
        there
    }

    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        self.space();
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' if depth < DEEPEST => self.list(depth + 1),
            b'{' if depth < DEEPEST => self.object(depth + 1),
            b't' => self.take("true").then_some(Json::Bool(true)),
            b'f' => self.take("false").then_some(Json::Bool(false)),
            b'n' => self.take("null").then_some(Json::Null),
            b'-' | b'0'..=b'9' | b'N' | b'I' => self.number(),
            _ => None,
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json<'a>> {
        self.at += 1;
        let mut entries = Vec::new();
        self.space();
        if self.take("]") {
            return Some(Json::List(entries));
        }
        loop {
            entries.push(self.value(depth)?);
            self.space();
            if self.take("]") {
                return Some(Json::List(entries));
            }
            self.take(",").then_some(())?;
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json<'a>> {
        self.at += 1;
        let mut entries: Vec<(Cow<'a, str>, Json<'a>)> = Vec::new();
        self.space();
        if self.take("}") {
            return Some(Json::Object(entries));
        }
        loop {
            self.space();
            let name = (self.peek()? == b'"').then(|| self.string())??;
            self.space();
            self.take(":").then_some(())?;
            entries.push((name, self.value(depth)?));
            self.space();
            if self.take("}") {
                self.canonical &= !named_twice(&entries);
                return Some(Json::Object(entries));
            }
            self.take(",").then_some(())?;
        }
    }

    fn number(&mut self) -> Option<Json<'a>> {
        for word in ["NaN", "Infinity", "-Infinity"] {
            if self.take(word) {
                return Some(Json::Number(word));
            }
        }
        let start = self.at;
        self.take("-");
        let whole = self.digits();
        let first = self.text.as_bytes()[self.at - whole..][..whole.min(1)].first().copied();
        if whole == 0 || whole > LONGEST_NUMBER || (whole > 1 && first == Some(b'0')) {
            return None;
        }
        let integer = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                self.at = integer;
            }
        }
        let exponent = self.at;
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                self.at = exponent;
            }
        }
        let text = &self.text[start..self.at];
        self.canonical &= if self.at == integer { text != "-0" } else { plain_fraction(text) };
        Some(Json::Number(text))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let start = self.at;
        let plain = self.plain_run();
        if self.peek()? == b'"' {
            self.at += 1;
            return Some(Cow::Borrowed(plain));
        }
        let mut text = String::from(plain);
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    self.canonical &= written(&text).as_bytes() == &self.text.as_bytes()[start..self.at - 1];
                    return Some(Cow::Owned(text));
                }
                b'\\' => text.push(self.escape()?),
                0..0x20 => return None,
                _ => text.push_str(self.plain_run()),
            }
        }
    }

    fn plain_run(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn escape(&mut self) -> Option<char> {
        let letter = *self.text.as_bytes().get(self.at + 1)?;
        self.at += 2;
        Some(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return None,
        })
    }

    fn code_point(&mut self) -> Option<char> {
        let high = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        self.take("\\u").then_some(())?;
        let low = self.four_digits()?;
        (0xdc00..0xe000).contains(&low).then_some(())?;
        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |number, &digit| Some(number << 4 | char::from(digit).to_digit(16)?))
    }
}

/// Whether a name stands twice among these. Few are compared with each other, which is quicker.
fn named_twice(entries: &[(Cow<'_, str>, Json<'_>)]) -> bool {
    let mut names = entries.iter().enumerate().map(|(index, (name, _))| (index, name));
    if entries.len() <= 8 {
        return names.any(|(index, name)| entries[..index].iter().any(|(before, _)| before == name));
    }
    let mut seen = HashSet::new();
    names.any(|(_, name)| !seen.insert(name))
}

/// Whether a number with a fraction or an exponent is written as its own shortest form.
fn plain_fraction(text: &str) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    let short = format!("{number:?}");
    // An exponent is written with its sign and at least two digits.
    let short = match short.split_once('e') {
        Some((digits, exponent)) => format!("{digits}e{:+03}", exponent.parse::<i32>().unwrap_or_default()),
        None => short,
    };
    short == text
}

/// A text between its quotation marks, in canonical form.
pub fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out
}
