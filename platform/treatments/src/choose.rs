//! Choosing among the places of a treatment: by region, stage and distance, in the order one asks for.

use std::cmp::Ordering;

use crate::{Place, Position, Region, Stage, Wait};

/// A place with its waiting times for one treatment, in the order of the stages.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub place: Place,
    /// At least one.
    pub waits: Vec<(Stage, Wait)>,
}

impl Offer {
    /// The waiting time for a stage, where the place offers it.
    pub fn wait(&self, stage: Stage) -> Option<Wait> {
        self.waits.iter().find(|(own, _)| *own == stage).map(|(_, wait)| *wait)
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The shortest first: for the stage one chose, or else for the first stage that the place offers.
    #[default]
    Wait,
    /// The nearest first; those whose place is unknown last.
    Distance,
    Name,
}

/// What one chooses by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Filter {
    pub region: Option<Region>,
    pub stage: Option<Stage>,
    /// Where distances are counted from.
    pub from: Option<Position>,
    /// Not further away than this, in kilometres; leaves out places whose position is unknown.
    pub within: Option<u32>,
    pub sort: Sort,
}

/// A place that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    pub offer: Offer,
    /// Whole kilometres as the crow flies.
    pub kilometres: Option<u32>,
}

/// The offers that fit, sorted. What is equal stands by name.
pub fn choose(offers: Vec<Offer>, filter: &Filter) -> Vec<Chosen> {
    let measured = offers.into_iter().map(|offer| Chosen { kilometres: kilometres(&offer.place, filter), offer });
    let mut chosen: Vec<Chosen> = measured.filter(|it| fits(it, filter)).collect();
    chosen.sort_by(|a, b| compare(a, b, filter).then_with(|| by_name(a, b)));
    chosen
}

fn kilometres(place: &Place, filter: &Filter) -> Option<u32> {
    let far = filter.from?.kilometres_to(place.position?);
    // Never more than half the way around the earth.
    Some(far.round() as u32)
}

fn fits(it: &Chosen, filter: &Filter) -> bool {
    let place = &it.offer.place;
    filter.region.is_none_or(|region| place.region == region)
        && filter.stage.is_none_or(|stage| it.offer.wait(stage).is_some())
        && filter.within.filter(|_| filter.from.is_some()).is_none_or(|most| it.kilometres.is_some_and(|km| km <= most))
}

fn compare(a: &Chosen, b: &Chosen, filter: &Filter) -> Ordering {
    match filter.sort {
        Sort::Name => Ordering::Equal,
        Sort::Distance => (a.kilometres.is_none(), a.kilometres).cmp(&(b.kilometres.is_none(), b.kilometres)),
        Sort::Wait => wait_key(&a.offer, filter.stage).cmp(&wait_key(&b.offer, filter.stage)),
    }
}

/// Weeks for one stage are not compared with those for another.
fn wait_key(offer: &Offer, stage: Option<Stage>) -> (Option<Stage>, u16) {
    let first = offer.waits.first().map(|(stage, _)| *stage);
    let stage = stage.or(first);
    (stage, stage.and_then(|stage| offer.wait(stage)).map_or(u16::MAX, |wait| wait.weeks))
}

fn by_name(a: &Chosen, b: &Chosen) -> Ordering {
    let key = |it: &Chosen| (it.offer.place.name.to_lowercase(), it.offer.place.organisation.clone());
    key(a).cmp(&key(b))
}
