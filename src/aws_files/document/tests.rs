//! Invariants of edits over documents in the union of the readers' grammars.

use proptest::prelude::*;

use super::*;

#[test]
fn a_comment_that_the_aws_cli_would_read_as_value_moves_to_a_line_of_its_own() {
    let mut document = Document::parse(FileKind::Config, Some(b"[default]\nregion = us-east-1 # prod\n")).unwrap();
    document.set(&SectionName::profile("default"), "region", "eu-west-1").unwrap();
    assert_eq!(document.to_bytes(), b"[default]\n# prod\nregion = eu-west-1\n");
}

#[test]
fn rename_keeps_comments_and_writes_the_header_that_all_readers_know() {
    let before = b"# mine\n[profile 'old']  # why\r\nregion=r\r\n";
    let mut document = Document::parse(FileKind::Config, Some(before)).unwrap();
    assert!(document.rename(&SectionName::profile("old"), &SectionName::profile("new")).unwrap());
    assert_eq!(document.to_bytes(), b"# mine\n[profile new]  # why\r\nregion=r\r\n");
}

#[test]
fn the_last_nested_key_takes_its_parent_with_it() {
    let before = b"[default]\nregion = r\ns3 =\n    a = 1\n    b = 2\n";
    let mut document = Document::parse(FileKind::Config, Some(before)).unwrap();
    let name = SectionName::profile("default");
    assert!(document.unset_nested(&name, "s3", "a").unwrap());
    assert_eq!(document.to_bytes(), b"[default]\nregion = r\ns3 =\n    b = 2\n");
    assert!(document.unset_nested(&name, "s3", "b").unwrap());
    assert_eq!(document.to_bytes(), b"[default]\nregion = r\n");
    assert!(!document.unset_nested(&name, "s3", "b").unwrap());
}

#[test]
fn files_that_no_edit_leaves_readable_are_refused_with_their_line() {
    let refusal = |bytes: &[u8]| Document::parse(FileKind::Config, Some(bytes)).map(drop).unwrap_err();
    assert_eq!(refusal(b"\xef\xbb\xbf[default]\n"), Refusal::ByteOrderMark);
    assert_eq!(refusal(b"[default]\n# caf\xe9\n"), Refusal::NotText { line: 2 });
    assert_eq!(refusal(b"[default]\nregion = r\0\n"), Refusal::NotText { line: 2 });
    assert_eq!(refusal(b"[default]\rregion = r\r"), Refusal::CarriageReturn { line: 1 });
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{1,2}",
        1 => Just(String::new()),
    ]
    .prop_flat_map(|word| {
        let word2 = word.clone();
        prop_oneof![
            Just(String::new()),
            Just(format!("# {word}")),
            Just(format!("; {word}")),
            Just(format!("[profile {word}x]")),
            Just(format!("[ profile  {word}y ] # c")),
            Just("[default]".to_owned()),
            Just(format!("k{word} = {word}")),
            Just(format!("k{word}={word} # tail")),
            Just(format!("K{word}: {word}")),
            Just(format!("s{word} =")),
            Just(format!("    n{word} = {word}")),
            Just(format!("  {word} continued")),
            Just(format!("\t# {word2}")),
        ]
    })
}

fn file() -> impl Strategy<Value = String> {
    (prop::collection::vec(line(), 0..25), any::<bool>(), any::<bool>()).prop_map(|(lines, crlf, last)| {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut text = format!("[profile t]{end}{}", lines.join(end));
        if last {
            text.push_str(end);
        }
        text
    })
}

/// The lines of `before` that are still there in order, as a count.
fn kept(before: &str, after: &str) -> usize {
    let mut rest = after.lines();
    before.lines().filter(|line| rest.clone().any(|other| other == *line) && rest.any(|other| other == *line)).count()
}

proptest! {
    #[test]
    fn parsing_keeps_every_byte(text in file()) {
        if let Ok(document) = Document::parse(FileKind::Config, Some(text.as_bytes())) {
            prop_assert_eq!(document.to_bytes(), text.as_bytes());
        }
    }

    #[test]
    fn setting_a_new_key_keeps_every_line(text in file()) {
        if let Ok(mut document) = Document::parse(FileKind::Config, Some(text.as_bytes()))
            && document.set(&SectionName::profile("t"), "fresh", "value").is_ok()
        {
            let after = String::from_utf8(document.to_bytes()).unwrap();
            prop_assert_eq!(kept(&text, &after), text.lines().count());
            prop_assert_eq!(after.lines().count(), text.lines().count() + 1);
            prop_assert_eq!(document.get(&SectionName::profile("t"), "fresh").unwrap(), Some("value"));
        }
    }

    #[test]
    fn setting_then_unsetting_a_new_key_gives_the_file_back(text in file()) {
        let name = SectionName::profile("t");
        if let Ok(mut document) = Document::parse(FileKind::Config, Some(text.as_bytes()))
            && document.set(&name, "fresh", "value").is_ok()
        {
            document.unset(&name, "fresh").unwrap();
            let after = String::from_utf8(document.to_bytes()).unwrap();
            prop_assert_eq!(after.trim_end_matches(['\r', '\n']), text.trim_end_matches(['\r', '\n']));
        }
    }

    #[test]
    fn removing_a_profile_keeps_all_others_byte_for_byte(text in file()) {
        if let Ok(mut document) = Document::parse(FileKind::Config, Some(text.as_bytes())) {
            let others = |document: &Document| -> Vec<String> {
                document.blocks.iter().filter(|block| block.name != "profile t").flat_map(|block| {
                    block.entries.iter().flat_map(|entry| entry.line..entry.end)
                        .map(|index| document.lines[index].text.clone()).collect::<Vec<_>>()
                }).collect()
            };
            let before = others(&document);
            document.remove(&SectionName::profile("t")).unwrap();
            prop_assert_eq!(others(&document), before);
            prop_assert!(!document.contains(&SectionName::profile("t")));
        }
    }
}
