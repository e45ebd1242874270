use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::finding::Severity;

fn vectors(text: &str) -> Vec<Value> {
    let parsed: Value = serde_json::from_str(text).unwrap();
    parsed["vectors"].as_array().unwrap().clone()
}

#[test]
fn account_and_kind_of_every_recorded_key_id() {
    let all = vectors(include_str!("../../tests/data/aws/keyid.json"));
    assert_eq!(all.len(), 36);
    for vector in all {
        let id = vector["key_id"].as_str().unwrap();
        assert_eq!(account_id(id).as_deref(), vector["account_id"].as_str(), "{id}");
        assert_eq!(key_kind(id).map(KeyKind::name), vector["key_kind"].as_str(), "{id}");
    }
}

#[test]
fn strict_answer_to_every_recorded_value() {
    let mut seen = 0;
    for vector in vectors(include_str!("../../tests/data/aws/validate.json")) {
        let Some(value) = vector["value"].as_str() else { continue };
        let fault = match vector["field"].as_str().unwrap() {
            "access_key_id" => access_key_id_fault(value),
            "secret_access_key" => secret_access_key_fault(&value.into()),
            _ => continue,
        };
        seen += 1;
        assert_eq!(fault.is_none(), vector["strict"].as_bool().unwrap(), "{}: {fault:?}", vector["name"]);
    }
    assert_eq!(seen, 14);
}

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const TEMPORARY: &str = "ASIAY34FZKBOKMUTVV7A";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

fn rules(id: Option<&str>, secret: Option<&str>, token: Option<&str>) -> Vec<&'static str> {
    let (secret, token) = (secret.map(Secret::from), token.map(Secret::from));
    pair_faults(id, secret.as_ref(), token.as_ref()).iter().map(|fault| fault.rule).collect()
}

#[test]
fn pairs_are_judged_together() {
    let none: Vec<&str> = Vec::new();
    assert_eq!(rules(Some(ID), Some(SECRET), None), none);
    assert_eq!(rules(Some(TEMPORARY), Some(SECRET), Some("IQoJb3JpZ2luX2VjEXAMPLE")), none);
    assert_eq!(rules(None, None, None), none);
    assert_eq!(rules(Some(ID), None, None), ["half-pair"]);
    assert_eq!(rules(None, Some(SECRET), None), ["half-pair"]);
    assert_eq!(rules(None, None, Some("IQoJb3JpZ2luX2VjEXAMPLE")), ["half-pair"]);
    assert_eq!(rules(Some(SECRET), Some(ID), None), ["swapped"]);
    assert_eq!(rules(Some(ID), Some(ID), None), ["swapped"]);
    assert_eq!(rules(Some(TEMPORARY), Some(SECRET), None), ["temporary-without-token"]);
    assert_eq!(rules(Some(ID), Some(SECRET), Some("IQoJb3JpZ2luX2VjEXAMPLE")), ["long-term-with-token"]);
    assert_eq!(rules(Some(TEMPORARY), Some(SECRET), Some("123456")), ["token-is-mfa-code"]);
    assert_eq!(rules(Some("AROAIOSFODNN7EXAMPLE"), Some(SECRET), None), ["not-an-access-key"]);
}

#[test]
fn placeholders_quotes_and_invisible_characters_are_errors_and_emulator_keys_are_not() {
    for (id, rule) in [
        ("<YOUR_ACCESS_KEY_ID>", "placeholder"),
        ("${{ secrets.KEY }}", "placeholder"),
        ("$AWS_ACCESS_KEY_ID", "placeholder"),
        ("***", "placeholder"),
        ("\"AKIAIOSFODNN7EXAMPLE\"", "quotes"),
        ("AKIAIOSFODNN7\u{200b}EXAMPLE", "invisible-characters"),
        ("AKIAIOSFODNN7EXAMPLE\n", "whitespace"),
        ("", "empty-value"),
    ] {
        let fault = access_key_id_fault(id).unwrap();
        assert_eq!((fault.rule, fault.severity), (rule, Severity::Error), "{id}");
    }
    assert_eq!(access_key_id_fault("test").unwrap().severity, Severity::Warning);
    assert_eq!(secret_access_key_fault(&"test".into()).unwrap().severity, Severity::Warning);
}

#[test]
fn pasted_values_are_cleaned_and_it_is_said() {
    use Cleaning::*;
    let cases: &[(&str, &[Cleaning])] = &[
        (ID, &[]),
        ("AKIAIOSFODNN7EXAMPLE\r\n", &[Whitespace]),
        ("\u{feff}AKIAIOSFODNN7EXAMPLE", &[Invisible]),
        ("AKIA\u{200b}IOSFODNN7EXAMPLE\u{a0}", &[Invisible]),
        (" \"AKIAIOSFODNN7EXAMPLE\" ", &[Whitespace, Quotes]),
        ("\u{201c}AKIAIOSFODNN7EXAMPLE\u{201d}", &[Quotes]),
        ("\"AKIAIOSFODNN7EXAMPLE\",", &[Separator, Quotes]),
        ("' AKIAIOSFODNN7EXAMPLE'", &[Quotes, Whitespace]),
    ];
    for (pasted, notes) in cases {
        assert_eq!(clean(pasted), (ID.to_owned(), notes.to_vec()), "{pasted:?}");
    }
    assert_eq!(clean("a b\"c").0, "a b\"c");
    assert_eq!(clean("\"").0, "\"");
}

#[test]
fn ids_are_masked_down_to_their_last_four() {
    assert_eq!(masked_id("AKIA27R7MPXXKGYPQ7XM"), "AKIA…Q7XM");
    assert_eq!(masked_id("test"), "…t");
    assert_eq!(masked_id(""), "");
    assert_eq!(prompt_masked_id("AKIA27R7MPXXKGYPQ7XM"), "****************Q7XM");
}

proptest! {
    #[test]
    fn cleaning_is_done_after_one_go(text in any::<String>()) {
        let (once, _) = clean(&text);
        prop_assert_eq!(clean(&once), (once.clone(), vec![]));
    }

    #[test]
    fn masks_show_at_most_eight_characters_and_less_than_half(id in "[A-Z0-9]{0,40}") {
        let shown = masked_id(&id).replace('…', "").len();
        prop_assert!(shown <= 8 && (shown * 2 <= id.len()));
    }

    #[test]
    fn no_fault_shows_a_secret(secret in "[ -~]{12,60}") {
        for fault in pair_faults(Some(&secret), Some(&secret.as_str().into()), Some(&secret.as_str().into())) {
            prop_assert!(!fault.message.contains(&secret), "{}", fault.message);
        }
    }
}
