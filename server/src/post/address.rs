//! The address to which a mail server sends back what it could not deliver: one for each mail, so that a
//! bounce says by its own address which mail it is about, however its text is written (VERP).

/// `bounces@akno.example`, the setting `mail_bounces`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnAddress {
    local: String,
    domain: String,
}

/// Characters of a token; see [`crate::random::token`].
const TOKEN: usize = 26;

impl ReturnAddress {
    /// Reads the setting; nothing where it is no plain address.
    pub fn parse(setting: &str) -> Option<ReturnAddress> {
        let setting = setting.trim().to_lowercase();
        setting.parse::<lettre::Address>().ok()?;
        let (local, domain) = setting.rsplit_once('@')?;
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
        // The token and its `+` must leave room within the 64 octets of RFC 5321, 4.5.3.1.1.
        let fits = plain(local) && plain(domain) && local.len() + TOKEN < 64;
        fits.then(|| ReturnAddress { local: local.to_owned(), domain: domain.to_owned() })
    }

    /// The address of one mail.
    pub fn of(&self, token: &str) -> String {
        format!("{}+{token}@{}", self.local, self.domain)
    }

    /// The tokens of this address in a text, such as the value of a header.
    pub fn tokens(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let (before, after) = (format!("{}+", self.local), format!("@{}", self.domain));
        let found = text.match_indices(&before).filter_map(|(at, _)| {
            let rest = text.get(at + before.len()..)?;
            let token = rest.get(..TOKEN).filter(|token| token.bytes().all(|b| b.is_ascii_alphanumeric()))?;
            rest.get(TOKEN..)?.starts_with(&after).then(|| token.to_owned())
        });
        found.take(5).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_mail_reads_back_and_nothing_else_does() {
        let address = ReturnAddress::parse("Bounces@akno.example").unwrap();
        let token = crate::random::token();
        let own = address.of(&token);
        assert_eq!(own, format!("bounces+{token}@akno.example"));
        assert!(own.parse::<lettre::Address>().is_ok());
        assert_eq!(address.tokens(&format!("Mail <{}>", own.to_uppercase())), std::slice::from_ref(&token));
        for other in [
            "",
            "bounces@akno.example",
            "bounces+x@akno.example",
            &own[..own.len() - 3],
            "ё".repeat(50).as_str(),
            &format!("bounces+{token}@other.example"),
        ] {
            assert!(address.tokens(other).is_empty(), "{other}");
        }
        assert_eq!(address.tokens(&own.repeat(1_000)).len(), 5);
    }

    #[test]
    fn what_is_no_plain_address_is_none() {
        for wrong in
            ["", "x", "a+b@x.example", "\"a b\"@x.example", "a@[127.0.0.1]", &format!("{}@x.example", "a".repeat(60))]
        {
            assert_eq!(ReturnAddress::parse(wrong), None, "{wrong}");
        }
    }
}
