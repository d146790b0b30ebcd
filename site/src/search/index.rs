//! The index: what is put in, and what comes out, best first.

use std::collections::{HashMap, HashSet};

use tantivy::{
    Index, IndexReader, Score, TantivyDocument, TantivyError,
    collector::TopDocs,
    doc,
    query::Query,
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value},
    snippet::SnippetGenerator,
};
use thiserror::Error;
use web::texts::Language;

use super::{
    analysis::{Grammar, plain_words},
    compound::Vocabulary,
    question::Question,
    suggestions::Suggestions,
    synonyms::Synonyms,
};

/// Memory while the index is made, in bytes: the least the library takes.
const BUDGET: usize = 15_000_000;
/// So many are looked at before translations of one are put together.
const MOST_LOOKED_AT: usize = 400;
/// A snippet's length, in characters.
const SNIPPET: usize = 180;
/// What is in the reader's own language goes before the rest.
const OWN_LANGUAGE: Score = 1.3;

/// The index cannot be made or asked.
#[derive(Debug, Error)]
#[error("search: {0}")]
pub struct SearchError(#[from] TantivyError);

/// Something that can be found: an article or a service, in one language.
#[derive(Clone, Debug)]
pub struct Doc {
    /// `topic/slug`, or `service:id`: the same in all languages.
    pub key: String,
    pub language: Language,
    /// The topic of an article; empty for a service.
    pub topic: String,
    pub title: String,
    pub summary: String,
    pub text: String,
    pub keywords: Vec<String>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    pub text: &'a str,
    /// The reader's language.
    pub language: Language,
    /// Within this topic.
    pub topic: Option<&'a str>,
    /// In this language alone.
    pub only: Option<Language>,
    pub first: usize,
    pub count: usize,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub total: usize,
    pub hits: Vec<Hit>,
}

/// One found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub key: String,
    /// Of the text that was found.
    pub language: Language,
    /// A piece of the text with what was found in it, marked, in turns: plain, marked, plain …
    pub snippet: Vec<(String, bool)>,
}

/// The index and what helps to ask it.
pub struct Search {
    reader: IndexReader,
    fields: Fields,
    vocabulary: Vocabulary,
    synonyms: Synonyms,
    suggestions: Suggestions,
}

/// The fields of a grammar, with how much a word in each is worth.
#[derive(Clone, Copy, Debug)]
pub struct GrammarFields {
    pub title: Field,
    pub keywords: Field,
    pub summary: Field,
    pub text: Field,
    /// Parts of compound words.
    pub parts: Field,
}

/// All fields.
#[derive(Clone, Debug)]
pub struct Fields {
    key: Field,
    language: Field,
    topic: Field,
    pub of: HashMap<&'static str, GrammarFields>,
}

impl Fields {
    fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let fields = Self {
            key: schema.add_text_field("key", STRING | STORED),
            language: schema.add_text_field("language", STRING | STORED),
            topic: schema.add_text_field("topic", STRING),
            of: Grammar::ALL
                .map(|grammar| {
                    let mut add = |name: &str| {
                        let index = TextFieldIndexing::default()
                            .set_tokenizer(grammar.name())
                            .set_index_option(IndexRecordOption::WithFreqs);
                        let options = TextOptions::default().set_indexing_options(index).set_stored();
                        schema.add_text_field(&format!("{name}_{}", grammar.name()), options)
                    };
                    let fields = GrammarFields {
                        title: add("title"),
                        keywords: add("keywords"),
                        summary: add("summary"),
                        text: add("text"),
                        parts: add("parts"),
                    };
                    (grammar.name(), fields)
                })
                .into(),
        };
        (schema.build(), fields)
    }

    pub fn topic(&self) -> Field {
        self.topic
    }

    pub fn language(&self) -> Field {
        self.language
    }
}

impl Search {
    /// Makes the index of all there is.
    pub fn new(docs: &[Doc], synonyms: Synonyms) -> Result<Self, SearchError> {
        let (schema, fields) = Fields::new();
        let index = Index::create_in_ram(schema);
        for grammar in Grammar::ALL {
            index.tokenizers().register(grammar.name(), grammar.analyzer());
        }
        let vocabulary = vocabulary(docs, &synonyms);
        let mut writer = index.writer_with_num_threads(1, BUDGET)?;
        for doc in docs {
            writer.add_document(document(doc, &fields, &vocabulary))?;
        }
        writer.commit()?;
        let suggestions = Suggestions::new(docs);
        Ok(Self { reader: index.reader()?, fields, vocabulary, synonyms, suggestions })
    }

