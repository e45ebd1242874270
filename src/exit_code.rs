//! The exit codes of the program and the kinds of failure that lead to them.
//!
//! This is the one place where a code gets its number and its meaning; the reference page is generated from
//! [`ExitCode::ALL`] and [`Kind::ALL`]. What a failure says to the user is left to `error`.

use serde::Serialize;

/// What the process reports to the shell. The numbers follow Pulumi's published codes where they meet ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ExitCode {
    /// The command did what was asked.
    Ok = 0,
    /// The operation failed.
    Failed = 1,
    /// Usage, or a configuration that cannot work.
    Usage = 2,
    /// No credentials, or AWS refused them.
    Authentication = 3,
    /// No project or no stack was found.
    NoStack = 6,
    /// Declined or ended at a prompt.
    Declined = 8,
    /// AWS was not reached in time.
    Unreachable = 9,
    /// The identity, account or region is not the expected one.
    Unexpected = 10,
    /// A check found something to mend.
    Findings = 11,
    /// A file could not be used safely (lock, owner, mode).
    UnsafeFile = 12,
    /// Ended by Ctrl-C.
    Interrupted = 130,
    /// Ended by a termination signal.
    Terminated = 143,
    /// A defect of the program itself.
    Defect = 255,
}

impl ExitCode {
    /// Every code with its meaning, in ascending order.
    pub const ALL: &'static [(ExitCode, &'static str)] = &[
        (ExitCode::Ok, "everything was done, or is as it should be"),
        (ExitCode::Failed, "the operation failed"),
        (ExitCode::Usage, "usage, or a configuration that cannot work"),
        (ExitCode::Authentication, "authentication: no credentials, or AWS refused them"),
        (ExitCode::NoStack, "no Pulumi project or stack"),
        (ExitCode::Declined, "declined or ended at a prompt, or a confirmation was needed"),
        (ExitCode::Unreachable, "AWS was not reached in time"),
        (ExitCode::Unexpected, "the identity, account or region is not the expected one"),
        (ExitCode::Findings, "a check found something to mend"),
        (ExitCode::UnsafeFile, "a file could not be used safely (lock, owner, mode)"),
        (ExitCode::Interrupted, "interrupted by Ctrl-C"),
        (ExitCode::Terminated, "ended by a termination signal"),
        (ExitCode::Defect, "a defect of awsn-setup"),
    ];

    /// The order in which one code stands for several targets: the first of these that occurs wins.
    const WORST_FIRST: &'static [ExitCode] = &[
        ExitCode::Terminated,
        ExitCode::Interrupted,
        ExitCode::Defect,
        ExitCode::UnsafeFile,
        ExitCode::Usage,
        ExitCode::NoStack,
        ExitCode::Authentication,
        ExitCode::Unexpected,
        ExitCode::Unreachable,
        ExitCode::Declined,
        ExitCode::Findings,
        ExitCode::Failed,
    ];

    /// The number that the shell sees.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The one code that stands for all of `codes`; [`ExitCode::Ok`] for none.
    pub fn worst(codes: impl IntoIterator<Item = ExitCode>) -> ExitCode {
        let codes: Vec<ExitCode> = codes.into_iter().collect();
        Self::WORST_FIRST.iter().copied().find(|code| codes.contains(code)).unwrap_or(ExitCode::Ok)
    }
}

macro_rules! kinds {
    ($($variant:ident $name:literal $code:ident $doc:literal;)*) => {
        /// The kind of a failure, as JSON names it in `error.kind`. Each kind has exactly one exit code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            $(#[doc = $doc] $variant,)*
        }

        impl Kind {
            /// Every kind, with its name, exit code and meaning.
            pub const ALL: &'static [(Kind, &'static str, ExitCode, &'static str)] =
                &[$((Kind::$variant, $name, ExitCode::$code, $doc),)*];

            /// The name in JSON, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name,)* }
            }

            /// The exit code that a failure of this kind ends the process with.
            pub fn exit_code(self) -> ExitCode {
                match self { $(Kind::$variant => ExitCode::$code,)* }
            }
        }
    };
}

