//! Own entries as they are typed, with what is wrong at the field.

use profile::{AccountNumber, Details, Needs, NextOfKin, Telephone};
use web::Form;

/// Characters of a name, an employer, a language.
const SHORT: usize = 100;
/// Characters of one's own words about needs.
pub const LONGEST_NOTE: usize = 300;

/// Next of kin, employer and account; `None` where something is wrong.
pub fn details(form: &mut Form) -> Option<Details> {
    for name in ["navn", "relasjon", "arbeidsgiver"] {
        form.at_most(name, SHORT, "contact-details-too-long");
    }
    let telephone = Telephone::parse(form.value("telefon"));
    if telephone.is_none() && !form.value("telefon").is_empty() {
        form.refuse("telefon", "contact-details-telephone-wrong");
    }
    let account = AccountNumber::parse(form.value("konto"));
    if account.is_none() && !form.value("konto").is_empty() {
        form.refuse("konto", "contact-details-account-wrong");
    }
    let told_of_kin = !form.value("relasjon").is_empty() || !form.value("telefon").is_empty();
    if told_of_kin {
        form.require("navn", "contact-details-kin-name-missing");
    }
    let next_of_kin = text(form, "navn").map(|name| {
        let relation = form.value("relasjon").to_owned();
        NextOfKin { name, relation, telephone }
    });
    let details = Details { next_of_kin, employer: text(form, "arbeidsgiver"), account };
    (!form.has_faults()).then_some(details)
}

/// What a service should know; `None` where something is wrong.
pub fn needs(form: &mut Form) -> Option<Needs> {
    let interpreter = form.holds("tolk", "ja");
    if interpreter {
        form.require("sprak", "contact-details-language-missing");
    }
    form.at_most("sprak", SHORT, "contact-details-too-long");
    form.at_most("merknad", LONGEST_NOTE, "contact-details-note-too-long");
    let needs = Needs {
        interpreter: text(form, "sprak").filter(|_| interpreter),
        hearing: form.holds("horsel", "ja"),
        sight: form.holds("syn", "ja"),
        speech: form.holds("tale", "ja"),
        note: text(form, "merknad"),
    };
    (!form.has_faults()).then_some(needs)
}

fn text(form: &Form, name: &str) -> Option<String> {
    Some(form.value(name).to_owned()).filter(|typed| !typed.is_empty())
}