    /// What fits best, first; nothing for words that nobody uses.
    pub fn ask(&self, ask: Ask<'_>) -> Result<Found, SearchError> {
        let question = Question { fields: &self.fields, vocabulary: &self.vocabulary, synonyms: &self.synonyms };
        let Some(query) = question.query(ask) else { return Ok(Found::default()) };
        let searcher = self.reader.searcher();
        let best = TopDocs::with_limit(MOST_LOOKED_AT).order_by_score();
        let mut ranked = Vec::new();
        for (score, address) in searcher.search(&query, &best)? {
            let doc: TantivyDocument = searcher.doc(address)?;
            let own = self.language_of(&doc) == Some(ask.language);
            ranked.push((if own { score * OWN_LANGUAGE } else { score }, doc));
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        // A text and its translations are one find.
        let mut seen = HashSet::new();
        ranked.retain(|(_, doc)| seen.insert(self.word(doc, self.fields.key)));
        let shown = ranked.iter().skip(ask.first).take(ask.count);
        let hits = shown.filter_map(|(_, doc)| self.hit(&searcher, &query, doc).transpose());
        Ok(Found { total: ranked.len(), hits: hits.collect::<Result<_, _>>()? })
    }

    /// Titles that what is typed so far may become: key and title.
    pub fn suggest(&self, typed: &str, language: Language, count: usize) -> Vec<(&str, &str)> {
        self.suggestions.of(typed, language, count)
    }

    fn hit(
        &self,
        searcher: &tantivy::Searcher,
        query: &dyn Query,
        doc: &TantivyDocument,
    ) -> Result<Option<Hit>, SearchError> {
        let Some(language) = self.language_of(doc) else { return Ok(None) };
        let text = self.fields.of[Grammar::of(language).name()].text;
        let mut snippets = SnippetGenerator::create(searcher, query, text)?;
        snippets.set_max_num_chars(SNIPPET);
        let snippet = snippets.snippet_from_doc(doc);
        let mut pieces = Vec::new();
        let mut from = 0;
        for marked in snippet.highlighted() {
            pieces.push((snippet.fragment()[from..marked.start].to_owned(), false));
            pieces.push((snippet.fragment()[marked.clone()].to_owned(), true));
            from = marked.end;
        }
        pieces.push((snippet.fragment()[from..].to_owned(), false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        Ok(Some(Hit { key: self.word(doc, self.fields.key), language, snippet: pieces }))
    }

    fn word(&self, doc: &TantivyDocument, field: Field) -> String {
        doc.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    }

    fn language_of(&self, doc: &TantivyDocument) -> Option<Language> {
        Language::parse(&self.word(doc, self.fields.language))
    }
}

/// The words that compound words may be put together of.
fn vocabulary(docs: &[Doc], synonyms: &Synonyms) -> Vocabulary {
    let norwegian = docs.iter().filter(|doc| Grammar::of(doc.language) == Grammar::Norwegian);
    let texts = norwegian.flat_map(|doc| [&doc.title, &doc.summary, &doc.text].into_iter().chain(&doc.keywords));
    Vocabulary::of(texts.chain(synonyms.terms()).flat_map(|text| plain_words(text)))
}

fn document(doc: &Doc, fields: &Fields, vocabulary: &Vocabulary) -> TantivyDocument {
    let grammar = Grammar::of(doc.language);
    let of = fields.of[grammar.name()];
    let keywords = doc.keywords.join("\n");
    let all = [&doc.title, &doc.summary, &keywords, &doc.text];
    let parts: Vec<String> = match grammar {
        Grammar::Norwegian => {
            all.into_iter().flat_map(|text| plain_words(text)).flat_map(|word| vocabulary.parts(&word)).collect()
        }
        Grammar::English => Vec::new(),
    };
    doc!(
        fields.key => doc.key.clone(),
        fields.language => doc.language.code(),
        fields.topic => doc.topic.clone(),
        of.title => doc.title.clone(),
        of.summary => doc.summary.clone(),
        of.keywords => keywords,
        of.text => doc.text.clone(),
        of.parts => parts.join(" "),
    )
}
