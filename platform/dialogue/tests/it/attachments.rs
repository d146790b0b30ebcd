//! Files: what they are, what is taken out of them, and that a picture stays the same picture.

use dialogue::attachment::{AttachmentError, Clean, FileKind, LONGEST_FILE};
use dialogue::{Content, Filter};
use proptest::prelude::*;

use crate::house::{House, content};

const SECRET: &[u8] = b"GPS 59.9139 10.7522";

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], payload].concat()
}

/// EXIF with an orientation and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let head = [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation][..], &[0; 6]].concat();
    [head.as_slice(), SECRET].concat()
}

fn jpeg(before: &[Vec<u8>], scan: &[u8], after: &[u8]) -> Vec<u8> {
    let parts = [segment(0xDB, &[0; 65]), segment(0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]), segment(0xC4, &[0; 20])];
    let scan = [segment(0xDA, &[1, 1, 0, 0, 63, 0]), scan.to_vec()].concat();
    [vec![0xFF, 0xD8], before.concat(), parts.concat(), scan, vec![0xFF, 0xD9], after.to_vec()].concat()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], name, data, &[1, 2, 3, 4]].concat()
}

fn png(extra: &[Vec<u8>]) -> Vec<u8> {
    let head = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13])].concat();
    [head, extra.concat(), chunk(b"IDAT", b"pixels"), chunk(b"IEND", b"")].concat()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn where_and_when_a_picture_was_taken_is_taken_out_and_which_way_is_up_stays() {
    let dirty = jpeg(
        &[segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"), segment(0xE1, &exif(6)), segment(0xFE, SECRET)],
        &[1, 2, 0xFF, 0, 3],
        SECRET,
    );
    let clean = Clean::of("utslett.JPG", &dirty).unwrap();
    assert_eq!((clean.kind, clean.name.as_str()), (FileKind::Jpeg, "utslett.jpg"));
    assert!(!holds(&clean.bytes, SECRET));
    assert!(holds(&clean.bytes, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"));
    assert!(holds(&clean.bytes, &[1, 2, 0xFF, 0, 3, 0xFF, 0xD9]));
    let upright = Clean::of("a.jpg", &jpeg(&[segment(0xE1, &exif(1))], &[7], &[])).unwrap();
    assert!(!holds(&upright.bytes, b"Exif"));
    let dirty = png(&[chunk(b"tEXt", SECRET), chunk(b"eXIf", &exif(8)[6..]), chunk(b"pHYs", &[0; 9])]);
    let clean = Clean::of("a.png", &[dirty, SECRET.to_vec()].concat()).unwrap();
    assert!(!holds(&clean.bytes, SECRET) && holds(&clean.bytes, b"pHYs") && holds(&clean.bytes, b"eXIf"));
}

#[test]
fn a_file_is_what_it_holds_not_what_it_is_called() {
    assert_eq!(Clean::of("a.pdf", b"<script>"), Err(AttachmentError::OtherKind));
    assert_eq!(Clean::of("a.jpg", b"%PDF-1.7\n%%EOF").unwrap().name, "a.pdf");
    assert_eq!(Clean::of("a.jpg", b""), Err(AttachmentError::Empty));
    assert_eq!(Clean::of("a.jpg", &[0xFF, 0xD8, 0xFF, 0xE0, 0]), Err(AttachmentError::Broken));
    assert_eq!(Clean::of("a.pdf", &vec![0; LONGEST_FILE + 1]), Err(AttachmentError::TooLarge));
    let cut = jpeg(&[], &[1], &[]);
    assert_eq!(Clean::of("a.jpg", &cut[..cut.len() - 2]), Err(AttachmentError::Broken));
}

proptest! {
    #[test]
    fn nothing_that_strangers_send_breaks_the_stripping(start in 0..3_usize, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let head: &[&[u8]] = &[&[0xFF, 0xD8, 0xFF], b"\x89PNG\r\n\x1a\n", b"%PDF-"];
        let file = [head[start], &bytes].concat();
        if let Ok(clean) = Clean::of("x", &file) {
            // What is clean is so once more, byte by byte.
            prop_assert_eq!(Clean::of(&clean.name, &clean.bytes), Ok(clean));
        }
    }

    #[test]
    fn no_metadata_of_a_picture_are_left_and_its_data_stay(
        markers in proptest::collection::vec((0xE1_u8..=0xEF, proptest::collection::vec(any::<u8>(), 0..30)), 0..6),
        scan in proptest::collection::vec(0_u8..0xFF, 1..200),
    ) {
        let segments: Vec<Vec<u8>> = markers.iter().map(|(marker, data)| segment(*marker, &[SECRET, data].concat())).collect();
        let dirty = jpeg(&segments, &scan, SECRET);
        let clean = Clean::of("x.jpg", &dirty).unwrap();
        prop_assert!(!holds(&clean.bytes, SECRET));
        prop_assert_eq!(clean.bytes, jpeg(&[], &scan, &[]));
    }
}

#[tokio::test]
async fn a_file_goes_with_its_message_and_is_as_hidden() {
    for test in db::testing::both().await {
        let house = House::on(test).await;
        let file = Clean::of("svar.pdf", b"%PDF-1.7 hemmelig %%EOF").unwrap();
        let sent = Content { attachments: vec![file.clone()], ..content("Se vedlegg", Some("Mor".into())) };
        let asked = house.start_with(house.mother, &house.gp, sent).await;
        let message = house.open(house.mother, asked).await.unwrap().messages.remove(0);
        assert_eq!(message.attachments[0].name, "svar.pdf");
        let got = dialogue::file(&house.see(house.mother).await, asked, 0).await.unwrap().unwrap();
        assert_eq!((got.name, got.kind, got.bytes), (file.name, Some(FileKind::Pdf), file.bytes));
        assert_eq!(dialogue::file(&house.see(house.mother).await, asked, 1).await.unwrap(), None);
        assert_eq!(dialogue::file(&house.see(house.child).await, asked, 0).await.unwrap(), None);
        assert!(records::list(&house.see(house.child).await, "Binary").await.unwrap().is_empty());
        // Sealed: the database holds nothing of it.
        let rows = house.test.db.fetch_all("SELECT body FROM records", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !holds(row.blob(0).unwrap(), b"hemmelig")));
        assert_eq!(house.list(house.mother, Filter::Inbox).await.len(), 1);
    }
}
