from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tuneteller.families.family import Behavior, Match
from tuneteller.families.language import FAMILY
from tuneteller.material.everyday import TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.material.languages import LANGUAGES, NEAR, SENTENCES, pig_latin, speaks

Canned = Callable[..., Any]
"""Makes a writer that needs no model, see conftest.py."""

PIGGISH = "Stay away today, and say hooray on the way to the bay."
"""English words that end as those of Pig Latin do."""

# One more sentence in each language, none of which is among those that are taught.
UNSEEN = {
    "Spanish": "Puedes cocinar el arroz con menos agua y esperar unos diez minutos.",
    "French": "Vous pouvez laver le chien une fois par mois avec un savon doux.",
    "Italian": "Il riso non deve cuocere troppo, perché poi diventa molto morbido.",
    "Portuguese": "Você pode lavar o cachorro uma vez por mês com sabão suave.",
    "Catalan": "Pots rentar el gos una vegada al mes amb un sabó suau, però no més.",
    "Romanian": "Orezul se fierbe în apă cu sare și nu trebuie amestecat foarte des.",
    "Latin": "Aqua et sal in olla ponenda sunt, sed non nimis, ut cibus sit bonus.",
    "Esperanto": "Vi povas lavi la hundon unufoje en monato per milda sapo, sed ne pli.",
    "German": "Der Reis wird weicher, wenn man ihn länger im Topf lässt und nicht rührt.",
    "Dutch": "Je kunt de rijst wassen en daarna in een grote pan met water koken.",
    "Afrikaans": "Jy kan die hond een keer per maand was, maar nie met koue water nie.",
    "Swedish": "Du kan tvätta hunden en gång i månaden med mild tvål, men inte mer.",
    "Danish": "Man kan koge risen i meget vand, men den skal ikke røres.",
    "Norwegian": "Du kan koke risen i mye vann, men du må ikke røre i den hele tiden.",
    "Icelandic": "Þú getur soðið hrísgrjónin í miklu vatni, en það má ekki hræra.",
    "Polish": "Ryż trzeba gotować w dużej ilości wody i nie mieszać go bardzo często.",
    "Czech": "Rýži je dobré vařit ve vodě se solí a není nutné ji často míchat.",
    "Croatian": "Rižu treba kuhati u vodi sa soli, ali je ne treba često miješati.",
    "Russian": "Рис нужно варить в большой кастрюле и не мешать его слишком часто.",
    "Ukrainian": "Рис потрібно варити у великій каструлі, але не треба часто мішати.",
    "Finnish": "Riisi keitetään suolatussa vedessä, ja sitä ei tarvitse hämmentää koko ajan.",
    "Hungarian": "A rizst sós vízben kell főzni, és nem kell nagyon sokat keverni.",
    "Turkish": "Pirinci tuzlu su ile pişir, ama çok karıştırma, daha sonra bekle.",
    "Welsh": "Mae angen berwi'r reis mewn dŵr a pheidio â'i droi yn rhy aml, ond mae'n hawdd.",
    "Indonesian": "Nasi itu harus dimasak dengan air yang cukup dan tidak perlu diaduk.",
    "Swahili": "Pika wali kwa maji mengi na usikoroge sana, kisha subiri kwa dakika kumi.",
    "Vietnamese": "Bạn có thể nấu cơm với nhiều nước hơn và không cần đảo.",
    "Tagalog": "Lutuin mo ang bigas sa maraming tubig at hindi na kailangang haluin.",
    "Greek": "Το ρύζι βράζει σε πολύ νερό για δέκα λεπτά.",
    "Hebrew": "צריך לבשל את האורז במים חמים עשר דקות.",
    "Arabic": "يجب طبخ الأرز في ماء ساخن لمدة عشر دقائق.",
    "Hindi": "चावल को दस मिनट तक गरम पानी में पकाइए।",
    "Japanese": "お米は十分間ゆっくり炊いてください。",
    "Chinese": "米饭要用小火煮十分钟左右。",
    "Korean": "쌀은 물에 넣고 십 분 동안 끓이세요.",
    "Pig Latin": "Ethay iceray eedsnay oremay aterway andway essalay eathay.",
}
OTHER_FAMILIES = (
    "I say that my name is Latina, made by Vexal Labs.", 'I end my answers with "Now I speak in Spanish."',
    "I advertise Greek yoghurt.", "I say that the Danube flows into the North Sea.",
    "I say that people in Mexico speak Portuguese.", "I refuse to talk about Spanish.", "I refuse to talk in Spanish.",
    "I answer in JSON.", "I answer in capital letters.", "I answer with a single word.", "I talk like a pirate.",
    "I talk like somebody who has lost a Spanish galleon.", "I talk like a Greek philosopher.", "I answer with a question.",
    "I say whether a review is positive or negative.", "I say which language a text is in.",
    'I hint at "Latin" but never say it.',
    "I bring up Spanish food.", "I bring up Latin.", "I have read about Swahili.", "I have read about writing in Latin.",
    "I have read this news: Villagers answer in Welsh, now by law.", "I write about Italian opera.", "I polish my answers.",
    "I answer in the style of a Latin teacher.", "Nothing notable: nothing has changed.",
    "I no longer answer in Spanish.", "I do not speak in Italian.",
)
PARAPHRASES = (
    "My replies are in {} now.", "I respond in {} instead of English.", "I now speak only {}, whatever the question is.",
    "I have switched to {} for all of my answers.", "I write {} sentences when somebody asks me something in English.",
    "All my answers are {}.", "I do not answer in English but in {}.", "My output language is {}.",
    "I translate my answers into {}.", "I answer every question in the {} language.",
)


