//! From what is typed to a query: each word in its forms, its synonyms, its parts, and misspelt.

use tantivy::{
    Score, Term,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    analysis::{Grammar, plain_words},
    compound::Vocabulary,
    index::{Ask, Fields, GrammarFields},
    synonyms::Synonyms,
};

/// What is typed beyond this is not read, in words.
const MOST_WORDS: usize = 12;
/// Nearly the same word, or the beginning of one, is worth less than the word.
const SYNONYM: Score = 0.8;
const PARTS: Score = 0.55;
/// What a misspelt word in a title is worth: the library gives every such match the same.
const MISSPELT: Score = 4.0;
const BEGUN: Score = 2.0;
/// From this length on a word may have one letter wrong, and from that on two.
const ONE_WRONG: usize = 4;
const TWO_WRONG: usize = 8;

type Queries = Vec<Box<dyn Query>>;

/// What a question is made with.
pub struct Question<'a> {
    pub fields: &'a Fields,
    pub vocabulary: &'a Vocabulary,
    pub synonyms: &'a Synonyms,
}

impl Question<'_> {
    /// The query; `None` where nothing is asked.
    pub fn query(&self, ask: Ask<'_>) -> Option<BooleanQuery> {
        let words: Vec<String> = plain_words(ask.text).take(MOST_WORDS).collect();
        let meant: Queries = self.groups(&words, Grammar::of(ask.language));
        if meant.is_empty() {
            return None;
        }
        // Of many words some are beside the point: half of them must be found.
        let needed = (meant.len() / 2).max(1);
        let words = BooleanQuery::union_with_minimum_required_clauses(meant, needed);
        let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(words))];
        let must = |field, value: &str| -> (Occur, Box<dyn Query>) { (Occur::Must, Box::new(exact(field, value))) };
        all.extend(ask.topic.map(|topic| must(self.fields.topic(), topic)));
        all.extend(ask.only.map(|language| must(self.fields.language(), language.code())));
        Some(BooleanQuery::new(all))
    }

    /// One query for each word or term, which any of its meanings fulfils.
    fn groups(&self, words: &[String], own: Grammar) -> Queries {
        let mut groups = Queries::new();
        let mut rest = words;
        while let Some(word) = rest.first() {
            let (count, others) = self.synonyms.of(rest).unwrap_or((1, &[]));
            // A word that says nothing in the reader's language is not looked for in the other.
            if count == 1 && others.is_empty() && own.words(word).is_empty() {
                rest = &rest[1..];
                continue;
            }
            let term = rest[..count].join(" ");
            let mut meanings = self.meanings(&term, 1.0);
            meanings.extend(others.iter().flat_map(|other| self.meanings(other, SYNONYM)));
            if count == 1 {
                meanings.extend(self.loosely(word, rest.len() == 1));
            }
            if !meanings.is_empty() {
                groups.push(Box::new(DisjunctionMaxQuery::with_tie_breaker(meanings, 0.1)));
            }
            rest = &rest[count..];
        }
        groups
    }

    /// A term as it is: all of its words in one field.
    fn meanings(&self, term: &str, worth: Score) -> Queries {
        let mut queries = Queries::new();
        for grammar in Grammar::ALL {
            let words = grammar.words(term);
            if words.is_empty() {
                continue;
            }
            for (field, weight) in weights(self.of(grammar)) {
                let each = words.iter().map(|word| Box::new(exact(field, word)) as Box<dyn Query>);
                queries.push(boosted(Box::new(BooleanQuery::intersection(each.collect())), weight * worth));
            }
        }
        queries
    }

    /// A word misspelt, put together of others, or not typed to its end.
    fn loosely(&self, word: &str, is_last: bool) -> Queries {
        let mut queries = Queries::new();
        let parts = self.vocabulary.parts(word);
        if !parts.is_empty() {
            queries.extend(self.meanings(&parts.join(" "), PARTS));
        }
        for grammar in Grammar::ALL {
            let Some(stem) = grammar.words(word).into_iter().next() else { continue };
            let of = self.of(grammar);
            let length = word.chars().count();
            for (field, worth) in [(of.title, 1.0), (of.keywords, 0.9), (of.summary, 0.5), (of.text, 0.15)] {
                let term = Term::from_field_text(field, &stem);
                if length >= ONE_WRONG {
                    let wrong = if length >= TWO_WRONG { 2 } else { 1 };
                    let query = FuzzyTermQuery::new(term.clone(), wrong, true);
                    queries.push(boosted(Box::new(query), MISSPELT * worth));
                }
                if is_last && length >= 3 {
                    queries.push(boosted(Box::new(FuzzyTermQuery::new_prefix(term, 0, true)), BEGUN * worth));
                }
            }
        }
        queries
    }

    fn of(&self, grammar: Grammar) -> GrammarFields {
        self.fields.of[grammar.name()]
    }
}

/// How much a word is worth where it stands.
fn weights(of: GrammarFields) -> [(Field, Score); 5] {
    [(of.title, 5.0), (of.keywords, 4.0), (of.summary, 2.0), (of.text, 1.0), (of.parts, 0.5)]
}

fn boosted(query: Box<dyn Query>, weight: Score) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

fn exact(field: Field, word: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs)
}
