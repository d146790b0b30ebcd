//! What every page has: title, way back, language, and for whom one is acting.

mod chrome;
mod parts;

use std::{borrow::Borrow, sync::Arc};

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};

use eid::sessions::DESK;
use incidents::Incident;

use crate::{
    PageError, assets,
    texts::{Language, Say, Words},
};

pub use chrome::{Bell, Chrome, Idle, MenuItem, Person, Relationship, Who, Workplace};
pub use parts::{Card, Crumb, Help, Tab, Turn};

/// The layout's part of a page. A template has it as `page` and extends `layout.html`.
#[derive(Clone)]
pub struct Page {
    chrome: Arc<Chrome>,
    title: String,
    crumbs: Vec<Crumb>,
    help: Option<Help>,
}

impl Page {
    /// A page with `title`, already in the reader's language.
    pub fn new(chrome: Arc<Chrome>, title: impl Into<String>) -> Self {
        Self { chrome, title: title.into(), crumbs: Vec::new(), help: None }
    }

    /// Adds a page above this one, outermost first.
    pub fn under(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { href: href.into(), text: text.into() });
        self
    }

    /// Shows "More about this service" at the foot of the page (P9).
    pub fn with_help(mut self, help: Help) -> Self {
        self.help = Some(help);
        self
    }

    pub fn words(&self) -> &Words {
        &self.chrome.words
    }

    /// The text of a key that takes no arguments.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.words().t(key)
    }

    /// A text that takes arguments: `page.say("inbox-unread").with("count", 3)`.
    pub fn say<'a>(&'a self, key: &'a str) -> Say<'a> {
        self.words().say(key)
    }

    /// "tirsdag 3. mars 2026".
    pub fn day(&self, date: impl Borrow<Date>) -> String {
        self.words().day(date)
    }

    /// "3. mars 2026".
    pub fn short_day(&self, date: impl Borrow<Date>) -> String {
        self.words().short_day(date)
    }

    /// "tirsdag 3. mars 2026 kl. 09.30".
    pub fn moment(&self, at: impl Borrow<Timestamp>) -> String {
        self.words().moment(at)
    }

    /// "09.30".
    pub fn clock(&self, at: impl Borrow<Timestamp>) -> String {
        self.words().clock(at)
    }

    /// The address of a file in `/assets/`.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where one is and for whom: "Timer – Kari Nordmann – Helsevei".
    pub fn title_line(&self) -> String {
        let whose = self.chrome.who.as_ref().map(|who| &who.name);
        match whose.or(self.chrome.at_work.as_ref().map(|work| &work.office)) {
            Some(whose) => format!("{} – {whose} – Helsevei", self.title),
            None => format!("{} – Helsevei", self.title),
        }
    }

    /// The tag of the language the page is really in.
    pub fn shown_language(&self) -> &'static str {
        self.words().shown_language()
    }

    /// The reader chose a language the page is not in.
    pub fn falls_back(&self) -> bool {
        self.shown_language() != self.words().language().code()
    }

    pub fn languages(&self) -> [Language; 4] {
        Language::ALL
    }

    pub fn speaks(&self, language: &Language) -> bool {
        self.words().language() == *language
    }

    /// Where the wordmark leads: one's own page when logged in, else the front page.
    pub fn home(&self) -> &str {
        let open = if self.chrome.at_work.is_some() { DESK } else { "/" };
        self.chrome.who.as_ref().map_or(open, |who| &who.home)
    }

    /// The title of the page the wordmark leads to.
    pub fn home_title(&self) -> &str {
        let open = if self.chrome.at_work.is_some() { "desk-front" } else { "error-front" };
        self.t(self.chrome.who.as_ref().map_or(open, |who| who.relationship.home_key()))
    }

    pub fn who(&self) -> Option<&Who> {
        self.chrome.who.as_ref()
    }

    /// For which office one is at work.
    pub fn at_work(&self) -> Option<&Workplace> {
        self.chrome.at_work.as_ref()
    }

    /// Somebody at work who has yet to say where.
    pub fn is_without_office(&self) -> bool {
        self.chrome.without_office
    }

    /// Somebody with a session on an open page.
    pub fn is_returning(&self) -> bool {
        self.chrome.returning
    }

    pub fn menu(&self) -> &[MenuItem] {
        &self.chrome.menu
    }

    pub fn bell(&self) -> Option<&Bell> {
        self.chrome.bell.as_ref()
    }

    pub fn idle(&self) -> Option<&Idle> {
        self.chrome.idle.as_ref()
    }

    pub fn crumbs(&self) -> &[Crumb] {
        &self.crumbs
    }

    pub fn help(&self) -> Option<&Help> {
        self.help.as_ref()
    }

    pub fn is_demo(&self) -> bool {
        self.chrome.site.demo
    }

    /// Faults and maintenance that every page tells of.
    pub fn told(&self) -> Arc<Vec<Incident>> {
        self.chrome.site.board.current()
    }

    /// Where one writes who finds something hard to use.
    pub fn accessibility_email(&self) -> Option<&str> {
        self.chrome.site.contact.accessibility.as_deref()
    }

    pub fn guidance_phone(&self) -> Option<&str> {
        self.chrome.site.guidance_phone.as_deref()
    }

    /// A number as a telephone dials it.
    pub fn dial(&self, number: &str) -> String {
        number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// A page whose form is asked again, with what is wrong at the fields: status 422.
pub fn again(mut page: Response) -> Response {
    if page.status() == StatusCode::OK {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}

/// The same where something typed is wrong, and the page as it is where nothing is.
pub fn again_if(faulty: bool, page: Response) -> Response {
    if faulty { again(page) } else { page }
}

/// The page as an answer with status 200.
pub fn render(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(fault) => PageError::unavailable(fault).into_response(),
    }
}
