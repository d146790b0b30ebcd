//! The one thing in a picture's metadata that changes how it looks: which way is up.

/// TIFF tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// TIFF type of a 16-bit number.
const SHORT: u16 = 3;

/// The orientation (2–8) that EXIF data in TIFF form ask for; `None` where the picture stands upright already.
pub fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let number = |at: usize| -> Option<u16> {
        let bytes = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let value = if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        usize::try_from(value).ok()
    };
    let first = long(4)?;
    for entry in 0..usize::from(number(first)?) {
        let at = first.checked_add(2 + entry * 12)?;
        if number(at)? == ORIENTATION && number(at + 2)? == SHORT {
            return number(at + 8).filter(|value| (2..=8).contains(value));
        }
    }
    None
}

/// EXIF data in TIFF form that say the orientation and nothing else.
pub fn only(orientation: u16) -> Vec<u8> {
    let mut tiff = Vec::from(*b"MM\0*\0\0\0\x08\0\x01");
    tiff.extend(ORIENTATION.to_be_bytes());
    tiff.extend(SHORT.to_be_bytes());
    tiff.extend(1_u32.to_be_bytes());
    tiff.extend(orientation.to_be_bytes());
    tiff.extend([0; 6]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_that_is_written_is_read_again_and_upright_is_none() {
        for way in 2..=8 {
            assert_eq!(orientation(&only(way)), Some(way));
        }
        assert_eq!(orientation(&only(1)), None);
        assert_eq!(orientation(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"), Some(6));
    }
}
