//! What only the classic provider (`aws:`) can be configured with, and what does it here: people bring these names
//! along.

/// Options of the classic provider (v7.48.0) that AWS Native does not have, each with what to do instead.
const CLASSIC_ONLY: &[(&str, &str)] = &[
    ("assumeRoles", "use assumeRole, a single object: set assumeRole.roleArn"),
    ("assumeRoleWithWebIdentity", "set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN in the environment"),
    ("sharedCredentialsFiles", "use sharedCredentialsFile, a single path"),
    ("sharedConfigFiles", "set AWS_CONFIG_FILE in the environment"),
    ("customCaBundle", "set AWS_CA_BUNDLE in the environment"),
    ("httpProxy", "set HTTP_PROXY in the environment"),
    ("httpsProxy", "set HTTPS_PROXY in the environment"),
    ("noProxy", "set NO_PROXY in the environment"),
    ("ec2MetadataServiceEndpoint", "set AWS_EC2_METADATA_SERVICE_ENDPOINT in the environment"),
    ("ec2MetadataServiceEndpointMode", "set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE in the environment"),
    ("retryMode", "set AWS_RETRY_MODE in the environment"),
    ("stsRegion", "use endpoints.sts with the address of the other region's STS"),
    ("useFipsEndpoint", "set AWS_USE_FIPS_ENDPOINT=true in the environment"),
    ("useDualstackEndpoint", "set AWS_USE_DUALSTACK_ENDPOINT=true in the environment"),
    ("tokenBucketRateLimiterCapacity", "use maxRetryRateTokens"),
    ("s3UsEast1RegionalEndpoint", "nothing has to be set: the provider does not manage S3 through S3's own API"),
    ("userAgents", "nothing takes its place"),
    ("tagPolicyCompliance", "nothing takes its place"),
];

/// What to do instead of an option that only the classic provider has.
pub fn instead_of(name: &str) -> Option<&'static str> {
    CLASSIC_ONLY.iter().find(|(classic, _)| classic.eq_ignore_ascii_case(name)).map(|(_, instead)| *instead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws_native::options::entry;

    #[test]
    fn none_of_them_is_an_option_here() {
        for (name, _) in CLASSIC_ONLY {
            assert!(entry(name).is_none(), "{name}");
        }
        assert!(instead_of("customcabundle").unwrap().contains("AWS_CA_BUNDLE"));
    }
}
