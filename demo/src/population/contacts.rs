//! How the demo's people can be reached: most by a mailbox of their own, some by one they share, some not at all.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use people::{Contact, Detail, PersonId};

use super::{Persona, Population};

/// Nobody's: reserved for examples (RFC 2606).
const DOMAIN: &str = "epost.example";

/// Numbers that no telephone has: set aside for drama by the United Kingdom's Ofcom, as Norway has none such.
const MOBILES: &str = "+44 7700 900";

/// Whose contact details show a rule.
enum Special {
    /// A mailbox of several.
    Shared(&'static str),
    /// Nobody has confirmed it for longer than 18 months.
    Stale,
    Reserved,
    Nothing,
    /// Written to in this language.
    In(&'static str),
}

fn special(id: &str) -> Option<Special> {
    Some(match id {
        "kari-mor" | "ola-far" => Special::Shared("nordvik"),
        "marit-mor" | "ella-15" => Special::Shared("lindland"),
        "terje-pluss" => Special::Stale,
        "gunnar-fyresdal" => Special::Reserved,
        "else-giver" | "piotr-dnr" => Special::Nothing,
        "siv-klient" => Special::In("nn"),
        "samuel-dato" => Special::In("en"),
        _ => return None,
    })
}

impl Population {
    /// What the contact register holds of everyone old enough to be in it.
    pub fn contacts(&self) -> Vec<(PersonId, Contact)> {
        let known = self.personas.iter().enumerate();
        known.filter_map(|(index, it)| Some((it.person.id, contact(it, index, self.today)?))).collect()
    }
}

/// `None` for those who are not in the register.
fn contact(persona: &Persona, index: usize, today: Date) -> Option<Contact> {
    if people::age_on(persona.person.born, today) < 13 || persona.person.is_dead() {
        return None;
    }
    let special = special(&persona.id);
    let name = match special {
        Some(Special::Nothing) => return None,
        Some(Special::Shared(family)) => family.to_owned(),
        _ => own_name(persona),
    };
    let months = if matches!(special, Some(Special::Stale)) { 20 } else { 3 };
    let detail = |value: String| Detail { value, updated_at: ago(today, months), verified_at: None };
    let email = detail(format!("{name}@{DOMAIN}"));
    // A thousand there are; nobody shares one by chance.
    let mobile = (index < 1_000).then(|| detail(format!("{MOBILES}{index:03}")));
    let language = if let Some(Special::In(language)) = special { Some(language.to_owned()) } else { None };
    Some(Contact { email: Some(email), mobile, reserved: matches!(special, Some(Special::Reserved)), language })
}

/// The person's name, and letters of their id, so that nobody shares a mailbox by having another's name.
fn own_name(persona: &Persona) -> String {
    let plain = |c: char| match c.to_lowercase().next() {
        Some('æ') => 'e',
        Some('ø') => 'o',
        Some('å') => 'a',
        Some(c) if c.is_ascii_alphanumeric() => c,
        _ => '.',
    };
    let name: String = persona.person.name.full().chars().map(plain).collect();
    let serial = persona.person.id.0.as_u64_pair().1 % 100_000;
    format!("{name}.{serial}")
}

fn ago(today: Date, months: i32) -> Timestamp {
    let day = today.saturating_sub(months.months());
    day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp())
}
