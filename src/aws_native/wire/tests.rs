use super::*;

fn first(name: &str, text: &str) -> (Severity, &'static str, Option<String>) {
    let fault = examine(name, text).into_iter().next().unwrap_or_else(|| panic!("{name} {text} has no fault"));
    (fault.severity, fault.rule, fault.provider_message)
}

#[test]
fn the_provider_s_own_words_as_they_were_recorded() {
    for (name, text, said) in [
        (
            "allowedAccountIds",
            "111111111111",
            "failed to unmarshal 'allowedAccountIds' config: json: cannot unmarshal number into Go value of type []string",
        ),
        (
            "allowedAccountIds",
            "[111111111111]",
            "failed to unmarshal 'allowedAccountIds' config: json: cannot unmarshal number into Go value of type string",
        ),
        ("allowedAccountIds", "", "failed to unmarshal 'allowedAccountIds' config: unexpected end of JSON input"),
        (
            "assumeRole",
            "arn:aws:iam::123456789012:role/x",
            "failed to unmarshal 'assumeRole' config: invalid character 'a' looking for beginning of value",
        ),
        (
            "assumeRole",
            r#"{"roleArn":"arn:aws:iam::123456789012:role/x","externalId":12345}"#,
            "failed to unmarshal 'assumeRole' config: json: cannot unmarshal number into Go struct field ProviderAssumeRole.externalId of type string",
        ),
        (
            "assumeRole",
            r#"{"tags":{"cc":42}}"#,
            "failed to unmarshal 'assumeRole' config: json: cannot unmarshal number into Go struct field ProviderAssumeRole.tags of type string",
        ),
        (
            "assumeRole",
            r#"{"durationSeconds":"1800"}"#,
            "failed to unmarshal 'assumeRole' config: json: cannot unmarshal string into Go struct field ProviderAssumeRole.durationSeconds of type int",
        ),
        ("assumeRole", "", "failed to unmarshal 'assumeRole' config: unexpected end of JSON input"),
        (
            "defaultTags",
            "hello",
            "failed to unmarshal 'defaultTags' config: invalid character 'h' looking for beginning of value",
        ),
        (
            "endpoints",
            r#"[{"sts":"http://x"}]"#,
            "failed to unmarshal 'endpoints' config: json: cannot unmarshal array into Go value of type map[string]string",
        ),
        (
            "autoNaming",
            r#"{"autoTrim":"true"}"#,
            "failed to unmarshal 'autoNaming' config: json: cannot unmarshal string into Go struct field ProviderAutoNamingConfig.autoTrim of type bool",
        ),
        (
            "maxRetries",
            "many",
            "invalid config value for 'maxRetries': \"many\": strconv.Atoi: parsing \"many\": invalid syntax",
        ),
        (
            "insecure",
            "false",
            "pulumi:providers:aws-native resource 'default': property insecure value {false} has a problem: not yet implemented. See https://github.com/pulumi/pulumi-aws-native/issues/111",
        ),
    ] {
        let (severity, _, provider) = first(name, text);
        assert_eq!((severity, provider.as_deref()), (Severity::Error, Some(said)), "{name} {text}");
    }
}

#[test]
fn what_the_provider_passes_over_in_silence_is_said() {
    for (name, text, severity, rule) in [
        ("defaultTags", r#"{"a":"b"}"#, Severity::Error, "flat-default-tags"),
        ("assumeRole", "{}", Severity::Error, "empty-object"),
        (
            "assumeRole",
            r#"{"duration":"1h","roleArn":"arn:aws:iam::123456789012:role/x"}"#,
            Severity::Warning,
            "unknown-field",
        ),
        ("endpoints", r#"{"STS":"http://localhost"}"#, Severity::Error, "service-id"),
        ("skipCredentialsValidation", "True", Severity::Warning, "truth-value"),
        ("s3ForcePathStyle", "true", Severity::Warning, "renamed-option"),
        ("dynamodbEndpoint", "http://localhost:8000", Severity::Warning, "option-without-effect"),
        ("skipRegionValidation", "", Severity::Error, "rejected-option"),
        ("regoin", "us-west-2", Severity::Warning, "unknown-option"),
        ("region", "us-west-2a", Severity::Error, "unknown-region"),
    ] {
        let (found, named, _) = first(name, text);
        assert_eq!((found, named), (severity, rule), "{name} {text}");
    }
}

#[test]
fn what_the_provider_takes_has_no_fault() {
    for (name, text) in [
        ("region", "us-west-2"),
        ("assumeRole", r#"{"rolearn":"arn:aws:iam::123456789012:role/x","durationSeconds":900}"#),
        ("allowedAccountIds", "[]"),
        ("allowedAccountIds", r#"["111111111111"]"#),
        ("defaultTags", r#"{"tags":{"a":"b"}}"#),
        ("maxRetries", "5"),
        ("endpoints", r#"{"sts":"http://localhost:4566"}"#),
        ("autoNaming", r#"{"autoTrim":true,"randomSuffixMinLength":3}"#),
    ] {
        assert_eq!(examine(name, text), [], "{name} {text}");
    }
}

#[test]
fn what_was_meant_is_mended_and_nothing_is_guessed() {
    let mend = |name: &str, text: &str| mended(name, text).map(|value| value.to_json().to_string());
    assert_eq!(mend("allowedAccountIds", "[111111111111]").as_deref(), Some(r#"["111111111111"]"#));
    assert_eq!(mend("allowedAccountIds", "111111111111").as_deref(), Some(r#"["111111111111"]"#));
    assert_eq!(mend("defaultTags", r#"{"a":"b"}"#).as_deref(), Some(r#"{"tags":{"a":"b"}}"#));
    assert_eq!(mend("skipCredentialsValidation", "True").as_deref(), Some(r#""true""#));
    assert_eq!(mend("allowedAccountIds", r#"["111111111111"]"#), None);
    assert_eq!(mend("allowedAccountIds", "[1227133513]"), None, "an id that lost its zero is not guessed");
    assert_eq!(mend("assumeRole", "{}"), None);
    assert_eq!(mend("region", "us-west-2"), None);
}
