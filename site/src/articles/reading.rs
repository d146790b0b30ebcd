//! From files to articles: first what there is, then each text, which may lead to any other.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, de::DeserializeOwned};
use web::{Words, texts::Language};

use super::{
    check::Remark,
    figure,
    files::Files,
    front_matter::FrontMatter,
    library::{Article, Contributor, Surroundings, Topic},
    markdown::{self, Around, Link},
};

/// An article whose text is not rendered yet.
struct Draft<'a> {
    file: &'a str,
    topic: &'a str,
    slug: &'a str,
    language: Language,
    front: FrontMatter,
    body: &'a str,
}

/// What the front page shows of them (`front.toml`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    current: Vec<String>,
}

/// What the files hold.
pub struct Reading<'a> {
    drafts: Vec<Draft<'a>>,
    /// SVG by its path.
    figures: HashMap<&'a str, String>,
    pub topics: BTreeMap<String, Topic>,
    pub contributors: BTreeMap<String, Contributor>,
    /// Keys of the articles that the front page shows.
    pub current: Vec<String>,
    pub remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    /// Reads every file by its name.
    pub fn of(files: &'a Files) -> Self {
        let mut reading = Self {
            drafts: Vec::new(),
            figures: HashMap::new(),
            topics: BTreeMap::new(),
            contributors: BTreeMap::new(),
            current: Vec::new(),
            remarks: Vec::new(),
        };
        for (path, bytes) in files.iter() {
            let read = std::str::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned());
            if let Err(fault) = read.and_then(|text| reading.file(path, text)) {
                reading.remarks.push(Remark::fault(path, fault));
            }
        }
        reading
    }

    fn file(&mut self, path: &'a str, text: &'a str) -> Result<(), String> {
        match (path.split_once('/'), path.rsplit_once('.')) {
            (None, _) if path == "contributors.toml" => self.contributors = table(text)?,
            (None, _) if path == "front.toml" => self.current = table::<Front>(text)?.current,
            // Words that mean the same: for search.
            (None, _) if path == "synonyms.toml" => {}
            (Some((topic, "_topic.toml")), _) => {
                self.topics.insert(topic.to_owned(), table(text)?);
            }
            (Some(_), Some((_, "svg"))) => {
                self.figures.insert(path, figure::read(text)?);
            }
            (Some((topic, name)), Some((_, "md"))) => self.drafts.push(draft(path, topic, name, text)?),
            _ => return Err("no file of this name belongs here".into()),
        }
        Ok(())
    }

    /// Every article with its text rendered.
    pub fn articles(&mut self, around: &Surroundings<'_>) -> Vec<Article> {
        let mut shelf: HashMap<String, Vec<Language>> = HashMap::new();
        for draft in &self.drafts {
            shelf.entry(format!("{}/{}", draft.topic, draft.slug)).or_default().push(draft.language);
        }
        let drafts = std::mem::take(&mut self.drafts);
        drafts.into_iter().map(|draft| self.article(draft, &shelf, around)).collect()
    }

    fn article(
        &mut self,
        draft: Draft<'a>,
        shelf: &HashMap<String, Vec<Language>>,
        around: &Surroundings<'_>,
    ) -> Article {
        let words = Words::new(around.texts.clone(), draft.language);
        let here = Place { topic: draft.topic, words, shelf, figures: &self.figures, around };
        let rendered = markdown::render(draft.body, &here);
        let faults = draft.front.faults().into_iter().chain(rendered.faults);
        self.remarks.extend(faults.map(|fault| Remark::fault(draft.file, fault)));
        Article {
            topic: draft.topic.to_owned(),
            slug: draft.slug.to_owned(),
            language: draft.language,
            front: draft.front,
            html: rendered.html,
            contents: rendered.contents,
            text: rendered.text,
        }
    }
}

fn draft<'a>(file: &'a str, topic: &'a str, name: &'a str, text: &'a str) -> Result<Draft<'a>, String> {
    let mut parts = name.split('.');
    let (slug, tag) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let language = Language::ALL.into_iter().find(|it| it.code() == tag);
    let language = language.ok_or("the name must be slug.language.md, the language nb, nn, en or se")?;
    let is_plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if parts.next() != Some("md") || parts.next().is_some() || !is_plain(slug) || !is_plain(topic) {
        return Err("folder and name must be small letters a to z, digits and hyphens".into());
    }
    let (front, body) = FrontMatter::part(text)?;
    Ok(Draft { file, topic, slug, language, front, body })
}

fn table<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|fault| fault.message().to_owned())
}

/// What stands around an article whose text is rendered.
struct Place<'a> {
    topic: &'a str,
    words: Words,
    shelf: &'a HashMap<String, Vec<Language>>,
    figures: &'a HashMap<&'a str, String>,
    around: &'a Surroundings<'a>,
}

impl Place<'_> {
    fn article(&self, key: &str, part: Option<&str>) -> Result<Link, String> {
        let languages = self.shelf.get(key).ok_or_else(|| format!("there is no article {key}"))?;
        let own = self.words.language();
        let part = part.map(|it| format!("#{it}")).unwrap_or_default();
        if languages.contains(&own) {
            return Ok(Link { href: format!("/tema/{key}{part}"), other_language: None });
        }
        let other = if languages.contains(&Language::Nb) { Language::Nb } else { languages[0] };
        let said = self.words.t(in_language_key(other)).to_owned();
        Ok(Link { href: format!("/{other}/tema/{key}{part}"), other_language: Some((other.code(), said)) })
    }
}

/// Key of "(in Norwegian)" and the like.
pub fn in_language_key(language: Language) -> &'static str {
    match language {
        Language::Nb => "site-in-nb",
        Language::Nn => "site-in-nn",
        Language::En => "site-in-en",
        Language::Se => "site-in-se",
    }
}

impl Around for Place<'_> {
    fn link(&self, to: &str) -> Result<Link, String> {
        let plain = |href: String| Ok(Link { href, other_language: None });
        if let Some(service) = to.strip_prefix("service:") {
            let address = self.around.services.get(service).cloned();
            return plain(address.ok_or_else(|| format!("there is no service {service}"))?);
        }
        if let Some(article) = to.strip_prefix("../") {
            let (key, part) = article.split_once('#').map_or((article, None), |(key, part)| (key, Some(part)));
            return self.article(key, part);
        }
        let is_number = |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '+');
        let known = to.starts_with("https://") || to.strip_prefix("tel:").is_some_and(is_number) || to.starts_with('/');
        if known { plain(to.to_owned()) } else { Err(format!("the link {to} leads nowhere")) }
    }

    fn figure(&self, name: &str) -> Result<&str, String> {
        let path = format!("{}/{name}", self.topic);
        self.figures.get(path.as_str()).map(String::as_str).ok_or_else(|| format!("there is no figure {path}"))
    }

    fn callout(&self, is_emergency: bool) -> &str {
        self.words.t(if is_emergency { "site-emergency" } else { "site-note" })
    }
}
