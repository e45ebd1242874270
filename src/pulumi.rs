//! Pulumi projects and stacks: found, read as the engine reads them, edited without losing a comment.
