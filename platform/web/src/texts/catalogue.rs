//! The texts of all services in all languages, resolved as far as they can be at start.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use thiserror::Error;

use super::Language;

/// One folder's Fluent files.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The folder they belong to, for messages about faults.
    pub name: &'static str,
    pub nb: &'static str,
    pub nn: &'static str,
    pub en: &'static str,
    /// Northern Sámi where it exists; it may be a part.
    pub se: Option<&'static str>,
}

impl Source {
    fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::Nb => self.nb,
            Language::Nn => self.nn,
            Language::En => self.en,
            Language::Se => self.se.unwrap_or(""),
        }
    }
}

/// A fault in the texts: the portal does not start with one.
#[derive(Debug, Error)]
pub enum TextsError {
    #[error("texts of {source_name} in {language} cannot be read: {detail}")]
    Syntax { source_name: &'static str, language: Language, detail: String },
    #[error("the text {key} is missing in {language}")]
    Missing { key: String, language: Language },
    #[error("the text {key} is defined twice in {language}")]
    Twice { key: String, language: Language },
}

/// Every text in every language. Cheap to clone.
#[derive(Clone)]
pub struct Texts(Arc<[Catalogue; 4]>);

/// One language: finished texts by key, and the bundle for those that take arguments.
struct Catalogue {
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Loads all sources; fails on a syntax fault, on a key defined twice and on a key that nb, nn or en lacks.
    pub fn load(sources: &[Source]) -> Result<Self, TextsError> {
        let load = |language| Catalogue::load(sources, language);
        let [nb, nn, en, se] = [load(Language::Nb)?, load(Language::Nn)?, load(Language::En)?, load(Language::Se)?];
        complete(&[(Language::Nb, &nb.1), (Language::Nn, &nn.1), (Language::En, &en.1)], &se.1)?;
        Ok(Self(Arc::new([nb.0, nn.0, en.0, se.0])))
    }

    /// The finished text of a key that takes no arguments, Bokmål where Northern Sámi has none.
    pub(super) fn plain(&self, language: Language, key: &str) -> Option<&str> {
        let found = |language| self.catalogue(language).plain.get(key);
        found(language).or_else(|| found(Language::Nb)).map(String::as_str)
    }

    /// The text of `key` with its arguments filled in.
    pub(super) fn format(&self, language: Language, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let said = |language| self.catalogue(language).format(key, args);
        said(language).or_else(|| said(Language::Nb))
    }

    fn catalogue(&self, language: Language) -> &Catalogue {
        let [nb, nn, en, se] = &*self.0;
        match language {
            Language::Nb => nb,
            Language::Nn => nn,
            Language::En => en,
            Language::Se => se,
        }
    }
}

impl Catalogue {
    fn load(sources: &[Source], language: Language) -> Result<(Self, BTreeSet<String>), TextsError> {
        let mut bundle = FluentBundle::new_concurrent(vec![language_id(language)]);
        // The marks around arguments are for mixed directions of writing, which none of our languages has.
        bundle.set_use_isolating(false);
        let mut keys = BTreeSet::new();
        for source in sources {
            let text = source.in_language(language);
            for key in keys_of(text) {
                if !keys.insert(key.to_owned()) {
                    return Err(TextsError::Twice { key: key.to_owned(), language });
                }
            }
            let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, faults)| TextsError::Syntax {
                source_name: source.name,
                language,
                detail: faults.first().map(ToString::to_string).unwrap_or_default(),
            })?;
            // Keys defined twice are found above, so adding cannot fail.
            bundle.add_resource_overriding(resource);
        }
        let plain = keys.iter().filter_map(|key| Some((key.clone(), finished(&bundle, key)?))).collect();
        Ok((Self { plain, bundle }, keys))
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut faults).into_owned();
        if let Some(fault) = faults.first() {
            tracing::error!(key, %fault, "text cannot be formatted");
        }
        Some(text)
    }
}

/// The text when it takes no arguments.
fn finished(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut faults = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut faults).into_owned();
    faults.is_empty().then_some(text)
}

/// Keys of a Fluent file in its order: what starts a line and is followed by `=`.
pub(super) fn keys_of(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        line.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| key.trim())
    })
}

/// Every key of any language is in each of the `whole` ones.
fn complete(whole: &[(Language, &BTreeSet<String>)], partial: &BTreeSet<String>) -> Result<(), TextsError> {
    let all: BTreeSet<&String> = whole.iter().flat_map(|(_, keys)| keys.iter()).chain(partial).collect();
    for (language, keys) in whole {
        if let Some(key) = all.iter().find(|key| !keys.contains(key.as_str())) {
            return Err(TextsError::Missing { key: (*key).clone(), language: *language });
        }
    }
    Ok(())
}

fn language_id(language: Language) -> unic_langid::LanguageIdentifier {
    language.code().parse().unwrap_or_default()
}
