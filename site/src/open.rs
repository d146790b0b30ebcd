//! The open site as it stands: its articles, the search over them, and how both are replaced at once.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use thiserror::Error;
use web::{
    Service, Words,
    texts::{Language, Texts},
};

use crate::{
    articles::{Article, Files, Library, Remark, Severity, Surroundings},
    pages::LISTED,
    search::{Doc, Search, SearchError, Synonyms, SynonymsError},
};

/// What stands on the open site at one moment.
pub struct Open {
    pub library: Library,
    pub search: Search,
}

/// The open site. Cheap to clone; a reader keeps what stood when they came.
#[derive(Clone)]
pub struct OpenSite(Arc<RwLock<Arc<Open>>>);

/// Why articles were not taken into use.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error("{}", list(.0))]
    Faults(Vec<Remark>),
    #[error(transparent)]
    Synonyms(#[from] SynonymsError),
    #[error(transparent)]
    Search(#[from] SearchError),
}

fn list(remarks: &[Remark]) -> String {
    remarks.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl OpenSite {
    pub fn new(open: Open) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(open))))
    }

    /// What stands now.
    pub fn now(&self) -> Arc<Open> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts other articles in its place, all at once.
    pub fn replace(&self, open: Open) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(open);
    }
}

impl Open {
    /// Reads articles whole, and makes them searchable with the services.
    ///
    /// # Errors
    /// [`OpenError::Faults`] with everything that is wrong: a site with a fault is not taken into use.
    pub fn read(files: &Files, services: &[&'static Service], texts: &Texts) -> Result<Self, OpenError> {
        let (library, remarks) = Self::library(files, services, texts);
        let faults: Vec<Remark> = remarks.into_iter().filter(|it| it.severity == Severity::Fault).collect();
        if !faults.is_empty() {
            return Err(OpenError::Faults(faults));
        }
        let synonyms = files.text("synonyms.toml").map(Synonyms::read).transpose()?.unwrap_or_default();
        let articles = library.articles().map(article);
        let services = Language::WHOLE.into_iter().flat_map(|language| {
            let words = Words::new(texts.clone(), language);
            let pages: Vec<Doc> = LISTED.iter().map(|it| page(it, &words)).collect();
            services.iter().map(move |it| service(it, &words)).chain(pages)
        });
        let docs: Vec<Doc> = articles.chain(services).collect();
        Ok(Self { search: Search::new(&docs, synonyms)?, library })
    }

    /// The articles, with everything there is to say of them.
    pub fn library(files: &Files, services: &[&'static Service], texts: &Texts) -> (Library, Vec<Remark>) {
        let addresses: HashMap<&str, String> =
            services.iter().map(|service| (service.id(), format!("/om/{}", service.path))).collect();
        Library::read(files, &Surroundings { services: &addresses, texts })
    }
}

fn article(article: &Article) -> Doc {
    Doc {
        key: article.key(),
        language: article.language,
        topic: article.topic.clone(),
        title: article.front.title.clone(),
        summary: article.front.summary.clone(),
        text: article.text.clone(),
        keywords: article.front.keywords.clone(),
    }
}

fn service(service: &Service, words: &Words) -> Doc {
    let help = service.help();
    let help = [help.consent, help.power, help.children, help.unlisted];
    Doc {
        key: format!("service:{}", service.id()),
        language: words.language(),
        topic: String::new(),
        title: words.t(&service.key("title")).to_owned(),
        summary: words.t(&service.key("about")).to_owned(),
        text: help.iter().map(|key| words.t(key)).collect::<Vec<_>>().join("\n"),
        keywords: Vec::new(),
    }
}

fn page((path, title, about): &(&str, &str, &str), words: &Words) -> Doc {
    Doc {
        key: format!("page:{path}"),
        language: words.language(),
        topic: String::new(),
        title: words.t(title).to_owned(),
        summary: words.t(about).to_owned(),
        text: String::new(),
        keywords: Vec::new(),
    }
}
