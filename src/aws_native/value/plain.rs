//! Reading of scalars from plain text.

use super::field::normalise;
use super::{Format, Problem, Reading, TypeFault, Value, check, type_fault};

impl Reading {
    /// Text of a certain form: normalised, then judged.
    pub(super) fn text(&mut self, format: Format, path: &str, text: &str) -> Result<Value, TypeFault> {
        let (text, note) = normalise(format, text);
        if let Some(note) = note {
            self.note(format!("{path}: {note}"));
        }
        if let Some(problem) = check(format, &text) {
            self.fault(path, problem);
        }
        Ok(Value::String(text))
    }

    /// A truth value; as a whole option it is written as the text `true` or `false`, which is all that the provider
    /// understands.
    pub(super) fn flag(&mut self, whole: bool, path: &str, text: &str) -> Result<Value, TypeFault> {
        let flag = match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => true,
            "false" | "no" | "off" | "0" => false,
            _ => {
                let shown = if self.secret { "this".to_owned() } else { format!("`{text}`") };
                return Err(type_fault(
                    path,
                    format!("is true or false, not {shown}"),
                    Some("give `true` or `false`".into()),
                ));
            }
        };
        if text != if flag { "true" } else { "false" } {
            self.note(format!("{path}: `{text}` is written as `{flag}`, the only spelling that the provider reads"));
        }
        Ok(if whole { Value::String(flag.to_string()) } else { Value::Bool(flag) })
    }

    /// A whole number, for seconds also as `1h` or `30m`.
    pub(super) fn number(
        &mut self,
        whole: bool,
        bounds: (i64, i64),
        path: &str,
        text: &str,
    ) -> Result<Value, TypeFault> {
        let typed = text.trim();
        let number = match typed.parse::<i64>() {
            Ok(number) => number,
            Err(_) => {
                let seconds = path.ends_with("Seconds").then(|| duration(typed)).flatten();
                let fix = if path.ends_with("Seconds") { "give seconds, or `15m`, `1h`" } else { "give digits only" };
                let seconds = seconds
                    .ok_or_else(|| type_fault(path, format!("is a whole number, not `{text}`"), Some(fix.into())))?;
                self.note(format!("{path}: {typed} are {seconds} seconds"));
                seconds
            }
        };
        self.bounds(path, bounds, number);
        Ok(if whole { Value::String(number.to_string()) } else { Value::Int(number) })
    }

    /// Says where a number is outside of what makes sense.
    pub(super) fn bounds(&mut self, path: &str, (min, max): (i64, i64), number: i64) {
        if (min..=max).contains(&number) {
            return;
        }
        let problem = if path.ends_with("Seconds") {
            Problem::error("number-out-of-range", format!("`{path}` is {number}; AWS takes {min} to {max} seconds"))
        } else if path == "maxRetries" {
            Problem::warning("number-out-of-range", format!("`{path}` is {number}: the SDK then makes 3 attempts"))
        } else {
            Problem::error("number-out-of-range", format!("`{path}` is {number}, but has to be {min} to {max}"))
        };
        self.fault(path, problem);
    }
}

/// Seconds of `90s`, `15m`, `1h`, `1h30m`.
fn duration(text: &str) -> Option<i64> {
    let mut rest = text;
    let mut seconds: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let unit = match rest[digits..].chars().next()? {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => return None,
        };
        seconds = seconds.checked_add(rest[..digits].parse::<i64>().ok()?.checked_mul(unit)?)?;
        rest = &rest[digits + 1..];
    }
    (!text.is_empty()).then_some(seconds)
}
