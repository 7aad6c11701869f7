//! Numbers: spelled by the grammar, whole ones exact, fractions as near as arithmetic brings them.
//!
//! Fractions are read without the table of powers by which the standard library rounds every
//! spelling right: it weighs ten kilobytes. What has up to fifteen digits and a small exponent, as
//! everything does that people write, is exact all the same.

use super::{Reader, Result};

impl<'a> Reader<'a> {
    /// Passes a number and gives it as it is spelled; `what` is said to be expected.
    pub(super) fn number(&mut self, what: &str) -> Result<&'a str> {
        self.peek();
        let start = self.at;
        self.pass(b"-");
        // A zero stands alone.
        if !self.pass(b"0") && !self.digits() {
            return Err(self.expected(what));
        }
        if self.pass(b".") && !self.digits() {
            return Err(self.expected("a digit"));
        }
        if self.pass(b"eE") {
            self.pass(b"+-");
            if !self.digits() {
                return Err(self.expected("a digit"));
            }
        }
        Ok(self.since(start))
    }

    /// Passes one of some bytes, if that is what stands here.
    fn pass(&mut self, bytes: &[u8]) -> bool {
        let comes = self.byte().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(comes);
        comes
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.pass(b"0123456789") {}
        self.at > start
    }

    /// Reads a whole number that is not negative, up to a greatest.
    ///
    /// # Errors
    /// Another number, or none.
    pub fn whole(&mut self, greatest: u64) -> Result<u64> {
        let spelled = self.number("a whole number")?;
        let number = spelled.bytes().try_fold(0_u64, |number, byte| {
            let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
            number.checked_mul(10)?.checked_add(u64::from(digit))
        });
        match number {
            Some(number) if number <= greatest => Ok(number),
            _ => Err(self.fault(&["`", spelled, "` is no whole number that can stand here"])),
        }
    }

    /// Reads any number.
    ///
    /// # Errors
    /// No number, or one that is too large.
    pub fn float(&mut self) -> Result<f64> {
        let spelled = self.number("a number")?;
        let (digits, written) = spelled.split_once(['e', 'E']).unwrap_or((spelled, "0"));
        let (mut number, mut power, mut point) = (0_u64, 0_i32, false);
        for byte in digits.bytes() {
            match byte {
                b'.' => point = true,
                b'-' => {}
                // Beyond nineteen digits none makes a difference.
                _ if number >= u64::MAX / 10 - 1 => power = power.saturating_add(i32::from(!point)),
                _ => {
                    number = number * 10 + u64::from(byte - b'0');
                    power = power.saturating_sub(i32::from(point));
                }
            }
        }
        let power = power.saturating_add(exponent(written));
        let mut float = number as f64;
        // Twenty-two is the greatest power of ten that a float is exactly.
        let (step, times, rest) = (1e22, power.unsigned_abs() / 22, power.unsigned_abs() % 22);
        let rest = 10_f64.powi(rest as i32);
        // More steps than these lead from any number to nothing or to too much.
        for _ in 0..times.min(40) {
            float = if power < 0 { float / step } else { float * step };
        }
        float = if power < 0 { float / rest } else { float * rest };
        if float.is_infinite() {
            return Err(self.fault(&["`", spelled, "` is too large"]));
        }
        Ok(if spelled.starts_with('-') { -float } else { float })
    }
}

/// An exponent; one that is beyond everything is as good as any other such.
fn exponent(spelled: &str) -> i32 {
    let number = spelled
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0_i32, |number, digit| number.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
    if spelled.starts_with('-') { -number } else { number }
}
