//! Every form that people have at hand, and that no text makes the import fail otherwise than by its errors.

use proptest::prelude::*;

use super::*;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQ==";

fn one(text: &str) -> Imported {
    let import = import(text.as_bytes(), None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(import.found.len(), 1);
    import.found.into_iter().next().expect("there is one")
}

#[track_caller]
fn assert_all(text: &str, with_token: bool) {
    let credentials = one(text).credentials;
    assert_eq!(credentials.access_key_id, ID);
    assert!(credentials.secret_access_key.expose() == SECRET, "the secret of {text}");
    assert_eq!(credentials.session_token.map(|token| token.expose() == TOKEN), with_token.then_some(true));
}

#[test]
fn the_consoles_csv_in_its_layouts() {
    assert_all(&format!("Access key ID,Secret access key\n{ID},{SECRET}\n"), false);
    assert_all(&format!("\u{feff}Access key ID,Secret access key\r\n{ID},{SECRET}\r\n"), false);
    let named = one(&format!("User name,Access key ID,Secret access key\nalice,{ID},{SECRET}\n"));
    assert_eq!(named.profile.as_deref(), Some("alice"));
    assert_all(
        &format!(
            "User Name,Password,Access key ID,Secret access key,Console login link\nbob,,{ID},{SECRET},https://x\n"
        ),
        false,
    );
    assert_all(&format!("\"Access key ID\";\"Secret access key\"\n\"{ID}\";\"{SECRET}\"\n"), false);
}

#[test]
fn the_blocks_of_all_shells() {
    for (lead, middle, tail) in [
        ("export ", "=\"", "\""),
        ("export ", "='", "'"),
        ("export ", "=", ""),
        ("set -gx ", " \"", "\""),
        ("$Env:", "=\"", "\""),
        ("$env:", " = '", "';"),
        ("set ", "=", ""),
        ("SET ", "=", "\r"),
        ("setx ", " ", ""),
        ("", "=", ""),
        ("", " = ", ""),
    ] {
        let line = |name: &str, value: &str| format!("{lead}{name}{middle}{value}{tail}\n");
        let text =
            line("AWS_ACCESS_KEY_ID", ID) + &line("AWS_SECRET_ACCESS_KEY", SECRET) + &line("AWS_SESSION_TOKEN", TOKEN);
        assert_all(&text, true);
    }
    assert_all(&format!("export AWS_ACCESS_KEY_ID={ID} AWS_SECRET_ACCESS_KEY={SECRET}"), false);
    assert_all(&format!("export AWS_ACCESS_KEY_ID={ID}; export AWS_SECRET_ACCESS_KEY='{SECRET}'"), false);
    assert_all(&format!("set \"AWS_ACCESS_KEY_ID={ID}\"\r\nset \"AWS_SECRET_ACCESS_KEY={SECRET}\"\r\n"), false);
}

#[test]
fn profile_blocks_with_their_names() {
    let block = format!(
        "[111122223333_Admin]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\nregion = eu-west-1\n"
    );
    assert_all(&block, true);
    assert_eq!(one(&block).profile.as_deref(), Some("111122223333_Admin"));
    assert_eq!(one(&block).region.as_deref(), Some("eu-west-1"));
    let two = format!("{block}\n[profile b]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}\n");
    let names: Vec<_> =
        import(two.as_bytes(), None).expect("two").found.into_iter().filter_map(|one| one.profile).collect();
    assert_eq!(names, ["111122223333_Admin", "b"]);
}

#[test]
fn json_of_sts_processes_and_the_aws_cli() {
    assert_all(
        &format!(
            r#"{{"Credentials":{{"AccessKeyId":"{ID}","SecretAccessKey":"{SECRET}","SessionToken":"{TOKEN}","Expiration":"2030-01-01T00:00:00Z"}},"AssumedRoleUser":{{"Arn":"x"}}}}"#
        ),
        true,
    );
    assert_all(&format!(r#"{{"Version":1,"AccessKeyId":"{ID}","SecretAccessKey":"{SECRET}"}}"#), false);
    assert_all(
        &format!(
            r#"{{"AccessKey":{{"UserName":"u","AccessKeyId":"{ID}","Status":"Active","SecretAccessKey":"{SECRET}"}}}}"#
        ),
        false,
    );
    assert_all(
        &format!(
            r#"{{"roleCredentials":{{"accessKeyId":"{ID}","secretAccessKey":"{SECRET}","sessionToken":"{TOKEN}","expiration":1893456000000}}}}"#
        ),
        true,
    );
    assert_eq!(import(b"{\"AccessKeyId\":", None).unwrap_err(), ImportError::Json { line: 1, column: 15 });
}

#[test]
fn bare_lines_and_the_secret_alone() {
    assert_all(&format!("{ID}\n{SECRET}\n"), false);
    assert_all(&format!("{ID}\n{SECRET}\n{TOKEN}\n"), true);
    assert_all(&format!("{ID}\t{SECRET}"), false);
    assert_all(&format!("Access key ID: {ID}\nSecret access key: {SECRET}\n"), false);
    let import = import(SECRET.as_bytes(), Some(ID)).expect("the id is known");
    assert_eq!(import.found[0].credentials.access_key_id, ID);
}

#[test]
fn what_is_cleaned_is_said() {
    let notes = |text: &str| import(text.as_bytes(), None).expect("credentials").notes.join("; ");
    assert_eq!(notes(&format!("{ID}\n{SECRET}\n")), "");
    let said = notes(&format!("\u{feff}\"{ID}\"\u{200b}\r\n {SECRET}\u{a0}\r\n"));
    for what in ["byte order mark", "quotes", "invisible", "spaces"] {
        assert!(said.contains(what), "{what} in {said}");
    }
}

#[test]
fn utf16_as_powershell_redirects_it() {
    let text = format!("AWS_ACCESS_KEY_ID={ID}\r\nAWS_SECRET_ACCESS_KEY={SECRET}\r\n");
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(import(&bytes, None).expect("UTF-16").found[0].credentials.access_key_id, ID);
}

#[test]
fn half_pairs_and_nothing_are_said() {
    let error = |text: &str| import(text.as_bytes(), None).map(drop).unwrap_err();
    assert_eq!(error(" \n"), ImportError::Empty);
    assert_eq!(error("hello world, this is no key"), ImportError::NothingFound);
    assert!(matches!(
        error(&format!("AWS_ACCESS_KEY_ID={ID}")),
        ImportError::HalfPair { missing: "the secret access key", .. }
    ));
    assert!(matches!(
        error(&format!("aws_secret_access_key={SECRET}")),
        ImportError::HalfPair { missing: "the access key id", .. }
    ));
    assert_eq!(error(","), ImportError::NothingFound);
    assert!(matches!(error(ID), ImportError::HalfPair { .. }));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_and_no_error_quotes_them(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = import(&bytes, Some(ID));
    }

    #[test]
    fn no_text_of_these_parts_makes_it_panic(parts in prop::collection::vec("\\[|\\]|=|:|\"|'|;|&&|export |AWS_ACCESS_KEY_ID|\\{|\\}|,|\n|\r|set -gx |[a-z]{1,5}", 0..30)) {
        let _ = import(parts.concat().as_bytes(), None);
    }
}
