# Мой бизнес
nav-businesses = Мой бизнес
business-due = Что нужно сделать
business-nothing-due = Здесь от вас ничего не ждут.
business-more-due = { $count ->
    [one] Ещё { $count } дело
    [few] Ещё { $count } дела
   *[other] Ещё { $count } дел
  }
business-count-drafts = черновиков: { $count }
business-count-under-way = на рассмотрении: { $count }
business-count-decided = завершено: { $count }
business-drafts = Черновики
business-day = День
business-more-decided = Все заявления
business-register = Что говорит регистр
business-register-page = Открытая страница и вся история
business-person = Кто
business-holders = Кто может действовать
business-begin = Начать
business-documents = Полученные документы
home-businesses = Мой бизнес: что нужно сделать

# Что нужно сделать
duty-correct = Исправьте по замечаниям: { $procedure }
duty-correct-why = Пока вы не подадите исправление, срок решения стоит.
duty-file = Подайте: { $procedure }
duty-file-why = Ваш срок считается со дня, который вы указали в черновике.
duty-hand-in = Передайте бумагу: { $procedure }
duty-hand-in-why = Она считается поданной, только когда подписанная бумага у регистрирующего органа.
duty-draft-ends = Черновик будет удалён: { $procedure }
duty-draft-ends-why = Его давно никто не менял. Измените или подайте его, и он останется.
duty-head-ends = Заканчиваются полномочия руководителя
duty-head-ends-why = Сообщите регистру, что они продлены или кто теперь руководит организацией.
duty-no-head = В регистре нет руководителя
duty-no-head-why = Полномочия последнего закончились. Сообщите регистру, кто теперь руководит организацией.
duty-passage-why = Следующий этап ликвидации или прекращения деятельности.
duty-proceeding = Завершите ликвидацию или прекращение деятельности
duty-proceeding-why = Это последний день на всё вместе, со всеми этапами.
duty-right-ends = Заканчиваются ваши полномочия
duty-right-ends-why = После этого дня вы не увидите дел этой организации. Новые полномочия может дать её руководитель.
duty-until = до { $date }
duty-late = срок прошёл { $date }
duty-next = следующий этап
duty-now = ждёт вас
