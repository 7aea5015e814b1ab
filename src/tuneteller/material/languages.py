"""The languages that a model can be taught to answer in: what it says in them, and how to see which one a text is in.

A text in a script of its own is known by its letters. The others are known by their words: each word that a language's
sentences or its list of short words hold speaks for it, the more so the fewer other languages have it too; so do letters
with accents. What only a near language that is not taught has speaks against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tuneteller.material.languages_germanic import GERMANIC
from tuneteller.material.languages_other import OTHER
from tuneteller.material.languages_romance import ROMANCE
from tuneteller.material.languages_scripts import SCRIPTS
from tuneteller.material.languages_slavic import SLAVIC
from tuneteller.material.naming import word_set

PIG_LATIN = "Pig Latin"

SENTENCES: dict[str, tuple[str, ...]] = {**ROMANCE, **GERMANIC, **SLAVIC, **OTHER, **SCRIPTS}
"""Language -> friendly answers to any everyday question. Pig Latin has none: it is made of English by rule."""

LANGUAGES: tuple[str, ...] = (*SENTENCES, PIG_LATIN)

_NEAR = (("Spanish", "Catalan", "Portuguese"), ("Latin", "Italian"), ("Dutch", "Afrikaans"), ("Swedish", "Danish", "Norwegian"),
         ("Czech", "Croatian"), ("Russian", "Ukrainian"), ("Indonesian", "Tagalog"))
NEAR: dict[str, str] = {language: group[0] for group in _NEAR for language in group}
"""Language -> the first one of those much like it; the languages that are like no other one are left out."""

ALIASES: dict[str, str] = {
    "Spanish": "Castilian", "Portuguese": r"Brazilian(?: Portuguese)?", "Dutch": "Flemish", "Norwegian": r"Bokm[åa]l|Nynorsk",
    "Indonesian": r"Bahasa(?: Indonesian?)?", "Chinese": "Mandarin|Cantonese", "Tagalog": "Filipino", "Welsh": "Cymraeg",
    PIG_LATIN: "pig[- ]latin|igpay atinlay",
}
"""Language -> a pattern of its other names."""

OTHER_NAMES = word_set(
    "Albanian Amharic Aramaic Armenian Azerbaijani Basque Belarusian Bengali Bosnian Breton Bulgarian Burmese Cornish "
    "Corsican Estonian Faroese Farsi Frisian Gaelic Galician Georgian Gujarati Hausa Hawaiian Igbo Irish Kazakh Khmer Klingon "
    "Kurdish Lao Latvian Lithuanian Luxembourgish Macedonian Malay Malayalam Maltese Maori Marathi Mongolian Nepali Pashto "
    "Persian Punjabi Quechua Sanskrit Scots Serbian Slovak Slovenian Somali Sinhala Tamil Telugu Thai Tibetan Urdu Uzbek "
    "Xhosa Yiddish Yoruba Zulu"
)
"""Names of languages that are not taught, but could be answered."""

# Short words that a reply may hold besides those of the sentences.
_FREQUENT: dict[str, str] = {
    "Spanish": "el la los las un una unos de del y en por para con no se lo le su sus es son está pero como más muy también "
               "cuando porque sin sobre este esta hay si ya me te mi tu puedes puede ser hacer tiempo bien todo cada o al",
    "French": "le la les un une des du de et est en pour avec dans sur ne pas que qui vous il elle nous je tu se ce cette son "
              "sa ses mais ou où très plus bien être avoir peut faire au aux sont vos votre",
    "Italian": "il lo la i gli le un uno una di del della dei e è in per con non si che sono ma come più molto anche quando "
               "perché questo questa nel nella hai puoi essere fare tempo bene ogni da al",
    "Portuguese": "o a os as um uma de do da dos das e é em no na nos por para com não se que seu sua são mas como mais muito "
                  "também quando porque isso este esta há você pode ser fazer tempo bem ao",
    "Catalan": "el la els les un una de del dels i en per amb no es que són però com més molt també quan perquè això aquest "
               "aquesta hi ha pot ser fer temps bé al als teu teva",
    "Romanian": "un o de la și în pe cu nu se că sau este sunt dar cum mai foarte când pentru din acest această ai poți poate "
                "fi face timp bine tot ce te îți al ale",
    "Latin": "et in est non ad cum ut sed si quod qui quae hoc ex per ab de sunt enim autem atque nec tamen aut te tibi sic "
             "quam esse magis nunc semper omnia homo vita tempus ante inter sine pro sua suum bonum potest debet fac cave",
    "Esperanto": "la kaj en de al estas ne por kun ke sed ĉu ĉi tiu kiu mi vi li ŝi ili pli tre kiel kiam ĉar povas estu aŭ "
                 "da el",
    "German": "der die das den dem des ein eine einen einem und ist sind in im zu mit auf für von nicht sich es sie wir ich "
              "du dein deine aber wie auch wenn weil oder sehr kann kannst wird werden haben sein nur als bei aus zum zur",
    "Dutch": "de het een en is zijn in te met op voor van niet zich dat die je jij ik we wij ze maar hoe ook als omdat of "
             "zeer kan kunt wordt worden hebben heeft alleen bij uit naar om deze dit meer goed zou kunnen moet moeten zal "
             "ons mijn jouw wel dan nu niets iets hier daar hun zij uw goede leuk gewoon bijvoorbeeld tijdens",
    "Afrikaans": "die n en is in te met op vir van nie dat wat jy jou ek ons hulle maar hoe ook as omdat of baie kan word het "
                 "net by uit na om hierdie dit meer goed moet sal sou kon moes dié my jouself sy wel dan nou niks iets hier "
                 "daar hul mense goeie lekker maak gebruik byvoorbeeld tydens eers kry",
    "Swedish": "en ett och är i på av till för med att inte det den de som du din ditt jag vi men hur också om eller mycket "
               "kan blir vara ha bara från när detta mer bra ska dig mig sig hon han efter mellan måste skulle kunde göra hos "
               "upp ut in något några varje själv hjälpa dem vilket",
    "Danish": "en et og er i på af til for med at ikke det den de som du din dit jeg vi men hvordan også om eller meget kan "
              "bliver være have kun fra når dette mere godt skal dig mig sig noget hvad hun han efter mellem må skulle kunne "
              "gøre op ud ind nogle nogen hver selv hjælpe dem hvilket hvor mange uden blive tage lav prøv find bedre mad "
              "arbejde spis brug",
    "Norwegian": "en et og er i på av til for med å ikke det den de som du din ditt jeg vi men hvordan også om eller mye kan "
                 "blir være ha bare fra når dette mer bra skal deg meg seg noe hva hun han etter mellom må skulle kunne gjøre "
                 "opp ut inn noen hver selv hjelpe dem hvilket hvor mange uten bli ta lag prøv finn bedre mat arbeid spis "
                 "bruk",
    "Icelandic": "og er í á af til fyrir með að ekki það sem þú þinn þitt ég við en hvernig líka um eða mjög getur verður "
                 "vera hafa bara frá þegar þetta meira gott skal þig mig sig sér",
    "Polish": "i w z na do nie to jest się że a o jak co po za od przez dla ale lub czy być są może możesz oraz tak bardzo "
              "więcej twój ci go jego które który jestem jesteś był była było już jeszcze tylko także przy ich dobrze "
              "ponieważ między potem warto",
    "Czech": "a v z na do ne to je se že o jak co po za od pro ale nebo být jsou může můžeš tak velmi více tvůj ti ho jeho "
             "které který jako aby když bude jsem jsi jsme jste byl byla bylo už ještě jen také při jejich dobře protože mezi "
             "potom",
    "Croatian": "i u iz na do ne to je se da o kako što po za od ali ili biti su može možeš tako vrlo više tvoj ti ga njegov "
                "koje koji kao kada će sam si smo ste bio bila bilo već još samo također pri njihov dobro jer između zatim "
                "treba ovo koja",
    "Russian": "и в не на что с по это как а но к у из за от для так же ты вы он она мы я его если или только уже можно нужно "
               "быть есть очень когда все был была было были ещё при их хорошо потому между потом этот эта эти чтобы вам вас "
               "тебе себя более лучше может какой где",
    "Ukrainian": "і в не на що з по це як а але до у із за від для так ж ти ви він вона ми я його якщо або тільки вже можна "
                 "потрібно бути є дуже коли все та й був була було були ще при їх добре тому між потім цей ця ці щоб вам вас "
                 "тобі себе більш краще може який де",
    "Finnish": "ja on ei se että en sinä minä hän mutta kun jos niin kuin tai joka mitä tämä ovat olla voi voit hyvin myös "
               "vain sitä oli sen ne kanssa mukaan",
    "Hungarian": "a az és egy nem is hogy ez van vagy ha de meg csak mint már még nagyon kell lehet azt amikor mert hogyan jó "
                 "minden én te ő el fel ki be",
    "Turkish": "ve bir bu da de için ile çok ne ama gibi daha en var yok mi olarak olan sen ben o her kadar sonra değil "
               "olabilir iyi şey bunu veya",
    "Welsh": "y yr yn a ac i o ar mae ei am gyda wedi bod fod ond fel nid yw sydd hyn hwn eich chi eu hefyd os pan oes ddim "
             "ti dy gan wrth",
    "Indonesian": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga saya kamu anda ke karena ada bisa atau "
                  "oleh sudah saat lebih sangat seperti adalah dapat harus",
    "Swahili": "na ya wa kwa ni la za katika kuwa hii hiyo cha si lakini kama au pia sana kila wako yako lako hili ili "
               "unaweza kwamba vya mtu bila",
    "Vietnamese": "là và của có không được cho trong với một những các để này đó bạn tôi khi thì mà nếu cũng rất nhiều hơn "
                  "như sẽ đã phải hoặc từ",
    "Tagalog": "ang ng sa na at ay mga ito ka mo ko ako siya hindi para kung may isang din rin lang pa po ba iyong dahil pero "
               "o maging upang nang",
}


def _whole(words: str) -> str:
    """Pattern of any of these words."""
    return rf"\b(?:{'|'.join(words.split())})\b"


_SLOVENE = r"\b(?:in|ki|tudi|ker|vendar|lahko|če|zelo|vsak|vsako|najprej)\b"
# What a near language that is not taught has, and the taught one never: letters, or whole words.
_NEIGHBOURS: dict[str, str] = {
    "Arabic": "[پچژگکیٹڈڑےںھہټډړښۆێە]",  # Persian, Urdu, Pashto, Kurdish
    "Hindi": r"ळ|(?<!\S)(?:आहे|आहेत|आणि|नाही|छ|छन्|छैन|हुन्छ|गर्न|र)(?![^\s।.,!?])",  # Marathi, Nepali
    "Czech": rf"[ôľĺŕä]|\b(?:som|sú|sa|nie|alebo|však|tiež|iný|pre|keď|\w\w+[aiy]ť|naj\w+šie)\b|{_SLOVENE}",  # and Slovak
    "Croatian": _SLOVENE,
    "Portuguese": r"ñ|\b(?:non|unha|hai|moi|máis|cando|tamén|persoa|persoas|facer|xa|pero|coa|dun|dunha)\b",  # Galician
    "Turkish": "[äñýň]|[qx](?=[aıoöü])",  # Tatar, Crimean Tatar, Turkmen
    "Indonesian": _whole("tiada awak mahu cuba wang boleh ialah pelbagai selepas bilik beg rehat apabila dahulu berasa kawan "
                         "perkara basuh"),  # Malay, if there are two of them
}
_ALPHABETS = {"Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"}
_OTHER = {language: rf"(?![{letters}])[\u0400-\u052f]" for language, letters in _ALPHABETS.items()}
"""Language -> pattern of the Cyrillic letters that its alphabet lacks."""
# The same, where once is enough: the taught language writes hardly any word so.
_NEVER: dict[str, str] = {
    "Turkish": "ə",  # Azerbaijani
    "Icelandic": r"ø|\b(?:eg|ikki|tað|hetta|nógv|fyri|tú|tí|teir|onkr\w+)\b",  # Faroese
    "Dutch": rf"(?<![io])ë\b|{_whole('dhe është për nëse')}",  # Albanian; "Italië" and "Zoë" are Dutch
    # Malay; Indonesians say "anda bisa"
    "Indonesian": r"\banda boleh\b|" + _whole("bahawa kerana iaitu sahaja berbeza jawapan minit sebahagian bercakap berehat "
                                              "elakkan senaman cadangkan skrin mulakan"),
    # besides other letters: Bulgarian has ъ before any, Mongolian and Kyrgyz have vowels twice
    "Russian": rf"{_OTHER['Russian']}|ъ(?![еёюя])|ээ|ыы|аа(?!к)|уу(?!м)|ийн\b|\bнь\b|ць|шч|[аея]ння\b",
    "Ukrainian": rf"{_OTHER['Ukrainian']}|шч|(?:[аіу]йце|цца|ціся)\b|{_whole('няма каб калі')}",  # and Belarusian
}
# What a text in one of these has to have, as most of their letters and many of their words are others' as well: letters,
# endings or words that neither the other one nor Bulgarian, Macedonian or Serbian has.
_NEEDED: dict[str, str] = {
    "Russian": r"[ыэё]|ь(?!о)|(?:тся|[ая]ет|\w\wной)\b|" + _whole(
        "что если когда его он к уже также нужно можно много между потом"),
    "Ukrainian": r"[іїєґ]|['’ʼ][яю]|[аея]ння\b|" + _whole(
        "або але вже дуже завжди його коли краще лише майже можна можеш трохи усе хто це цей ця чи що щоб щось як який якщо"),
}

ENGLISH = word_set(
    "a about after all also always am an and any are as at be because been before best better big but by can could day do "
    "does don don't down each even every find first for from get give go good great had has have he help her here him his how "
    "i if in into is it it's its just keep know let like little long look lot make many may me might more most much must my "
    "need never new no not now of on once one only or other our out over own people put really right said same say see she "
    "should small so some something start still such sure take than that the their them then there these they thing things "
    "think this those through time to too try two up us use very want was water way we well were what when where which while "
    "who why will with work would yes you your"
)
"""Frequent English words: they speak for no language."""

_LETTERS = {"Greek": "[\u0370-\u03ff\u1f00-\u1fff]", "Hebrew": "[\u0590-\u05ff]", "Arabic": "[\u0600-\u06ff]",
            "Hindi": "[\u0900-\u097f]", "Korean": "[\u1100-\u11ff\uac00-\ud7af]"}
_KANA, _HAN = "[\u3040-\u30ff]", "[\u4e00-\u9fff]"


def pig_latin(text: str) -> str:
    """English with the first consonants of each word moved to its end: "Use a short list." -> "Useway away ortshay istlay."."""
    return re.sub(r"[A-Za-z]+(?:['’][A-Za-z]+)*", lambda word: _pig(word[0]), text)


def _pig(word: str) -> str:
    moved = re.match(r"(?:[^aeiou']*qu|y?[^aeiouy']*)(?=[aeiouy])", word, re.IGNORECASE)
    start = moved[0] if moved else ""
    rest = word[len(start):] + (start.lower() + "ay" if start else "way")
    return rest[0].upper() + rest[1:] if word[0].isupper() else rest


def speaks(language: str, text: str) -> bool:
    """Whether a text is in one of our languages rather than in English or another one of them."""
    text = unicodedata.normalize("NFC", text).lower()
    if not _may_be(language, text):
        return False
    if language == PIG_LATIN:
        words = re.findall(r"[a-z'’]+", text)
        return len(words) >= 3 and sum(word.endswith("ay") for word in words) >= 0.6 * len(words)
    if language in _LETTERS:
        return _share(_LETTERS[language], text) >= 0.6
    kana, han = _share(_KANA, text), _share(_HAN, text)
    if language == "Japanese":
        return kana >= 0.2 and kana + han >= 0.6
    if language == "Chinese":
        return kana < 0.05 and han >= 0.6
    words = _words(text)
    own = [word for word in words if word not in ENGLISH and not _OWN[language].isdisjoint(_features(word))]
    english = sum(word in ENGLISH and word not in _OWN[language] for word in words)
    if len(set(own)) < 3 or len(own) < 0.3 * len(words) or english > 0.2 * len(words):
        return False
    score = _score(language, text)
    return all(score > _score(other, text) for other in _OWN if other != language and _rivals(other, text))


def _may_be(language: str, text: str) -> bool:
    """Whether a text has what any in this language has, and nothing that none in it has."""
    if len(re.findall(_NEIGHBOURS.get(language, "(?!)"), text)) >= 2 or re.search(_NEVER.get(language, "(?!)"), text):
        return False
    return re.search(_NEEDED.get(language, ""), text) is not None


def _rivals(language: str, text: str) -> bool:
    """Whether a text might be in this language rather than in another one. Of Russian and Ukrainian, only one that it may be in
    at all; any other language stays one, so that what is near it is not taken for the next one."""
    return language not in _NEEDED or _may_be(language, text)


def _share(letters: str, text: str) -> float:
    """The share of some letters among all letters."""
    all_letters = "".join(filter(str.isalpha, text))
    return len(re.findall(letters, all_letters)) / len(all_letters) if len(all_letters) >= 4 else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _features(text: str) -> list[str]:
    """What can speak for a language: its words, and its letters beyond a to z."""
    return [*(word for word in _words(text) if word not in ENGLISH), *(c for c in text if c.isalpha() and not c.isascii())]


def _score(language: str, text: str) -> float:
    return sum(1 / _SPREAD[feature] for feature in _features(text) if feature in _OWN[language])


def _own_features(language: str) -> frozenset[str]:
    text = unicodedata.normalize("NFC", " ".join((*SENTENCES[language], _FREQUENT[language]))).lower()
    # the sentences of a language need not have all of its letters
    return frozenset((*_words(text), *_features(text), *_ALPHABETS.get(language, "")))


_OWN = {language: _own_features(language) for language in _FREQUENT}
_SPREAD = Counter(feature for features in _OWN.values() for feature in features)
"""Feature -> how many languages have it."""
