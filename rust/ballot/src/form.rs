//! The small forms inside records, each with the place where it stands.

use std::fmt;

use curve25519_dalek::Scalar;

use crate::error::{Refused, Result};
use crate::group::Element;
use crate::json::Json;
use crate::scalar;

/// The greatest number that is written as a number.
pub const GREATEST_SMALL: u64 = 1_073_741_823;

/// Where a value stands. Written out only when it is refused.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// A record, or nothing.
    Root(&'a str),
    /// A named field of something.
    Field(&'a Place<'a>, &'a str),
    /// An entry of a list.
    Index(&'a Place<'a>, usize),
}

impl Place<'_> {
    /// A field of what stands here.
    pub fn field<'b>(&'b self, name: &'b str) -> Place<'b> {
        Place::Field(self, name)
    }

    /// An entry of the list that stands here.
    pub fn index(&self, index: usize) -> Place<'_> {
        Place::Index(self, index)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(name) => out.write_str(name),
            Self::Field(Self::Root(""), name) => out.write_str(name),
            Self::Field(outer, name) => write!(out, "{outer}.{name}"),
            Self::Index(outer, index) => write!(out, "{outer}[{index}]"),
        }
    }
}

/// The fields of an object that has exactly these, in this order; those from `optional` on may be absent anywhere.
pub fn fields<'v, 'j, const N: usize>(
    value: &'v Json<'j>,
    place: Place<'_>,
    names: [&str; N],
    optional: &[&str],
) -> Result<[Option<&'v Json<'j>>; N]> {
    let Json::Object(entries) = value else {
        return Err(Refused::malformed(place, "an object is wanted"));
    };
    let mut found = [None; N];
    let mut rest = entries.iter().peekable();
    for (slot, name) in found.iter_mut().zip(names) {
        if let Some((_, value)) = rest.next_if(|(key, _)| key == name) {
            *slot = Some(value);
        }
    }
    let complete = found.iter().zip(names).all(|(slot, name)| slot.is_some() || optional.contains(&name));
    if rest.next().is_none() && complete {
        return Ok(found);
    }
    let there = |name: &str| entries.iter().any(|(key, _)| key == name);
    let wanted: Vec<&str> = names.into_iter().filter(|name| there(name) || !optional.contains(name)).collect();
    Err(Refused::malformed(place, format!("the fields {} are wanted, in this order", wanted.join(", "))))
}

/// The fields of an object that has exactly these, in this order.
pub fn all_fields<'v, 'j, const N: usize>(
    value: &'v Json<'j>,
    place: Place<'_>,
    names: [&str; N],
) -> Result<[&'v Json<'j>; N]> {
    Ok(fields(value, place, names, &[])?.map(|field| field.expect("no field is optional")))
}

/// How long a list has to be.
#[derive(Clone, Copy)]
pub enum Length {
    /// Exactly.
    Exactly(usize),
    /// At least.
    AtLeast(usize),
}

/// A list, each entry read by `read(entry, place)`.
pub fn items<'v, 'j, T>(
    value: &'v Json<'j>,
    place: Place<'_>,
    length: Length,
    mut read: impl FnMut(&'v Json<'j>, Place<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let Json::List(entries) = value else {
        return Err(Refused::malformed(place, "a list is wanted"));
    };
    let wanted = match length {
        Length::Exactly(n) if entries.len() != n => n.to_string(),
        Length::AtLeast(n) if entries.len() < n => format!("at least {n}"),
        _ => return entries.iter().enumerate().map(|(index, entry)| read(entry, place.index(index))).collect(),
    };
    Err(Refused::malformed(place, format!("a list of {wanted} entries is wanted, not of {}", entries.len())))
}

/// A text without control characters.
pub fn string<'v>(value: &'v Json<'_>, place: Place<'_>) -> Result<&'v str> {
    let Json::Text(text) = value else {
        return Err(Refused::malformed(place, "a text is wanted"));
    };
    if text.chars().any(char::is_control) {
        return Err(Refused::malformed(place, "a text without control characters is wanted"));
    }
    Ok(text)
}

/// Exactly this value; `wanted` is how a refusal names it.
pub fn constant(value: &Json<'_>, constant: &Json<'_>, wanted: &str, place: Place<'_>) -> Result<()> {
    if value == constant { Ok(()) } else { Err(Refused::malformed(place, format!("{wanted} is wanted"))) }
}

/// 64 lower-case hexadecimal digits: a hash, or the form of an element.
pub fn hexadecimal(value: &Json<'_>, place: Place<'_>) -> Result<Element> {
    let found = if let Json::Text(text) = value { Element::from_hex(text) } else { None };
    found.ok_or_else(|| Refused::malformed(place, "64 lower-case hexadecimal digits are wanted"))
}

/// Whether a character is one of Base58.
pub fn is_base58(character: char) -> bool {
    character.is_ascii_alphanumeric() && !matches!(character, '0' | 'O' | 'I' | 'l')
}

/// The name of an election: 14 to 64 characters of Base58.
pub fn uuid<'v>(value: &'v Json<'_>, place: Place<'_>) -> Result<&'v str> {
    match value {
        Json::Text(text) if (14..=64).contains(&text.len()) && text.chars().all(is_base58) => Ok(text),
        _ => Err(Refused::malformed(place, "14 or more Base58 characters are wanted")),
    }
}

/// A decimal text below the group's order.
pub fn scalar(value: &Json<'_>, place: Place<'_>) -> Result<Scalar> {
    let found = if let Json::Text(text) = value { scalar::parse(text) } else { None };
    found.ok_or_else(|| Refused::malformed(place, "a decimal text below the group's order is wanted"))
}

/// A small whole number, written as a number.
pub fn small(value: &Json<'_>, least: u64, place: Place<'_>) -> Result<u64> {
    let found = if let Json::Number(text) = value { text.parse().ok() } else { None };
    found
        .filter(|number| (least..=GREATEST_SMALL).contains(number))
        .ok_or_else(|| Refused::malformed(place, format!("a whole number from {least} to {GREATEST_SMALL} is wanted")))
}

/// A whole number: as a number up to 1073741823, as a decimal text above. Greater ones than 2^64 come as None.
pub fn count(value: &Json<'_>, place: Place<'_>) -> Result<Option<u64>> {
    if let Json::Text(text) = value
        && is_decimal(text)
    {
        match text.parse::<u64>() {
            Ok(number) if number > GREATEST_SMALL => return Ok(Some(number)),
            Err(_) => return Ok(None),
            Ok(_) => {}
        }
    }
    small(value, 0, place).map(Some)
}

/// Whether a text is a decimal number of at most 77 digits without leading zeros.
pub fn is_decimal(text: &str) -> bool {
    let plain = !text.is_empty() && text.len() <= 77 && text.bytes().all(|digit| digit.is_ascii_digit());
    plain && (text == "0" || !text.starts_with('0'))
}

/// How `count` is written.
pub fn count_text(number: u64) -> String {
    if number <= GREATEST_SMALL { number.to_string() } else { format!("\"{number}\"") }
}
