//! The options of the AWS Native provider: what each is, what the guide says of it, what the provider does with it,
//! and how a value for it is read, judged and written.
//!
//! Everything that asks about options (`config`, `init`, `doctor`, the documentation, the completions) asks here. How
//! a value gets into a stack's file is left to `pulumi`.

pub mod classic;
pub mod options;
pub mod value;
pub mod verdict;
pub mod wire;

/// The namespace of the provider's configuration, as in `aws-native:region`.
pub const NAMESPACE: &str = "aws-native";

/// Where the provider's issues are, in front of a number.
pub const ISSUES: &str = "https://github.com/pulumi/pulumi-aws-native/issues/";
