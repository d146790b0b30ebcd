//! Where an office is visited and when it is open, as the operator types it (P5).

use ::offices::{Address, AvailableTime, Hours, Office, said, spans};
use web::{Form, PageError, Portal, Words};

/// Fields of the weekdays, Monday first.
const DAYS: [&str; 7] = ["apent-1", "apent-2", "apent-3", "apent-4", "apent-5", "apent-6", "apent-7"];
/// Characters of a street, and of a city.
const STREET: usize = 100;
const NOTE: usize = 300;

/// Each field for hours with its weekday.
pub(super) fn days(words: &Words) -> [(&'static str, &'static str); 7] {
    let mut number = 0;
    DAYS.map(|field| {
        number += 1;
        (field, words.weekday(number))
    })
}

/// Fills in what is known.
pub(super) fn fill(form: &mut Form, office: &Office) {
    if let Some(address) = &office.address {
        form.put("gate", &address.street);
        form.put("postnr", &address.postal_code);
        form.put("poststed", &address.city);
    }
    for (day, field) in (1..).zip(DAYS) {
        let spans: Vec<AvailableTime> = office.hours.of_day(day).copied().collect();
        form.put(field, said(&spans, '.'));
    }
    if office.hours.on_holidays {
        form.put("helligdager", "ja");
    }
    form.put("merknad", office.hours.note.as_deref().unwrap_or_default());
}

/// Takes the city of a postal code from the register, where nothing was typed.
pub(super) async fn complete(portal: &Portal, form: &mut Form) -> Result<(), PageError> {
    let code = portal.offices().postal_code(form.value("postnr")).await.map_err(PageError::unavailable)?;
    if let Some(code) = code {
        form.put_if_empty("poststed", code.place);
    }
    Ok(())
}

/// What was typed; `None` with the fault at its field.
pub(super) fn read(form: &mut Form) -> Option<(Option<Address>, Hours)> {
    let address = address(form);
    let mut available_time = Vec::new();
    for (day, field) in (1..).zip(DAYS) {
        match spans(day, form.value(field)) {
            Some(spans) => available_time.extend(spans),
            None => form.refuse(field, "operator-hours-wrong"),
        }
    }
    form.at_most("merknad", NOTE, "operator-note-wrong");
    let note = Some(form.value("merknad")).filter(|typed| !typed.is_empty()).map(str::to_owned);
    let hours = Hours { available_time, on_holidays: form.holds("helligdager", "ja"), note };
    (!form.has_faults()).then_some((address, hours))
}

/// All of an address or nothing.
fn address(form: &mut Form) -> Option<Address> {
    let value = |name: &str| form.value(name).to_owned();
    let address = Address { street: value("gate"), postal_code: value("postnr"), city: value("poststed") };
    if [&address.street, &address.postal_code, &address.city].into_iter().all(String::is_empty) {
        return None;
    }
    for (field, key) in [("gate", "operator-street-wrong"), ("poststed", "operator-city-wrong")] {
        form.require(field, key);
        form.at_most(field, STREET, key);
    }
    if !super::is_four_digits(&address.postal_code) {
        form.refuse("postnr", "operator-postal-code-wrong");
    }
    Some(address)
}
