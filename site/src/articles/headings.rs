//! The headings of an article: in order, each with an address of its own.

use std::collections::HashSet;

use pulldown_cmark::HeadingLevel;

use super::anchor::anchor;

/// A heading of an article's contents list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What stands after `#` in its address.
    pub id: String,
    pub text: String,
}

/// The headings so far.
#[derive(Default)]
pub struct Headings {
    /// Those of the second level, below the article's title.
    pub contents: Vec<Heading>,
    last: Option<HeadingLevel>,
    ids: HashSet<String>,
}

impl Headings {
    /// Takes the next heading and gives its id; with what is wrong where a level is passed over.
    pub fn next(&mut self, level: HeadingLevel, text: &str) -> (String, Option<String>) {
        let above = self.last.map_or(1, |last| last as usize);
        let is_out_of_order = level == HeadingLevel::H1 || level as usize > above + 1;
        let fault = is_out_of_order.then(|| format!("the heading \"{text}\" is {level}, after h{above}"));
        self.last = Some(level);
        let plain = anchor(text);
        let with_count = |n: usize| if n == 1 { plain.clone() } else { format!("{plain}-{n}") };
        let id = (1..).map(with_count).find(|id| !self.ids.contains(id)).unwrap_or_default();
        self.ids.insert(id.clone());
        if level == HeadingLevel::H2 {
            self.contents.push(Heading { id: id.clone(), text: text.to_owned() });
        }
        (id, fault)
    }
}
