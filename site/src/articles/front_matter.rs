//! What stands above an article: what it is called, who answers for it, when it is read again.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error};

/// The fence above and below it.
const FENCE: &str = "+++";
/// In characters, as search engines and lists show them whole.
const LONGEST_TITLE: usize = 70;
const LONGEST_SUMMARY: usize = 200;

/// What an article says of itself, in TOML.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    pub title: String,
    /// One sentence, shown under the title, in lists and by search engines.
    pub summary: String,
    /// A key of `contributors.toml`: who answers for the article.
    pub contributor: String,
    /// Those who wrote it, where that is to be known.
    #[serde(default)]
    pub authors: Vec<String>,
    #[serde(deserialize_with = "day")]
    pub updated: Date,
    /// When it is to be read again by those who know.
    #[serde(deserialize_with = "day")]
    pub next_review: Date,
    /// Other articles, as `topic/slug`.
    #[serde(default)]
    pub related: Vec<String>,
    #[serde(default)]
    pub sources: Vec<Reference>,
    /// Ids of the services that it leads to.
    #[serde(default)]
    pub services: Vec<String>,
    #[serde(default)]
    pub audience: Vec<Audience>,
    /// Words people search with and the text does not have. Not shown.
    #[serde(default)]
    pub keywords: Vec<String>,
}

/// A public source of an article.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub title: String,
    pub publisher: String,
    pub url: String,
    /// Tag of the language it is in.
    pub lang: String,
}

/// Whom an article is written for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Everyone,
    Parents,
    Young,
    NextOfKin,
    Older,
}

impl FrontMatter {
    /// Parts a file into its front matter and its text, or says what is wrong.
    pub fn part(file: &str) -> Result<(Self, &str), String> {
        let rest = file.strip_prefix(FENCE).ok_or("the first line must be +++, before the front matter")?;
        let (front, body) = rest.split_once("\n+++").ok_or("no line with +++ ends the front matter")?;
        let front: Self = toml::from_str(front).map_err(|fault| format!("front matter: {}", fault.message()))?;
        Ok((front, body.trim_start_matches(['\r', '\n'])))
    }

    /// What is wrong with it by itself.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut must = |holds: bool, fault: &str| {
            if !holds {
                faults.push(fault.to_owned());
            }
        };
        let length = |text: &str| text.trim().chars().count();
        must((1..=LONGEST_TITLE).contains(&length(&self.title)), "title: 1 to 70 characters");
        must((1..=LONGEST_SUMMARY).contains(&length(&self.summary)), "summary: one sentence of at most 200 characters");
        must(self.next_review > self.updated, "next_review: a day after updated");
        let https = |source: &Reference| source.url.starts_with("https://");
        must(self.sources.iter().all(https), "sources: each url begins with https://");
        faults
    }
}

/// A TOML date without a time.
fn day<'de, D: Deserializer<'de>>(read: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(read)?;
    written.to_string().parse().map_err(|_| D::Error::custom("a day such as 2026-11-22"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "+++\ntitle = \"Legevakt\"\nsummary = \"Når det haster.\"\ncontributor = \"helsevei\"\n\
        updated = 2026-11-22\nnext_review = 2027-05-22\n+++\n\n## Ring\n";

    #[test]
    fn front_matter_is_parted_from_the_text() {
        let (front, body) = FrontMatter::part(WHOLE).unwrap();
        assert_eq!((front.title.as_str(), body), ("Legevakt", "## Ring\n"));
        assert_eq!(front.updated, jiff::civil::date(2026, 11, 22));
        assert!(front.faults().is_empty());
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (from, to, said) in [
            ("+++\ntitle", "title", "the first line must be +++"),
            ("title = \"Legevakt\"\n", "", "missing field `title`"),
            ("updated = 2026-11-22", "updated = \"i går\"", "front matter"),
            ("summary", "sumary", "unknown field `sumary`"),
        ] {
            let fault = FrontMatter::part(&WHOLE.replacen(from, to, 1)).unwrap_err();
            assert!(fault.contains(said), "{fault}");
        }
        let (front, _) = FrontMatter::part(&WHOLE.replace("2027-05-22", "2026-11-22")).unwrap();
        assert_eq!(front.faults(), ["next_review: a day after updated"]);
    }
}
