//! What one chooses by: read from a form, and offered by it.

use treatments::{Centre, Filter, Offer, Region, Sort, Stage};

use crate::{Choice, Form, Words};

/// The form's fields: region, stage of care, where from, how far, and the order.
pub const FIELDS: [&str; 5] = ["region", "trinn", "fra", "innen", "sorter"];
/// Kilometres as the crow flies.
const DISTANCES: [u32; 4] = [50, 100, 200, 500];
const ORDERS: [(&str, Sort); 3] = [("ventetid", Sort::Wait), ("avstand", Sort::Distance), ("navn", Sort::Name)];

/// The filter. A value that is none of those offered is taken out of the form.
pub fn read(form: &mut Form, centres: &[Centre]) -> Filter {
    let region = one_of(form, "region", Region::parse);
    let stage = one_of(form, "trinn", Stage::parse);
    let from = one_of(form, "fra", |word| centres.iter().find(|it| it.municipality == word));
    let within = one_of(form, "innen", |word| DISTANCES.into_iter().find(|it| it.to_string() == word));
    let sort = one_of(form, "sorter", |word| ORDERS.iter().find(|(own, _)| *own == word)).map(|(_, sort)| *sort);
    let sort = sort.unwrap_or_default();
    if from.is_none() && (within.is_some() || sort == Sort::Distance) {
        form.refuse("fra", "treatments-from-missing");
    }
    Filter { region, stage, from: from.map(|it| it.position), within, sort }
}

fn one_of<T>(form: &mut Form, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let value = read(form.value(name));
    if value.is_none() {
        form.put(name, "");
    }
    value
}

pub fn regions(words: &Words) -> Vec<Choice> {
    let all = Choice::new("", words.t("treatments-region-all"));
    [all].into_iter().chain(Region::ALL.iter().map(|it| Choice::new(it.as_str(), it.name()))).collect()
}

/// The stages that a place offers.
pub fn stages(words: &Words, offers: &[Offer]) -> Vec<Choice> {
    let offered = Stage::ALL.iter().filter(|stage| offers.iter().any(|offer| offer.wait(**stage).is_some()));
    let all = Choice::new("", words.t("treatments-stage-all"));
    [all].into_iter().chain(offered.map(|it| Choice::new(it.as_str(), stage(words, *it)))).collect()
}

pub fn centres(words: &Words, centres: &[Centre]) -> Vec<Choice> {
    let nowhere = Choice::new("", words.t("treatments-from-nowhere"));
    [nowhere].into_iter().chain(centres.iter().map(|it| Choice::new(&it.municipality, &it.name))).collect()
}

pub fn distances(words: &Words) -> Vec<Choice> {
    let any = Choice::new("", words.t("treatments-within-any"));
    let far = |km: u32| Choice::new(km.to_string(), words.say("treatments-kilometres").with("count", km).to_string());
    [any].into_iter().chain(DISTANCES.map(far)).collect()
}

pub fn orders(words: &Words) -> Vec<Choice> {
    ORDERS.map(|(word, _)| Choice::new(word, words.t(&format!("treatments-order-{word}")))).into()
}

pub fn stage(words: &Words, stage: Stage) -> &str {
    words.t(match stage {
        Stage::Assessment => "treatments-stage-utredning",
        Stage::DayTreatment => "treatments-stage-dagbehandling",
        Stage::Inpatient => "treatments-stage-dognbehandling",
    })
}
