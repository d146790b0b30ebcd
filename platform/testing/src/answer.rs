//! A page as a test reads it: status, address, text, links and forms.

use std::fmt;

/// What came back. The assertions panic with the page's text, and give the answer on.
#[derive(Clone)]
pub struct Answer {
    pub status: u16,
    /// Path and query of the page that answered, after redirects.
    pub path: String,
    /// Lower-case names with their values.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// The value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// What a reader sees: the body's text without tags, white space made single.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut in_tag = false;
        for c in self.body.chars() {
            match c {
                '<' => in_tag = true,
                '>' => {
                    in_tag = false;
                    text.push(' ');
                }
                c if !in_tag => text.push(c),
                _ => {}
            }
        }
        unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self}");
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text().contains(words), "does not say \"{words}\": {self}");
        self
    }

    /// Neither in what is read nor anywhere in the bytes: no trace.
    #[track_caller]
    pub fn has_no_trace_of(self, words: &str) -> Self {
        assert!(!self.body.contains(words) && !self.text().contains(words), "has a trace of \"{words}\": {self}");
        self
    }

    /// The addresses of all links, in order.
    pub fn links(&self) -> Vec<String> {
        self.tags("a").into_iter().filter_map(|tag| attribute(tag, "href")).collect()
    }

    /// The first link whose address contains `part`.
    #[track_caller]
    pub fn link(&self, part: &str) -> String {
        let links = self.links();
        links.iter().find(|link| link.contains(part)).unwrap_or_else(|| panic!("no link with {part}: {self}")).clone()
    }

    /// The hidden fields and their values of the form that leads to an address with `part`, and that address.
    #[track_caller]
    pub fn form(&self, part: &str) -> (String, Vec<(String, String)>) {
        let mut found = None;
        for tag in self.tags_of(&["form", "input", "button"]) {
            if tag.starts_with("form") {
                if found.is_some() {
                    break;
                }
                let action = attribute(tag, "action").unwrap_or_else(|| self.path.clone());
                found = action.contains(part).then(|| (action, Vec::new()));
            } else if let (Some((_, fields)), Some(name)) = (found.as_mut(), attribute(tag, "name"))
                && attribute(tag, "type").as_deref() == Some("hidden")
            {
                fields.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        }
        found.unwrap_or_else(|| panic!("no form that leads to {part}: {self}"))
    }

    fn tags(&self, name: &str) -> Vec<&str> {
        self.tags_of(&[name])
    }

    /// The insides of all opening tags of these names, in order.
    fn tags_of(&self, names: &[&str]) -> Vec<&str> {
        let insides = self.body.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        insides.filter(|tag| names.contains(&tag.split([' ', '\n', '/']).next().unwrap_or_default())).collect()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from {}\n{}", self.status, self.path, self.text())
    }
}

/// The value of an attribute inside a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back().is_some_and(char::is_whitespace);
        let value = tag[at + name.len()..].strip_prefix("=\"")?;
        before.then_some(value)
    })?;
    Some(unescape(start.split('"').next()?))
}

fn unescape(text: &str) -> String {
    let named = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ");
    named
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        Answer { status: 200, path: "/".into(), headers: Vec::new(), body: body.into() }
    }

    #[test]
    fn a_page_is_read_as_text_links_and_forms() {
        let page = answer(
            "<h1>Mine <b>timer</b></h1><a class=\"x\" href=\"/p/a?b=1&#38;c=2\">Se</a>\
             <form method=\"post\" action=\"/avbestill\"><input type=\"hidden\" name=\"id\" value=\"7\"></form>",
        );
        assert_eq!(page.text(), "Mine timer Se");
        assert_eq!(page.link("/p/"), "/p/a?b=1&c=2");
        assert_eq!(page.form("avbestill"), ("/avbestill".into(), vec![("id".into(), "7".into())]));
    }
}
