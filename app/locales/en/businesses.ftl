# My businesses
nav-businesses = My businesses
business-due = What is due
business-nothing-due = Nothing waits for you here.
business-more-due = { $count ->
    [one] { $count } more thing is due
   *[other] { $count } more things are due
  }
business-count-drafts = drafts: { $count }
business-count-under-way = under way: { $count }
business-count-decided = finished: { $count }
business-drafts = Drafts
business-day = Day
business-more-decided = All applications
business-register = What the register says
business-register-page = The public page and the whole history
business-person = Who
business-holders = Who may act
business-begin = Begin
business-documents = Documents received
home-businesses = My businesses and what is due

# What is due
duty-correct = Correct by the clerk’s remarks: { $procedure }
duty-correct-why = The office’s term stands still until you file the correction.
duty-file = File: { $procedure }
duty-file-why = Your own term counts from the day you gave in the draft.
duty-hand-in = Hand in the paper: { $procedure }
duty-hand-in-why = It counts as filed only when the registering body has the signed paper.
duty-draft-ends = A draft will be deleted: { $procedure }
duty-draft-ends-why = Nobody has changed it for long. Change or file it, and it stays.
duty-head-ends = The head’s powers end
duty-head-ends-why = Tell the register that they are extended or who heads the company now.
duty-no-head = The register names no head
duty-no-head-why = The last head’s powers ended. Tell the register who heads the company now.
duty-passage-why = The next stage of the liquidation or of the end of the activity.
duty-proceeding = Finish the liquidation or the end of the activity
duty-proceeding-why = This is the last day of the whole of it, with every stage.
duty-right-ends = Your right to act ends
duty-right-ends-why = After that day you no longer see this company’s cases. Its head can give you a new right.
duty-until = by { $date }
duty-late = the term ended on { $date }
duty-next = next stage
duty-now = waits for you
