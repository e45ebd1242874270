//! The provider's package for the project's language.
