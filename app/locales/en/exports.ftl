exports-title = Files made ready
exports-lede = A file with many cases takes its time. A mail tells you when it is there. Only you can download it, for { $days } days.
exports-what = What
exports-columns = Columns
exports-ordered = Ordered
exports-state = State
exports-file = File
exports-time = { $from } – { $until }, { $format }
exports-making = being made
exports-ready = ready, kept until { $date }
exports-failed = could not be made
exports-again = Order it again.
exports-download = Download
exports-cases = Cases: { $cases }, { $size }
exports-none = You have ordered no files.
exports-wait = A file is being made. You can close the page: a mail tells you when it is there.
exports-refresh = See whether it is there
exports-another = Order another file
exports-too-many = You have { $most } files, and more are not kept for one person. Each goes after its days.
export-large = There are many cases: { $cases }. The file is made ready, and a mail tells you when it is there.
export-order = Order the file
export-ods = OpenDocument (ODS)
letter-export-ready-subject = The file that you ordered is ready
letter-export-ready = Good day,

  The file with the cases of your office is ready; cases in it: { $cases }. It is kept until { $date }. Only you can download it, after signing in:
  { $link }
export-ready-ones = Files made ready
