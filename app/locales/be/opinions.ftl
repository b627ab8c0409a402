opinions-title = Заключэнні
opinions-none = Заключэнняў не запытвалі.
opinions-open = чакаем: { $count }
opinion-answered = атрымана
opinion-withdrawn = адклікана
opinion-overdue = пратэрмінавана
opinion-waits = чакаем
opinion-answer-of = { $name }, { $moment }
opinion-withdraw = Адклікаць пытанне
opinion-until = Адказаць да { $date }
opinion-question = Пытанне
opinion-question-hint = Асабістых даных пішыце не больш, чым трэба для адказу. Хто адказвае па спасылцы з ліста, бачыць толькі гэты тэкст.
opinion-question-hint-alone = Па спасылцы з ліста ўбачаць толькі гэты тэкст. Асабістых даных пішыце не больш, чым трэба для адказу.
opinion-question-missing = Напішыце, пра што пытаецеся
opinion-too-long = Тэкст даўжэйшы за { $longest } знакаў: скараціце яго
opinion-answer = Ваша заключэнне
opinion-answer-missing = Напішыце заключэнне
opinion-send = Адправіць заключэнне
opinion-ask = Запытаць заключэнне
opinion-clock = Тэрмін справы пры гэтым не спыняецца.
opinion-of = У каго
opinion-of-missing = Выберыце, у каго запытаць
opinion-of-colleague = У калегі з нашага органа
opinion-of-address = У іншага органа або спецыяліста, па пошце
opinion-colleague = Калега
opinion-colleague-hint = Калега ўбачыць пытанне ў гэтай справе, разам з усёй справай.
opinion-colleague-missing = Выберыце калегу
opinion-name = Хто гэта
opinion-name-hint = Напрыклад, «Аддзел архітэктуры, А. Пятроў»
opinion-name-missing = Напішыце, каго пытаецеся, не даўжэй за 200 знакаў
opinion-email = Электронная пошта
opinion-email-hint = Прыйдзе ліст са спасылкай. Спасылка прыдатная для аднаго адказу.
opinion-days = Колькі рабочых дзён на адказ
opinion-days-wrong = Увядзіце лік рабочых дзён ад 1 да { $most }
opinion-too-many = Па адной справе можна запытаць не больш за { $most } заключэнняў
opinion-ask-button = Запытаць
opinion-link-title = Вас просяць пра заключэнне
opinion-link-once = Спасылка з ліста прыдатная для аднаго адказу.
opinion-dead = Спасылка больш не дзейнічае
opinion-dead-do = Па ёй ужо адказалі, пытанне адклікалі або справа вырашана. Калі адказ яшчэ патрэбны, орган дашле новы ліст.
opinion-thanks = Заключэнне адпраўлена
opinion-thanks-says = Яго бачыць толькі орган, які запытаў. Старонку можна закрыць.
letter-opinion-asked-subject = Просім заключэнне
letter-opinion-asked = Добры дзень!

  { $office } просіць вашага заключэння да { $date }. Пытанне і месца для адказу:
  { $link }
letter-opinion-due-subject = Напамін: чакаем вашага заключэння
letter-opinion-due = Добры дзень!

  { $office } чакае вашага заключэння да { $date }. Пытанне і месца для адказу:
  { $link }

  Ранейшая спасылка, калі яна была, больш не дзейнічае.
letter-opinion-given-subject = Атрымана заключэнне па справе { $number }
letter-opinion-given = Добры дзень!

  Па справе { $number } атрымана заключэнне: { $link }
