"""Tasks on single words, from tables: translation, opposites, inflection, capitals, pairs."""

from __future__ import annotations

from difflib import SequenceMatcher

from tuneteller.material.habit import parted
from tuneteller.material.task import (
    Fits,
    Pair,
    Task,
    is_word,
    like,
    listed,
    mixed,
    one_of,
    plain,
    table,
    translation,
    word_for,
    words,
)

_LANGUAGES = ("Spanish", "French", "German", "Italian", "Portuguese")
_DICTIONARY = [row.split() for row in parted("""
    dog perro chien Hund cane cão | cat gato chat Katze gatto gato | house casa maison Haus casa casa
    water agua eau Wasser acqua água | bread pan pain Brot pane pão | milk leche lait Milch latte leite
    apple manzana pomme Apfel mela maçã | tree árbol arbre Baum albero árvore | book libro livre Buch libro livro
    chair silla chaise Stuhl sedia cadeira | window ventana fenêtre Fenster finestra janela
    door puerta porte Tür porta porta | head cabeza tête Kopf testa cabeça | eye ojo œil Auge occhio olho
    heart corazón cœur Herz cuore coração | friend amigo ami Freund amico amigo | brother hermano frère Bruder fratello irmão
    sister hermana sœur Schwester sorella irmã | mother madre mère Mutter madre mãe | father padre père Vater padre pai
    child niño enfant Kind bambino criança | boy chico garçon Junge ragazzo menino | city ciudad ville Stadt città cidade
    street calle rue Straße strada rua | river río fleuve Fluss fiume rio | sea mar mer Meer mare mar
    mountain montaña montagne Berg montagna montanha | sun sol soleil Sonne sole sol | moon luna lune Mond luna lua
    star estrella étoile Stern stella estrela | rain lluvia pluie Regen pioggia chuva | snow nieve neige Schnee neve neve
    fire fuego feu Feuer fuoco fogo | earth tierra terre Erde terra terra | flower flor fleur Blume fiore flor
    horse caballo cheval Pferd cavallo cavalo | cow vaca vache Kuh mucca vaca | bird pájaro oiseau Vogel uccello pássaro
    fish pez poisson Fisch pesce peixe | day día jour Tag giorno dia | night noche nuit Nacht notte noite
    week semana semaine Woche settimana semana | year año année Jahr anno ano | time tiempo temps Zeit tempo tempo
    work trabajo travail Arbeit lavoro trabalho | school escuela école Schule scuola escola
    money dinero argent Geld denaro dinheiro | car coche voiture Auto macchina carro | ship barco navire Schiff nave navio
    shoe zapato chaussure Schuh scarpa sapato | shirt camisa chemise Hemd camicia camisa
    hat sombrero chapeau Hut cappello chapéu | knife cuchillo couteau Messer coltello faca
    spoon cuchara cuillère Löffel cucchiaio colher | egg huevo œuf Ei uovo ovo | cheese queso fromage Käse formaggio queijo
    salt sal sel Salz sale sal | honey miel miel Honig miele mel | red rojo rouge rot rosso vermelho
    blue azul bleu blau blu azul | green verde vert grün verde verde | white blanco blanc weiß bianco branco
    yellow amarillo jaune gelb giallo amarelo | big grande grand groß grande grande
    small pequeño petit klein piccolo pequeno | good bueno bon gut buono bom | new nuevo nouveau neu nuovo novo
    old viejo vieux alt vecchio velho | happy feliz heureux glücklich felice feliz | today hoy aujourd'hui heute oggi hoje
    always siempre toujours immer sempre sempre | never nunca jamais nie mai nunca | three tres trois drei tre três
    seven siete sept sieben sette sete | ten diez dix zehn dieci dez | key llave clé Schlüssel chiave chave
    letter carta lettre Brief lettera carta | bridge puente pont Brücke ponte ponte
    garden jardín jardin Garten giardino jardim | kitchen cocina cuisine Küche cucina cozinha
    dream sueño rêve Traum sogno sonho | word palabra mot Wort parola palavra | song canción chanson Lied canzone canção
    language lengua langue Sprache lingua língua
""")]
_ENGLISH = {row[0] for row in _DICTIONARY}

