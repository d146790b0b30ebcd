//! What one asks of the log: person, service and period, as typed in the address.

use access::{
    Allowed, GateError, See,
    log::{self, Choices, Filter},
};
use jiff::ToSpan;
use people::PersonId;
use url::form_urlencoded::Serializer;
use uuid::Uuid;
use web::{Acting, Choice, Form, Portal, start_of_day, texts::read_day};

use super::shown::Names;

/// The question, with what was typed and what is wrong with it.
pub struct Question {
    pub form: Form,
    pub filter: Filter,
    pub names: Names,
    /// Lines before this one.
    pub before: Option<Uuid>,
    choices: Choices,
}

impl Question {
    /// Reads a form that was sent with the address.
    pub async fn read(
        portal: &Portal,
        acting: &Acting,
        allowed: &Allowed<See>,
        mut form: Form,
    ) -> Result<Self, GateError> {
        let choices = log::choices(allowed).await?;
        let names = Names::of(portal, acting, choices.actors.iter().copied()).await?;
        let filter = filter(&mut form, &choices, |person| handle(portal, acting, person));
        let before = form.value("eldre-enn").parse().ok();
        Ok(Self { form, filter, names, before, choices })
    }

    /// Those who are in the log, everyone first. Nobody to choose between: no list.
    pub fn people(&self, portal: &Portal, acting: &Acting) -> Vec<Choice> {
        if self.choices.actors.len() < 2 {
            return Vec::new();
        }
        let known = self.choices.actors.iter().map(|person| (handle(portal, acting, *person), self.names.who(*person)));
        with_all(acting.words().t("usage-log-all-people"), known)
    }

    /// The services in the log, all of them first.
    pub fn services(&self, acting: &Acting) -> Vec<Choice> {
        let words = acting.words();
        let known = self.choices.services.iter().map(|id| (id.clone(), words.service(id).to_owned()));
        with_all(words.t("usage-log-all-services"), known)
    }

    /// Something narrows the list.
    pub fn narrows(&self) -> bool {
        ["hvem", "tjeneste", "fra", "til"].iter().any(|name| !self.form.value(name).is_empty())
    }

    /// The question as it stands in an address, with one more field.
    pub fn address(&self, path: &str, name: &str, value: &str) -> String {
        let mut query = Serializer::new(String::new());
        for field in ["hvem", "tjeneste", "fra", "til"] {
            let typed = self.form.value(field);
            if !typed.is_empty() {
                query.append_pair(field, typed);
            }
        }
        if !name.is_empty() {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// A person in an address: opaque, and another for every reader.
fn handle(portal: &Portal, acting: &Acting, person: PersonId) -> String {
    portal.handles().of(acting.person(), person)
}

fn with_all(all: &str, known: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    let mut known: Vec<_> = known.collect();
    known.sort_by(|a, b| a.1.cmp(&b.1));
    std::iter::once((String::new(), all.to_owned()))
        .chain(known)
        .map(|(value, text)| Choice::new(value, text))
        .collect()
}

fn filter(form: &mut Form, choices: &Choices, handle: impl Fn(PersonId) -> String) -> Filter {
    let mut filter = Filter::default();
    let who = form.value("hvem").to_owned();
    if !who.is_empty() {
        filter.actor = choices.actors.iter().copied().find(|person| handle(*person) == who);
        if filter.actor.is_none() {
            form.refuse("hvem", "usage-log-unknown-person");
        }
    }
    let service = form.value("tjeneste").to_owned();
    filter.service = (!service.is_empty()).then_some(service);
    period(form, &mut filter);
    filter
}

/// Whole days in Norway, the last one included.
fn period(form: &mut Form, filter: &mut Filter) {
    let [from, until] = ["fra", "til"].map(|name| {
        let typed = form.value(name).to_owned();
        let day = read_day(&typed);
        if day.is_none() && !typed.is_empty() {
            form.refuse(name, "usage-log-not-a-date");
        }
        day
    });
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        form.refuse("til", "usage-log-ends-before");
    }
    filter.from = from.map(start_of_day);
    filter.until = until.map(|day| start_of_day(day.saturating_add(1.day())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, until: &str) -> (Filter, Vec<&'static str>) {
        let mut form = Form::filled([("fra", from), ("til", until)]);
        let filter = filter(&mut form, &Choices::default(), |person| person.to_string());
        (filter, form.faults().iter().map(|fault| fault.key).collect())
    }

    #[test]
    fn a_period_is_whole_days_in_norway_over_the_change_of_the_clock() {
        let (filter, faults) = asked("28.3.2026", "29.3.2026");
        assert!(faults.is_empty());
        assert_eq!(filter.from, "2026-03-27T23:00:00Z".parse().ok());
        assert_eq!(filter.until, "2026-03-29T22:00:00Z".parse().ok());
    }

    #[test]
    fn what_is_no_date_or_ends_before_it_begins_is_said_at_the_field() {
        assert_eq!(asked("31.2.2026", "i går").1, ["usage-log-not-a-date", "usage-log-not-a-date"]);
        assert_eq!(asked("2.3.2026", "1.3.2026").1, ["usage-log-ends-before"]);
        assert_eq!(asked("2.3.2026", "2.3.2026").1, Vec::<&str>::new());
    }
}
