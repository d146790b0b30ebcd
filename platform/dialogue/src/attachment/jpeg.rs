//! JPEG (ISO/IEC 10918-1): keeps what makes the picture, leaves out where, when and with what it was taken.

use super::exif;

const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
const JFIF: &[u8] = b"JFIF\0";

/// The picture without its metadata, or `None` where it cannot be read to its end. What follows the end is left out too.
pub fn stripped(file: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(file.len());
    let mut rest = file.strip_prefix(&[0xFF, 0xD8])?;
    out.extend([0xFF, 0xD8]);
    if let Some(orientation) = orientation(rest) {
        let payload = [EXIF, exif::only(orientation).as_slice()].concat();
        segment(&mut out, 0xE1, &payload)?;
    }
    let mut has_scan = false;
    loop {
        let (marker, after) = next_marker(rest)?;
        rest = after;
        match marker {
            0xD9 => {
                out.extend([0xFF, 0xD9]);
                return has_scan.then_some(out);
            }
            // A marker that stands alone.
            0x01 | 0xD0..=0xD7 => out.extend([0xFF, marker]),
            0x00 | 0xD8 | 0xFF => return None,
            _ => {
                let (payload, after) = payload(rest)?;
                rest = after;
                if let Some(payload) = kept(marker, payload) {
                    segment(&mut out, marker, payload)?;
                }
            }
        }
        if marker == 0xDA {
            has_scan = true;
            let end = scan_end(rest)?;
            out.extend(&rest[..end]);
            rest = &rest[end..];
        }
    }
}

/// What of a segment belongs to the picture. Application data do not, but for the colours (ICC profile, Adobe's
/// transformation) and the plain head of JFIF, without its thumbnail.
fn kept(marker: u8, payload: &[u8]) -> Option<&[u8]> {
    match marker {
        0xE0 => (payload.starts_with(JFIF) && payload.len() == 14).then_some(payload),
        0xE2 => payload.starts_with(ICC).then_some(payload),
        0xEE => payload.starts_with(b"Adobe").then_some(payload.get(..12)?),
        // Application data, comments.
        0xE1 | 0xE3..=0xED | 0xEF | 0xFE => None,
        // Reserved: extensions and what no decoder knows.
        0x02..=0xBF | 0xF0..=0xFD => None,
        _ => Some(payload),
    }
}

/// The orientation that the first EXIF segment before the picture asks for.
fn orientation(mut rest: &[u8]) -> Option<u16> {
    loop {
        let (marker, after) = next_marker(rest)?;
        if matches!(marker, 0xD9 | 0xDA) {
            return None;
        }
        let (payload, after) = payload(after)?;
        if let (0xE1, Some(tiff)) = (marker, payload.strip_prefix(EXIF)) {
            return exif::orientation(tiff);
        }
        rest = after;
    }
}

/// The next marker, over fill bytes.
fn next_marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = rest.strip_prefix(&[0xFF])?;
    while let Some(after) = rest.strip_prefix(&[0xFF]) {
        rest = after;
    }
    rest.split_first().map(|(marker, after)| (*marker, after))
}

fn payload(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
    let end = length.checked_sub(2)?;
    rest[2..].split_at_checked(end)
}

fn segment(out: &mut Vec<u8>, marker: u8, payload: &[u8]) -> Option<()> {
    out.extend([0xFF, marker]);
    out.extend(u16::try_from(payload.len() + 2).ok()?.to_be_bytes());
    out.extend(payload);
    Some(())
}

/// Where the compressed data end: at the first marker that is neither a stuffed byte nor a restart.
fn scan_end(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += data.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match data.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
