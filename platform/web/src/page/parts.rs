//! The values that the components in `ui/components` show.

/// A page above this one.
#[derive(Clone, Debug)]
pub struct Crumb {
    pub href: String,
    pub text: String,
}

/// Keys of a service's help under its four fixed headings (P9).
#[derive(Clone, Debug)]
pub struct Help {
    pub consent: String,
    pub power: String,
    pub children: String,
    pub unlisted: String,
    /// The address of the open page about it.
    pub about: String,
}

/// A box in a grid (`components/cards.html`). Without an address it is closed, and the text says why.
#[derive(Clone, Debug)]
pub struct Card {
    pub href: Option<String>,
    /// A symbol in `ui/images/icons.svg`.
    pub icon: &'static str,
    pub title: String,
    pub text: String,
}

/// A view of the same thing (`components/tabs.html`).
#[derive(Clone, Debug)]
pub struct Tab {
    pub href: String,
    pub text: String,
    pub current: bool,
}

/// A place in a list that the server turns the pages of (`components/pages.html`).
#[derive(Clone, Debug)]
pub struct Turn {
    /// From 1.
    pub number: u32,
    pub newer: Option<String>,
    pub older: Option<String>,
}

impl Turn {
    /// There is more than one page.
    pub fn is_needed(&self) -> bool {
        self.newer.is_some() || self.older.is_some()
    }
}
