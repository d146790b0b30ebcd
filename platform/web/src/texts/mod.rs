//! Every sentence a person reads: Fluent files per service and language, loaded once at start.

mod catalogue;
mod check;
mod dates;
mod language;
mod typed_dates;
mod words;

pub use catalogue::{Source, Texts, TextsError};
pub use check::{check, check_beside, check_shared};
pub use dates::{capital, clock, day, moment, short_day};
pub use language::Language;
pub use typed_dates::{read_day, typed_day};
pub use words::{Say, Words};

/// The platform's own texts: layout, errors, front page.
pub const PLATFORM: Source = Source {
    name: "web",
    nb: include_str!("../../texts/nb.ftl"),
    nn: include_str!("../../texts/nn.ftl"),
    en: include_str!("../../texts/en.ftl"),
    se: None,
};

/// The [`Source`] of the service whose `mod.rs` calls it: `texts/nb.ftl`, `nn.ftl` and `en.ftl` beside that file.
///
/// ```ignore
/// texts: web::texts!("appointments"),
/// ```
#[macro_export]
macro_rules! texts {
    ($name:literal) => {
        $crate::texts::Source {
            name: $name,
            nb: include_str!("texts/nb.ftl"),
            nn: include_str!("texts/nn.ftl"),
            en: include_str!("texts/en.ftl"),
            se: None,
        }
    };
}
