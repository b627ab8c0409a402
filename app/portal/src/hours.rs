//! When an office receives people: by day of the week, with a break that is the same on all of them.

/// Minutes since midnight, from and until.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: u16,
    until: u16,
}

impl Span {
    /// Reads «8:00–17:00»; a hyphen or a dot does as well. `None` for all else, and where the end is not after the
    /// beginning.
    pub fn read(text: &str) -> Option<Span> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (from, until) = text.split_once(['–', '-', '—'])?;
        let (from, until) = (minutes(from)?, minutes(until)?);
        (from < until).then_some(Span { from, until })
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [from, until] = [self.from, self.until].map(|at| (at / 60, at % 60));
        write!(f, "{:02}:{:02}–{:02}:{:02}", from.0, from.1, until.0, until.1)
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let digits = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())).then_some(())
    };
    digits(hour, 2)?;
    digits(minute, 2).filter(|()| minute.len() == 2)?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

/// A week: Monday first, and the break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    pub days: [Option<Span>; 7],
    pub pause: Option<Span>,
}

impl Hours {
    /// As it is kept: the seven days and the break between semicolons, empty where there is nothing.
    pub fn to_text(&self) -> String {
        let parts = self.days.iter().chain([&self.pause]);
        let parts: Vec<String> = parts.map(|span| span.map(|span| span.to_string()).unwrap_or_default()).collect();
        if parts.iter().all(String::is_empty) { String::new() } else { parts.join(";") }
    }

    /// Reads what [`Hours::to_text`] wrote; what is not readable is no hours.
    pub fn of_text(text: &str) -> Hours {
        let mut parts = text.split(';').map(Span::read);
        let mut hours = Hours::default();
        for day in &mut hours.days {
            *day = parts.next().flatten();
        }
        hours.pause = parts.next().flatten();
        hours
    }

    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Option::is_none)
    }

    /// Days that follow one another with the same hours: the first and the last, Monday being 1.
    pub fn groups(&self) -> Vec<(usize, usize, Span)> {
        let mut groups: Vec<(usize, usize, Span)> = Vec::new();
        for (day, span) in (1..).zip(self.days) {
            let Some(span) = span else { continue };
            match groups.last_mut() {
                Some((_, last, same)) if *last + 1 == day && *same == span => *last = day,
                _ => groups.push((day, day, span)),
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_type_them_and_written_in_one_way() {
        for typed in ["8:00–17:00", "08.00-17.00", " 8 - 17 ", "8:00 — 17:00"] {
            assert_eq!(Span::read(typed).unwrap().to_string(), "08:00–17:00", "{typed}");
        }
        for wrong in
            ["", "8", "17:00–8:00", "8:00–8:00", "25:00–26:00", "8:60–9:00", "8:0–9:00", "a–b", "008–9", "23–24:01"]
        {
            assert_eq!(Span::read(wrong), None, "{wrong}");
        }
        assert_eq!(Span::read("0:00–24:00").unwrap().to_string(), "00:00–24:00");
    }

    #[test]
    fn a_week_is_kept_and_days_alike_stand_together() {
        let (long, short) = (Span::read("8:00–17:00"), Span::read("8:00–16:00"));
        let hours = Hours { days: [long, long, long, long, short, None, None], pause: Span::read("13:00–14:00") };
        assert_eq!(Hours::of_text(&hours.to_text()), hours);
        assert_eq!(hours.groups(), [(1, 4, long.unwrap()), (5, 5, short.unwrap())]);
        assert!(Hours::of_text("").is_empty() && Hours::default().to_text().is_empty());
        let gap = Hours { days: [long, None, long, None, None, None, None], pause: None };
        assert_eq!(gap.groups().len(), 2, "a day off between parts them");
    }
}