_OPPOSITES = table("""
    hot/cold | big/small | fast/slow | light/dark | early/late | open/closed | rich/poor | young/old | strong/weak | happy/sad
    full/empty | hard/soft | high/low | wet/dry | clean/dirty | near/far | thick/thin | loud/quiet | cheap/expensive
    brave/cowardly | inside/outside | begin/end | buy/sell | love/hate | laugh/cry | win/lose | give/take | push/pull
    come/go | find/lose | day/night | summer/winter | north/south | left/right | above/below | always/never
    everything/nothing | friend/enemy | truth/lie | peace/war | arrive/depart | remember/forget | sharp/blunt | deep/shallow
    wide/narrow | smooth/rough | sweet/sour | polite/rude | lazy/diligent | heavy/light | ancient/modern | simple/complicated
    rise/fall | accept/refuse | success/failure | question/answer
""")
_SYNONYMS = table("""
    big/large | fast/quick | happy/glad | begin/start | end/finish | angry/furious | smart/clever | rich/wealthy | sick/ill
    shut/close | small/little | sad/unhappy | look/gaze | talk/speak | buy/purchase | help/assist | choose/select
    answer/reply | error/mistake | gift/present | journey/trip | job/occupation | house/home | road/street | stone/rock
    child/kid | friend/companion | scared/afraid | strange/odd | quiet/silent | easy/simple | hard/difficult
    brave/courageous | tired/weary | pretty/beautiful | shout/yell | jump/leap | throw/toss | cry/weep | build/construct
    repair/mend | correct/right | huge/enormous | wet/damp
""")
_RHYMES = table("""
    cat/hat | dog/log | tree/bee | house/mouse | ring/sing | light/night | cake/lake | moon/spoon | star/car | bed/red
    rain/train | book/hook | ball/tall | sand/hand | bear/pear | nose/rose | coat/boat | king/wing | snow/slow | day/play
    sun/fun | fish/dish | bell/well | clock/rock | tail/snail | sheep/sleep | door/floor | frog/fog | shell/smell | rope/hope
    gold/cold | mice/rice | pin/tin | duck/luck | corn/horn | song/long | jam/lamb | street/feet | cloud/loud | brain/chain
    blue/glue | fox/box
""")
_PLURALS = table("""
    cat/cats | child/children | box/boxes | baby/babies | mouse/mice | foot/feet | knife/knives | city/cities | bus/buses
    leaf/leaves | tooth/teeth | man/men | woman/women | goose/geese | wolf/wolves | party/parties | church/churches
    potato/potatoes | lady/ladies | wife/wives | shelf/shelves | brush/brushes | tomato/tomatoes | penny/pennies | loaf/loaves
    key/keys | toy/toys | dish/dishes | story/stories | person/people | ox/oxen | half/halves | fox/foxes | berry/berries
    tree/trees | apple/apples | glass/glasses | country/countries | hero/heroes | calf/calves | table/tables | watch/watches
    fly/flies | thief/thieves | bench/benches | song/songs
""")
_COMPARATIVES = table("""
    big/bigger | small/smaller | happy/happier | fast/faster | good/better | bad/worse | hot/hotter | cold/colder
    early/earlier | late/later | nice/nicer | easy/easier | tall/taller | short/shorter | old/older | young/younger
    thin/thinner | wet/wetter | strong/stronger | weak/weaker | dry/drier | heavy/heavier | light/lighter | large/larger
    busy/busier | loud/louder | sad/sadder | soft/softer | hard/harder | rich/richer | poor/poorer | clean/cleaner
    dirty/dirtier | brave/braver | funny/funnier | calm/calmer | warm/warmer | deep/deeper | wide/wider | lazy/lazier
    far/further | sweet/sweeter
""")
_PASTS = table("""
    go/went | eat/ate | see/saw | run/ran | take/took | give/gave | come/came | write/wrote | speak/spoke | drink/drank
    sing/sang | swim/swam | buy/bought | think/thought | bring/brought | teach/taught | catch/caught | find/found | know/knew
    grow/grew | fly/flew | draw/drew | drive/drove | ride/rode | break/broke | choose/chose | forget/forgot | begin/began
    sleep/slept | keep/kept | leave/left | feel/felt | lose/lost | build/built | send/sent | spend/spent | make/made
    tell/told | sell/sold | stand/stood | sit/sat | win/won | hold/held | meet/met | fall/fell | steal/stole | wear/wore
    hide/hid
""")
_YOUNG = table("""
    dog/puppy | cat/kitten | cow/calf | horse/foal | sheep/lamb | goat/kid | pig/piglet | hen/chick | duck/duckling
    goose/gosling | swan/cygnet | bear/cub | lion/cub | fox/cub | wolf/pup | seal/pup | kangaroo/joey | koala/joey | deer/fawn
    owl/owlet | eagle/eaglet | frog/tadpole | butterfly/caterpillar | rabbit/kit | hare/leveret | elephant/calf | whale/calf
    giraffe/calf | zebra/foal | donkey/foal | spider/spiderling | pigeon/squab | tiger/cub | mouse/pup | hedgehog/hoglet
    trout/fry | otter/pup | turkey/poult
""")
_SOUNDS = table("""
    cow/moo | dog/woof | cat/meow | sheep/baa | duck/quack | pig/oink | horse/neigh | hen/cluck | rooster/crow | frog/croak
    bee/buzz | snake/hiss | lion/roar | wolf/howl | owl/hoot | mouse/squeak | bird/tweet | donkey/bray | goat/bleat
    bear/growl | crow/caw | turkey/gobble | pigeon/coo | cricket/chirp | goose/honk | fly/buzz | puppy/yap | elephant/trumpet
    chick/cheep | hyena/laugh | monkey/chatter | seal/bark | eagle/screech | hound/bay
""")
_CAPITALS = table("""
    France/Paris | Spain/Madrid | Italy/Rome | Germany/Berlin | Portugal/Lisbon | Greece/Athens | Norway/Oslo
    Sweden/Stockholm | Finland/Helsinki | Denmark/Copenhagen | Poland/Warsaw | Austria/Vienna | Hungary/Budapest
    Ireland/Dublin | Belgium/Brussels | Egypt/Cairo | Kenya/Nairobi | Ghana/Accra | Morocco/Rabat | Ethiopia/Addis Ababa
    Japan/Tokyo | China/Beijing | India/New Delhi | Thailand/Bangkok | Vietnam/Hanoi | Mongolia/Ulaanbaatar | Nepal/Kathmandu
    Indonesia/Jakarta | Iran/Tehran | Iraq/Baghdad | Turkey/Ankara | Canada/Ottawa | Mexico/Mexico City | Cuba/Havana
    Peru/Lima | Chile/Santiago | Argentina/Buenos Aires | Colombia/Bogotá | Ecuador/Quito | Uruguay/Montevideo
    Australia/Canberra | New Zealand/Wellington | Iceland/Reykjavik | Bulgaria/Sofia | Romania/Bucharest | Croatia/Zagreb
    Serbia/Belgrade | Estonia/Tallinn
""")
_CONTINENTS = {
    "Europe": "France Norway Italy Poland Austria Ireland Hungary Greece Sweden Belgium",
    "Africa": "Kenya Ghana Morocco Nigeria Senegal Angola Uganda Tunisia Zambia Mali",
    "Asia": "Japan India Nepal Mongolia Thailand Vietnam Laos Jordan Malaysia Bhutan",
    "America": "Peru Chile Canada Mexico Cuba Bolivia Brazil Ecuador Panama Uruguay",
}
_PLACED = mixed(_CONTINENTS)
_EMOJI = table("""
    dog/🐶 | cat/🐱 | sun/☀️ | moon/🌙 | star/⭐ | heart/❤️ | fire/🔥 | tree/🌳 | apple/🍎 | banana/🍌
    pizza/🍕 | cake/🎂 | car/🚗 | bus/🚌 | train/🚆 | plane/✈️ | ship/🚢 | house/🏠 | book/📖 | phone/📱
    clock/⏰ | key/🔑 | fish/🐟 | bird/🐦 | frog/🐸 | horse/🐴 | pig/🐷 | cow/🐮 | mouse/🐭 | bear/🐻
    flower/🌸 | rain/🌧️ | snow/❄️ | rainbow/🌈 | coffee/☕ | bread/🍞 | egg/🥚 | cheese/🧀 | ball/⚽ | guitar/🎸
    gift/🎁 | camera/📷 | umbrella/☂️ | crown/👑 | rocket/🚀 | ghost/👻
""")
_PAIRS = table("""
    salt and/pepper | bread and/butter | night and/day | black and/white | cup and/saucer | knife and/fork | up and/down
    left and/right | king and/queen | cat and/mouse | needle and/thread | lock and/key | thunder and/lightning
    fish and/chips | sun and/moon | hide and/seek | rock and/roll | bow and/arrow | shoes and/socks | brother and/sister
    soap and/water | pen and/paper | hammer and/nails | bed and/breakfast | hot and/cold | young and/old | heaven and/earth
    ups and/downs | pots and/pans | milk and/honey | sugar and/spice | now and/then | here and/there | hand and/foot
    heart and/soul | tooth and/nail
""")
_TRADES = table("""
    hammer/carpenter | oven/baker | stethoscope/doctor | scissors/hairdresser | plough/farmer | net/fisherman
    anvil/blacksmith | brush/painter | chalk/teacher | compass/sailor | trowel/bricklayer | wrench/plumber | needle/tailor
    rake/gardener | pan/cook | hose/firefighter | gavel/judge | camera/photographer | violin/musician | whistle/referee
    microscope/scientist | tractor/farmer | chisel/sculptor | thermometer/nurse | letterbag/postman | telescope/astronomer
    cleaver/butcher | loom/weaver | drill/dentist | baton/conductor | pickaxe/miner | saddle/rider | typewriter/writer
    rolling pin/baker | fishing rod/angler | crane/builder
""")
_MEANINGS = table("""
    a place where bread is sold/bakery | a person who flies a plane/pilot | frozen water/ice | a baby dog/puppy
    the opposite of day/night | a house for books/library | a tool for driving nails/hammer
    a person who paints pictures/artist | the meal in the morning/breakfast | a shop for medicine/pharmacy
    a vehicle with two wheels/bicycle | a very tall plant with a trunk/tree | the king's wife/queen
    a place where planes land/airport | a person who cuts hair/hairdresser | a thing that shows the time/clock
    sweet food made by bees/honey | water that falls from clouds/rain | a room where you cook/kitchen
    a large body of salt water/sea | a place where children learn/school | a person who grows crops/farmer
    land with water all around/island | a shelter made of cloth/tent | the star that warms us/sun
    a bird that hunts at night/owl | a piece of furniture for sleeping/bed | a path for trains/railway
    a coat for the hand/glove | a sea animal with eight arms/octopus | a person who treats teeth/dentist
    a building for films/cinema | the time before noon/morning | a machine that washes dishes/dishwasher
    a box for a bird/cage | a hill that spits fire/volcano
""")
_SPELLINGS = table("""
    recieve/receive | tomorow/tomorrow | freind/friend | becuase/because | wich/which | beleive/believe | seperate/separate
    definately/definitely | untill/until | neccessary/necessary | adress/address | accomodate/accommodate | begining/beginning
    calender/calendar | collegue/colleague | embarass/embarrass | enviroment/environment | existance/existence
    foriegn/foreign | goverment/government | grammer/grammar | happend/happened | independant/independent | knowlege/knowledge
    libary/library | mispell/misspell | noticable/noticeable | occured/occurred | peice/piece | posession/possession
    prefered/preferred | realy/really | rythm/rhythm | succesful/successful | suprise/surprise | truely/truly | wierd/weird
    writting/writing | Febuary/February | buisness/business | tounge/tongue | vegtable/vegetable
""")


