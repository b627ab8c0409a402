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

# Полномочия
rights-title = Кто может действовать от имени организации
rights-lede = Дайте бухгалтеру или юристу полномочия до определённого дня. Отозвать их можно в любой момент: они прекратятся сразу. Дела организации остаются у организации.
rights-give = Дать полномочия
rights-give-or-take = Дать полномочия или отозвать их
rights-email = Электронная почта этого человека
rights-email-hint = Мы напишем туда. Человек войдёт под этим адресом или зарегистрируется с ним и примет полномочия.
rights-scope = Что можно делать
rights-read-about = Видеть сроки, заявления и документы
rights-prepare-about = Ещё и готовить заявления; подаёте их вы
rights-file-about = Ещё и подписывать, подавать и отзывать от имени организации
rights-from = Первый день, если не сегодня
rights-from-hint = Оставьте пустым, и полномочия начнутся, когда их примут
rights-until = Последний день
rights-until-hint = Не больше { $months } месяцев и не дольше ваших собственных полномочий
rights-button = Предложить полномочия
rights-offers = Предложены и ещё не приняты
rights-waits = Ждём
rights-expires = до { $date }
rights-withdraw = Отозвать предложение
rights-revoke = Отозвать полномочия
rights-give-back = Отказаться от полномочий
notice-right-offered = Полномочия предложены. Мы написали на этот адрес.
notice-right-withdrawn = Предложение отозвано.
notice-right-revoked = Полномочия отозваны. С этой минуты они не действуют.
invitation-title = Вам предлагают полномочия
invitation-text = Примите их, если знаете эту организацию. Всё, что вы подадите, будет стоять под вашим именем и с указанием, чьи это полномочия.
invitation-button = Принять
invitation-offered = { $company } предлагает вам полномочия: { $scope }, { $period }.
invitation-look = Посмотреть и принять
problem-grant-email-missing = Введите электронную почту этого человека
problem-grant-email-own = Это ваш собственный адрес: у вас и так есть все полномочия
problem-grant-scope-missing = Выберите, что можно делать
problem-grant-from-past = Первый день не может быть в прошлом
problem-grant-until-missing = Введите последний день
problem-grant-until-before-start = Последний день не может быть раньше первого или раньше сегодняшнего
problem-grant-until-too-long = Полномочия можно дать не дольше чем до { $until }
problem-grant-until-beyond-own = Ваши полномочия заканчиваются { $until }: выданные вами закончатся не позже
filed-under = { $name }, по полномочиям от: { $giver }
filed-under-power = { $name }, по доверенности, показанной регистрирующему органу
status-filed-by = Подано: { $who }
letter-invited-subject = Вам предлагают полномочия: { $company }
letter-invited =
    Здравствуйте!

    { $company } предлагает вам полномочия на портале «Акно»: { $scope }, с { $from } до { $until }.

    Войдите под этим адресом и примите их: { $link }
    Если учётной записи ещё нет, сначала зарегистрируйтесь с этим адресом: { $signup }

    Если вы не знаете эту организацию, ничего не делайте: без вашего согласия полномочия не начнутся.
letter-right-accepted-subject = Полномочия приняты: { $company }
letter-right-accepted =
    Здравствуйте!

    { $company }: { $address } принял(а) предложенные вами полномочия: { $scope }, до { $until }.

    Отозвать их можно в любой момент: { $link }
letter-right-revoked-subject = Ваши полномочия прекращены: { $company }
letter-right-revoked =
    Здравствуйте!

    { $company } отозвала ваши полномочия на портале «Акно». Они больше не действуют. То, что вы подали, остаётся в силе и принадлежит организации.

# Календарь сроков
calendar-title = Календарь сроков
calendar-link = Сроки в вашем календаре
calendar-lede = Подпишите свою программу-календарь на сроки всех ваших организаций: что нужно сделать и когда решает регистрирующий орган.
calendar-address = Адрес календаря
calendar-once = Скопируйте его сейчас: мы храним его так, что показать ещё раз не сможем. В программе-календаре выберите «подписаться по адресу».
calendar-since = Адрес создан { $moment }.
calendar-secret = Сроки увидит каждый, кто знает адрес. Если он попал в чужие руки, создайте новый: прежний сразу перестанет действовать.
calendar-make = Создать адрес
calendar-anew = Создать новый адрес
calendar-end = Удалить адрес
calendar-decision = решение органа: { $procedure }
calendar-decision-why = Последний день, до которого регистрирующий орган принимает решение.

# Сообщения
duty-message = Прочитайте сообщение органа: { $procedure }
duty-message-why = Возможно, от вашего ответа зависит решение.
messages-title = Переписка
messages-none = Сообщений пока нет.
messages-unread = новых: { $count }
messages-new = Новое
messages-from-office = регистрирующий орган
messages-from-applicant = заявитель
messages-closed = Дело завершено: писать можно, только если регистрирующий орган это разрешит.
messages-words = Ваше сообщение
messages-hint = Его увидят специалист и все, кто действует от имени организации. Ответы в заявлении сообщением не изменить.
messages-hint-office = Его увидят все, кто действует от имени организации. Замечания к ответам прикрепляйте к полям дела.
messages-answerable = Заявитель может ответить
messages-after-decision = Дело решено: без этой отметки ответить нельзя
messages-send = Отправить
messages-back = Назад к заявлению
message-empty = Напишите сообщение
message-too-long = Сократите сообщение до { $longest } знаков
letter-message-subject = Уведомление № { $number }: вам написал регистрирующий орган
letter-message =
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    { $office }: пришло сообщение. Прочитать и ответить можно на портале: { $link }
letter-office-message-subject = Дело № { $number }: сообщение заявителя
letter-office-message =
    Здравствуйте!

    По делу № { $number }, которое у вас, написал заявитель: { $link }
