procedure-liquidation = Ликвидация организации
procedure-liquidation-short = Сообщите о решении ликвидировать организацию: откроется ликвидация, кредиторы увидят уведомление.
procedure-termination = Прекращение деятельности ИП
procedure-termination-short = Сообщите, что прекращаете предпринимательскую деятельность.
procedure-liquidation-stage = Следующий этап ликвидации
procedure-liquidation-stage-short = Промежуточный баланс, исключение из регистра, продление срока, замена ликвидатора, отмена решения.
guide-liquidation-who = Организация, через руководителя или представителя
guide-liquidation-deadline-note = Считается со дня решения о ликвидации.
guide-liquidation-lede = Вы сообщаете регистрирующему органу, что принято решение о ликвидации и кто её ведёт. После решения органа в регистре появится состояние «в процессе ликвидации», кредиторам опубликуют уведомление, а дальше этот сайт на каждом этапе показывает, что нужно сделать и когда.
guide-liquidation-ready-1 = решение о ликвидации: дату, номер, кто его принял и порядок ликвидации
guide-liquidation-ready-2 = фамилию, имя и отчество ликвидатора или председателя ликвидационной комиссии
guide-liquidation-ready-3 = срок для требований кредиторов, адрес и телефон, по которым их принимают
guide-liquidation-after-1 = Специалист проверит уведомление. Когда его примут, уведомление кредиторам сразу появится на сайте.
guide-liquidation-after-2 = От имени организации начнёт действовать ликвидатор: права прежнего руководителя на портале прекратятся.
guide-liquidation-after-3 = Когда истечёт срок для требований, утвердите промежуточный баланс, рассчитайтесь с кредиторами и подайте ликвидационный баланс.
guide-liquidation-after-4 = Налоговый орган, Фонд социальной защиты населения, таможня и архив ответят прямо здесь. После этого организацию исключат из регистра.
guide-liquidation-wrong-1 = Назначают срок для требований меньше двух месяцев.
guide-liquidation-wrong-2 = Подают ликвидационный баланс, не сдав документы на хранение в архив.
guide-liquidation-wrong-3 = Пропускают девять месяцев со дня решения. Срок можно продлить до двенадцати, но только пока он не истёк.
guide-termination-who = Индивидуальный предприниматель
guide-termination-deadline-note = Считается со дня решения.
guide-termination-lede = Вы сообщаете, что прекращаете деятельность. Кредиторам опубликуют уведомление, а когда истечёт срок для их требований, вы попросите исключить вас из регистра.
guide-termination-ready-1 = дату решения о прекращении деятельности
guide-termination-ready-2 = срок для требований кредиторов: не меньше двух месяцев
guide-termination-ready-3 = адрес и телефон для требований: их увидят все, поэтому домашний указывать не обязательно
guide-termination-after-1 = Когда уведомление примут, кредиторы сразу увидят его на сайте.
guide-termination-after-2 = Пока идёт срок, принимайте требования и рассчитывайтесь.
guide-termination-after-3 = Потом попросите исключить вас из регистра через «Следующий этап ликвидации».
guide-termination-after-4 = Налоговый орган, Фонд социальной защиты населения, таможня и архив ответят прямо здесь, и вас исключат из регистра.
guide-termination-wrong-1 = Перестают работать и забывают подать уведомление: обязанности предпринимателя остаются.
guide-termination-wrong-2 = Просят об исключении раньше, чем истёк срок для требований.
guide-termination-wrong-3 = Не сдают последнюю отчётность в налоговый орган и фонд: тогда они возражают.
guide-liquidation-stage-who = Ликвидатор, председатель ликвидационной комиссии или предприниматель
guide-liquidation-stage-deadline-note = Зависит от этапа.
guide-liquidation-stage-lede = Здесь подают всё, что следует за началом ликвидации. Что нужно сейчас и до какого дня, показывает страница ликвидации в разделе «Мои заявления».
guide-liquidation-stage-ready-1 = решение или баланс, который вы подаёте: дату, номер и кто его принял
guide-liquidation-stage-ready-2 = для промежуточного баланса — число и сумму требований кредиторов
guide-liquidation-stage-ready-3 = для исключения — расчёты с кредиторами завершены, документы сданы в архив
guide-liquidation-stage-after-1 = Вы сразу получите номер и расписку в PDF.
guide-liquidation-stage-after-2 = Если вы просите об исключении, четыре органа сразу получат вопрос. Пока они отвечают, срок рассмотрения приостановлен.
guide-liquidation-stage-after-3 = Ответ каждого органа вы увидите на странице ликвидации.
guide-liquidation-stage-after-4 = После решения регистр покажет изменение.
guide-liquidation-stage-wrong-1 = Подают промежуточный баланс, пока ещё идёт срок для требований.
guide-liquidation-stage-wrong-2 = Просят о продлении, когда срок уже истёк.
guide-liquidation-stage-wrong-3 = Забывают сообщить о замене ликвидатора: до решения права на портале остаются у прежнего.
ineligible-sole-proprietor-liquidation = Для индивидуального предпринимателя есть отдельная услуга: «Прекращение деятельности ИП».
ineligible-entity-termination = Это услуга для предпринимателей. Для организации есть «Ликвидация организации».
ineligible-already-in-liquidation = Ликвидация уже идёт. Баланс, исключение и другие этапы подают через «Следующий этап ликвидации».
ineligible-proceeding-elsewhere = Эту ликвидацию начали не на портале. Подайте документы в регистрирующий орган, который ведёт учётное дело.
ineligible-notice-undecided = Следующий этап можно подать, когда это уведомление примут.
ineligible-not-in-liquidation = Ликвидация ещё не начата. Начните её через «Ликвидация организации» или «Прекращение деятельности ИП».
step-liquidation-decision = Какое решение принято?
step-liquidation-liquidator = Кто ведёт ликвидацию?
step-liquidation-claims = Как кредиторы предъявят требования?
step-termination-decision = Когда вы решили прекратить деятельность?
step-termination-claims = Как кредиторы предъявят требования?
step-liquidation-stage-stage = Что вы подаёте?
step-liquidation-stage-basis = На основании какого решения?
field-liquidation-order = Порядок и сроки ликвидации
field-liquidator-kind = Кто это
field-liquidator-name = Фамилия, имя, отчество
field-liquidator-name-be = Фамилия, имя, отчество по-белорусски
field-liquidator-name-be-optional = Фамилия, имя, отчество по-белорусски, если знаете
field-liquidator-email = Электронная почта на портале
field-liquidator-email-optional = Электронная почта, с которой он зарегистрирован на портале, если есть
field-claims-months = Срок для требований, месяцев
field-claims-address = Адрес для требований
field-claims-phone = Телефон
field-claims-email = Электронная почта для требований
field-claims-email-optional = Электронная почта для требований, если есть
field-stage = Что подаёте
field-claims-count = Сколько требований предъявлено
field-claims-total = На какую сумму, рублей
field-settled = Расчёты с кредиторами
field-settled-statement = Расчёты с кредиторами завершены
field-archived = Документы
field-archived-statement = Документы по личному составу сданы на хранение в архив или их не было
field-extended = До какого дня продлить
field-extended-day = Продлить до
hint-liquidation-order = Как сказано в решении: кто принимает требования, в какие сроки составляют балансы
hint-liquidator-email = На этот адрес перейдут права действовать от имени организации на портале. В регистре его не будет.
hint-claims-address = Например, 213010, г. Шклов, ул. Ленинская, 10
hint-stage-decided-by = Например, общее собрание участников; при банкротстве — суд
hint-stage-interim = Когда истёк срок для требований кредиторов
hint-stage-final = Когда с кредиторами рассчитались
hint-stage-extension = Один раз, не больше чем до двенадцати месяцев со дня решения
hint-stage-liquidator = Права на портале перейдут к новому ликвидатору
hint-stage-withdrawal = Организация или предприниматель продолжит работать
hint-stage-bankruptcy = Если имущества не хватает и суд возбудил дело
hint-claims-total = Например, 12 500,40
hint-claims-months = Не меньше { $least }. Срок считается со дня, когда опубликовано уведомление.
claims-why = Эти данные опубликуют в уведомлении для кредиторов: их увидят все.
answer-liquidator-liquidator = Ликвидатор
answer-liquidator-commission = Председатель ликвидационной комиссии
answer-stage-interim = Промежуточный ликвидационный баланс
answer-stage-final = Завершение расчётов и исключение из регистра
answer-stage-extension = Продление срока
answer-stage-liquidator = Замена ликвидатора
answer-stage-withdrawal = Отмена решения
answer-stage-bankruptcy = Переход к банкротству
answer-settled-yes = Завершены
answer-archived-yes = Сданы в архив или не велись
document-liquidation-title = Уведомление о ликвидации
document-liquidation-new = Сведения о ликвидации
receipt-liquidation-then = Когда уведомление примут, регистр покажет ликвидацию, кредиторам опубликуют уведомление, а от имени организации будет действовать ликвидатор.
document-termination-title = Уведомление о прекращении деятельности
document-termination-new = Сведения о прекращении деятельности
receipt-termination-then = Когда уведомление примут, регистр покажет прекращение деятельности, а кредиторам опубликуют уведомление.
document-liquidation-stage-title = Документы ликвидации
document-liquidation-stage-new = Что подано
receipt-liquidation-stage-then = После решения вы увидите на странице ликвидации, что нужно дальше и до какого дня.
problem-liquidation-order-missing = Введите порядок и сроки ликвидации из решения
problem-liquidator-kind-missing = Выберите, ликвидатор это или председатель комиссии
problem-liquidator-name-missing = Введите фамилию, имя и отчество
problem-claims-months-missing = Введите срок для требований кредиторов в месяцах
problem-claims-months-form = Введите число месяцев цифрами, например 2
problem-claims-address-missing = Введите адрес, по которому кредиторы предъявят требования
problem-stage-missing = Выберите, что вы подаёте
problem-stage-not-now = На этом этапе это подать нельзя. Что нужно сейчас, показывает страница ликвидации.
problem-stage-not-for-proprietor = Предпринимателю это не нужно: у него нет ликвидатора и промежуточного баланса
problem-stage-extended-before = Срок уже продлевали. Продлить его можно один раз.
problem-stage-no-proceeding = На портале нет открытой ликвидации: подайте документы в регистрирующий орган
problem-settled-missing = Подтвердите, что расчёты с кредиторами завершены
problem-archived-missing = Подтвердите, что документы сданы в архив или их не было
problem-claims-count-missing = Введите, сколько требований предъявлено; если ни одного — 0
problem-claims-count-form = Введите число требований цифрами, например 3
problem-claims-total-missing = Введите сумму требований; если их не было — 0
problem-claims-total-form = Введите сумму в рублях, например 12 500,40
problem-extended-missing = Введите день, до которого нужно продлить срок
problem-claims-months-few = Срок для требований не может быть меньше { $least } мес.
problem-claims-months-many = Срок больше { $most } мес. не оставит времени на расчёты: вся ликвидация длится девять месяцев
problem-stage-creditors-term = Кредиторы предъявляют требования до { $until } включительно: подайте это позже
problem-stage-term-over = Срок истёк { $due }: продлить его можно было только раньше
problem-stage-too-long = Продлить можно не дальше чем до { $most }
problem-stage-not-longer = Срок и так длится до { $due }: укажите более поздний день
problem-stage-before-decision = Ликвидация начата решением от { $decided }: это решение не может быть раньше
problem-stage-approved-early = Баланс утверждают после срока для требований кредиторов, который длится до { $until } включительно
problem-winding-up-over = По этому решению всё нужно было завершить до { $due } включительно: примите новое решение
reason-claims-unsettled = Расчёты с кредиторами не завершены
event-bodies-asked = Органам, которые подтверждают исключение, отправлены запросы
case-event-bodies-asked = Органам, которые подтверждают исключение, отправлены запросы
event-bodies-answered = Все органы ответили, срок идёт дальше
case-event-bodies-answered = Все органы ответили, срок идёт дальше
event-bodies-dropped = Запросы органам сняты, срок идёт дальше
case-event-bodies-dropped = Запросы органам сняты, срок идёт дальше
event-body-confirmed = Орган подтвердил: препятствий нет
case-event-body-confirmed = Орган подтвердил: препятствий нет
event-body-objected = Орган возразил
case-event-body-objected = Орган возразил
proceeding-title-legal-entity = Ликвидация
proceeding-title-sole-proprietor = Прекращение деятельности
proceeding-stage-claims = Приём требований кредиторов
proceeding-stage-settlement = Расчёты с кредиторами
proceeding-stage-confirmations = Ответы органов
proceeding-stage-excluded = Исключение из регистра
proceeding-stage-withdrawn = Решение отменено
proceeding-stage-bankrupt = Банкротство
proceeding-next = Что дальше
proceeding-next-published = Уведомление для кредиторов.
proceeding-next-claims = Принимайте требования кредиторов.
proceeding-next-interim = Утвердите промежуточный ликвидационный баланс и подайте его.
proceeding-next-request = Завершите расчёты, сдайте документы в архив и попросите об исключении из регистра.
proceeding-next-answers = От вас ничего не требуется: отвечают органы. Если кто-то возразит, причина появится ниже.
proceeding-next-exclusion = Все органы ответили: решение принимает регистрирующий орган.
proceeding-until = Срок: до { $date }
proceeding-limit = Вся процедура должна завершиться не позднее { $date }
proceeding-limit-passed = Срок всей процедуры истёк { $date }
proceeding-file-next = Подать следующий этап
proceeding-way = Весь путь
proceeding-passage-published = Уведомление опубликовано
proceeding-passage-claims = Срок для требований кредиторов
proceeding-passage-interim = Промежуточный баланс
proceeding-passage-request = Просьба об исключении
proceeding-passage-answers = Ответы органов
proceeding-passage-exclusion = Исключение из регистра
proceeding-about-published = Его видят все на портале.
proceeding-about-claims = Срок считается в месяцах со дня публикации; если последний день нерабочий, он переносится на рабочий.
proceeding-about-interim = Подают после того, как истёк срок для требований.
proceeding-about-request = Вместе с ликвидационным балансом, если он нужен.
proceeding-about-answers = Налоговый орган, Фонд социальной защиты населения, таможня, архив.
proceeding-about-exclusion = Срок считается в месяцах со дня решения.
proceeding-day-published = { $date }
proceeding-day-claims = до { $date }
proceeding-day-exclusion = не позднее { $date }
proceeding-state-done = Завершено
proceeding-state-current = Сейчас
proceeding-state-ahead = Впереди
proceeding-days = Сроки
proceeding-decided = День решения
proceeding-published = Уведомление опубликовано
proceeding-claims-until = Требования принимают до
proceeding-due = Завершить до
proceeding-due-at-most = Можно продлить до
proceeding-claims-where = Куда предъявляют требования
proceeding-bodies = Что ответили органы
proceeding-application = Открыть заявление
proceeding-event-opened = Уведомление принято и опубликовано
proceeding-event-interim-approved = Промежуточный баланс принят
proceeding-event-exclusion-asked = Подана просьба об исключении, органы спросили
proceeding-event-body-confirmed = Орган подтвердил
proceeding-event-body-objected = Орган возразил
proceeding-event-exclusion-dropped = Просьба об исключении снята
proceeding-event-excluded = Исключение из регистра
proceeding-event-extended = Срок продлён
proceeding-event-liquidator-replaced = Ликвидатор заменён
proceeding-event-decision-withdrawn = Решение отменено
proceeding-event-bankruptcy-opened = Начато банкротство
proceeding-event-ended-in-register = Окончено: состояние в регистре изменил другой орган
body-tax = Налоговый орган
body-social-fund = Фонд социальной защиты населения
body-customs = Таможенный орган
body-archive = Архив
body-answer-waiting = Ждём ответа
body-answer-confirmed = Препятствий нет
body-answer-objected = Возражает
body-reason = Причина
body-column = Орган
body-column-answer = Ответ
body-column-day = День ответа или срок
tasks-title = Запросы об исключении
tasks-lede = Организации и предприниматели просят исключить их из регистра. Ответьте, есть ли у вашего органа препятствия.
tasks-none = Ответов никто не ждёт
tasks-none-what = Новый запрос появится здесь, и вам придёт письмо.
tasks-waiting = Ждут ответа
tasks-answered = Отвечено
tasks-asked = Спросили
tasks-due = Ответить до
tasks-late = { $date }, срок истёк
task-office = Регистрирующий орган
task-question-tax = Есть ли задолженность перед бюджетом?
task-question-social-fund = Есть ли задолженность перед фондом?
task-question-customs = Есть ли обязательства перед таможней?
task-question-archive = Приняты ли документы на хранение?
task-confirm = Препятствий нет
task-confirm-tax = Задолженности нет
task-confirm-social-fund = Задолженности нет
task-confirm-customs = Обязательств нет
task-confirm-archive = Документы приняты или не велись
task-object = Есть препятствия
task-reason = В чём они
task-reason-hint = Заявитель увидит эти слова. Напишите, что нужно сделать.
task-reason-missing = Напишите, что мешает исключению
task-answer-missing = Выберите ответ
task-final = Подтверждение отозвать нельзя. Возражение позже можно снять.
task-send = Ответить
task-back = К списку запросов
task-settled = Ответ дан. Изменить его нельзя.
task-over = Ответ больше не нужен: просьбу об исключении сняли или процедура завершена.
failure-task-changed-title = На запрос уже ответили
failure-task-changed = Пока страница была открыта, на этот запрос ответили, поэтому ваш ответ не записан. Откройте запрос ещё раз и посмотрите, какой ответ дан.
nav-tasks = Запросы
home-tasks = Запросы, которые ждут ответа
notices-title = Уведомления о ликвидации
notices-lede = Кто ликвидируется или прекращает деятельность и до какого дня кредиторы могут предъявить требования.
notices-company = Кто
notices-published = Опубликовано
notices-claims-until = Требования до
notices-claims = Куда обращаться
notices-claims-over = Срок для требований истёк
notices-none = Таких уведомлений нет
notices-none-what = Здесь только ликвидации, начатые на этом портале.
notices-none-check = Проверьте название или УНП.
notices-found = Уведомлений: { $count }
notices-feed = Лента уведомлений (Atom)
notices-all = Все уведомления о ликвидации
notice-legal-entity = Организация ликвидируется
notice-sole-proprietor = Предприниматель прекращает деятельность
notice-claims = Уведомление опубликовано { $published } Кредиторы могут предъявить требования до { $until }
notice-claims-over = Уведомление опубликовано { $published } Срок для требований кредиторов истёк { $until }
notice-where = Куда обращаться: { $where }
finding-claims-over = Срок для требований кредиторов истёк { $date }
finding-claims-running = Срок для требований кредиторов длится до { $date }
finding-limit-kept = Подано в пределах срока всей процедуры: до { $date }
finding-limit-passed = Срок всей процедуры истёк { $date }
finding-body-confirmed = { $body }: препятствий нет.
finding-body-waiting = { $body }: ответа ещё нет.
finding-body-objected = { $body } возражает. { $reason }
finding-bodies-missing = Не подтвердили: { $bodies }
decide-accept-standing = Состояние в регистре изменится: { $standing }.
decide-accept-notice = Сегодня опубликуют уведомление для кредиторов со сроком { $months } мес.
decide-accept-extended = Срок всей процедуры продлится до { $date }
decide-accept-interim = Начнутся расчёты с кредиторами.
applications-proceedings = Ликвидации
status-see-proceeding = Что дальше и когда: страница ликвидации
account-role-tax = Сотрудник налогового органа
account-role-social-fund = Сотрудник Фонда социальной защиты населения
account-role-customs = Сотрудник таможни
account-role-archive = Сотрудник архива
demo-account-marina = Сотрудник налогового органа: отвечает перед исключением из регистра.
demo-account-pavel = Сотрудник Фонда социальной защиты населения: отвечает перед исключением из регистра.
demo-account-olga = Сотрудник таможни: отвечает перед исключением из регистра.
demo-account-igor = Сотрудник архива: отвечает перед исключением из регистра.
register-event-990021 = Утверждён промежуточный ликвидационный баланс
register-event-990022 = Срок ликвидации или прекращения деятельности продлён
register-event-990023 = Ликвидатор заменён
register-event-990024 = Решение о ликвидации или прекращении деятельности отменено
guide-fee-whole =
    { $values ->
        [one] { $values } базовая величина
        [few] { $values } базовые величины
       *[other] { $values } базовых величин
    }
letter-bodies-answered-subject = Уведомление № { $number }: органы ответили
letter-bodies-answered =
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    Все органы ответили, препятствий нет. Рассматривает: { $office }.
    Решение не позднее: { $due }

    Подробнее: { $link }

    Портал «Акно»
letter-body-objected-subject = Уведомление № { $number }: есть возражение
letter-body-objected =
    Здравствуйте!

    { $company }: { $procedure }, № { $number }.

    Один из органов возражает против исключения из регистра. Когда причина будет устранена, он сможет ответить снова.

    Кто возражает и почему: { $link }

    Портал «Акно»
letter-body-asked-subject = Исключение из регистра: { $company }
letter-body-asked =
    Здравствуйте!

    { $company }, УНП { $unp }, просит исключить из регистра. Есть ли у вашего органа препятствия?

    Ответьте не позднее: { $due }

    Ответить: { $link }

    Портал «Акно»
