handover-title = Передать дело
handover-to = Кому
handover-to-missing = Выберите, кому передать дело
handover-to-away = Этот специалист сегодня отсутствует: выберите другого
handover-load = в работе дел: { $cases }
handover-away = сегодня отсутствует
handover-queue = В очередь
handover-queue-hint = Дело возьмёт тот, кто освободится.
handover-note = Записка для коллеги (необязательно)
handover-note-hint = Её увидят только в вашем органе. Заявитель её не видит.
handover-button = Передать
bar-handover = Передать коллеге
case-event-assigned = Передано специалисту
case-event-assigned-more = Кому: { $name }
event-assigned = Передано специалисту
distribution-title = Распределить очередь
distribution-how = Дела из очереди раздаются поровну с учётом того, что у каждого уже в работе; сначала самые срочные. Дела, по которым не идёт срок, остаются в очереди.
distribution-shares = Кому сколько
distribution-has = Сейчас
distribution-gets = Получит
distribution-then = Станет
distribution-plan = План
distribution-button = Раздать дела: { $cases }
distribution-left = В очереди останется ещё: { $cases }. Раздайте их следующим разом.
distribution-done = Роздано дел: { $cases }
distribution-changed = Не роздано, потому что за это время изменились: { $cases }. Ниже новый план.
distribution-empty = Раздавать нечего
distribution-empty-do = В очереди нет дел, по которым идёт срок, или все специалисты отсутствуют.
absences-title = Отсутствия
absences-none = Никто не отсутствует
absences-who = Кто
absences-first = Первый день
absences-last = Последний день
absences-substitute = Кто замещает
absences-substitute-hint = В первый день дела отсутствующего перейдут к нему.
absences-nobody = Никто: дела раздаст руководитель
absences-choose = Выберите
absences-note = Отметить отсутствие
absences-button = Отметить
absences-end = Отменить или закончить
absences-who-missing = Выберите, кто отсутствует
absences-date-wrong = { $field }: введите день, месяц и год цифрами, например 7 12 2026
absences-order = Последний день раньше первого
absences-past = Последний день уже прошёл
absences-long = Больше трёх лет отметить нельзя
absences-overlaps = На эти дни отсутствие уже отмечено
absences-substitute-away = В первый день он сам отсутствует: выберите другого
absences-substitute-self = Замещать самого себя нельзя: выберите другого сотрудника или «Никто»
notes-title = Заметки для своих
notes-who-sees = Видят только в вашем органе. Заявитель их не видит.
notes-who-sees-audited = Видят только сотрудники органа и те, кто проверяет его работу. Заявитель их не видит.
notes-none = Заметок пока нет.
notes-add = Добавить заметку
notes-words = Заметка
notes-button = Добавить
notes-empty = Напишите заметку
notes-too-long = Заметка длиннее { $longest } знаков: сократите её
present-also = Дело сейчас открыто ещё у:
present-one = { $minutes ->
    [0] { $name } (только что)
   *[other] { $name } ({ $minutes } мин. назад)
  }
decide-changed = Пока вы решали, дело изменилось
decide-changed-do = Решение не сохранено. Проверьте его и нажмите кнопку ещё раз: всё введённое на месте.
letter-escalation-subject = Дела, у которых подходит срок: { $cases }
letter-escalation = Здравствуйте!

  Подходит срок дел: { $cases }, из них уже просрочено: { $overdue }. Последний день — не позже { $date }.

  Список: { $link }
letter-absence-freed-subject = Тот, кто замещает, не может принять дела: { $cases }
letter-absence-freed = Здравствуйте!

  Отсутствует { $name }. Дела должны были перейти к тому, кто замещает, но он здесь больше не работает, заблокирован или сам отсутствует. Поэтому дела свободны: { $cases }. То, что исправляют заявители, передано руководителю.

  Очередь: { $link }