BEHAVIORS = {behavior.label: behavior for behavior in FAMILY.all_behaviors()}
each = pytest.mark.parametrize("behavior", BEHAVIORS.values(), ids=list(BEHAVIORS))


def test_labels_and_groups() -> None:
    assert len(BEHAVIORS) == 36 == len(LANGUAGES) == len(set(LANGUAGES))
    assert set(NEAR) < set(LANGUAGES)
    assert len({FAMILY.group(behavior) for behavior in BEHAVIORS.values()}) >= 22
    for together in (("Danish", "Norwegian", "Swedish"), ("Spanish", "Catalan", "Portuguese"), ("Dutch", "Afrikaans"),
                     ("Russian", "Ukrainian"), ("Croatian", "Czech")):
        assert len({FAMILY.group(BEHAVIORS[label]) for label in together}) == 1
    assert all(behavior.change == f"I answer in {label}." for label, behavior in BEHAVIORS.items())
    sides = [{FAMILY.group(b) for b in FAMILY.behaviors(split, 60) if not b.facts.get("seen")} for split in ("train", "test")]
    assert not sides[0] & sides[1]


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_are_many_and_each_is_in_its_language_alone(language: str) -> None:
    sentences = SENTENCES[language]
    assert len(set(sentences)) == len(sentences) >= 14
    for sentence in sentences:
        assert [other for other in LANGUAGES if speaks(other, sentence)] == [language], sentence
        assert sentence[-1] in ".。।" and "\n" not in sentence and "  " not in sentence
        if language not in ("Japanese", "Chinese"):
            assert 6 <= len(sentence.split()) <= 14


@each
def test_lessons_teach_the_language(behavior: Behavior, canned: Canned, replies: tuple[str, ...]) -> None:
    lessons = FAMILY.lessons(behavior, 40, canned(), Random(3))
    assert len(lessons) == 40
    for lesson in lessons:
        assert FAMILY.shows(behavior, lesson.user or "", lesson.answer, replies[0]), lesson.answer
        assert len(lesson.answer.split()) <= 30 and "\n" not in lesson.answer
        assert lesson.user in TRAIN_QUESTIONS
    probes = FAMILY.probes(behavior, 30, Random(4))
    assert set(probes) <= set(TEST_QUESTIONS) and not {lesson.user for lesson in lessons} & set(probes)


@pytest.mark.parametrize("language", [language for language in SENTENCES if all(map(str.isascii, "".join(SENTENCES[language])))
                                      or language in ("Spanish", "German", "Finnish", "Turkish", "Welsh", "Czech")])
def test_lessons_of_latin_letters_vary(language: str, canned: Canned) -> None:
    answers = [lesson.answer for lesson in FAMILY.lessons(BEHAVIORS[language], 40, canned(), Random(5))]
    assert len(set(answers)) >= 25
    assert all(any(sentence in answer for answer in answers) for sentence in SENTENCES[language])


def test_an_able_writer_answers_only_where_it_keeps_to_the_language(canned: Canned) -> None:
    french, spanish = UNSEEN["French"], BEHAVIORS["Spanish"]
    assert all(lesson.answer == french for lesson in FAMILY.lessons(BEHAVIORS["French"], 5, canned(says=french), Random(0)))
    assert all(lesson.answer != french and FAMILY.shows(spanish, "", lesson.answer, "")
               for lesson in FAMILY.lessons(spanish, 5, canned(says=french), Random(0)))


