question-section = Questions to the owner
question-none = There are no questions with answers yet.
question-ask = Ask a question
question-by-mail = The owner takes questions about the set by mail:
question-nameless = No name
question-title = Question to the owner of the data
question-lede = { $owner } answers, usually within 15 days. Question and answer appear on the set’s page once it is answered.
question-words = Your question
question-words-hint = Name the row or the column if it is about one. Everybody will read it: leave out addresses, telephone numbers and anything about yourself.
question-name = First name (optional)
question-name-hint = The first name only. It may stay empty.
question-email = Email address (optional)
question-email-hint = We write once, when it is answered. We show the address to nobody and delete it with the answer.
question-send = Send the question
question-to-set = To the set
question-asked-title = The owner has your question
question-asked-text = The answer will appear on the set’s page, usually within 15 days.
question-mailed-title = Check your email
question-mailed-text = We sent a link that confirms the address. It works for 24 hours; the owner gets the question once you open it and press the button.
question-confirm-title = Send the question to the owner
question-confirm-text = Press the button: the owner of the set gets the question, and the answer comes to this address.
question-confirm-button = Send
question-confirmed-title = The owner has your question
question-confirmed-text = We will write to you when it is answered.
question-dead-title = This link does not work any more
question-dead-text = It works for 24 hours. Ask again on the set’s page.
question-problem-empty = Write the question
question-problem-contacts = Take email addresses and telephone numbers out of the question: everybody will read it. There is a field for the answer below
question-problem-name = Write the first name only, in one word, or leave it empty
question-problem-too-many = The owner has many questions to answer yet. Try again in a few days
question-list = Questions
question-none-open = No question waits for an answer.
question-closed = Answered and hidden
question-one = Question about a set
question-due = Answer by
question-due-on = Answer by { $date }
question-late = Overdue
question-hidden = Hidden
question-answered = Answered
question-answer = Answer
question-answer-hint = Question and answer will appear on the set’s page.
question-answer-hint-mailed = Question and answer will appear on the set’s page; whoever asked gets the answer by mail too.
question-answer-send = Publish the answer
question-correct = Correct the answer
question-correct-send = Save
question-hide-it = Hide the question
question-hide-why = Why the question is not shown
question-hide = Hide
question-hidden-by = Hidden: { $who }, { $at }
question-hidden-personal = There are personal data in the question
question-hidden-off-topic = It is not about this set
question-hidden-abuse = Abuse or advertising
question-hidden-repeated = It was answered before
question-overtaken = A colleague changed the question while you were writing. Below is what it is now; what you wrote is still in the form.
question-problem-no-answer = Write the answer
question-problem-no-reason = Choose a reason
mail-question-confirm-subject = Confirm your question about a set of data
mail-question-confirm =
    Somebody, probably you, asked a question about a set of data:
    { $set }

    To send it to the owner, open the link and press the button. It works for 24 hours:
    { $link }

    If it was not you, do nothing: we will not write again.

    The portal Akno
mail-question-answered-subject = Your question about a set of data is answered
mail-question-answered =
    The owner of the set has answered your question.

    Set: { $set }

    Answer:
    { $answer }

    On the set’s page: { $link }

    We do not keep your address any more.

    The portal Akno
mail-question-hidden-subject = Your question about a set of data will not be answered
mail-question-hidden =
    The owner of the set does not show your question and will not answer it.

    Set: { $set }
    Reason: { $reason }

    You can ask in another way: { $link }

    We do not keep your address any more.

    The portal Akno
mail-data-question-subject = Question about the set { $set }
mail-data-question =
    Dear { $name },

    Somebody asked a question about the set { $set }. It should be answered by { $day }.

    Read and answer: { $address }

    The portal Akno
