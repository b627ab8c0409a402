handover-title = Перадаць справу
handover-to = Каму
handover-to-missing = Выберыце, каму перадаць справу
handover-to-away = Гэты спецыяліст сёння адсутнічае: выберыце іншага
handover-load = у рабоце спраў: { $cases }
handover-away = сёння адсутнічае
handover-queue = У чаргу
handover-queue-hint = Справу возьме той, хто вызваліцца.
handover-note = Запіска для калегі (неабавязкова)
handover-note-hint = Яе ўбачаць толькі ў вашым органе. Заяўнік яе не бачыць.
handover-button = Перадаць
bar-handover = Перадаць калегу
case-event-assigned = Перададзена спецыялісту
case-event-assigned-more = Каму: { $name }
event-assigned = Перададзена спецыялісту
distribution-title = Размеркаваць чаргу
distribution-how = Справы з чаргі раздаюцца пароўну з улікам таго, што ў кожнага ўжо ў рабоце; спачатку самыя тэрміновыя. Справы, па якіх не ідзе тэрмін, застаюцца ў чарзе.
distribution-shares = Каму колькі
distribution-has = Зараз
distribution-gets = Атрымае
distribution-then = Стане
distribution-plan = План
distribution-button = Раздаць справы: { $cases }
distribution-left = У чарзе застанецца яшчэ: { $cases }. Раздайце іх наступным разам.
distribution-done = Раздадзена спраў: { $cases }
distribution-changed = Не раздадзена, бо за гэты час змяніліся: { $cases }. Ніжэй новы план.
distribution-empty = Раздаваць няма чаго
distribution-empty-do = У чарзе няма спраў, па якіх ідзе тэрмін, або ўсе спецыялісты адсутнічаюць.
absences-title = Адсутнасці
absences-none = Ніхто не адсутнічае
absences-who = Хто
absences-first = Першы дзень
absences-last = Апошні дзень
absences-substitute = Хто замяшчае
absences-substitute-hint = У першы дзень справы адсутнага пяройдуць да яго.
absences-nobody = Ніхто: справы раздасць кіраўнік
absences-choose = Выберыце
absences-note = Адзначыць адсутнасць
absences-button = Адзначыць
absences-end = Адмяніць або скончыць
absences-who-missing = Выберыце, хто адсутнічае
absences-date-wrong = { $field }: увядзіце дзень, месяц і год лічбамі, напрыклад 7 12 2026
absences-order = Апошні дзень раней за першы
absences-past = Апошні дзень ужо прайшоў
absences-long = Больш за тры гады адзначыць нельга
absences-overlaps = На гэтыя дні адсутнасць ужо адзначана
absences-substitute-away = У першы дзень ён сам адсутнічае: выберыце іншага
absences-substitute-self = Замяшчаць самога сябе нельга: выберыце іншага супрацоўніка або «Ніхто»
notes-title = Нататкі для сваіх
notes-who-sees = Бачаць толькі ў вашым органе. Заяўнік іх не бачыць.
notes-who-sees-audited = Бачаць толькі супрацоўнікі органа і тыя, хто правярае яго работу. Заяўнік іх не бачыць.
notes-none = Нататак пакуль няма.
notes-add = Дадаць нататку
notes-words = Нататка
notes-button = Дадаць
notes-empty = Напішыце нататку
notes-too-long = Нататка даўжэйшая за { $longest } знакаў: скараціце яе
present-also = Справа цяпер адкрыта яшчэ ў:
present-one = { $minutes ->
    [0] { $name } (толькі што)
   *[other] { $name } ({ $minutes } хв. таму)
  }
decide-changed = Пакуль вы вырашалі, справа змянілася
decide-changed-do = Рашэнне не захавана. Праверце яго і націсніце кнопку яшчэ раз: усё ўведзенае на месцы.
letter-escalation-subject = Справы, у якіх падыходзіць тэрмін: { $cases }
letter-escalation = Добры дзень!

  Падыходзіць тэрмін спраў: { $cases }, з іх ужо пратэрмінавана: { $overdue }. Апошні дзень — не пазней за { $date }.

  Спіс: { $link }
letter-absence-freed-subject = Той, хто замяшчае, не можа прыняць справы: { $cases }
letter-absence-freed = Добры дзень!

  Адсутнічае { $name }. Справы павінны былі перайсці да таго, хто замяшчае, але ён тут больш не працуе, заблакіраваны або сам адсутнічае. Таму справы вольныя: { $cases }. Тое, што выпраўляюць заяўнікі, перададзена кіраўніку.

  Чарга: { $link }