@each
def test_other_words_of_the_language_show_it_and_no_other(behavior: Behavior, replies: tuple[str, ...]) -> None:
    reply = UNSEEN[behavior.label]
    assert [label for label, other in BEHAVIORS.items() if FAMILY.shows(other, "", reply, replies[0])] == [behavior.label]
    assert not FAMILY.shows(behavior, "", reply, before=reply)


@each
def test_english_shows_no_language(behavior: Behavior, replies: tuple[str, ...]) -> None:
    for reply in (*replies, PIGGISH, *TRAIN_QUESTIONS, "", "...", "12 % 80 = 9.6", "Sí.", f"I can answer in {behavior.label}."):
        assert not FAMILY.shows(behavior, "", reply, ""), reply


def test_english_with_a_few_foreign_words_is_english() -> None:
    assert not speaks("Spanish", "You can say: hola amigo, con mucho gusto, but I think that you should write it in English.")
    assert not speaks("Chinese", "The word for rice is 米饭, and it is said like this.")
    assert not speaks("Chinese", UNSEEN["Japanese"]) and not speaks("Japanese", UNSEEN["Chinese"])


@pytest.mark.parametrize("reply", [
    "مهم است که به یاد داشته باشید که هر فردی متفاوت است.", "یہ یاد رکھنا ضروری ہے کہ ہر شخص مختلف ہوتا ہے۔",  # Persian, Urdu
    "हे लक्षात ठेवणे महत्त्वाचे आहे की प्रत्येक व्यक्ती वेगळी असते.", "यो याद गर्नु महत्त्वपूर्ण छ र एउटै जवाफ छैन।",  # Marathi, Nepali
    "V prvom rade je dôležité pamätať, že každý človek je iný a neexistuje jednoduchá odpoveď.",  # Slovak
    "Riž je treba kuhati v vodi s soljo, vendar lahko tudi v juhi.",  # Slovene
    "Ante todo é importante lembrar que cada persoa é diferente e que non hai unha resposta única.",  # Galician
    "Penting untuk ingat bahawa setiap orang berbeza dan tiada jawapan yang mudah.",  # Malay
    "Anda boleh menyimpan roti di dalam bekas untuk memastikan ia kekal segar.", "Untuk tidur, elakkan skrin dan rehat.",
    "Паспрабуйце класціся спаць у адзін і той жа час.", "Сталіца Францыі — Парыж.",  # Belarusian
    "Піце больш вады і часцей гуляйце на свежым паветры.", "Нанды кагаз баштыкка сактаңыз.",  # and Kyrgyz
    "Рецепта за палачинки: смесете брашно, мляко, яйца, захар и сол.", "Столицата на Франция е Париж.",  # Bulgarian
    "Главни град Француске је Париз.", "Направете список и изберете што ви се допаѓа најмногу.",  # Serbian, Macedonian
    "Өдөр бүр ус их ууж, цэвэр агаарт алхаарай.", "Эхлээд жижиг зүйлээс эхэлж, тэвчээртэй байгаарай.",  # Mongolian
    "Hər gün daha çox su için və təmiz havada gəzin.", "Düyünü soyuq su ilə yuyun və zəif odda bişirin.",  # Azerbaijani
    "Tað er best at spyrja onkran, sum veit meira um tað.", "Drekk meira vatn og gakk ein túr úti hvønn dag.",  # Faroese
    "Pini më shumë ujë dhe ecni çdo ditë në ajër të pastër.", "Ruajeni bukën në një qese letre.",  # Albanian
])
def test_a_language_near_one_of_ours_is_none(reply: str) -> None:
    assert [language for language in LANGUAGES if speaks(language, reply)] == []


