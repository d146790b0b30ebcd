//! The open site's articles and search, as they come with the executable.

mod content;
mod relevance;
mod site;
mod texts;
