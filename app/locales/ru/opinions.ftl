opinions-title = Заключения
opinions-none = Заключений не запрашивали.
opinions-open = ждём: { $count }
opinion-answered = получено
opinion-withdrawn = отозвано
opinion-overdue = просрочено
opinion-waits = ждём
opinion-answer-of = { $name }, { $moment }
opinion-withdraw = Отозвать вопрос
opinion-until = Ответить до { $date }
opinion-question = Вопрос
opinion-question-hint = Личных данных пишите не больше, чем нужно для ответа. Кто отвечает по ссылке из письма, видит только этот текст.
opinion-question-hint-alone = По ссылке из письма увидят только этот текст. Личных данных пишите не больше, чем нужно для ответа.
opinion-question-missing = Напишите, о чём спрашиваете
opinion-too-long = Текст длиннее { $longest } знаков: сократите его
opinion-answer = Ваше заключение
opinion-answer-missing = Напишите заключение
opinion-send = Отправить заключение
opinion-ask = Запросить заключение
opinion-clock = Срок дела при этом не останавливается.
opinion-of = У кого
opinion-of-missing = Выберите, у кого запросить
opinion-of-colleague = У коллеги из нашего органа
opinion-of-address = У другого органа или специалиста, по почте
opinion-colleague = Коллега
opinion-colleague-hint = Коллега увидит вопрос в этом деле, вместе со всем делом.
opinion-colleague-missing = Выберите коллегу
opinion-name = Кто это
opinion-name-hint = Например, «Отдел архитектуры, А. Петров»
opinion-name-missing = Напишите, кого спрашиваете, не длиннее 200 знаков
opinion-email = Электронная почта
opinion-email-hint = Придёт письмо со ссылкой. Ссылка годится для одного ответа.
opinion-days = Сколько рабочих дней на ответ
opinion-days-wrong = Введите число рабочих дней от 1 до { $most }
opinion-too-many = По одному делу можно запросить не больше { $most } заключений
opinion-ask-button = Запросить
opinion-link-title = Вас просят о заключении
opinion-link-once = Ссылка из письма годится для одного ответа.
opinion-dead = Ссылка больше не действует
opinion-dead-do = По ней уже ответили, вопрос отозвали или дело решено. Если ответ ещё нужен, орган пришлёт новое письмо.
opinion-thanks = Заключение отправлено
opinion-thanks-says = Его видит только орган, который спросил. Страницу можно закрыть.
letter-opinion-asked-subject = Просим заключение
letter-opinion-asked = Здравствуйте!

  { $office } просит вашего заключения до { $date }. Вопрос и место для ответа:
  { $link }
letter-opinion-due-subject = Напоминание: ждём вашего заключения
letter-opinion-due = Здравствуйте!

  { $office } ждёт вашего заключения до { $date }. Вопрос и место для ответа:
  { $link }

  Прежняя ссылка, если она была, больше не действует.
letter-opinion-given-subject = Получено заключение по делу { $number }
letter-opinion-given = Здравствуйте!

  По делу { $number } получено заключение: { $link }
