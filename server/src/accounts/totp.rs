//! One-time codes by time (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, six digits, thirty seconds.

use chrono::NaiveDateTime;
use totp_rs::{Builder, Totp};

/// Seconds for which a code is shown.
pub const PERIOD: i64 = 30;

/// The secret that an app and the portal share: 160 bits, as RFC 4226, 4 recommends.
pub struct Secret(totp_rs::Secret);

impl Secret {
    /// A new one, from the operating system's random numbers.
    pub fn random() -> Secret {
        Secret::of(rand::random())
    }

    pub fn of(bytes: [u8; 20]) -> Secret {
        Secret(totp_rs::Secret::new_stack(bytes))
    }

    /// As the apps write it (RFC 4648, 6), without padding.
    pub fn base32(&self) -> String {
        self.0.to_base32()
    }

    pub fn from_base32(text: &str) -> Option<Secret> {
        let bytes = totp_rs::Secret::try_from_base32(text).ok()?;
        Some(Secret::of(bytes.as_bytes().try_into().ok()?))
    }

    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// In groups of four, to be typed where no code can be scanned.
    pub fn groups(&self) -> String {
        let text = self.base32();
        let groups: Vec<&str> = (0..text.len()).step_by(4).map(|at| &text[at..text.len().min(at + 4)]).collect();
        groups.join(" ")
    }

    /// The address that the apps read from a code to scan (Key URI format).
    pub fn address(&self, email: &str) -> String {
        let email: String = form_urlencoded::byte_serialize(email.as_bytes()).collect();
        format!(
            "otpauth://totp/Akno:{email}?secret={}&issuer=Akno&algorithm=SHA1&digits=6&period={PERIOD}",
            self.base32()
        )
    }

    /// The step of time whose code this is: the present one, the one before or the next, since clocks differ.
    pub fn step_of(&self, code: &str, now: NaiveDateTime) -> Option<i64> {
        let seconds = u64::try_from(now.and_utc().timestamp()).ok()?;
        self.codes().check(code, seconds).and_then(|step| i64::try_from(step).ok())
    }

    /// The code that an app shows at a moment.
    pub fn code_at(&self, now: NaiveDateTime) -> String {
        self.codes().generate(u64::try_from(now.and_utc().timestamp()).unwrap_or_default()).to_string()
    }

    fn codes(&self) -> Totp {
        // The defaults are the apps': SHA-1, six digits, thirty seconds, one step to either side.
        Builder::new().with_secret(self.0.clone()).build_noncompliant()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
    }

    /// RFC 6238, appendix B, the rows for SHA-1; six digits are the last six of the eight.
    const VECTORS: [(i64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];

    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = Secret::of(*b"12345678901234567890");
        for (seconds, eight) in VECTORS {
            assert_eq!(secret.code_at(at(seconds)), eight[2..], "{seconds}");
            assert_eq!(secret.step_of(&eight[2..], at(seconds)), Some(seconds / PERIOD), "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_no_more() {
        let secret = Secret::of(*b"12345678901234567890");
        let now = 1_234_567_890 / PERIOD * PERIOD;
        for (off, good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = secret.code_at(at(now + off * PERIOD));
            assert_eq!(secret.step_of(&code, at(now)), good.then_some(now / PERIOD + off), "{off}");
        }
    }

    #[test]
    fn what_is_no_code_fits_nothing() {
        let secret = Secret::of(*b"12345678901234567890");
        for wrong in
            ["", "0", "00592", "0059244", "+05924", "-05924", "٠٠٥٩٢٤", "005 924", "005924\0", &"0".repeat(9000)]
        {
            assert_eq!(secret.step_of(wrong, at(1_234_567_890)), None, "{wrong:?}");
        }
        assert!(secret.step_of("005924", at(1_234_567_890)).is_some());
    }

    #[test]
    fn a_secret_is_told_as_apps_read_it() {
        let secret = Secret::of(*b"12345678901234567890");
        assert_eq!(secret.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(secret.groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(Secret::from_base32(&secret.base32()).unwrap().bytes(), secret.bytes());
        assert!(Secret::from_base32("GEZD").is_none() && Secret::from_base32("!").is_none());
        assert_eq!(
            secret.address("a&b@x.example"),
            "otpauth://totp/Akno:a%26b%40x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Akno&algorithm=SHA1&digits=6&period=30"
        );
        assert_ne!(Secret::random().bytes(), Secret::random().bytes());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