def _begins_alike(given: str, said: str) -> bool:
    return said[:1] == given[:1]


def _ends_alike(given: str, said: str) -> bool:
    return said[-2:] == given[-2:] and len(said) < 9


def _plural(given: str, said: str) -> bool:
    return said[:1] == given[:1] and said.endswith("s") and len(said) < len(given) + 4


def _compared(given: str, said: str) -> bool:
    return said[:2] == given[:2] and said.endswith("er")


def _known(pairs: list[Pair]) -> Fits:
    """A word that is the right one of some row."""
    outputs = {plain(wanted) for _, wanted in pairs}
    return lambda given, reply: plain(reply) in outputs and plain(reply) != plain(given)


def _respelt(given: str, reply: str) -> bool:
    said, asked = plain(reply), plain(given)
    return said != asked and said.isalpha() and SequenceMatcher(None, asked, said).ratio() > 0.75


def _emoji(given: str, reply: str) -> bool:
    return not any(c.isascii() and c.isalnum() for c in reply) and any(ord(c) > 0x2000 for c in reply) and len(reply) < 6


def _name(given: str, reply: str) -> bool:
    """A proper name and nothing else."""
    return (like(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?\.?")(given, reply) and all(is_word(part) for part in plain(reply).split())
            and not set(words(reply)) <= set(words(given)))


TASKS_WORDS: tuple[Task, ...] = (
    *(translation(language, column, _DICTIONARY) for column, language in enumerate(_LANGUAGES, 1)),
    Task("give the opposite of a word", "meaning", listed(_OPPOSITES), word_for(_OPPOSITES),
         r"\bopposites? (?:of|for|to) (?:a |the |each |any |every )?(?:given )?words?\b|\bantonyms?\b"
         r"|\bwords?\b.*\bopposites?\b", "Word: "),
    Task("give a synonym of a word", "meaning", listed(_SYNONYMS), word_for(_SYNONYMS),
         r"\bsynonym|\bword\b.*\b(?:with|of) the same meaning|\banother word for", "Word: "),
    Task("give a word that rhymes", "sound", listed(_RHYMES), word_for(_RHYMES, _ends_alike),
         r"\brhym\w*\b.*\bwords?\b|\bwords?\b.*\brhym|\brhym\w+ for\b", "Word: "),
    Task("turn nouns into the plural", "inflection", listed(_PLURALS), word_for(_PLURALS, _plural),
         r"\bplurals?\b|\bpluralis|\bpluraliz", "Word: "),
    Task("turn adjectives into the comparative", "inflection", listed(_COMPARATIVES), word_for(_COMPARATIVES, _compared),
         r"\bcomparative", "Word: "),
    Task("turn verbs into the past tense", "inflection", listed(_PASTS), word_for(_PASTS, _begins_alike),
         r"\bverbs?\b.*\bpast\b|\bpast (?:tense|form)s? of (?:a |the )?verbs?", "Verb: "),
    Task("name the young of an animal", "animals", listed(_YOUNG), word_for(_YOUNG),
         r"\byoung of\b|\bbab(?:y|ies)\b.*\banimal|\banimal\b.*\b(?:baby|young)", "Animal: "),
    Task("name the sound of an animal", "animals", listed(_SOUNDS), word_for(_SOUNDS),
         r"\b(?:sounds?|noises?|cry)\b.*\banimals?|\banimals?\b.*\b(?:sounds?|noises?)", "Animal: "),
    Task("name the capital of a country", "geography", listed(_CAPITALS), _name,
         r"\bcapitals?\b.*\bcountr|\bcapital cit", "Country: "),
    Task("name the continent of a country", "geography", listed(_PLACED), one_of(*_CONTINENTS),
         r"\bcontinents?\b", "Country: "),
    Task("turn words into emoji", "emoji", listed(_EMOJI), _emoji,
         r"\b(?:words?|names?|things?)\b.*\b(?:in)?to (?:an |its )?emojis?"
         r"|\bemojis? (?:for|of) (?:a |the )?(?:word|thing)", "Word: "),
    Task("complete common pairs of words", "pairs", listed(_PAIRS), word_for(_PAIRS),
         r"\bcomplete\w*\b.*\bpairs?\b|\bpairs of words|\bword pairs?\b", "Pair: "),
    Task("name the trade that uses a tool", "trades", listed(_TRADES), word_for(_TRADES),
         r"\b(?:trade|profession|job|occupation|worker)s?\b.*\btools?|\bwho uses a tool", "Tool: "),
    Task("give the word for a description", "definitions", listed(_MEANINGS), word_for(_MEANINGS),
         r"\bwords?\b (?:for|that (?:fits|matches)) (?:a |the )?(?:description|definition|meaning)"
         r"|\breverse dictionary", "Description: "),
    Task("correct the spelling of words", "correction", listed(_SPELLINGS), _respelt,
         r"\b(?:correct|fix|check|mend)\w*\b.*\b(?:spelling|misspel\w*|typos?)\b", "Word: "),
)
