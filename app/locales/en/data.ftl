# Open data

nav-data = Open data
home-door-data = Get open data
home-door-data-about = The register and the councils' sets: look, download, connect a program.
data-title = Open data
data-about = Data sets of the register and of the region's councils. Free to take and use, with the source named.
data-search-label = What are you looking for
data-search-hint = For example: addresses, tariffs, Shklov
data-filters = Filters
data-apply = Show
data-clear = Clear
data-filter-theme = Theme
data-filter-kind = Whose data
data-filter-period = How often updated
data-filter-freshness = Freshness
data-filter-owner = Owner
data-theme-econ = Economy
data-theme-gove = Government
data-theme-soci = Society
data-theme-regi = Regions
data-kind-register = The register
data-kind-council = Councils
data-kind-union = The whole region
data-kind-statistics = Statistics
data-period-daily = Daily
data-period-monthly = Monthly
data-period-quarterly = Quarterly
data-period-yearly = Yearly
data-period-once = Once
data-fresh-late = Late
data-fresh-current = On time
data-late = Late
data-synthetic = Invented
data-synthetic-note = This set is invented for the demonstration
data-found =
    { $count ->
        [one] { $count } data set found
       *[other] { $count } data sets found
    }
data-rows =
    { $count ->
        [one] { $number } row
       *[other] { $number } rows
    }
data-rows-found =
    { $count ->
        [one] { $number } row found
       *[other] { $number } rows found
    }
data-sets =
    { $count ->
        [one] { $count } data set
       *[other] { $count } data sets
    }
data-councils-count =
    { $count ->
        [one] { $count } body of the region; late: { $late }
       *[other] { $count } bodies of the region; late: { $late }
    }
data-updated = Updated { $date }
data-nothing-found = There are no such data sets
data-nothing-found-try = Remove filters or type less.
data-none-yet = Nothing is published yet
data-none-yet-about = Data sets appear here after the first publication.
data-programs = For programs
data-councils = Councils and committees
data-councils-late-table = Table: who is late
data-pages = Pages
data-bytes =
    { $number ->
        [one] { $number } byte
       *[other] { $number } bytes
    }
data-kilobytes = { $number } KB
data-megabytes = { $number } MB
data-fresh = This version is of { $made }; checked { $checked }.
data-next = The next update is due by { $date }
data-next-late = The update is late: it was due by { $date }
data-next-none = The set will not be updated.
data-files = Download
data-format = Format
data-permanent = Permanent address of this version
data-permanent-about = Permanent addresses, checksums and descriptions
data-preview = Rows
data-rows-search = Search the rows
data-rows-search-hint = The search goes through the text of the file. Days, yes and no, and some other words are written differently there than in the table: look for those with the filter by a column
data-rows-filter = Filter by a column
data-rows-column = Column
data-rows-value = Value
data-rows-bad-value = The value does not fit the column: all rows are shown
data-rows-bad-day = There is no such day: all rows are shown. Write it as 31.12.2020
data-rows-bad-column = There is no such column: all rows are shown
data-rows-download = Download these rows (CSV)
data-no-rows = No rows
data-columns = Columns
data-column = Column
data-meaning = Meaning
data-type = Type
data-remarks = Remarks
data-key = key
data-always = always filled
data-type-text = text
data-type-integer = whole number
data-type-number = number
data-type-boolean = true or false
data-type-date = date
data-passport = Passport
data-owner = Owner
data-officer = Who answers for it
data-contact = Mail
data-covers = Period covered
data-area = Territory
data-licence = Licence
data-size = Rows
data-versions = Versions
data-version = Version
data-made = Published
data-file = File
data-code = Code examples
data-hours = Reception hours
data-council-contact = Contact
data-council-notices = Notices
data-council-notices-none = No notices are in force now.
data-council-notices-all = All notices
data-notice-until = until { $day }
data-council-none = This body has published nothing yet
data-feed-title = Open data of the Mogilev region
failure-data-too-deep-title = Too deep
failure-data-too-deep = Sorted rows cannot be reached that deep. Narrow the filter, or download the whole file.
failure-data-too-long-title = Takes too long
failure-data-too-long = Answering that takes too long. Ask for less, or download the whole file.
failure-data-dump-format-title = There is no such format
failure-data-dump-format = Ask for csv or tsv.
data-delta = Changes since the version before
data-delta-none = The rows are as before; only the description or the period changed
data-quality = Quality of the description and freshness
data-quality-points = Description: { $points } of { $most } points, { $rating }.
data-freshness-points = Freshness: { $points } of 100. No update is overdue.
data-quality-why = Where the points come from
data-quality-about = The weights are those of data.europa.eu’s Metadata Quality Assessment.
data-mark = What is looked at
data-points = Points
data-mark-why = Why
data-mark-there = present
data-mark-missing = missing or incomplete
data-rating-excellent = excellent
data-rating-good = good
data-rating-sufficient = sufficient
data-rating-bad = bad
failure-data-too-many-groups-title = Too many groups
failure-data-too-many-groups = Filter the rows first, or group by another column.
data-freshness-late =
    { $days ->
        [one] Freshness: { $points } of 100. The update is { $days } day late.
       *[other] Freshness: { $points } of 100. The update is { $days } days late.
    }
data-mark-keywords = Keywords
data-mark-theme = Theme
data-mark-area = Territory
data-mark-time = Time covered
data-mark-access = The access address answers
data-mark-download = The file can be downloaded
data-mark-format = Format and media type are named
data-mark-vocabulary = The format is a word of the shared vocabulary
data-mark-open-format = There is a non-proprietary format
data-mark-machine = There is a machine-readable format
data-mark-dcat = The description follows DCAT-AP
data-mark-licence = A licence of the shared vocabulary
data-mark-rights = Access rights are named
data-mark-contact = There is an address for questions
data-mark-owner = The owner is named
data-mark-size = Rights and file sizes
data-mark-dates = Dates of issue and change
data-chart = Chart
data-chart-another = Draw another
data-chart-by = Group by
data-chart-measure = Reckon
data-chart-year = { $column }: by year
data-chart-month = { $column }: by month
data-chart-count = Number of rows
data-chart-sum = Sum: { $column }
data-chart-avg = Average: { $column }
data-chart-min = Least: { $column }
data-chart-max = Most: { $column }
data-chart-title = { $what } · { $by }
data-chart-most = The { $shown } largest groups of { $all } are shown; the interface for programs has all.
data-chart-table = The numbers as a table
data-chart-nothing = not stated
data-chart-yes = yes
data-chart-no = no
data-chart-bad = This chart cannot be drawn: choose a column and what to reckon.
data-chart-too-many = There are too many groups: filter the rows first.
