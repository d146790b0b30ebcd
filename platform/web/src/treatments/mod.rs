//! Choosing where to be treated (P8, C12): what the open pages and those of one's own referral show alike.

mod filter;
mod rows;
mod sheet;

use jiff::civil::Date;
use treatments::{Chosen, OLD_AFTER_DAYS, Treatment, choose};

use crate::{Choice, Form, PageError, Portal, Words, oslo, texts::Source};

pub use rows::{Fact, PlaceRow, WaitRow};

/// The texts of the components.
pub const TEXTS: Source = Source {
    name: "treatments",
    nb: include_str!("../../texts/treatments/nb.ftl"),
    nn: include_str!("../../texts/treatments/nn.ftl"),
    en: include_str!("../../texts/treatments/en.ftl"),
    se: None,
};

/// How many places are compared.
const MOST_COMPARED: usize = 3;

/// The places of a treatment, chosen by what a form says (`components/treatments.html`).
pub struct Choosing {
    pub treatment: Treatment,
    /// Its name in the reader's language.
    pub name: String,
    /// What one chose by, and which places one has marked (`sted`).
    pub form: Form,
    /// What there is to choose by.
    pub regions: Vec<Choice>,
    pub stages: Vec<Choice>,
    pub centres: Vec<Choice>,
    pub distances: Vec<Choice>,
    pub orders: Vec<Choice>,
    pub rows: Vec<PlaceRow>,
    /// How many there are without the filter.
    pub total: usize,
    /// When the newest of the waiting times was told.
    pub checked: Option<Date>,
    /// Some are older than [`OLD_AFTER_DAYS`].
    pub is_old: bool,
    chosen: Vec<Chosen>,
    today: Date,
}

impl Choosing {
    /// Reads the places afresh, and chooses among them. What the form says wrongly stands in its faults; then all are shown.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn read(portal: &Portal, words: &Words, treatment: Treatment, mut form: Form) -> Result<Self, PageError> {
        let offers = portal.treatments().offers(&treatment.code).await.map_err(PageError::unavailable)?;
        let centres = portal.treatments().centres().await.map_err(PageError::unavailable)?;
        let filter = filter::read(&mut form, &centres);
        let (today, total) = (oslo(portal.clock().now()).date(), offers.len());
        let days = || offers.iter().flat_map(|offer| &offer.waits).map(|(_, wait)| wait.updated);
        let (checked, is_old) = (days().max(), days().any(|day| is_old(day, today)));
        let stages = filter::stages(words, &offers);
        let chosen = choose(offers, &filter);
        Ok(Self {
            name: treatment.name(words.language().code()).to_owned(),
            treatment,
            regions: filter::regions(words),
            stages,
            centres: filter::centres(words, &centres),
            distances: filter::distances(words),
            orders: filter::orders(words),
            rows: chosen.iter().map(|it| rows::place(it, &form, words, today)).collect(),
            total,
            checked,
            is_old,
            chosen,
            today,
            form,
        })
    }

    /// What one chose by, to be carried on by another form: names and values.
    pub fn carried(&self) -> Vec<(&str, &str)> {
        let values = filter::FIELDS.map(|name| (name, self.form.value(name)));
        values.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The marked places.
    pub fn marked(&self) -> Vec<&str> {
        self.form.values("sted").collect()
    }

    /// A line for each fact and a column for each of the two or three places that are marked; `None` where there are fewer
    /// or more, which then stands at the field.
    pub fn compare(&mut self, words: &Words) -> Option<(Vec<String>, Vec<Fact>)> {
        let marked: Vec<&Chosen> =
            self.chosen.iter().filter(|it| self.form.holds("sted", &it.offer.place.organisation)).collect();
        match marked.len() {
            0 | 1 => self.form.refuse("sted", "treatments-too-few"),
            2..=MOST_COMPARED => {
                let names = marked.iter().map(|it| it.offer.place.name.clone()).collect();
                return Some((names, rows::facts(&marked, words, self.today)));
            }
            _ => self.form.refuse("sted", "treatments-too-many"),
        }
        None
    }

    /// The list as CSV (RFC 4180): a line for each waiting time.
    pub fn csv(&self, words: &Words) -> Result<Vec<u8>, PageError> {
        sheet::csv(self, words)
    }
}

fn is_old(updated: Date, today: Date) -> bool {
    (today - updated).get_days() > OLD_AFTER_DAYS
}
