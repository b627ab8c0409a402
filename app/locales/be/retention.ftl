# Тэрміны захоўвання
retention-title = Тэрміны захоўвання даных
retention-title-about = Па відах даных, з актам і ніжняй мяжой; блізкае выдаленне можна спыніць.
retention-lede = Калі тэрмін захоўвання скончыўся, партал выдаляе даныя сам. Пра важныя даныя ён папярэджвае за 14 дзён; за гэты час выдаленне можна спыніць.
retention-never = Запісы рэгістра, рашэнні і пададзеныя заявы тут не выдаляюцца ніколі. У дадатку выдаляецца змест; імя і кантрольная сума, на якія спасылаюцца распіскі і подпісы, застаюцца.
retention-what = Даныя
retention-kept = Тэрмін захоўвання
retention-least = Найменшы тэрмін
retention-basis = Падстава
retention-basis-act = акт
retention-basis-own = налада партала
retention-cases = Справы, з якіх нешта выдаліцца, першыя 50
retention-pieces = Колькі
retention-how = Як выдаляецца
retention-warned = пасля папярэджання
retention-unwarned = аўтаматычна
retention-for-good = бестэрмінова
retention-days = { $days ->
    [one] { $days } дзень
    [few] { $days } дні
   *[other] { $days } дзён
  }
retention-years = { $years ->
    [one] { $years } год
    [few] { $years } гады
   *[other] { $years } гадоў
  }
retention-hours = { $hours ->
    [one] { $hours } гадзіна
    [few] { $hours } гадзіны
   *[other] { $hours } гадзін
  }
retention-unit = Лічыць у
retention-unit-days = днях
retention-unit-hours = гадзінах
retention-stay = Захоўваць бестэрмінова
retention-kind-drafts = Чарнавікі, якія ніхто не мяняе
retention-kind-exports = Замоўленыя файлы са спісамі спраў
retention-kind-batches = Адказы пра многія суб’екты адразу
retention-kind-links = Спасылкі з лістоў пасля іх тэрміну
retention-kind-failures = Лічыльнікі няправільных пароляў
retention-kind-presences = Адзнакі, хто адкрыў справу
retention-kind-mails = Адпраўленыя лісты
retention-kind-audit = Журнал дзеянняў
retention-kind-papers = Дадаткі да спраў з адмовай, пакінутых без разгляду і адкліканых
retention-kind-accepted-papers = Дадаткі да прынятых спраў выключаных з рэгістра
retention-kind-notes = Нататкі органаў пра вырашаныя справы
retention-kind-experts = Паштовыя адрасы тых, у каго прасілі заключэнне, у вырашаных справах
retention-kind-barred = Асобы з забаронай кіраваць — пасля заканчэння забароны
retention-kind-absences = Адсутнасці, якія прайшлі
retention-law-drafts = Уласная налада партала, акт не знойдзены: не менш за 30 дзён, каб папярэдзіць уладальніка за два тыдні.
retention-law-exports = Уласная налада партала, акт не знойдзены: не менш за суткі.
retention-law-batches = Уласная налада партала, акт не знойдзены: не менш за гадзіну.
retention-law-links = Уласная налада партала, акт не знойдзены: не менш за суткі.
retention-law-failures = Уласная налада партала, акт не знойдзены: не менш за суткі, каб падбор пароля заставаўся павольным.
retention-law-presences = Уласная налада партала, акт не знойдзены: не менш за гадзіну.
retention-law-mails = Перапіска органа: не менш за тры гады (пастанова Міністэрства юстыцыі ад 24.05.2012 № 140, пералік тыпавых дакументаў; з дзейнай рэдакцыяй не зверана).
retention-law-audit = Запісы пра тое, хто што рабіў: не менш за пяць гадоў (пастанова Міністэрства юстыцыі ад 24.05.2012 № 140; з дзейнай рэдакцыяй не зверана).
retention-law-papers = Уласная налада партала, акт не знойдзены: не менш за тры гады пасля заканчэння справы. Калі справа адкрыта зноў, тэрмін ідзе ад наступнага рашэння.
retention-law-accepted-papers = Уласная налада партала, акт не знойдзены: не менш за дзесяць гадоў пасля выключэння з рэгістра. Пакуль арганізацыя ў рэгістры, дадаткі застаюцца.
retention-law-notes = Уласная налада партала, акт не знойдзены: не менш за тры гады пасля рашэння.
retention-law-experts = Уласная налада партала, акт не знойдзены: не менш за год пасля рашэння. Пытанне, імя і адказ застаюцца.
retention-law-barred = Уласная налада партала, акт не знойдзены: не менш за тры гады пасля апошняга дня.
retention-law-absences = Уласная налада партала, акт не знойдзены: не менш за год пасля апошняга дня.
retention-now = Тэрмін захоўвання цяпер: { $kept }. Найменшы дапушчальны: { $least }.
retention-ahead = Партал хутка выдаліць:
retention-announced = { $what }: { $count }, раней за { $before }; выдаленне { $date }
retention-halted = { $what }: { $count }, раней за { $before }; выдаленне { $date } спынена
retention-halt = Спыніць выдаленне
retention-go-on = Працягнуць выдаленне
retention-is-halted = спынена
retention-is-ahead = ідзе
retention-done-title = Выдалена
retention-done = { $date }: { $count }
retention-check-stays = Нічога выдаляцца не будзе.
retention-check-nothing = Па стане на сёння выдаляць няма чаго.
retention-check-goes = Па стане на сёння выдаліцца: { $count }, пачынаючы з { $date }.
retention-check-warned = Па стане на сёння выдаліцца: { $count }, першыя — { $date }; за 14 дзён адміністратары атрымаюць ліст і змогуць спыніць выдаленне.
administration-fault-retention-not-for-good = Гэта бестэрмінова не захоўваецца
administration-fault-retention-too-short = Не менш: { $least }
administration-fault-retention-too-long = Не больш за сто гадоў
administration-fault-retention-done = Выдаленне ўжо выканана
changes-kind-retention = Тэрміны захоўвання
changes-one-retention = Тэрмін захоўвання
changes-kind-retention-removal = Выдаленні
changes-one-retention-removal = Выдаленне
changes-cannot-retention-removal = Гэту змену нельга вярнуць.
audit-did-removed-old = Выдалены даныя, тэрмін захоўвання якіх скончыўся
audit-did-removed-papers = Выдалены дадаткі, тэрмін захоўвання якіх скончыўся
letter-retention-subject = { $date } партал выдаліць старыя даныя
letter-retention = { $what }: { $count }, усе раней за { $before }. Выдаленне { $date }.

    Да гэтага дня яго можна спыніць: { $link }
