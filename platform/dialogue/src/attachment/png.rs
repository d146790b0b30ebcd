//! PNG (RFC 2083 and its successors): keeps the chunks that make the picture.

use super::exif;

pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that decide how the picture looks.
const KEPT: [&[u8; 4]; 12] =
    [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"];

/// The picture without text, times and EXIF data, or `None` where it cannot be read to its end. What follows the end is
/// left out too.
pub fn stripped(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(SIGNATURE)?;
    let turned = turned(rest)?;
    let mut out = Vec::with_capacity(file.len());
    out.extend(SIGNATURE);
    let (mut is_first, mut has_picture) = (true, false);
    loop {
        let (chunk, after) = chunk(rest)?;
        let name = chunk.get(4..8)?;
        if is_first != (name == b"IHDR") {
            return None;
        }
        if KEPT.iter().any(|kept| name == *kept) {
            out.extend(chunk);
        }
        if let (true, Some(orientation)) = (is_first, turned) {
            out.extend(made(*b"eXIf", &exif::only(orientation)));
        }
        is_first = false;
        has_picture |= name == b"IDAT";
        if name == b"IEND" {
            return has_picture.then_some(out);
        }
        rest = after;
    }
}

/// The orientation that an eXIf chunk asks for; the outer `None` where the chunks cannot be read.
fn turned(mut rest: &[u8]) -> Option<Option<u16>> {
    loop {
        let (chunk, after) = chunk(rest)?;
        match chunk.get(4..8)? {
            b"IEND" => return Some(None),
            b"eXIf" => return Some(exif::orientation(chunk.get(8..chunk.len() - 4)?)),
            _ => rest = after,
        }
    }
}

/// The next chunk with length, name and check sum, and what follows it.
fn chunk(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let length: [u8; 4] = rest.get(..4)?.try_into().ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    rest.split_at_checked(length.checked_add(12)?)
}

fn made(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [name.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap_or_default();
    [&length.to_be_bytes()[..], &checked, &crc(&checked).to_be_bytes()].concat()
}

/// The check sum of ISO 3309 that PNG uses.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_check_sum_is_that_of_the_standard() {
        assert_eq!(super::crc(b"IEND"), 0xAE42_6082);
    }
}
