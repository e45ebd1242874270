//! The entries, in the order in which `config options` and the reference page show them.

use super::{Guide::*, OptionEntry, Provider::*, Twin};
use crate::aws_native::value::{Format::*, Type::*};

/// What most entries have in common; each entry overrides the rest.
const BASE: OptionEntry = OptionEntry {
    name: "",
    kind: Text(Free),
    secret: false,
    required: false,
    guide: Listed,
    provider: Reads(None),
    env: &[],
    conflicts: &[],
    twin: Twin::None,
    default: None,
    about: "",
    example: "",
    notes: &[],
};

const IN_STATE: &str = "provider inputs are stored in the state, in plaintext unless the value is a secret there too; \
                        a profile keeps keys out of it";
const REFRESH: &str = "`pulumi refresh` and `pulumi destroy` take the copy in the state, unless --run-program is given";
const GUARD_OFF: &str = "off where skipCredentialsValidation is on, which every SDK sets for explicit Provider objects";

/// Every option and nested field that the provider or the guide knows.
pub static OPTIONS: &[OptionEntry] = &[
    OptionEntry {
        name: "region",
        kind: Text(Region),
        required: true,
        env: &["AWS_REGION", "AWS_DEFAULT_REGION"],
        twin: Twin::Same,
        about: "The region in which the provider works, STS included.",
        example: "us-west-2",
        notes: &[
            "the region of a profile does not count, and neither does aws:region",
            "a variable that is set but empty counts as set; the SDK then goes on to the profile's region",
            REFRESH,
        ],
        ..BASE
    },
    OptionEntry {
        name: "profile",
        kind: Text(ProfileName),
        env: &["AWS_PROFILE"],
        twin: Twin::Same,
        about: "The profile of the AWS shared files that the credentials come from.",
        example: "test-account",
        notes: &[
            "beats keys in the environment, where the AWS CLI takes the keys; an empty value gives the CLI's order back",
            "the profile must exist, also where keys are configured; everyone who runs the stack then needs one of that name",
            "AWS_DEFAULT_PROFILE is read by the SDK only, after keys in the environment",
            REFRESH,
        ],
        ..BASE
    },
    OptionEntry {
        name: "accessKey",
        kind: Text(AccessKeyId),
        secret: true,
        twin: Twin::Same,
        about: "The access key id of static credentials; every other source is then left alone.",
        example: "AKIAIOSFODNN7EXAMPLE",
        notes: &[
            "accessKey, secretKey and token are never completed from the environment: give all that belong together",
            IN_STATE,
        ],
        ..BASE
    },
    OptionEntry {
        name: "secretKey",
        kind: Text(SecretKey),
        secret: true,
        twin: Twin::Same,
        about: "The secret access key that belongs to accessKey.",
        example: "(asked for, or on standard input)",
        notes: &[IN_STATE],
        ..BASE
    },
    OptionEntry {
        name: "token",
        kind: Text(SessionToken),
        secret: true,
        twin: Twin::Same,
        about: "The session token that belongs to a temporary accessKey and secretKey.",
        example: "(asked for, or on standard input)",
        notes: &[
            "the guide calls it an MFA token: it is what one gets after MFA, not the six digits",
            "the guide sources it from AWS_SESSION_TOKEN: the provider does not, for this option",
            IN_STATE,
        ],
        ..BASE
    },
    OptionEntry {
        name: "sharedCredentialsFile",
        kind: Text(Path),
        env: &["AWS_SHARED_CREDENTIALS_FILE"],
        twin: Twin::Different("aws:sharedCredentialsFiles is a list"),
        default: Some("~/.aws/credentials"),
        about: "The file that is read in place of ~/.aws/credentials; ~/.aws/config is still read beside it.",
        example: "~/.aws/credentials",
        notes: &[
            "a leading ~/ is the home of the account, not $HOME; nothing else is expanded",
            "a file that is missing counts as empty, without a word",
            "there is no option for the config file: use AWS_CONFIG_FILE",
        ],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole",
        kind: Object,
        twin: Twin::Different("aws:assumeRoles is a list, with duration (\"1h\") in place of durationSeconds"),
        about: "A role that is assumed with the credentials found so far; the provider then works as that role.",
        example: r#"{"roleArn":"arn:aws:iam::123456789012:role/deploy"}"#,
        notes: &[
            "comes on top of a role that the profile assumes, as a second step",
            "has no fields for MFA or web identity; for the latter set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN",
            "fields that the provider does not know (duration, sourceIdentity) are ignored without a word",
        ],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.roleArn",
        kind: Text(RoleArn),
        about: "The ARN of the role to assume.",
        example: "arn:aws:iam::058111598222:role/OrganizationAccountAccessRole",
        notes: &["without it the provider asks for a role named `roleArn`, and fails"],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.sessionName",
        kind: Text(SessionName),
        default: Some("aws-go-sdk- and the time"),
        about: "The name of the session, as CloudTrail shows it.",
        example: "pulumi-deploy",
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.externalId",
        kind: Text(ExternalId),
        about: "The external id that the role's trust policy asks for.",
        example: "12345",
        notes: &["always a string: `pulumi config set --path` makes a number of digits, on which the provider fails"],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.durationSeconds",
        kind: Int { min: 900, max: 43200 },
        default: Some("900"),
        about: "How long the session lasts, in seconds.",
        example: "3600",
        notes: &[
            "a number: the provider fails on a string",
            "a role that was reached through another role lasts at most 3600, any role at most its own maximum",
        ],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.policy",
        kind: Text(Policy),
        about: "An IAM policy, as JSON text, that narrows what the session may do.",
        example: r#"{"Version":"2012-10-17","Statement":[]}"#,
        notes: &["at most 2048 characters, together with policyArns"],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.policyArns",
        kind: List { item: &Text(PolicyArn), max: 10 },
        about: "Managed policies that narrow what the session may do.",
        example: r#"["arn:aws:iam::aws:policy/ReadOnlyAccess"]"#,
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.tags",
        kind: Map { key: TagKey, item: &Text(TagValue), max: 50 },
        about: "Tags of the session.",
        example: r#"{"project":"shop"}"#,
        notes: &["values are strings: the provider fails on numbers and truth values"],
        ..BASE
    },
    OptionEntry {
        name: "assumeRole.transitiveTagKeys",
        kind: List { item: &Text(TagKey), max: 50 },
        about: "The keys of session tags that go on to the next role.",
        example: r#"["project"]"#,
        ..BASE
    },
    OptionEntry {
        name: "roleArn",
        kind: Text(RoleArn),
        guide: Absent,
        provider: Reads(Some("2022-05")),
        about: "The role that Cloud Control itself takes on for operations on resources.",
        example: "arn:aws:iam::123456789012:role/cloudcontrol",
        notes: &["does not change who the provider is; for that use assumeRole.roleArn"],
        ..BASE
    },
    OptionEntry {
        name: "allowedAccountIds",
        kind: List { item: &Text(AccountId), max: usize::MAX },
        guide: StruckThrough(105),
        provider: Reads(Some("v0.20.0 (2022-08-23)")),
        conflicts: &["forbiddenAccountIds"],
        twin: Twin::Same,
        about: "The accounts that the provider may work in; in any other it stops before it does anything.",
        example: r#"["123456789012"]"#,
        notes: &[
            GUARD_OFF,
            "the account is the one after all roles; an empty list allows every account",
            "ids are strings: `pulumi config set --path` makes numbers of them, on which the provider fails",
        ],
        ..BASE
    },
    OptionEntry {
        name: "forbiddenAccountIds",
        kind: List { item: &Text(AccountId), max: usize::MAX },
        guide: StruckThrough(109),
        provider: Reads(Some("v0.20.0 (2022-08-23)")),
        conflicts: &["allowedAccountIds"],
        twin: Twin::Same,
        about: "The accounts that the provider must not work in.",
        example: r#"["999999999999"]"#,
        notes: &[
            GUARD_OFF,
            "beside allowedAccountIds, which the guide rules out, today's provider looks at this one first",
        ],
        ..BASE
    },
    OptionEntry {
        name: "skipCredentialsValidation",
        kind: Bool,
        guide: StruckThrough(114),
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        env: &["AWS_SKIP_CREDENTIALS_VALIDATION"],
        twin: Twin::Same,
        default: Some("false; true for explicit Provider objects"),
        about: "Leaves out the call to STS at the start, for emulators that have no STS.",
        example: "true",
        notes: &["switches allowedAccountIds and forbiddenAccountIds off as well", "only the exact text `true` counts"],
        ..BASE
    },
    OptionEntry {
        name: "skipGetEc2Platforms",
        kind: Bool,
        guide: StruckThrough(115),
        provider: Ignores,
        about: "Would leave out the question which EC2 platforms the account has; the provider never asks it.",
        example: "true",
        notes: &["nothing has to be set in its place"],
        ..BASE
    },
    OptionEntry {
        name: "skipMetadataApiCheck",
        kind: Bool,
        guide: StruckThrough(116),
        provider: Ignores,
        twin: Twin::Same,
        about: "Would keep the provider away from the instance metadata service; it is asked all the same.",
        example: "true",
        notes: &["set AWS_EC2_METADATA_DISABLED=true in the environment instead"],
        ..BASE
    },
    OptionEntry {
        name: "skipRegionValidation",
        kind: Bool,
        guide: StruckThrough(117),
        provider: Ignores,
        twin: Twin::Same,
        about: "Would leave out a check of the region's name; the provider makes none.",
        example: "true",
        notes: &["nothing has to be set in its place: the provider takes any region"],
        ..BASE
    },
    OptionEntry {
        name: "skipRequestingAccountId",
        kind: Bool,
        guide: StruckThrough(118),
        provider: Rejects,
        twin: Twin::Same,
        about: "Would leave out the question for the account id.",
        example: "true",
        notes: &["use skipCredentialsValidation, which leaves out the call to STS"],
        ..BASE
    },
    OptionEntry {
        name: "insecure",
        kind: Bool,
        guide: StruckThrough(111),
        provider: Rejects,
        twin: Twin::Same,
        about: "Would allow TLS without checking certificates.",
        example: "true",
        notes: &["name the certificate authority in AWS_CA_BUNDLE, or use an http:// address in endpoints"],
        ..BASE
    },
    OptionEntry {
        name: "ignoreTags",
        kind: Object,
        guide: StruckThrough(110),
        provider: Rejects,
        twin: Twin::Same,
        about: "Would leave tags alone that something else manages.",
        example: r#"{"keys":["CostCenter"]}"#,
        notes: &["use the resource option ignoreChanges for the tags of a resource"],
        ..BASE
    },
    OptionEntry {
        name: "ignoreTags.keys",
        kind: List { item: &Text(TagKey), max: usize::MAX },
        guide: StruckThrough(110),
        provider: Rejects,
        about: "The exact keys of tags to leave alone.",
        example: r#"["CostCenter"]"#,
        notes: &["use the resource option ignoreChanges for the tags of a resource"],
        ..BASE
    },
    OptionEntry {
        name: "ignoreTags.keyPrefixes",
        kind: List { item: &Text(TagKey), max: usize::MAX },
        guide: StruckThrough(110),
        provider: Rejects,
        about: "What the keys of tags to leave alone begin with.",
        example: r#"["kubernetes.io/"]"#,
        notes: &["use the resource option ignoreChanges for the tags of a resource"],
        ..BASE
    },
    OptionEntry {
        name: "defaultTags",
        kind: Object,
        guide: StruckThrough(107),
        provider: Reads(Some("v0.98.0 (2024-02-29)")),
        twin: Twin::Same,
        about: "Tags for every resource that can have tags; a resource's own win.",
        example: r#"{"tags":{"Owner":"me"}}"#,
        notes: &["tags that stand directly under defaultTags, without `tags`, set nothing, without a word"],
        ..BASE
    },
    OptionEntry {
        name: "defaultTags.tags",
        kind: Map { key: TagKey, item: &Text(TagValue), max: 50 },
        guide: StruckThrough(107),
        provider: Reads(Some("v0.98.0 (2024-02-29)")),
        about: "The tags by their keys.",
        example: r#"{"Owner":"me"}"#,
        notes: &["values are strings: the provider fails on numbers and truth values"],
        ..BASE
    },
    OptionEntry {
        name: "endpoints",
        kind: Map { key: ServiceId, item: &Text(Url), max: usize::MAX },
        guide: StruckThrough(108),
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        twin: Twin::Different("aws:endpoints is a list of objects"),
        about: "Addresses that take the place of AWS's own, by service; any service of the SDK.",
        example: r#"{"cloudcontrol":"http://localhost:4566","sts":"http://localhost:4566"}"#,
        notes: &[
            "names of services are in lower case; any other spelling is ignored without a word",
            "beats AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SERVICE, which work without configuration",
            "an explicit Provider object cannot be given endpoints: the SDKs send a list, the provider wants a map",
        ],
        ..BASE
    },
    OptionEntry {
        name: "endpoints.cloudcontrol",
        kind: Text(Url),
        guide: Absent,
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        about: "The address of Cloud Control, which manages the resources.",
        example: "http://localhost:4566",
        ..BASE
    },
    OptionEntry {
        name: "endpoints.cloudformation",
        kind: Text(Url),
        guide: Absent,
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        about: "The address of CloudFormation.",
        example: "http://localhost:4566",
        ..BASE
    },
    OptionEntry {
        name: "endpoints.ec2",
        kind: Text(Url),
        guide: Absent,
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        about: "The address of EC2.",
        example: "http://localhost:4566",
        ..BASE
    },
    OptionEntry {
        name: "endpoints.ssm",
        kind: Text(Url),
        guide: Absent,
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        about: "The address of Systems Manager.",
        example: "http://localhost:4566",
        ..BASE
    },
    OptionEntry {
        name: "endpoints.sts",
        kind: Text(Url),
        guide: Absent,
        provider: Reads(Some("v0.96.0 (2024-02-09)")),
        about: "The address of STS, which says who the provider is.",
        example: "http://localhost:4566",
        ..BASE
    },
    OptionEntry {
        name: "maxRetries",
        kind: Int { min: 1, max: i32::MAX as i64 },
        guide: StruckThrough(112),
        provider: Reads(Some("2021-11-15")),
        twin: Twin::Same,
        default: Some("25"),
        about: "How often a call is tried in all; the first try counts.",
        example: "10",
        notes: &["0 or less means the SDK's own 3", "AWS_MAX_ATTEMPTS, and max_attempts of the profile, go before it"],
        ..BASE
    },
    OptionEntry {
        name: "maxRetryRateTokens",
        kind: Int { min: 0, max: i32::MAX as i64 },
        guide: Absent,
        provider: Reads(Some("2025-10-22")),
        default: Some("unlimited"),
        about: "How many tokens the bucket holds that retries are paid from.",
        example: "500",
        notes: &["in the provider's code only: neither its schema nor its SDKs have it"],
        ..BASE
    },
    OptionEntry {
        name: "s3UsePathStyle",
        kind: Bool,
        guide: Absent,
        provider: Reads(Some("v1.52.0 (2026-02)")),
        twin: Twin::Same,
        default: Some("false"),
        about: "Addresses S3 as HOST/BUCKET; only for the provider's emulation of CloudFormation custom resources.",
        example: "true",
        notes: &["the guide has it as s3ForcePathStyle (#113)", "only the exact text `true` counts"],
        ..BASE
    },
    OptionEntry {
        name: "s3ForcePathStyle",
        kind: Bool,
        guide: StruckThrough(113),
        provider: Renamed("s3UsePathStyle", "v1.52.0 (2026-02)"),
        twin: Twin::Different("aws:s3UsePathStyle, the new name there too"),
        about: "The former name of s3UsePathStyle.",
        example: "true",
        ..BASE
    },
    OptionEntry {
        name: "autoNaming",
        kind: Object,
        guide: Absent,
        provider: Reads(Some("2024-11-18")),
        about: "How names of resources are made where the program gives none.",
        example: r#"{"autoTrim":true}"#,
        notes: &["cannot stand beside pulumi:autonaming"],
        ..BASE
    },
    OptionEntry {
        name: "autoNaming.autoTrim",
        kind: Bool,
        guide: Absent,
        provider: Reads(Some("2024-11-18")),
        default: Some("false"),
        about: "Shortens a name that would be too long for its resource.",
        example: "true",
        notes: &["a truth value: the provider fails on a string"],
        ..BASE
    },
    OptionEntry {
        name: "autoNaming.randomSuffixMinLength",
        kind: Int { min: 1, max: i32::MAX as i64 },
        guide: Absent,
        provider: Reads(Some("2024-11-18")),
        default: Some("1"),
        about: "How many random characters a shortened name keeps at least.",
        example: "4",
        notes: &["a number: the provider fails on a string"],
        ..BASE
    },
    OptionEntry {
        name: "dynamodbEndpoint",
        kind: Text(Url),
        provider: DoesNotKnow,
        twin: Twin::Different("aws:endpoints, a list with {\"dynamodb\": …}"),
        about: "Listed by the guide, but in no release: the provider speaks to Cloud Control, not to DynamoDB.",
        example: "http://localhost:8000",
        notes: &[
            "use endpoints.cloudcontrol for an emulator, or the classic provider's aws:endpoints for DynamoDB alone",
        ],
        ..BASE
    },
    OptionEntry {
        name: "kinesisEndpoint",
        kind: Text(Url),
        provider: DoesNotKnow,
        twin: Twin::Different("aws:endpoints, a list with {\"kinesis\": …}"),
        about: "Listed by the guide, but in no release: the provider speaks to Cloud Control, not to Kinesis.",
        example: "http://localhost:4567",
        notes: &[
            "use endpoints.cloudcontrol for an emulator, or the classic provider's aws:endpoints for Kinesis alone",
        ],
        ..BASE
    },
];
