opinions-title = Opinions
opinions-none = No opinion was asked for.
opinions-open = { $count } awaited
opinion-answered = answered
opinion-withdrawn = taken back
opinion-overdue = overdue
opinion-waits = awaited
opinion-answer-of = { $name }, { $moment }
opinion-withdraw = Take the question back
opinion-until = Answer by { $date }
opinion-question = Question
opinion-question-hint = Write no more personal data than the answer needs. Whoever answers by the link in the email sees only this text.
opinion-question-hint-alone = Whoever opens the link in the email sees only this text. Write no more personal data than the answer needs.
opinion-question-missing = Write what you ask
opinion-too-long = The text is longer than { $longest } characters: shorten it
opinion-answer = Your opinion
opinion-answer-missing = Write your opinion
opinion-send = Send the opinion
opinion-ask = Ask for an opinion
opinion-clock = The clock of the case runs on meanwhile.
opinion-of = Of whom
opinion-of-missing = Choose whom to ask
opinion-of-colleague = A colleague of our office
opinion-of-address = Another body or specialist, by mail
opinion-colleague = Colleague
opinion-colleague-hint = A colleague sees the question in this case, together with the whole case.
opinion-colleague-missing = Choose a colleague
opinion-name = Who it is
opinion-name-hint = For example “Department of architecture, A. Petrov”
opinion-name-missing = Write whom you ask, in at most 200 characters
opinion-email = Email address
opinion-email-hint = A mail with a link goes there. The link works for one answer.
opinion-days = Working days to answer
opinion-days-wrong = Type a number of working days from 1 to { $most }
opinion-too-many = At most { $most } opinions can be asked about one case
opinion-ask-button = Ask
opinion-link-title = You are asked for an opinion
opinion-link-once = The link of the mail works for one answer.
opinion-dead = The link does not work any more
opinion-dead-do = It was answered, the question was taken back, or the case is decided. If an answer is still wanted, the office sends a new mail.
opinion-thanks = The opinion is sent
opinion-thanks-says = Only the office that asked sees it. You can close the page.
letter-opinion-asked-subject = An opinion is asked of you
letter-opinion-asked = Good day,

  { $office } asks for your opinion by { $date }. The question and the place for your answer:
  { $link }
letter-opinion-due-subject = Reminder: your opinion is awaited
letter-opinion-due = Good day,

  { $office } awaits your opinion by { $date }. The question and the place for your answer:
  { $link }

  An earlier link, if there was one, works no more.
letter-opinion-given-subject = An opinion about case { $number }
letter-opinion-given = Good day,

  An opinion about case { $number } has come: { $link }
