handover-title = Hand the case over
handover-to = To whom
handover-to-missing = Choose to whom the case goes
handover-to-away = This clerk is away today: choose another
handover-load = cases in hand: { $cases }
handover-away = away today
handover-queue = Back to the queue
handover-queue-hint = Whoever is free takes it.
handover-note = A note for the colleague (optional)
handover-note-hint = Only your office sees it; the applicant does not.
handover-button = Hand over
bar-handover = Hand over
case-event-assigned = Handed to a clerk
case-event-assigned-more = To: { $name }
event-assigned = Handed to a clerk
distribution-title = Spread the queue
distribution-how = The queue is spread evenly, counting what each already has; the most pressing first. Cases whose clock does not run stay in the queue.
distribution-shares = Who gets how many
distribution-has = Has
distribution-gets = Gets
distribution-then = Will have
distribution-plan = The plan
distribution-button = Hand out cases: { $cases }
distribution-left = { $cases } more stay in the queue for the next time.
distribution-done = Cases handed out: { $cases }
distribution-changed = Not handed out, since they had changed meanwhile: { $cases }. Below is a new plan.
distribution-empty = Nothing to hand out
distribution-empty-do = The queue has no case whose clock runs, or every clerk is away.
absences-title = Absences
absences-none = Nobody is away
absences-who = Who
absences-first = First day
absences-last = Last day
absences-substitute = Substitute
absences-substitute-hint = On the first day the cases pass to them.
absences-nobody = Nobody: the supervisor hands out the cases
absences-choose = Choose
absences-note = Note an absence
absences-button = Note
absences-end = Call off or end
absences-who-missing = Choose who is away
absences-date-wrong = { $field }: type day, month and year in digits, for example 7 12 2026
absences-order = The last day is before the first
absences-past = The last day is over
absences-long = More than three years cannot be noted
absences-overlaps = An absence on these days is noted already
absences-substitute-away = They are away on the first day: choose another
absences-substitute-self = Nobody stands in for themselves: choose somebody else, or nobody
notes-title = Notes for the office
notes-who-sees = Only your office sees them; the applicant does not.
notes-who-sees-audited = Only the people of the office and those who look after its work see them; the applicant does not.
notes-none = No notes yet.
notes-add = Add a note
notes-words = Note
notes-button = Add
notes-empty = Write the note
notes-too-long = The note is longer than { $longest } characters: shorten it
present-also = Others have this case open:
present-one = { $minutes ->
    [0] { $name } (just now)
   *[other] { $name } ({ $minutes } min ago)
  }
decide-changed = The case changed while you were deciding
decide-changed-do = The decision is not saved. Check it and press the button again: what you typed is still there.
letter-escalation-subject = Cases about to be due: { $cases }
letter-escalation = Good day,

  { $cases } cases are about to be due, { $overdue } of them are overdue. The last day is { $date } at the latest.

  The list: { $link }
letter-absence-freed-subject = The substitute cannot take the cases: { $cases }
letter-absence-freed = Good day,

  { $name } is away. The cases were to pass to the substitute, who works here no more, is locked out or is away too. So they are in nobody’s hands: { $cases }. What applicants are correcting went to a supervisor.

  The queue: { $link }
