//! The few fields of each kind of message, and what they become in its text.

use dialogue::Kind;
use offices::OfficeKind;
use web::{Form, Words};

/// Characters of a message.
pub const LONGEST_TEXT: usize = 5000;
/// Characters of a subject and of the fields beside the text.
pub const LONGEST_LINE: usize = 200;

/// A field beside the text: its name, and its keys are `inbox-field-<name>` and `…-help`.
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub help: &'static str,
    /// Key of what is wrong when it is empty; `None` where it may be.
    pub missing: Option<&'static str>,
}

const MEDICINE: Field = Field {
    name: "legemiddel",
    label: "inbox-field-medicine",
    help: "inbox-field-medicine-help",
    missing: Some("inbox-medicine-missing"),
};
const SINCE: Field = Field { name: "siden", label: "inbox-field-since", help: "inbox-field-since-help", missing: None };
const WHEN: Field = Field {
    name: "naar",
    label: "inbox-field-when",
    help: "inbox-field-when-help",
    missing: Some("inbox-when-missing"),
};

/// The fields of a kind.
pub fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::EConsultation => &[SINCE],
        Kind::Renewal => &[MEDICINE],
        Kind::AppointmentRequest => &[WHEN],
        Kind::Question | Kind::Letter => &[],
    }
}

/// What an office takes (C1): renewals and consultations are a GP's.
pub fn kinds(office: OfficeKind) -> &'static [Kind] {
    match office {
        OfficeKind::Gp => &[Kind::Question, Kind::EConsultation, Kind::Renewal, Kind::AppointmentRequest],
        _ => &[Kind::Question, Kind::AppointmentRequest],
    }
}

/// Key of a kind's name.
pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Question => "inbox-kind-question",
        Kind::EConsultation => "inbox-kind-e-consultation",
        Kind::Renewal => "inbox-kind-renewal",
        Kind::AppointmentRequest => "inbox-kind-appointment-request",
        Kind::Letter => "inbox-kind-letter",
    }
}

/// Key of what a kind is for.
pub fn about_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Question | Kind::Letter => "inbox-kind-question-about",
        Kind::EConsultation => "inbox-kind-e-consultation-about",
        Kind::Renewal => "inbox-kind-renewal-about",
        Kind::AppointmentRequest => "inbox-kind-appointment-request-about",
    }
}

/// Says what is wrong with what was typed; an answer has no subject. A renewal needs no words beside the medicine.
pub fn check(form: &mut Form, kind: Kind, is_answer: bool) {
    if !is_answer {
        form.require("emne", "inbox-subject-missing");
        for field in fields(kind) {
            if let Some(missing) = field.missing {
                form.require(field.name, missing);
            }
            form.at_most(field.name, LONGEST_LINE, "inbox-line-too-long");
        }
        form.at_most("emne", LONGEST_LINE, "inbox-line-too-long");
    }
    if is_answer || kind != Kind::Renewal {
        form.require("tekst", "inbox-text-missing");
    }
    form.at_most("tekst", LONGEST_TEXT, "inbox-text-too-long");
}

/// The message: each field on a line under its label, then the text.
pub fn text(words: &Words, form: &Form, kind: Kind, is_answer: bool) -> String {
    let fields = if is_answer { &[][..] } else { fields(kind) };
    let typed = fields.iter().filter(|field| !form.value(field.name).is_empty());
    let lines: Vec<String> =
        typed.map(|field| format!("{}: {}", words.t(field.label), form.value(field.name))).collect();
    let own = form.value("tekst").replace("\r\n", "\n");
    match (lines.is_empty(), own.is_empty()) {
        (true, _) => own,
        (false, true) => lines.join("\n"),
        (false, false) => format!("{}\n\n{own}", lines.join("\n")),
    }
}
