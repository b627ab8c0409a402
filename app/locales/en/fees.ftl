money = { $sum } BYN
fee-reckoned = { $sum } (base values: { $values })
guide-fee-note = You get a bill as soon as you file. The clock starts when it is paid.
check-fee = Fee: { $fee }.
check-fee-then = You get the bill together with the receipt. The clock starts on the day after you pay.
bill-title = Bill
bill-number = Number of the bill
bill-sum = To pay
bill-state = State of the bill
bill-reckoned = How it is reckoned
bill-reckoned-what = base values: { $values }; one base value: { $value }
bill-act = Legal act
bill-for = For
bill-filing = Number of the filing
bill-issued = Made out on
bill-to = Payable to
bill-account = Account
bill-account-ask = Ask the registering body for its account.
bill-how = How to pay
bill-how-purpose = Write the number of the bill in the purpose of the payment: { $bill }. By it we find your payment.
bill-how-term = The clock starts on the day after the payment.
bill-how-cancelled = If you withdraw before you pay, there is nothing to pay.
bill-verify = Verify the bill and see whether it is paid
bill-due = Not paid yet.
bill-paid = Paid on { $date }.
bill-cancelled = There is nothing to pay: it ended before the payment.
bill-note = Fee: { $sum }, bill No. { $bill }.
bill-note-due = Pay { $sum } by bill No. { $bill }. The clock starts on the day after the payment.
status-unpaid-sentence = Filed. What is left is to pay the bill: the clock starts after that.
bill-pay = Pay the bill: { $sum }
bill-open = Open the bill
bill-file = Bill
bill-back = Back to what you filed
document-bill = Bill
pdf-receipt-fee = { $sum }, bill No. { $bill }. The clock starts on the day after the payment.
event-billed = Bill made out
event-paid = Fee paid
case-event-billed = Bill made out
case-event-paid = Fee paid
case-event-billed-more = Bill No. { $bill }, { $sum }
case-event-paid-more = Paid on { $date }, document No. { $document }
case-fee = Fee
case-bill = bill No. { $bill }
case-payment-document = Document No. { $document }.
deadline-unpaid = Waits for payment
deadline-unpaid-since = filed on { $date }
finding-fee-unpaid = The fee is not marked paid. The clock has not started, and the case cannot be accepted.
finding-fee-paid = The fee of { $sum } was paid on { $date }, document No. { $document }.
counter-bill = Bill (PDF)
nav-payments = Payments
payment-mark = Mark as paid
payment-title = Mark the fee as paid
payment-date = When was it paid?
payment-date-hint = The date of the payment document. The clock counts from it.
payment-date-not-real = Enter the day, month and year of the payment document, for example 27 11 2026
payment-date-future = This day has not come yet. Enter today or a day in the past
payment-date-early = The bill was made out on { $date }. Enter that day or a later one
payment-document = Number of the payment document
payment-document-hint = As it stands there, for example 15 or receipt 0042
payment-document-missing = Enter the number of the payment document
payment-document-long = The number is longer than { $longest } characters. Enter a shorter one
payment-says = The applicant gets an email that the clock has started. The mark cannot be taken back.
payment-says-nobody = There is nobody to email: nobody acts for the applicant on the portal. Tell them yourself that the clock has started. The mark cannot be taken back.
payment-button = Mark as paid
failure-paid-otherwise-title = It is marked as paid already
failure-paid-otherwise = The bill was marked as paid by another document. Nothing has changed. Open the case and compare the documents.
bank-title = Payments from the bank
bank-crumb = Bank file
bank-lede = Upload the bank’s statement as CSV. Paid bills of your body are marked; of every other row you are told what is wrong with it.
bank-file = Bank file
bank-file-hint = CSV of at most 1 MB and 2,000 rows, in UTF-8 or windows-1251
bank-file-empty = Choose a file that has rows
bank-file-too-large = The file is larger than 1 MB. Split it
bank-file-no-columns = The first row does not name the columns date, document, amount and purpose. Add them and upload the file again
bank-file-too-many-rows = The file has more than 2,000 rows. Split it
bank-file-nameless = File without a name
bank-import = Upload
bank-columns = Which columns are needed
bank-columns-what = The first row names the columns: date, document, amount, purpose. Their order does not matter, and other columns do no harm. The number of the bill is looked for in the purpose.
bank-files = Uploaded files
bank-files-none = No files have been uploaded yet.
bank-column-when = Uploaded
bank-column-name = File
bank-column-paid = Marked
bank-column-already = Marked before
bank-column-problems = To look at
bank-column-line = Row
bank-column-outcome = What became of it
bank-column-bill = Bill
bank-column-sum = Sum
bank-column-date = Date
bank-column-document = Document
bank-column-case = Case
bank-said = What was done
bank-said-paid = Marked as paid: { $count }
bank-said-already = Marked before: { $count }
bank-said-problems = Rows to look at: { $count }
bank-before = This file was uploaded before. Nothing was marked twice.
bank-problems = Rows to look at
bank-fine = Rows without questions
bank-imported-by = Uploaded { $moment } by { $name }
bank-another = Back to bank files
bank-line-paid = Marked
bank-line-already = Marked before
bank-line-paid-otherwise = The bill was paid by another document: perhaps it was paid twice
bank-line-no-bill = There is no number of a bill in the purpose, or it has a mistake
bank-line-several-bills = There are several numbers of bills in the purpose: mark them by hand
bank-line-unknown-bill = No bill has this number
bank-line-other-office = This bill is another registering body’s
bank-line-cancelled = There was nothing to pay: it ended before the payment. The money has to be returned
bank-line-date-unreadable = The date cannot be read: it should be like 27.11.2026
bank-line-date-impossible = The date is before the bill’s or in the future
bank-line-amount-unreadable = The sum cannot be read: it should be like 42,00
bank-line-amount-differs = The sum is not that of the bill
bank-line-no-document = There is no number of a payment document
letter-billed-subject = { filing-named } No. { $number } is filed: pay { $sum }
letter-billed =
    Hello,

    { $company }: { $procedure }.
    Number: { $number }

    Handled by: { $office }.
    To pay: { $sum }. Write the number of the bill in the purpose of the payment: { $bill }
    The clock starts on the day after the payment.

    The bill: { $address }
    State and receipt: { $link }

    The Akno portal
letter-paid-subject = { filing-named } No. { $number }: the fee is paid
letter-paid =
    Hello,

    { $company }: { $procedure }, No. { $number }.

    The fee is paid, and the clock has started.
    Decision no later than: { $due }

    State: { $link }

    The Akno portal
bill-payee = Payee
bill-payee-unp = Payee’s UNP
bill-iban = Account (IBAN)
bill-bank-code = Bank code (BIC)
