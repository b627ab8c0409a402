# How long data is kept
retention-title = How long data is kept
retention-title-about = By kind of data, with act and lower bound; what is about to be removed can be halted.
retention-lede = The portal removes data once its term is over. About what matters it warns 14 days before; until then the removal can be halted.
retention-never = The register, decisions and what was filed are never removed here. Of an attachment the content goes; its name and its digest, which receipts and signatures quote, stay.
retention-what = Data
retention-kept = Kept for
retention-least = Shortest term
retention-basis = Basis
retention-basis-act = act
retention-basis-own = the portal’s setting
retention-cases = Cases of which something goes, the first 50
retention-pieces = How much
retention-how = How it goes
retention-warned = after a warning
retention-unwarned = by itself
retention-for-good = for good
retention-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
retention-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
  }
retention-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
  }
retention-unit = Counted in
retention-unit-days = days
retention-unit-hours = hours
retention-stay = Keep it for good
retention-kind-drafts = Drafts that nobody changes
retention-kind-exports = Files of cases that were ordered
retention-kind-batches = Answers about many companies at once
retention-kind-links = Links from mails, after their end
retention-kind-failures = Counts of wrong passwords
retention-kind-presences = Who has a case open
retention-kind-mails = Mails that were sent
retention-kind-audit = The audit record
retention-kind-papers = Attachments of cases that were refused, left or withdrawn
retention-kind-accepted-papers = Attachments of accepted cases of companies that were excluded
retention-kind-notes = Notes of offices about decided cases
retention-kind-experts = Mail addresses of people asked for an opinion, of decided cases
retention-kind-barred = Persons barred from leading, after the end of the bar
retention-kind-absences = Absences that are over
retention-law-drafts = The portal's own setting, no act was found: at least 30 days, so that its owner is warned a fortnight before.
retention-law-exports = The portal's own setting, no act was found: at least a day.
retention-law-batches = The portal's own setting, no act was found: at least an hour.
retention-law-links = The portal's own setting, no act was found: at least a day.
retention-law-failures = The portal's own setting, no act was found: at least a day, so that guessing stays slow.
retention-law-presences = The portal's own setting, no act was found: at least an hour.
retention-law-mails = Correspondence of an office: at least three years (Ministry of Justice, res. 140 of 24.05.2012, the list of standard documents; not compared with the act in force).
retention-law-audit = Records of who did what: at least five years (Ministry of Justice, res. 140 of 24.05.2012; not compared with the act in force).
retention-law-papers = The portal's own setting, no act was found: at least three years after the end of the case. A case that was opened again counts from its next decision.
retention-law-accepted-papers = The portal's own setting, no act was found: at least ten years after the exclusion of the company from the register. While a company is in it, its attachments stay.
retention-law-notes = The portal's own setting, no act was found: at least three years after the decision.
retention-law-experts = The portal's own setting, no act was found: at least a year after the decision. The question, the name and the answer stay.
retention-law-barred = The portal's own setting, no act was found: at least three years after the last day.
retention-law-absences = The portal's own setting, no act was found: at least a year after the last day.
retention-now = Kept now: { $kept }. The shortest term allowed: { $least }.
retention-ahead = The portal is about to remove:
retention-announced = { $what }: { $count } from before { $before }, on { $date }
retention-halted = { $what }: { $count } from before { $before } were to go on { $date }; halted
retention-halt = Halt the removal
retention-go-on = Let the removal go on
retention-is-halted = halted
retention-is-ahead = goes on
retention-done-title = Removed
retention-done = { $date }: { $count }
retention-check-stays = Nothing is removed any more.
retention-check-nothing = As things stand nothing would go.
retention-check-goes = By what is there today { $count } would go, from { $date } on.
retention-check-warned = By what is there today { $count } would go, the first on { $date }; administrators get a mail 14 days before and can halt it.
administration-fault-retention-not-for-good = This is not kept for good
administration-fault-retention-too-short = At least { $least }
administration-fault-retention-too-long = At most a hundred years
administration-fault-retention-done = The removal is done already
changes-kind-retention = Retention
changes-one-retention = How long is kept
changes-kind-retention-removal = Removals
changes-one-retention-removal = A removal
changes-cannot-retention-removal = This change cannot be put back.
audit-did-removed-old = Removed what was kept long enough
audit-did-removed-papers = Removed attachments that were kept long enough
letter-retention-subject = On { $date } the portal removes old data
letter-retention = { $what }: { $count }, all from before { $before }. They are removed on { $date }.

    Until then you can halt it: { $link }
