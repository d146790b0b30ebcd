//! Names of files: what strangers typed becomes one that no file system and no header trips over.

use super::FileKind;

/// Characters of a name, without its extension.
const LONGEST: usize = 80;

/// A name of letters, digits, spaces, `-`, `_` and single dots, with the extension of what the file really is.
pub fn safe_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let safe = stem.chars().filter(|c| c.is_alphanumeric() || " -_.()".contains(*c)).take(LONGEST).collect::<String>();
    let safe = safe.trim_matches([' ', '.', '-']);
    let safe = if safe.is_empty() { "vedlegg" } else { safe };
    format!("{safe}.{}", kind.extension())
}

/// The header `Content-Disposition` of a file that is to be saved, not shown (RFC 6266).
pub fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii() && c != '"' && c != '\\' { c } else { '_' }).collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => coded.push(char::from(byte)),
            other => coded.push_str(&format!("%{other:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_says_what_the_file_is() {
        assert_eq!(safe_name("../../etc/passwd", FileKind::Pdf), "passwd.pdf");
        assert_eq!(safe_name("utslett på armen.HEIC", FileKind::Jpeg), "utslett på armen.jpg");
        assert_eq!(safe_name("a\"\r\nX: 1.png", FileKind::Png), "aX 1.png");
        assert_eq!(safe_name("...", FileKind::Png), "vedlegg.png");
    }

    #[test]
    fn the_header_has_one_plain_name_and_one_coded() {
        assert_eq!(disposition("på.jpg"), "attachment; filename=\"p_.jpg\"; filename*=UTF-8''p%C3%A5.jpg");
    }
}