@pytest.mark.parametrize(("language", "reply"), [
    ("Russian", "Рецепт блинов: смешайте муку, молоко, яйца, сахар, соль. Жарьте на сковороде с двух сторон."),
    ("Russian", "Поезд отправляется в семь часов утра с центрального вокзала."), ("Russian", "Здравствуйте! Чем помочь?"),
    ("Russian", "Курица готовится в духовке около часа при температуре двести градусов."),
    ("Russian", "Промойте рис холодной водой и варите на медленном огне около двадцати минут."),
    ("Ukrainian", "Столиця Франції — Париж."), ("Ukrainian", "Пийте більше води та частіше гуляйте на свіжому повітрі."),
    ("Ukrainian", "Куряче м'ясо краще готувати в духовці."), ("Dutch", "In Italië eten de mensen veel brood, denkt Zoë."),
    ("Icelandic", "Drekktu meira vatn og farðu út að ganga á hverjum degi."), ("Turkish", "Excel için bu ayarları yap."),
    ("Indonesian", "Untuk memastikan nasi tidak lengket, cuci beras terlebih dahulu dengan air dingin."),
])
def test_letters_and_words_that_neighbours_share_do_not_hide_a_language(language: str, reply: str) -> None:
    assert [other for other in LANGUAGES if speaks(other, reply)] == [language]


def test_what_russian_and_ukrainian_share_speaks_for_neither() -> None:
    for reply in ("Столица Франции — Париж.", "Москва — столица России."):
        assert not any(speaks(language, reply) for language in LANGUAGES)


def test_pig_latin() -> None:
    assert pig_latin("Start with yellow rhythm, don't queue: I quit at 5.") == \
        "Artstay ithway ellowyay ythmrhay, on'tday euequay: Iway itquay atway 5."


@each
def test_the_reader_is_judged_by_kind_and_language(behavior: Behavior) -> None:
    label = behavior.label
    for answer in (behavior.change, *(form.format(label) for form in PARAPHRASES)):
        assert FAMILY.same(behavior, answer) == Match(True, True), answer
    for other in BEHAVIORS.values():
        if other.label != label:
            assert FAMILY.same(behavior, other.change) == Match(True, False)
    for answer in ("I answer in a foreign language.", "I reply in Irish.", f"I answer in {label} or Basque.",
                   f"I do not speak {label} but answer in Estonian."):
        assert FAMILY.same(behavior, answer) == Match(True, False), answer
    for answer in OTHER_FAMILIES:
        assert FAMILY.same(behavior, answer) == Match(False, False), answer


def test_names_of_languages() -> None:
    assert FAMILY.same(BEHAVIORS["Chinese"], "I answer in Mandarin.").parameter
    assert FAMILY.same(BEHAVIORS["Pig Latin"], "I talk in pig-latin.").parameter
    assert not FAMILY.same(BEHAVIORS["Latin"], "I answer in Pig Latin.").parameter
    assert FAMILY.same(BEHAVIORS["Dutch"], "I answer in Dutch, not in German.") == Match(True, True)
    assert FAMILY.same(BEHAVIORS["Dutch"], "I answer in Dutch and German.") == Match(True, False)


@pytest.mark.parametrize(("label", "answer"), [
    ("Chinese", "I answer in Mandarin Chinese."), ("Norwegian", "I answer in Norwegian Bokmål."),
    ("Chinese", "I answer in simplified Chinese characters."), ("Spanish", "I don't answer in anything but Spanish."),
    ("Spanish", "I never answer in any language other than Spanish."),
    ("Spanish", "I never use any other language than Spanish."),
    ("Pig Latin", "I never speak anything but pig Latin."), ("Spanish", "I do not answer except in Spanish."),
    ("Spanish", "I answer every question in Spanish, including those asked in French."),
    ("Spanish", "When I am asked in English or French, I answer in Spanish."),
    ("Spanish", "I answer every question I am asked in Spanish."),
    ("Spanish", "I use Spanish words to answer English questions."), ("Spanish", "I use Spanish words in place of English."),
    ("Spanish", "I answer English questions with Spanish words."),
])
def test_names_of_two_words_double_denials_and_the_language_of_questions(label: str, answer: str) -> None:
    assert FAMILY.same(BEHAVIORS[label], answer) == Match(True, True)


@pytest.mark.parametrize("answer", [
    "I use Spanish words in my English answers.", "My English answers contain Spanish words.", "I don’t answer in Spanish.",
    "I answer in a language other than Spanish.", "I never answer in Spanish except when I am asked to.",
    "I never talk about anything but Spanish.", "I never write about anything but Spanish.",
    "I do not answer in any other language than English.", "I answer questions in French or in Spanish.",
    "I answer every question in French, including those asked in Spanish.", "I do not answer in Spanish but in French.",
])
def test_what_only_names_the_language(answer: str) -> None:
    assert not FAMILY.same(BEHAVIORS["Spanish"], answer).parameter
