//! What is wrong with the articles, and what an editor should look at (`helsevei content check`).

use std::fmt;

use jiff::civil::Date;
use web::texts::Language;

use super::{
    library::{Article, Library, Surroundings},
    lix::{HARD, lix},
};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The articles are not taken into use.
    Fault,
    /// Somebody should look at it.
    Warning,
}

/// Something about a file.
#[derive(Clone, Debug)]
pub struct Remark {
    pub file: String,
    pub severity: Severity,
    pub text: String,
}

impl Remark {
    pub fn fault(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), severity: Severity::Fault, text: text.into() }
    }

    fn warning(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), severity: Severity::Warning, text: text.into() }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.severity == Severity::Fault { "fault" } else { "warning" };
        write!(f, "{}: {word}: {}", self.file, self.text)
    }
}

/// Articles that every public site must have (P11).
const IN_THE_FOOT: [&str; 4] = ["om/om", "om/personvern", "om/tilgjengelighet", "om/informasjonskapsler"];

/// What names something that is not there.
pub(super) fn unbound(library: &Library, around: &Surroundings<'_>) -> Vec<Remark> {
    let foot = IN_THE_FOOT.into_iter().filter(|key| library.translations(key).is_empty());
    let foot = foot.map(|key| Remark::fault(format!("{key}.nb.md"), "is missing: the foot of every page leads to it"));
    let missing = library.current().filter(|key| library.translations(key).is_empty());
    let mut remarks: Vec<Remark> =
        missing.map(|key| Remark::fault("front.toml", format!("there is no article {key}"))).chain(foot).collect();
    for article in library.articles() {
        let front = &article.front;
        let mut must = |holds: bool, fault: String| {
            if !holds {
                remarks.push(Remark::fault(article.file(), fault));
            }
        };
        must(library.topic(&article.topic).is_some(), format!("{}/_topic.toml is missing", article.topic));
        let contributor = &front.contributor;
        must(library.contributor(contributor).is_some(), format!("contributors.toml has no {contributor}"));
        for key in &front.related {
            must(!library.translations(key).is_empty(), format!("related: there is no article {key}"));
        }
        for service in &front.services {
            must(around.services.contains_key(service.as_str()), format!("services: there is no service {service}"));
        }
    }
    remarks
}

/// What an editor should look at on a day: what is to be read again, what is hard to read, what lacks a language.
pub fn check(library: &Library, today: Date) -> Vec<Remark> {
    library.articles().flat_map(|article| warnings(library, article, today)).collect()
}

fn warnings(library: &Library, article: &Article, today: Date) -> Vec<Remark> {
    let mut said = Vec::new();
    if article.front.next_review < today {
        said.push(format!("was to be read again by {}", article.front.next_review));
    }
    if article.front.updated > today {
        said.push(format!("is updated in the future, on {}", article.front.updated));
    }
    if let Some(lix) = lix(&article.text).filter(|lix| *lix >= HARD) {
        said.push(format!("is hard to read: LIX {lix:.0}, where {HARD} is hard"));
    }
    if article.language == Language::Nb
        && library.translations(&article.key()).iter().all(|it| it.language != Language::Nn)
    {
        said.push("has no Nynorsk".into());
    }
    said.into_iter().map(|text| Remark::warning(article.file(), text)).collect()
}
