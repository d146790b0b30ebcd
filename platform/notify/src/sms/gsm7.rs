//! How long a text message is: 160 characters of GSM 03.38 are one message, and one other character halves that.

/// Septets of one message.
pub const MOST: usize = 160;

/// The basic alphabet (3GPP TS 23.038 §6.2.1): one septet each.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension: an escape and a septet.
const EXTENSION: &str = "^{}\\[~]|€";

/// The septets of a text; `None` where it has a character that the alphabet has not.
pub fn septets(text: &str) -> Option<usize> {
    text.chars().map(length).sum()
}

fn length(it: char) -> Option<usize> {
    match it {
        _ if BASIC.contains(it) => Some(1),
        _ if EXTENSION.contains(it) => Some(2),
        _ => None,
    }
}

/// The text in the alphabet: what it lacks is written with its nearest letter, or `?`.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|it| if length(it).is_some() { it } else { nearest(it) }).collect()
}

/// Letters of Sámi names, of our neighbours', and quotation marks.
fn nearest(it: char) -> char {
    const NEAREST: [(&str, char); 21] = [
        ("áâãāăą", 'a'),
        ("ÁÀÂÃĀ", 'A'),
        ("čćç", 'c'),
        ("ČĆ", 'C'),
        ("đďð", 'd'),
        ("ĐĎÐ", 'D'),
        ("êëēęě", 'e'),
        ("ÈÊËĒĘ", 'E'),
        ("íîïī", 'i'),
        ("ÍÌÎÏ", 'I'),
        ("ŋńň", 'n'),
        ("ŊŃ", 'N'),
        ("óôõōő", 'o'),
        ("ÓÒÔÕ", 'O'),
        ("šśş", 's'),
        ("ŠŚ", 'S'),
        ("ŧťţ", 't'),
        ("žźż", 'z'),
        ("ŽŹŻ", 'Z'),
        ("–—‑", '-'),
        ("«»“”„", '"'),
    ];
    NEAREST.iter().find(|(letters, _)| letters.contains(it)).map_or('?', |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_is_one_septet_a_letter_and_what_is_outside_the_alphabet_is_seen() {
        assert_eq!(BASIC.chars().count(), 127, "all but the escape");
        assert_eq!(septets("Blåbær på øya @ 7."), Some(18));
        assert_eq!(septets("[5 €]"), Some(8));
        assert_eq!(septets("Čearu"), None);
        assert_eq!(plain("Čearu «Ášši» – ŋ 😀"), "Cearu \"Assi\" - n ?");
        assert!(septets(&plain("Đ\u{0} ę“\t")).is_some());
    }
}
