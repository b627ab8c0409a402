doctor-clean =
    All is well: { $count ->
        [one] one row
       *[other] { $count } rows
    } can be published
doctor-faults =
    { $count ->
        [0] No faults in cells
        [one] One fault found
       *[other] { $count } faults found
    }
doctor-column-missing = The file has no column “{ $column }”
doctor-no-key = No key is chosen: the columns that together tell rows apart
doctor-mend = What to mend for you
doctor-mend-hint = Your own file stays as it is: we mend what will be published.
doctor-mend-do = Mend
doctor-mended = Mended: { $count }
doctor-one-by-one = Faults row by row
doctor-row = Row
doctor-column = Column
doctor-value = What it says
doctor-why = What is wrong
doctor-becomes = What it becomes, or what to do
doctor-of-row = repeats row { $row }
doctor-more = And { $count } more: mend these and upload the file again.
doctor-note-encoding = The file was in the encoding { $value }. It will be published in UTF-8.
doctor-note-sheets = The workbook has several sheets. We read the first: “{ $value }”.
doctor-note-title = The line above the names of the columns is not published: “{ $value }”.
doctor-repair-spaces = Take away surplus spaces and characters that nobody sees
doctor-repair-dates = Write dates as 2024-02-01
doctor-repair-numbers = Write numbers with a point and without spaces: 1234.5
doctor-repair-words = Write “yes” and “no” as true and false
doctor-repair-rows = Keep one of rows that are the same
doctor-repair-formulas = Put an apostrophe before what a spreadsheet would take for a formula
doctor-fault-spaces = Surplus spaces or characters that nobody sees
doctor-fault-missing = Empty, though every row must have a value
doctor-fault-formula = A spreadsheet would take this for a formula
doctor-fault-number-none = This is no number
doctor-fault-number-large = The number is too large
doctor-fault-decimal-comma = A comma in place of the point
doctor-fault-thousands = Spaces or marks between thousands
doctor-fault-fraction = A fraction in a column of whole numbers
doctor-fault-word = “Yes” or “no” in words
doctor-fault-word-none = Neither “yes” nor “no”
doctor-fault-date-form = The date is written otherwise
doctor-fault-date-none = The calendar has no such day
doctor-fault-date-ambiguous = It is not clear which is the day and which the month
doctor-fault-date-unreadable = This is no date
doctor-fault-category = Not among the values that are allowed
doctor-fault-below = Less than is allowed
doctor-fault-above = More than is allowed
doctor-fault-unp-digit = UNP: the last digit does not follow from the others
doctor-fault-unp-form = This is no UNP
doctor-fault-row-long = The row has more values than there are columns
doctor-fault-row-repeated = The same row is there already
doctor-fault-key-missing = The key is empty: rows are told apart by it
doctor-fault-key-repeated = The same key in another row
doctor-hint-spaces = Take them away in the file
doctor-hint-missing = Fill it in, or no longer require it of the column
doctor-hint-formula = Change the text in the file
doctor-hint-number-none = Correct it in the file, or make the column text
doctor-hint-number-large = Make the column text
doctor-hint-decimal-comma = Correct it in the file
doctor-hint-thousands = Correct it in the file
doctor-hint-fraction = Make the column a number with a fraction
doctor-hint-word = Correct it in the file
doctor-hint-word-none = Write “yes” or “no”, or make the column text
doctor-hint-date-form = Correct it in the file
doctor-hint-date-none = Check the date and correct it in the file
doctor-hint-date-ambiguous = Write it as 2024-02-01 in the file
doctor-hint-date-unreadable = Write it as 2024-02-01, or make the column text
doctor-hint-category = Correct it in the file, or add the value to the list
doctor-hint-below = Correct it in the file, or change the limit
doctor-hint-above = Correct it in the file, or change the limit
doctor-hint-unp-digit = Check the number in the register: which digit is wrong cannot be reckoned
doctor-hint-unp-form = Write the nine characters of the UNP
doctor-hint-row-long = Take away what is surplus, or put the text with the separator in quotation marks
doctor-hint-row-repeated = Take away the surplus row
doctor-hint-key-missing = Fill it in, or choose another key
doctor-hint-key-repeated = Correct the key, or add a column to it
doctor-refusal-empty = The file is empty. Choose a file with a table
doctor-refusal-too-large = The file is larger than 20 MB, or unpacks to too much. Divide it
doctor-refusal-too-many-columns = The table has more than 256 columns. Keep those that are needed, or turn columns into rows
doctor-refusal-too-many-rows = The table has more than 500,000 rows. Divide it into several sets
doctor-refusal-cell-too-long = Row { $row }: a value is longer than 8,000 characters. A quotation mark may not be closed
doctor-refusal-broken = The file is damaged or breaks off. Save it anew and upload it
doctor-refusal-binary = This is no text: the file has zero bytes in it. Save the table as CSV, XLSX, ODS or JSON
doctor-refusal-unknown-kind = Files of this kind are not read. Save the table as CSV, XLSX, ODS or JSON
doctor-refusal-mixed-encodings = Row { $row } is in another encoding than the rows before. Save the whole file in UTF-8
doctor-refusal-no-head = The first row must hold the names of the columns
doctor-refusal-no-rows = The file has names of columns and no row
doctor-refusal-not-rows = Item { $row }: an object is wanted. JSON must be a list of objects
doctor-refusal-nested = Item { $row }, “{ $column }”: a list or an object stands here, one value is wanted
