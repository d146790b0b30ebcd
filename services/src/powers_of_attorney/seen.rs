//! A power as one of its two sides may see it. What the register says of the other is never told (R8).

use std::collections::HashMap;

use access::{
    GateError,
    rules::PowerKind,
    state::{Given, PowerEnd, Side},
};
use jiff::{Timestamp, civil::Date};
use people::{Person, PersonId};
use web::{Acting, Portal, Words};

/// How it stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    InForce,
    NotBegun,
    /// The reader's own situation keeps it from being used.
    Unusable,
    /// When that is known, and the key of what there is to say of why.
    Ended(Option<Timestamp>, &'static str),
}

/// A power, the reader's side of it and the other's name.
pub struct Seen {
    pub given: Given,
    pub side: Side,
    pub other: String,
    pub state: State,
}

impl Seen {
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Ended(..))
    }

    pub fn is_mine(&self) -> bool {
        self.side == Side::Giver
    }

    pub fn is_pharmacy(&self) -> bool {
        self.given.power.kind == PowerKind::Pharmacy
    }

    pub fn is_attested(&self) -> bool {
        self.given.power.kind == PowerKind::Attested
    }

    /// The giver changes an ordinary power by giving another in its place (R5).
    pub fn may_be_replaced(&self) -> bool {
        self.is_mine() && !self.is_over() && self.given.power.kind == PowerKind::Ordinary
    }

    /// Key of what kind of power it is.
    pub fn kind(&self) -> &'static str {
        match self.given.power.kind {
            PowerKind::Ordinary => "powers-of-attorney-kind-ordinary",
            PowerKind::Attested => "powers-of-attorney-kind-attested",
            PowerKind::Pharmacy => "powers-of-attorney-kind-pharmacy",
        }
    }

    /// How it stands, in words.
    pub fn standing(&self, words: &Words) -> String {
        match self.state {
            State::InForce => words.t("powers-of-attorney-in-force").to_owned(),
            State::NotBegun => words.t("powers-of-attorney-not-begun").to_owned(),
            State::Unusable => words.t("powers-of-attorney-unusable").to_owned(),
            State::Ended(Some(at), why) => format!("{} {}", words.t(why), words.moment(at)),
            State::Ended(None, why) => words.t(why).to_owned(),
        }
    }

    /// From when to when it was given for.
    pub fn days(&self, words: &Words) -> String {
        let from = words.short_day(self.given.power.starts);
        match self.given.power.last_day() {
            Some(last) => {
                let said = words.say("powers-of-attorney-from-to").with("from", from);
                said.with("to", words.short_day(last)).to_string()
            }
            None => words.say("powers-of-attorney-from-open").with("from", from).to_string(),
        }
    }

    /// Keys of the areas it covers.
    pub fn areas(&self) -> Vec<&'static str> {
        self.given.power.areas.iter().map(|area| area.key()).collect()
    }

    /// Key of what the holder may do.
    pub fn action(&self) -> &'static str {
        if self.given.power.may_act { "powers-of-attorney-acts" } else { "powers-of-attorney-sees" }
    }
}

/// The reader's view of each.
pub async fn see(portal: &Portal, acting: &Acting, powers: Vec<Given>) -> Result<Vec<Seen>, GateError> {
    let mut ids: Vec<PersonId> = powers.iter().flat_map(|given| [given.giver, given.holder]).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = portal.gate().register().persons(&ids).await?;
    let people: HashMap<PersonId, Person> = people.into_iter().map(|person| (person.id, person)).collect();
    let (reader, today) = (acting.subject(), portal.clock().today());
    let nameless = acting.words().t("powers-of-attorney-nameless");
    let one = |given: Given| {
        let side = given.side(reader)?;
        let (giver, holder) = (people.get(&given.giver), people.get(&given.holder));
        let other = if side == Side::Giver { holder } else { giver };
        let other = other.map_or_else(|| nameless.to_owned(), |person| person.name.full());
        let state = state(&given, side, giver, holder, today);
        Some(Seen { given, side, other, state })
    };
    Ok(powers.into_iter().filter_map(one).collect())
}

/// What the reader on `side` may know of how it stands. A holder with a protected address is to the giver as any other;
/// a giver with one is to the holder as one who has ended it.
fn state(given: &Given, side: Side, giver: Option<&Person>, holder: Option<&Person>, today: Date) -> State {
    if let Some(ended) = given.ended {
        return State::Ended(Some(ended.at), why(ended.why, side));
    }
    if !given.power.stands(today) {
        return State::Ended(None, "powers-of-attorney-ran-out");
    }
    let (own, other) = if side == Side::Giver { (giver, holder) } else { (holder, giver) };
    let protected = |person: Option<&Person>| person.is_some_and(|person| person.protection.is_protected());
    if other.is_none_or(Person::is_dead) || (side == Side::Holder && protected(giver)) {
        return State::Ended(None, OVER);
    }
    match () {
        () if protected(own) => State::Unusable,
        () if given.power.starts > today => State::NotBegun,
        () => State::InForce,
    }
}

/// That it is over, and no more.
const OVER: &str = "powers-of-attorney-ended";

/// Key of why it ended, as this side may know it. That the other ended it, that they died and what the register says of
/// them read the same.
fn why(why: PowerEnd, side: Side) -> &'static str {
    match (why, side) {
        (PowerEnd::Giver, Side::Giver) | (PowerEnd::Holder, Side::Holder) => "powers-of-attorney-ended-by-you",
        (PowerEnd::Replaced, _) => "powers-of-attorney-replaced",
        (PowerEnd::RanOut, _) => "powers-of-attorney-ran-out",
        (PowerEnd::Guidance, _) => "powers-of-attorney-ended-by-guidance",
        (PowerEnd::Giver | PowerEnd::Holder | PowerEnd::Death | PowerEnd::Register, _) => OVER,
    }
}
