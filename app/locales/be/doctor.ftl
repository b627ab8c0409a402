doctor-clean =
    Усё ў парадку: { $count } { $count ->
        [one] радок
        [few] радкі
       *[other] радкоў
    } можна апублікаваць
doctor-faults =
    Знойдзена { $count } { $count ->
        [one] памылка
        [few] памылкі
       *[other] памылак
    }
doctor-column-missing = У файле няма слупка «{ $column }»
doctor-no-key = Не выбраны ключ: слупкі, якія разам адрозніваюць радкі
doctor-mend = Што выправіць за вас
doctor-mend-hint = Ваш файл застаецца як ёсць: выпраўляем тое, што будзе апублікавана.
doctor-mend-do = Выправіць
doctor-mended = Выпраўлена: { $count }
doctor-one-by-one = Памылкі па радках
doctor-row = Радок
doctor-column = Слупок
doctor-value = Што напісана
doctor-why = Што не так
doctor-becomes = Як будзе або што рабіць
doctor-of-row = паўтарае радок { $row }
doctor-more = І яшчэ { $count }: выправіце гэтыя і загрузіце файл зноў.
doctor-note-encoding = Файл быў у кадзіроўцы { $value }. Апублікуем у UTF-8.
doctor-note-sheets = У кнізе некалькі аркушаў. Прачыталі першы: «{ $value }».
doctor-note-title = Радок над назвамі слупкоў не публікуем: «{ $value }».
doctor-repair-spaces = Прыбраць лішнія прабелы і нябачныя знакі
doctor-repair-dates = Запісаць даты як 2024-02-01
doctor-repair-numbers = Запісаць лікі з кропкай і без прабелаў: 1234.5
doctor-repair-words = Запісаць «так» і «не» як true і false
doctor-repair-rows = Пакінуць адзін з аднолькавых радкоў
doctor-repair-formulas = Паставіць апостраф перад тым, што табліца палічыць формулай
doctor-fault-spaces = Лішнія прабелы або нябачныя знакі
doctor-fault-missing = Пуста, а значэнне павінна быць у кожным радку
doctor-fault-formula = Табліца палічыць гэта формулай
doctor-fault-number-none = Гэта не лік
doctor-fault-number-large = Лік занадта вялікі
doctor-fault-decimal-comma = Коска замест кропкі
doctor-fault-thousands = Прабелы або знакі паміж тысячамі
doctor-fault-fraction = Дробавы лік у слупку цэлых
doctor-fault-word = «Так» або «не» словам
doctor-fault-word-none = Ні «так», ні «не»
doctor-fault-date-form = Дата запісана інакш
doctor-fault-date-none = Такога дня няма ў календары
doctor-fault-date-ambiguous = Незразумела, дзе дзень, а дзе месяц
doctor-fault-date-unreadable = Гэта не дата
doctor-fault-category = Няма сярод дазволеных значэнняў
doctor-fault-below = Менш за дазволенае
doctor-fault-above = Больш за дазволенае
doctor-fault-unp-digit = УНП: не сыходзіцца апошняя лічба
doctor-fault-unp-form = Гэта не УНП
doctor-fault-row-long = У радку больш значэнняў, чым слупкоў
doctor-fault-row-repeated = Такі самы радок ужо ёсць
doctor-fault-key-missing = Пуста ў ключы: па ім адрозніваюць радкі
doctor-fault-key-repeated = Ключ той самы, а радок іншы
doctor-hint-spaces = Прыбярыце іх у файле
doctor-hint-missing = Запоўніце ў файле або зніміце патрабаванне ў слупку
doctor-hint-formula = Зменіце тэкст у файле
doctor-hint-number-none = Выпраўце ў файле або зрабіце слупок тэкстам
doctor-hint-number-large = Зрабіце слупок тэкстам
doctor-hint-decimal-comma = Выпраўце ў файле
doctor-hint-thousands = Выпраўце ў файле
doctor-hint-fraction = Зменіце тып слупка на «лік»
doctor-hint-word = Выпраўце ў файле
doctor-hint-word-none = Напішыце «так» ці «не» або зрабіце слупок тэкстам
doctor-hint-date-form = Выпраўце ў файле
doctor-hint-date-none = Праверце дату і выпраўце ў файле
doctor-hint-date-ambiguous = Запішыце ў файле як 2024-02-01
doctor-hint-date-unreadable = Запішыце ў файле як 2024-02-01 або зрабіце слупок тэкстам
doctor-hint-category = Выпраўце ў файле або дадайце значэнне ў спіс
doctor-hint-below = Выпраўце ў файле або зменіце мяжу
doctor-hint-above = Выпраўце ў файле або зменіце мяжу
doctor-hint-unp-digit = Праверце нумар па рэгістры: якая лічба памылковая, вылічыць нельга
doctor-hint-unp-form = Напішыце дзевяць знакаў УНП
doctor-hint-row-long = Прыбярыце лішняе або вазьміце тэкст з раздзяляльнікам у двукоссе
doctor-hint-row-repeated = Прыбярыце лішні радок
doctor-hint-key-missing = Запоўніце або выберыце іншы ключ
doctor-hint-key-repeated = Выпраўце ключ або дадайце да яго слупок
doctor-refusal-empty = Файл пусты. Выберыце файл з табліцай
doctor-refusal-too-large = Файл большы за 20 МБ або ў ім занадта шмат даных. Падзяліце яго
doctor-refusal-too-many-columns = У табліцы больш за 256 слупкоў. Пакіньце патрэбныя або зрабіце слупкі радкамі
doctor-refusal-too-many-rows = У табліцы больш за 500 000 радкоў. Падзяліце яе на некалькі набораў
doctor-refusal-cell-too-long = Радок { $row }: значэнне даўжэйшае за 8000 знакаў. Магчыма, не закрыта двукоссе
doctor-refusal-broken = Файл пашкоджаны або абрываецца. Захавайце яго зноў і загрузіце
doctor-refusal-binary = Гэта не тэкст: у файле ёсць нулявыя байты. Захавайце табліцу як CSV, XLSX, ODS або JSON
doctor-refusal-unknown-kind = Такія файлы не чытаем. Захавайце табліцу як CSV, XLSX, ODS або JSON
doctor-refusal-mixed-encodings = Радок { $row } у іншай кадзіроўцы, чым радкі да яго. Захавайце ўвесь файл у UTF-8
doctor-refusal-no-head = У першым радку павінны быць назвы слупкоў
doctor-refusal-no-rows = У файле толькі назвы слупкоў і ніводнага радка
doctor-refusal-not-rows = Запіс { $row }: патрэбны аб’ект. JSON павінен быць спісам аб’ектаў
doctor-refusal-nested = Запіс { $row }, «{ $column }»: тут спіс або аб’ект, а патрэбна адно значэнне
