//! Names of headings in addresses.

/// A heading as it stands in an address: "Når haster det?" is `nar-haster-det`.
pub fn anchor(text: &str) -> String {
    let mut anchor = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'æ' => anchor.push_str("ae"),
            'ø' => anchor.push('o'),
            'å' => anchor.push('a'),
            'a'..='z' | '0'..='9' => anchor.push(letter),
            _ if !anchor.ends_with('-') && !anchor.is_empty() => anchor.push('-'),
            _ => {}
        }
    }
    anchor.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_anchor_is_plain_letters() {
        assert_eq!(super::anchor("Når haster det?"), "nar-haster-det");
        assert_eq!(super::anchor("  Egenandel – 2 026 kr "), "egenandel-2-026-kr");
    }
}
