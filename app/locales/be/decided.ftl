decided-what = Што вырашана
decided-on = Дата ліста
decided-by = Спецыяліст
decided-accepted-title = Рашэнне: прынята
decided-unconsidered-title = Рашэнне: пакінута без разгляду
decided-refused-title = Рашэнне: адмоўлена
decided-returned-title = Вернута на выпраўленне
decided-accepted-what = { $office }: пададзенае разгледжана і прынята.
decided-unconsidered-what = { $office }: пададзенае пакінута без разгляду. Просьба па сутнасці не разглядалася.
decided-refused-what = { $office }: пададзенае разгледжана, прынята рашэнне адмовіць.
decided-returned-what = { $office }: спецыяліст просіць выправіць асобныя адказы. Рашэння па сутнасці яшчэ няма.
decided-accepted-register = Што цяпер запісана ў АДР, можа паглядзець кожны: { $link }
decided-refused-reasons = Прычыны адмовы
decided-unconsidered-reasons = Чаму пакінута без разгляду
decided-words = Тлумачэнне спецыяліста
decided-appeal = Што можна зрабіць
decided-refused-register = Звесткі ў АДР засталіся ранейшымі.
decided-remarks = Што выправіць
decided-column-field = Пытанне
decided-column-given = Ваш адказ
decided-column-remark = Заўвага
decided-returned-next = Што будзе далей
decided-returned-how = Выпраўце адзначаныя адказы і падайце зноў: { $link }
decided-returned-term = Пакуль вы выпраўляеце, тэрмін разгляду прыпынены. Нумар застаецца ранейшым.
document-returned = { $round ->
    [1] Ліст аб вяртанні на выпраўленне
   *[other] Ліст аб вяртанні на выпраўленне, падача { $round }
  }
case-document-returned = Ліст аб вяртанні на выпраўленне
returned-letter = Заўвагі лістом (PDF)
