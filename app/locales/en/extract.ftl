extract-title = Extract from the register
extract-short = Facts about any organisation or entrepreneur on any day, as a PDF with a code to verify it. At once and free.
extract-crumb = Get an extract
extract-lede = Find whose extract you need. You will choose the day next.
extract-whose = Whose extract you need: name, surname or UNP
extract-which = Which one?
extract-more = There are many of that name. These are the first twenty: add a word or type the UNP.
extract-no-unp = { $text } is not a UNP
extract-no-unp-try = The last digit does not follow from the others. Compare the number with a document, or look for the name.
extract-about = What an extract is, and when you need another one
extract-other = Choose another organisation or entrepreneur
extract-since = In the register since { $date }
extract-day = On which day?
extract-day-hint = It may be a day in the past: for example the day on which a contract was signed.
extract-day-wrong = There is no such date. Enter the day, month and year in digits, for example 24 11 2026
extract-day-future = This day has not come yet. Enter today or a day in the past
extract-day-early = On that day the register did not have this record yet: it appeared on { $date }. Enter that day or a later one
extract-day-unknown = What the register had on that day is not known. Enter a later day
extract-with-address = Include my address and contacts
extract-with-address-hint = These are your personal data. Only you can open this extract here, but everyone you pass it on to will see them.
extract-no-address = An entrepreneur’s address and contacts are personal data and will not be in the extract. The entrepreneur gets them after signing in.
extract-make = Get the extract
extract-slowed = Many extracts were made from your network in a row. You can get the next one in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
  }
extract-ready = The extract is ready
extract-save = Save the extract
extract-number = Extract number
extract-on = Facts as of
extract-made = Made
extract-lang = Language
extract-is-personal = This extract holds your personal data: address and contacts. Only you can open it here.
extract-verify-what = Whoever you pass it on to can point a phone at the QR code and see that it is genuine and whether the facts have changed.
extract-verify = Verify this extract
extract-another-day = Get one for another day
extract-company = Its page in the register
company-extract = Get an extract from the register
extract-standing = Status
extract-person = Surname, first name, patronymic

extract-pdf-title = Extract from the Unified State Register
extract-pdf-made = This extract shows what the register says as of { $day }. The portal made it on { $moment }
extract-pdf-facts = Facts as of { $day }
extract-pdf-date = Date
extract-pdf-what-happened = What happened
extract-pdf-about = Details
extract-pdf-history = Everything in the register up to this day, the newest first
extract-pdf-no-address = A sole proprietor’s address and contacts are personal data. They are not part of an extract that anybody can get.
extract-pdf-personal = This extract holds personal data. It was made for the sole proprietor.
extract-pdf-words = Names, addresses and events stand in the register’s own words. Later corrections are counted up to the day on which the extract was made.
extract-pdf-verify = Is it genuine, and have the facts changed

verify-extract-genuine = This portal made the extract. Compare the number and the name with the paper in your hands.
verify-extract-same = The facts have not changed: today, { $date }, the register says the same.
verify-extract-changed = The facts have changed. Today, { $date }, the register says otherwise about:
verify-extract-corrected = The register was corrected after the extract was made: about the same day it now says otherwise. Checked on { $date }

guide-extract-who = Anybody
guide-extract-who-note = You need not sign in.
guide-extract-when = Ready
guide-extract-at-once = At once
guide-extract-when-note = In a second or two.
guide-extract-lede = An extract shows what the register says of an organisation or entrepreneur on a day of your choice: its name, whether it is active, who heads it, where it is and what has changed. Anybody can verify it.
guide-extract-start = Get an extract
guide-extract-ready-1 = the name, surname or UNP
guide-extract-ready-2 = the day you need: today or any day in the past
guide-extract-after-1 = You save a PDF with a number and a QR code, in the language in which you read the portal.
guide-extract-after-2 = Whoever you pass it on to opens the address in the QR code and sees whether it is genuine and whether the facts have changed since.
guide-extract-after-3 = The same number always keeps the same file. An extract does not expire, but a fresh one is better.
guide-extract-wrong-1 = People take today’s extract when the day of the deal matters. Enter the day of signing: the extract shows who was the head then.
guide-extract-wrong-2 = People expect an entrepreneur’s address in it. That is personal data: only the entrepreneur gets it, after signing in.
guide-extract-wrong-3 = Similar names are confused. Compare the UNP: each has its own.
guide-extract-paper = If you need paper with a stamp
guide-extract-stamped = The registering body issues it. The fee is { $fee } a copy. A citizen gets it within { $citizen ->
    [one] { $citizen } calendar day
   *[other] { $citizen } calendar days
  }, an organisation within { $entity ->
    [one] { $entity } calendar day
   *[other] { $entity } calendar days
  }. Ask whoever wants it whether the portal’s extract will do: it is quicker to verify.
