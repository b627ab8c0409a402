decided-what = What was decided
decided-on = Date of the letter
decided-by = Clerk
decided-accepted-title = Decision: accepted
decided-unconsidered-title = Decision: left without consideration
decided-refused-title = Decision: refused
decided-returned-title = Returned for correction
decided-accepted-what = { $office } has examined what you filed and accepted it.
decided-unconsidered-what = { $office } has left what you filed without consideration. What you ask for was not examined.
decided-refused-what = { $office } has examined what you filed and decided to refuse it.
decided-returned-what = { $office }: a clerk asks you to correct some answers. The matter itself is not decided yet.
decided-accepted-register = Everybody can see what the register says now: { $link }
decided-refused-reasons = Reasons for the refusal
decided-unconsidered-reasons = Why it was left without consideration
decided-words = The clerk’s explanation
decided-appeal = What you can do
decided-refused-register = The register stays as it was.
decided-remarks = What to correct
decided-column-field = Question
decided-column-given = Your answer
decided-column-remark = Remark
decided-returned-next = What happens next
decided-returned-how = Correct the marked answers and file them again: { $link }
decided-returned-term = The clock is stopped while you correct them. The number stays the same.
document-returned = { $round ->
    [1] Letter of return for correction
   *[other] Letter of return for correction, filing { $round }
  }
case-document-returned = Letter of return for correction
returned-letter = The remarks as a letter (PDF)
