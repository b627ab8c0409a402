procedure-liquidation = Ліквідацыя арганізацыі
procedure-liquidation-short = Паведаміце пра рашэнне ліквідаваць арганізацыю: адкрыецца ліквідацыя, крэдыторы ўбачаць паведамленне.
procedure-termination = Спыненне дзейнасці ІП
procedure-termination-short = Паведаміце, што спыняеце прадпрымальніцкую дзейнасць.
procedure-liquidation-stage = Наступны этап ліквідацыі
procedure-liquidation-stage-short = Прамежкавы баланс, выключэнне з рэгістра, падаўжэнне тэрміну, замена ліквідатара, адмена рашэння.
guide-liquidation-who = Арганізацыя, праз кіраўніка або прадстаўніка
guide-liquidation-deadline-note = Лічыцца з дня рашэння аб ліквідацыі.
guide-liquidation-lede = Вы паведамляеце рэгіструючаму органу, што прынята рашэнне аб ліквідацыі і хто яе вядзе. Пасля рашэння органа ў рэгістры з’явіцца стан «у працэсе ліквідацыі», крэдыторам апублікуюць паведамленне, а далей гэты сайт на кожным этапе паказвае, што трэба зрабіць і калі.
guide-liquidation-ready-1 = рашэнне аб ліквідацыі: дату, нумар, хто яго прыняў і парадак ліквідацыі
guide-liquidation-ready-2 = прозвішча, імя і імя па бацьку ліквідатара або старшыні ліквідацыйнай камісіі
guide-liquidation-ready-3 = тэрмін для патрабаванняў крэдытораў, адрас і тэлефон, па якіх іх прымаюць
guide-liquidation-after-1 = Спецыяліст праверыць паведамленне. Калі яго прымуць, паведамленне крэдыторам адразу з’явіцца на сайце.
guide-liquidation-after-2 = Ад імя арганізацыі пачне дзейнічаць ліквідатар: правы ранейшага кіраўніка на партале спыняцца.
guide-liquidation-after-3 = Калі скончыцца тэрмін для патрабаванняў, зацвердзіце прамежкавы баланс, разлічыцеся з крэдыторамі і падайце ліквідацыйны баланс.
guide-liquidation-after-4 = Падатковы орган, Фонд сацыяльнай абароны насельніцтва, мытня і архіў адкажуць проста тут. Пасля гэтага арганізацыю выключаць з рэгістра.
guide-liquidation-wrong-1 = Прызначаюць тэрмін для патрабаванняў менш за два месяцы.
guide-liquidation-wrong-2 = Падаюць ліквідацыйны баланс, не здаўшы дакументы на захоўванне ў архіў.
guide-liquidation-wrong-3 = Прапускаюць дзевяць месяцаў з дня рашэння. Тэрмін можна падоўжыць да дванаццаці, але толькі пакуль ён не скончыўся.
guide-termination-who = Індывідуальны прадпрымальнік
guide-termination-deadline-note = Лічыцца з дня рашэння.
guide-termination-lede = Вы паведамляеце, што спыняеце дзейнасць. Крэдыторам апублікуюць паведамленне, а калі скончыцца тэрмін для іх патрабаванняў, вы папросіце выключыць вас з рэгістра.
guide-termination-ready-1 = дату рашэння аб спыненні дзейнасці
guide-termination-ready-2 = тэрмін для патрабаванняў крэдытораў: не менш за два месяцы
guide-termination-ready-3 = адрас і тэлефон для патрабаванняў: іх убачаць усе, таму хатні ўказваць не абавязкова
guide-termination-after-1 = Калі паведамленне прымуць, крэдыторы адразу ўбачаць яго на сайце.
guide-termination-after-2 = Пакуль ідзе тэрмін, прымайце патрабаванні і разлічвайцеся.
guide-termination-after-3 = Потым папрасіце выключыць вас з рэгістра праз «Наступны этап ліквідацыі».
guide-termination-after-4 = Падатковы орган, Фонд сацыяльнай абароны насельніцтва, мытня і архіў адкажуць проста тут, і вас выключаць з рэгістра.
guide-termination-wrong-1 = Перастаюць працаваць і забываюць падаць паведамленне: абавязкі прадпрымальніка застаюцца.
guide-termination-wrong-2 = Просяць аб выключэнні раней, чым скончыўся тэрмін для патрабаванняў.
guide-termination-wrong-3 = Не здаюць апошнюю справаздачнасць у падатковы орган і фонд: тады яны пярэчаць.
guide-liquidation-stage-who = Ліквідатар, старшыня ліквідацыйнай камісіі або прадпрымальнік
guide-liquidation-stage-deadline-note = Залежыць ад этапу.
guide-liquidation-stage-lede = Тут падаюць усё, што ідзе пасля пачатку ліквідацыі. Што трэба цяпер і да якога дня, паказвае старонка ліквідацыі ў раздзеле «Мае заявы».
guide-liquidation-stage-ready-1 = рашэнне або баланс, які вы падаяце: дату, нумар і хто яго прыняў
guide-liquidation-stage-ready-2 = для прамежкавага балансу — колькасць і суму патрабаванняў крэдытораў
guide-liquidation-stage-ready-3 = для выключэння — разлікі з крэдыторамі завершаны, дакументы здадзены ў архіў
guide-liquidation-stage-after-1 = Вы адразу атрымаеце нумар і распіску ў PDF.
guide-liquidation-stage-after-2 = Калі вы просіце аб выключэнні, чатыры органы адразу атрымаюць пытанне. Пакуль яны адказваюць, тэрмін разгляду прыпынены.
guide-liquidation-stage-after-3 = Адказ кожнага органа вы ўбачыце на старонцы ліквідацыі.
guide-liquidation-stage-after-4 = Пасля рашэння рэгістр пакажа змяненне.
guide-liquidation-stage-wrong-1 = Падаюць прамежкавы баланс, пакуль яшчэ ідзе тэрмін для патрабаванняў.
guide-liquidation-stage-wrong-2 = Просяць аб падаўжэнні, калі тэрмін ужо скончыўся.
guide-liquidation-stage-wrong-3 = Забываюць паведаміць аб замене ліквідатара: да рашэння правы на партале застаюцца ў ранейшага.
ineligible-sole-proprietor-liquidation = Для індывідуальнага прадпрымальніка ёсць асобная паслуга: «Спыненне дзейнасці ІП».
ineligible-entity-termination = Гэта паслуга для прадпрымальнікаў. Для арганізацыі ёсць «Ліквідацыя арганізацыі».
ineligible-already-in-liquidation = Ліквідацыя ўжо ідзе. Баланс, выключэнне і іншыя этапы падаюць праз «Наступны этап ліквідацыі».
ineligible-proceeding-elsewhere = Гэтую ліквідацыю пачалі не на партале. Падайце дакументы ў рэгіструючы орган, які вядзе ўліковую справу.
ineligible-notice-undecided = Наступны этап можна падаць, калі гэтае паведамленне прымуць.
ineligible-not-in-liquidation = Ліквідацыя яшчэ не пачата. Пачніце яе праз «Ліквідацыя арганізацыі» або «Спыненне дзейнасці ІП».
step-liquidation-decision = Якое рашэнне прынята?
step-liquidation-liquidator = Хто вядзе ліквідацыю?
step-liquidation-claims = Як крэдыторы прад’явяць патрабаванні?
step-termination-decision = Калі вы вырашылі спыніць дзейнасць?
step-termination-claims = Як крэдыторы прад’явяць патрабаванні?
step-liquidation-stage-stage = Што вы падаяце?
step-liquidation-stage-basis = На падставе якога рашэння?
field-liquidation-order = Парадак і тэрміны ліквідацыі
field-liquidator-kind = Хто гэта
field-liquidator-name = Прозвішча, імя, імя па бацьку
field-liquidator-name-be = Прозвішча, імя, імя па бацьку па-беларуску
field-liquidator-name-be-optional = Прозвішча, імя, імя па бацьку па-беларуску, калі ведаеце
field-liquidator-email = Электронная пошта на партале
field-liquidator-email-optional = Электронная пошта, з якой ён зарэгістраваны на партале, калі ёсць
field-claims-months = Тэрмін для патрабаванняў, месяцаў
field-claims-address = Адрас для патрабаванняў
field-claims-phone = Тэлефон
field-claims-email = Электронная пошта для патрабаванняў
field-claims-email-optional = Электронная пошта для патрабаванняў, калі ёсць
field-stage = Што падаяце
field-claims-count = Колькі патрабаванняў прад’яўлена
field-claims-total = На якую суму, рублёў
field-settled = Разлікі з крэдыторамі
field-settled-statement = Разлікі з крэдыторамі завершаны
field-archived = Дакументы
field-archived-statement = Дакументы па асабовым складзе здадзены на захоўванне ў архіў або іх не было
field-extended = Да якога дня падоўжыць
field-extended-day = Падоўжыць да
hint-liquidation-order = Як сказана ў рашэнні: хто прымае патрабаванні, у якія тэрміны складаюць балансы
hint-liquidator-email = На гэты адрас пяройдуць правы дзейнічаць ад імя арганізацыі на партале. У рэгістры яго не будзе.
hint-claims-address = Напрыклад, 213010, г. Шклоў, вул. Ленінская, 10
hint-stage-decided-by = Напрыклад, агульны сход удзельнікаў; пры банкруцтве — суд
hint-stage-interim = Калі скончыўся тэрмін для патрабаванняў крэдытораў
hint-stage-final = Калі з крэдыторамі разлічыліся
hint-stage-extension = Адзін раз, не больш чым да дванаццаці месяцаў з дня рашэння
hint-stage-liquidator = Правы на партале пяройдуць да новага ліквідатара
hint-stage-withdrawal = Арганізацыя або прадпрымальнік працягне працаваць
hint-stage-bankruptcy = Калі маёмасці не хапае і суд распачаў справу
hint-claims-total = Напрыклад, 12 500,40
hint-claims-months = Не менш за { $least }. Тэрмін лічыцца з дня, калі апублікавана паведамленне.
claims-why = Гэтыя звесткі апублікуюць у паведамленні для крэдытораў: іх убачаць усе.
answer-liquidator-liquidator = Ліквідатар
answer-liquidator-commission = Старшыня ліквідацыйнай камісіі
answer-stage-interim = Прамежкавы ліквідацыйны баланс
answer-stage-final = Завяршэнне разлікаў і выключэнне з рэгістра
answer-stage-extension = Падаўжэнне тэрміну
answer-stage-liquidator = Замена ліквідатара
answer-stage-withdrawal = Адмена рашэння
answer-stage-bankruptcy = Пераход да банкруцтва
answer-settled-yes = Завершаны
answer-archived-yes = Здадзены ў архіў або не вяліся
document-liquidation-title = Паведамленне аб ліквідацыі
document-liquidation-new = Звесткі аб ліквідацыі
receipt-liquidation-then = Калі паведамленне прымуць, рэгістр пакажа ліквідацыю, крэдыторам апублікуюць паведамленне, а ад імя арганізацыі будзе дзейнічаць ліквідатар.
document-termination-title = Паведамленне аб спыненні дзейнасці
document-termination-new = Звесткі аб спыненні дзейнасці
receipt-termination-then = Калі паведамленне прымуць, рэгістр пакажа спыненне дзейнасці, а крэдыторам апублікуюць паведамленне.
document-liquidation-stage-title = Дакументы ліквідацыі
document-liquidation-stage-new = Што пададзена
receipt-liquidation-stage-then = Пасля рашэння вы ўбачыце на старонцы ліквідацыі, што трэба далей і да якога дня.
problem-liquidation-order-missing = Увядзіце парадак і тэрміны ліквідацыі з рашэння
problem-liquidator-kind-missing = Выберыце, ліквідатар гэта ці старшыня камісіі
problem-liquidator-name-missing = Увядзіце прозвішча, імя і імя па бацьку
problem-claims-months-missing = Увядзіце тэрмін для патрабаванняў крэдытораў у месяцах
problem-claims-months-form = Увядзіце колькасць месяцаў лічбамі, напрыклад 2
problem-claims-address-missing = Увядзіце адрас, па якім крэдыторы прад’явяць патрабаванні
problem-stage-missing = Выберыце, што вы падаяце
problem-stage-not-now = На гэтым этапе гэта падаць нельга. Што трэба цяпер, паказвае старонка ліквідацыі.
problem-stage-not-for-proprietor = Прадпрымальніку гэта не трэба: у яго няма ліквідатара і прамежкавага балансу
problem-stage-extended-before = Тэрмін ужо падаўжалі. Падоўжыць яго можна адзін раз.
problem-stage-no-proceeding = На партале няма адкрытай ліквідацыі: падайце дакументы ў рэгіструючы орган
problem-settled-missing = Пацвердзіце, што разлікі з крэдыторамі завершаны
problem-archived-missing = Пацвердзіце, што дакументы здадзены ў архіў або іх не было
problem-claims-count-missing = Увядзіце, колькі патрабаванняў прад’яўлена; калі ніводнага — 0
problem-claims-count-form = Увядзіце колькасць патрабаванняў лічбамі, напрыклад 3
problem-claims-total-missing = Увядзіце суму патрабаванняў; калі іх не было — 0
problem-claims-total-form = Увядзіце суму ў рублях, напрыклад 12 500,40
problem-extended-missing = Увядзіце дзень, да якога трэба падоўжыць тэрмін
problem-claims-months-few = Тэрмін для патрабаванняў не можа быць меншы за { $least } мес.
problem-claims-months-many = Тэрмін большы за { $most } мес. не пакіне часу на разлікі: уся ліквідацыя доўжыцца дзевяць месяцаў
problem-stage-creditors-term = Крэдыторы прад’яўляюць патрабаванні да { $until } уключна: падайце гэта пазней
problem-stage-term-over = Тэрмін скончыўся { $due }: падоўжыць яго можна было толькі раней
problem-stage-too-long = Падоўжыць можна не далей чым да { $most }
problem-stage-not-longer = Тэрмін і так доўжыцца да { $due }: укажыце больш позні дзень
problem-stage-before-decision = Ліквідацыя пачата рашэннем ад { $decided }: гэта рашэнне не можа быць раней
problem-stage-approved-early = Баланс зацвярджаюць пасля тэрміну для патрабаванняў крэдытораў, які доўжыцца да { $until } уключна
problem-winding-up-over = Па гэтым рашэнні ўсё трэба было скончыць да { $due } уключна: прыміце новае рашэнне
reason-claims-unsettled = Разлікі з крэдыторамі не завершаны
event-bodies-asked = Органам, якія пацвярджаюць выключэнне, адпраўлены запыты
case-event-bodies-asked = Органам, якія пацвярджаюць выключэнне, адпраўлены запыты
event-bodies-answered = Усе органы адказалі, тэрмін ідзе далей
case-event-bodies-answered = Усе органы адказалі, тэрмін ідзе далей
event-bodies-dropped = Запыты органам зняты, тэрмін ідзе далей
case-event-bodies-dropped = Запыты органам зняты, тэрмін ідзе далей
event-body-confirmed = Орган пацвердзіў: перашкод няма
case-event-body-confirmed = Орган пацвердзіў: перашкод няма
event-body-objected = Орган запярэчыў
case-event-body-objected = Орган запярэчыў
proceeding-title-legal-entity = Ліквідацыя
proceeding-title-sole-proprietor = Спыненне дзейнасці
proceeding-stage-claims = Прыём патрабаванняў крэдытораў
proceeding-stage-settlement = Разлікі з крэдыторамі
proceeding-stage-confirmations = Адказы органаў
proceeding-stage-excluded = Выключэнне з рэгістра
proceeding-stage-withdrawn = Рашэнне адменена
proceeding-stage-bankrupt = Банкруцтва
proceeding-next = Што далей
proceeding-next-published = Паведамленне для крэдытораў.
proceeding-next-claims = Прымайце патрабаванні крэдытораў.
proceeding-next-interim = Зацвердзіце прамежкавы ліквідацыйны баланс і падайце яго.
proceeding-next-request = Завяршыце разлікі, здайце дакументы ў архіў і папрасіце аб выключэнні з рэгістра.
proceeding-next-answers = Ад вас нічога не патрабуецца: адказваюць органы. Калі хтосьці запярэчыць, прычына з’явіцца ніжэй.
proceeding-next-exclusion = Усе органы адказалі: рашэнне прымае рэгіструючы орган.
proceeding-until = Тэрмін: да { $date }
proceeding-limit = Уся працэдура павінна завяршыцца не пазней за { $date }
proceeding-limit-passed = Тэрмін усёй працэдуры скончыўся { $date }
proceeding-file-next = Падаць наступны этап
proceeding-way = Увесь шлях
proceeding-passage-published = Паведамленне апублікавана
proceeding-passage-claims = Тэрмін для патрабаванняў крэдытораў
proceeding-passage-interim = Прамежкавы баланс
proceeding-passage-request = Просьба аб выключэнні
proceeding-passage-answers = Адказы органаў
proceeding-passage-exclusion = Выключэнне з рэгістра
proceeding-about-published = Яго бачаць усе на партале.
proceeding-about-claims = Тэрмін лічыцца ў месяцах з дня публікацыі; калі апошні дзень непрацоўны, ён пераносіцца на працоўны.
proceeding-about-interim = Падаюць пасля таго, як скончыўся тэрмін для патрабаванняў.
proceeding-about-request = Разам з ліквідацыйным балансам, калі ён патрэбны.
proceeding-about-answers = Падатковы орган, Фонд сацыяльнай абароны насельніцтва, мытня, архіў.
proceeding-about-exclusion = Тэрмін лічыцца ў месяцах з дня рашэння.
proceeding-day-published = { $date }
proceeding-day-claims = да { $date }
proceeding-day-exclusion = не пазней за { $date }
proceeding-state-done = Завершана
proceeding-state-current = Цяпер
proceeding-state-ahead = Наперадзе
proceeding-days = Тэрміны
proceeding-decided = Дзень рашэння
proceeding-published = Паведамленне апублікавана
proceeding-claims-until = Патрабаванні прымаюць да
proceeding-due = Завяршыць да
proceeding-due-at-most = Можна падоўжыць да
proceeding-claims-where = Куды прад’яўляюць патрабаванні
proceeding-bodies = Што адказалі органы
proceeding-application = Адкрыць заяву
proceeding-event-opened = Паведамленне прынята і апублікавана
proceeding-event-interim-approved = Прамежкавы баланс прыняты
proceeding-event-exclusion-asked = Пададзена просьба аб выключэнні, органы спыталі
proceeding-event-body-confirmed = Орган пацвердзіў
proceeding-event-body-objected = Орган запярэчыў
proceeding-event-exclusion-dropped = Просьба аб выключэнні знята
proceeding-event-excluded = Выключэнне з рэгістра
proceeding-event-extended = Тэрмін падоўжаны
proceeding-event-liquidator-replaced = Ліквідатар заменены
proceeding-event-decision-withdrawn = Рашэнне адменена
proceeding-event-bankruptcy-opened = Пачата банкруцтва
proceeding-event-ended-in-register = Скончана: стан у рэгістры змяніў іншы орган
body-tax = Падатковы орган
body-social-fund = Фонд сацыяльнай абароны насельніцтва
body-customs = Мытны орган
body-archive = Архіў
body-answer-waiting = Чакаем адказу
body-answer-confirmed = Перашкод няма
body-answer-objected = Пярэчыць
body-reason = Прычына
body-column = Орган
body-column-answer = Адказ
body-column-day = Дзень адказу або тэрмін
tasks-title = Запыты аб выключэнні
tasks-lede = Арганізацыі і прадпрымальнікі просяць выключыць іх з рэгістра. Адкажыце, ці ёсць у вашага органа перашкоды.
tasks-none = Адказаў ніхто не чакае
tasks-none-what = Новы запыт з’явіцца тут, і вам прыйдзе ліст.
tasks-waiting = Чакаюць адказу
tasks-answered = Адказана
tasks-asked = Спыталі
tasks-due = Адказаць да
tasks-late = { $date }, тэрмін скончыўся
task-office = Рэгіструючы орган
task-question-tax = Ці ёсць запазычанасць перад бюджэтам?
task-question-social-fund = Ці ёсць запазычанасць перад фондам?
task-question-customs = Ці ёсць абавязацельствы перад мытняй?
task-question-archive = Ці прыняты дакументы на захоўванне?
task-confirm = Перашкод няма
task-confirm-tax = Запазычанасці няма
task-confirm-social-fund = Запазычанасці няма
task-confirm-customs = Абавязацельстваў няма
task-confirm-archive = Дакументы прыняты або не вяліся
task-object = Ёсць перашкоды
task-reason = У чым яны
task-reason-hint = Заяўнік убачыць гэтыя словы. Напішыце, што трэба зрабіць.
task-reason-missing = Напішыце, што перашкаджае выключэнню
task-answer-missing = Выберыце адказ
task-final = Пацвярджэнне адклікаць нельга. Пярэчанне пазней можна зняць.
task-send = Адказаць
task-back = Да спіса запытаў
task-settled = Адказ дадзены. Змяніць яго нельга.
task-over = Адказ больш не патрэбны: просьбу аб выключэнні знялі або працэдура завершана.
failure-task-changed-title = На запыт ужо адказалі
failure-task-changed = Пакуль старонка была адкрыта, на гэты запыт адказалі, таму ваш адказ не запісаны. Адкрыйце запыт яшчэ раз і паглядзіце, які адказ дадзены.
nav-tasks = Запыты
home-tasks = Запыты, якія чакаюць адказу
notices-title = Паведамленні аб ліквідацыі
notices-lede = Хто ліквідуецца або спыняе дзейнасць і да якога дня крэдыторы могуць прад’явіць патрабаванні.
notices-company = Хто
notices-published = Апублікавана
notices-claims-until = Патрабаванні да
notices-claims = Куды звяртацца
notices-claims-over = Тэрмін для патрабаванняў скончыўся
notices-none = Такіх паведамленняў няма
notices-none-what = Тут толькі ліквідацыі, пачатыя на гэтым партале.
notices-none-check = Праверце назву або УНП.
notices-found = Паведамленняў: { $count }
notices-feed = Стужка паведамленняў (Atom)
notices-all = Усе паведамленні аб ліквідацыі
notice-legal-entity = Арганізацыя ліквідуецца
notice-sole-proprietor = Прадпрымальнік спыняе дзейнасць
notice-claims = Паведамленне апублікавана { $published } Крэдыторы могуць прад’явіць патрабаванні да { $until }
notice-claims-over = Паведамленне апублікавана { $published } Тэрмін для патрабаванняў крэдытораў скончыўся { $until }
notice-where = Куды звяртацца: { $where }
finding-claims-over = Тэрмін для патрабаванняў крэдытораў скончыўся { $date }
finding-claims-running = Тэрмін для патрабаванняў крэдытораў доўжыцца да { $date }
finding-limit-kept = Пададзена ў межах тэрміну ўсёй працэдуры: да { $date }
finding-limit-passed = Тэрмін усёй працэдуры скончыўся { $date }
finding-body-confirmed = { $body }: перашкод няма.
finding-body-waiting = { $body }: адказу яшчэ няма.
finding-body-objected = { $body } пярэчыць. { $reason }
finding-bodies-missing = Не пацвердзілі: { $bodies }
decide-accept-standing = Стан у рэгістры зменіцца: { $standing }.
decide-accept-notice = Сёння апублікуюць паведамленне для крэдытораў з тэрмінам { $months } мес.
decide-accept-extended = Тэрмін усёй працэдуры падоўжыцца да { $date }
decide-accept-interim = Пачнуцца разлікі з крэдыторамі.
applications-proceedings = Ліквідацыі
status-see-proceeding = Што далей і калі: старонка ліквідацыі
account-role-tax = Супрацоўнік падатковага органа
account-role-social-fund = Супрацоўнік Фонду сацыяльнай абароны насельніцтва
account-role-customs = Супрацоўнік мытні
account-role-archive = Супрацоўнік архіва
demo-account-marina = Супрацоўнік падатковага органа: адказвае перад выключэннем з рэгістра.
demo-account-pavel = Супрацоўнік Фонду сацыяльнай абароны насельніцтва: адказвае перад выключэннем з рэгістра.
demo-account-olga = Супрацоўнік мытні: адказвае перад выключэннем з рэгістра.
demo-account-igor = Супрацоўнік архіва: адказвае перад выключэннем з рэгістра.
register-event-990021 = Зацверджаны прамежкавы ліквідацыйны баланс
register-event-990022 = Тэрмін ліквідацыі або спынення дзейнасці падоўжаны
register-event-990023 = Ліквідатар заменены
register-event-990024 = Рашэнне аб ліквідацыі або спыненні дзейнасці адменена
guide-fee-whole =
    { $values ->
        [one] { $values } базавая велічыня
        [few] { $values } базавыя велічыні
       *[other] { $values } базавых велічынь
    }
letter-bodies-answered-subject = Паведамленне № { $number }: органы адказалі
letter-bodies-answered =
    Вітаем!

    { $company }: { $procedure }, № { $number }.

    Усе органы адказалі, перашкод няма. Разглядае: { $office }.
    Рашэнне не пазней за: { $due }

    Падрабязней: { $link }

    Партал «Акно»
letter-body-objected-subject = Паведамленне № { $number }: ёсць пярэчанне
letter-body-objected =
    Вітаем!

    { $company }: { $procedure }, № { $number }.

    Адзін з органаў пярэчыць супраць выключэння з рэгістра. Калі прычына будзе ліквідавана, ён зможа адказаць зноў.

    Хто пярэчыць і чаму: { $link }

    Партал «Акно»
letter-body-asked-subject = Выключэнне з рэгістра: { $company }
letter-body-asked =
    Вітаем!

    { $company }, УНП { $unp }, просіць выключыць з рэгістра. Ці ёсць у вашага органа перашкоды?

    Адкажыце не пазней за: { $due }

    Адказаць: { $link }

    Партал «Акно»
