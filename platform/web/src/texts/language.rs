//! The languages of the portal (P4).

use std::fmt;

/// A language of the interface. Bokmål, Nynorsk and English are complete; Northern Sámi falls back to Bokmål.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Nb,
    Nn,
    En,
    Se,
}

impl Language {
    /// In the order of the language choice.
    pub const ALL: [Self; 4] = [Self::Nb, Self::Nn, Self::En, Self::Se];
    /// Those that the whole portal is in; the others have some texts.
    pub const WHOLE: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The BCP-47 tag: `nb`, `nn`, `en` or `se`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Se => "se",
        }
    }

    /// The language's own name, as its speakers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
            Self::Se => "Davvisámegiella",
        }
    }

    /// Reads a tag such as `nn`, `nn-NO` or `no`; `None` for a language we do not have.
    pub fn parse(tag: &str) -> Option<Self> {
        match tag.trim().split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "nb" | "no" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            "en" => Some(Self::En),
            "se" => Some(Self::Se),
            _ => None,
        }
    }

    /// The best of ours in an `Accept-Language` header; Bokmål when none fits.
    pub fn accepted(header: &str) -> Self {
        let mut best = (0.0_f32, Self::Nb);
        for part in header.split(',').take(20) {
            let mut fields = part.split(';');
            let Some(language) = fields.next().and_then(Self::parse) else { continue };
            let weight = fields.find_map(|f| f.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn accept_language_picks_the_heaviest_of_ours() {
        assert_eq!(Language::accepted("de, nn-NO;q=0.8, en;q=0.9"), Language::En);
        assert_eq!(Language::accepted("nn,en;q=0.5"), Language::Nn);
        assert_eq!(Language::accepted("no"), Language::Nb);
        assert_eq!(Language::accepted("fr-FR"), Language::Nb);
        assert_eq!(Language::accepted("en;q=NaN,nn;q=0.1"), Language::Nn);
        assert_eq!(Language::accepted(""), Language::Nb);
    }
}
