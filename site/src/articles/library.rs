//! All articles, topics and contributors, rendered and bound together.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use web::texts::{Language, Texts};

use super::{
    check::{Remark, unbound},
    files::Files,
    front_matter::FrontMatter,
    headings::Heading,
    reading::Reading,
};

/// An article in one language.
#[derive(Debug)]
pub struct Article {
    pub topic: String,
    pub slug: String,
    pub language: Language,
    pub front: FrontMatter,
    /// The text, ready for a page.
    pub html: String,
    pub contents: Vec<Heading>,
    /// The words alone, for search and for how hard it is to read.
    pub text: String,
}

impl Article {
    /// `topic/slug`: the same in all its languages.
    pub fn key(&self) -> String {
        format!("{}/{}", self.topic, self.slug)
    }

    /// Its address, without the prefix of a language.
    pub fn path(&self) -> String {
        format!("/tema/{}/{}", self.topic, self.slug)
    }

    /// The file it was read from.
    pub fn file(&self) -> String {
        format!("{}/{}.{}.md", self.topic, self.slug, self.language)
    }
}

/// A topic, named in each language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    nb: TopicText,
    nn: TopicText,
    en: TopicText,
}

/// How a topic presents itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicText {
    pub title: String,
    pub summary: String,
}

/// Who answers for an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contributor {
    nb: ContributorText,
    nn: ContributorText,
    en: ContributorText,
}

/// How a contributor is named, and what their part is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContributorText {
    pub name: String,
    pub role: String,
}

macro_rules! in_language {
    ($type:ty, $text:ty) => {
        impl $type {
            /// In the reader's language; Bokmål for Northern Sámi.
            pub fn text(&self, language: Language) -> &$text {
                match language {
                    Language::Nb | Language::Se => &self.nb,
                    Language::Nn => &self.nn,
                    Language::En => &self.en,
                }
            }
        }
    };
}
in_language!(Topic, TopicText);
in_language!(Contributor, ContributorText);

/// What the portal around the articles is: where its services are explained, and how it speaks.
pub struct Surroundings<'a> {
    /// The address of a service's open page by its id.
    pub services: &'a HashMap<&'static str, String>,
    pub texts: &'a Texts,
}

/// Everything there is to read.
#[derive(Debug, Default)]
pub struct Library {
    topics: BTreeMap<String, Topic>,
    contributors: BTreeMap<String, Contributor>,
    current: Vec<String>,
    /// By key, then in the order of [`Language::ALL`].
    articles: BTreeMap<String, Vec<Article>>,
}

impl Library {
    /// Reads all files. What is wrong is in the remarks; a file that cannot be read at all is left out.
    pub fn read(files: &Files, around: &Surroundings<'_>) -> (Self, Vec<Remark>) {
        let mut reading = Reading::of(files);
        let mut articles: BTreeMap<String, Vec<Article>> = BTreeMap::new();
        for article in reading.articles(around) {
            articles.entry(article.key()).or_default().push(article);
        }
        for all in articles.values_mut() {
            all.sort_by_key(|article| Language::ALL.iter().position(|it| *it == article.language));
        }
        let Reading { topics, contributors, current, mut remarks, .. } = reading;
        let library = Self { topics, contributors, current, articles };
        remarks.extend(unbound(&library, around));
        (library, remarks)
    }

    pub fn topics(&self) -> impl Iterator<Item = (&str, &Topic)> {
        self.topics.iter().map(|(name, topic)| (name.as_str(), topic))
    }

    pub fn topic(&self, name: &str) -> Option<&Topic> {
        self.topics.get(name)
    }

    pub fn contributor(&self, key: &str) -> Option<&Contributor> {
        self.contributors.get(key)
    }

    /// Keys of the articles that the front page shows.
    pub fn current(&self) -> impl Iterator<Item = &str> {
        self.current.iter().map(String::as_str)
    }

    /// Every article in every language.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.articles.values().flatten()
    }

    /// An article in all languages it exists in.
    pub fn translations(&self, key: &str) -> &[Article] {
        self.articles.get(key).map_or(&[], Vec::as_slice)
    }

    /// An article in the reader's language, or else in the one nearest to it.
    pub fn best(&self, key: &str, language: Language) -> Option<&Article> {
        let all = self.translations(key);
        nearest(language).into_iter().find_map(|it| all.iter().find(|article| article.language == it))
    }

    /// One for each article, in the reader's language or the nearest: what lists show.
    pub fn all_for(&self, language: Language) -> impl Iterator<Item = &Article> {
        self.articles.keys().filter_map(move |key| self.best(key, language))
    }
}

/// The languages a reader of one understands best, that one first.
fn nearest(language: Language) -> [Language; 4] {
    let [nb, nn, en, se] = Language::ALL;
    match language {
        Language::Nb => [nb, nn, en, se],
        Language::Nn => [nn, nb, en, se],
        Language::En => [en, nb, nn, se],
        Language::Se => [se, nb, nn, en],
    }
}
