//! The parts of the portal that people know, and how one of them can be.

/// A part of the portal as people know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Component {
    LogIn,
    /// What citizens do when they are logged in.
    Pages,
    /// Messages to health services, and notices.
    Messages,
    /// The API for health services' systems.
    Api,
    /// Search and articles: what needs no log-in.
    Open,
}

impl Component {
    /// In the order of the status page.
    pub const ALL: [Self; 5] = [Self::LogIn, Self::Pages, Self::Messages, Self::Api, Self::Open];

    /// As it stands in the column and in commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LogIn => "log_in",
            Self::Pages => "pages",
            Self::Messages => "messages",
            Self::Api => "api",
            Self::Open => "open",
        }
    }

    /// The way back from [`Component::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|component| component.as_str() == word)
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::LogIn => "status-log-in",
            Self::Pages => "status-pages",
            Self::Messages => "status-messages",
            Self::Api => "status-api",
            Self::Open => "status-open",
        }
    }
}

/// How a part is; a later one is worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    #[default]
    Works,
    /// Closed while somebody works on it, as was told before.
    Maintenance,
    /// Slow, or not all of it.
    Degraded,
    Down,
}

impl State {
    /// Key of what is said of it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Works => "status-works",
            Self::Maintenance => "status-maintenance",
            Self::Degraded => "status-degraded",
            Self::Down => "status-down",
        }
    }

    /// The colour beside the words.
    pub fn color(self) -> &'static str {
        match self {
            Self::Works => "success",
            Self::Maintenance => "info",
            Self::Degraded => "warning",
            Self::Down => "danger",
        }
    }
}
