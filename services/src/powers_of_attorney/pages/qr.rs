//! A text as a QR code: the path of an SVG, one unit a module.

use std::fmt::Write;

use fast_qr::QRBuilder;

/// Light modules around the code, as readers need.
const MARGIN: usize = 4;

/// What a template draws: side in modules with the margin, and the dark modules as a path. Empty where it cannot be made.
#[derive(Default)]
pub struct Picture {
    pub side: usize,
    pub path: String,
}

/// Draws a short text.
pub fn picture(text: &str) -> Picture {
    let Ok(code) = QRBuilder::new(text).build() else { return Picture::default() };
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            // Writing to a string cannot fail.
            let _infallible = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    Picture { side: code.size + 2 * MARGIN, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_square_with_its_three_corners() {
        let picture = picture("7KQM-4T2X-9FHC");
        assert_eq!(picture.side, 21 + 2 * MARGIN);
        for corner in ["M4 4h1v1h-1z", "M24 4h1v1h-1z", "M4 24h1v1h-1z"] {
            assert!(picture.path.contains(corner), "{corner}");
        }
    }
}