kinds! {
    Failed "failed" Failed "the operation failed";
    NotFound "not-found" Failed "the named thing is not there";
    Io "io" Failed "a file or program could not be used";
    Usage "usage" Usage "the command line cannot be understood";
    MissingRegion "missing-region" Usage "the provider has no region";
    InvalidProfile "invalid-profile" Usage "the profile cannot work as it is written";
    MissingProfile "missing-profile" Usage "the named profile does not exist";
    PartialKeys "partial-keys" Usage "half of a key pair is missing";
    RejectedOption "rejected-option" Usage "the provider rejects this option";
    InvalidOption "invalid-option" Usage "an option's value cannot be used by the provider";
    MfaRequired "mfa-required" Usage "the profile asks for MFA, which the provider cannot do";
    InvalidFile "invalid-file" Usage "a file cannot be read as what it should be";
    Exists "exists" Usage "something with other values is already there";
    NoCredentials "no-credentials" Authentication "no credentials were found";
    SsoExpired "sso-expired" Authentication "the SSO session is missing or has expired";
    ProcessFailed "process-failed" Authentication "the credential process failed";
    InvalidKey "invalid-key" Authentication "AWS does not know the access key";
    InvalidSecret "invalid-secret" Authentication "the secret access key does not belong to the access key";
    ExpiredSession "expired-session" Authentication "the session has expired";
    ClockSkew "clock-skew" Authentication "this machine's clock is off";
    AccessDenied "access-denied" Authentication "a role may not be assumed";
    NoProject "no-project" NoStack "no Pulumi project was found";
    NoStack "no-stack" NoStack "no stack was found or chosen";
    Declined "declined" Declined "the user said no, or a confirmation was needed";
    Unreachable "unreachable" Unreachable "AWS could not be reached";
    Timeout "timeout" Unreachable "AWS did not answer in time";
    Throttled "throttled" Unreachable "AWS asked to slow down";
    UnexpectedAnswer "unexpected-answer" Unreachable "the answer did not come from STS";
    AccountNotAllowed "account-not-allowed" Unexpected "the account is not in the stack's allowed list";
    AccountForbidden "account-forbidden" Unexpected "the account is in the stack's forbidden list";
    UnexpectedAccount "unexpected-account" Unexpected "the account is not the expected one";
    UnexpectedArn "unexpected-arn" Unexpected "the identity is not the expected one";
    UnexpectedRegion "unexpected-region" Unexpected "the region is not the expected one";
    SessionTooShort "session-too-short" Unexpected "the session ends too soon";
    Findings "findings" Findings "a check found something to mend";
    UnsafeFile "unsafe-file" UnsafeFile "a file could not be used safely";
    Locked "locked" UnsafeFile "another program holds the file's lock";
    Interrupted "interrupted" Interrupted "interrupted by Ctrl-C";
    Defect "defect" Defect "a defect of awsn-setup";
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worst_follows_the_published_order() {
        use ExitCode as E;
        assert_eq!(E::worst([]), E::Ok);
        assert_eq!(E::worst([E::Ok, E::Failed]), E::Failed);
        let order = [
            E::Defect,
            E::UnsafeFile,
            E::Usage,
            E::NoStack,
            E::Authentication,
            E::Unexpected,
            E::Unreachable,
            E::Failed,
        ];
        for pair in order.windows(2) {
            assert_eq!(E::worst([pair[1], pair[0]]), pair[0]);
        }
    }

    #[test]
    fn names_of_kinds_are_unique_and_every_code_is_described() {
        for (index, (kind, name, code, _)) in Kind::ALL.iter().enumerate() {
            assert!(Kind::ALL[..index].iter().all(|other| other.1 != *name), "{name} twice");
            assert_eq!(kind.exit_code(), *code);
            assert!(ExitCode::ALL.iter().any(|(listed, _)| listed == code));
        }
    }
}
