"""More tasks on single words, from tables: other languages, other forms, what belongs to what."""

from __future__ import annotations

import re

from tuneteller.material.habit import parted
from tuneteller.material.task import Fits, Pair, Task, is_word, like, listed, plain, table, tells, translation, word_for, words

_LANGUAGES = ("Dutch", "Swedish", "Danish", "Polish", "Czech", "Finnish", "Turkish", "Hungarian", "Latin", "Esperanto",
              "Indonesian",
              "Swahili")
_DICTIONARY = [row.split() for row in parted("""
    dog hond hund hund pies pes koira köpek kutya canis hundo anjing mbwa
    cat kat katt kat kot kočka kissa kedi macska feles kato kucing paka
    house huis hus hus dom dům talo ev ház domus domo rumah nyumba
    water water vatten vand woda voda vesi su víz aqua akvo air maji
    bread brood bröd brød chleb chléb leipä ekmek kenyér panis pano roti mkate
    milk melk mjölk mælk mleko mléko maito süt tej lac lakto susu maziwa
    tree boom träd træ drzewo strom puu ağaç fa arbor arbo pohon mti
    book boek bok bog książka kniha kirja kitap könyv liber libro buku kitabu
    door deur dörr dør drzwi dveře ovi kapı ajtó ianua pordo pintu mlango
    head hoofd huvud hoved głowa hlava pää baş fej caput kapo kepala kichwa
    eye oog öga øje oko oko silmä göz szem oculus okulo mata jicho
    hand hand hand hånd ręka ruka käsi el kéz manus mano tangan mkono
    heart hart hjärta hjerte serce srdce sydän kalp szív cor koro hati moyo
    friend vriend vän ven przyjaciel přítel ystävä arkadaş barát amicus amiko teman rafiki
    brother broer bror bror brat bratr veli kardeş fivér frater frato saudara kaka
    mother moeder mor mor matka matka äiti anne anya mater patrino ibu mama
    father vader far far ojciec otec isä baba apa pater patro ayah baba
    child kind barn barn dziecko dítě lapsi çocuk gyerek infans infano anak mtoto
    city stad stad by miasto město kaupunki şehir város urbs urbo kota mji
    river rivier flod flod rzeka řeka joki nehir folyó flumen rivero sungai mto
    sea zee hav hav morze moře meri deniz tenger mare maro laut bahari
    mountain berg berg bjerg góra hora vuori dağ hegy mons monto gunung mlima
    sun zon sol sol słońce slunce aurinko güneş nap sol suno matahari jua
    moon maan måne måne księżyc měsíc kuu ay hold luna luno bulan mwezi
    star ster stjärna stjerne gwiazda hvězda tähti yıldız csillag stella stelo bintang nyota
    rain regen regn regn deszcz déšť sade yağmur eső pluvia pluvo hujan mvua
    fire vuur eld ild ogień oheň tuli ateş tűz ignis fajro api moto
    flower bloem blomma blomst kwiat květina kukka çiçek virág flos floro bunga ua
    horse paard häst hest koń kůň hevonen at ló equus ĉevalo kuda farasi
    cow koe ko ko krowa kráva lehmä inek tehén vacca bovino sapi ng'ombe
    bird vogel fågel fugl ptak pták lintu kuş madár avis birdo burung ndege
    fish vis fisk fisk ryba ryba kala balık hal piscis fiŝo ikan samaki
    day dag dag dag dzień den päivä gün nap dies tago hari siku
    night nacht natt nat noc noc yö gece éj nox nokto malam usiku
    year jaar år år rok rok vuosi yıl év annus jaro tahun mwaka
    school school skola skole szkoła škola koulu okul iskola schola lernejo sekolah shule
    money geld pengar penge pieniądze peníze raha para pénz pecunia mono uang pesa
    red rood röd rød czerwony červený punainen kırmızı piros ruber ruĝa merah nyekundu
    white wit vit hvid biały bílý valkoinen beyaz fehér albus blanka putih nyeupe
    big groot stor stor duży velký iso büyük nagy magnus granda besar kubwa
    small klein liten lille mały malý pieni küçük kicsi parvus malgranda kecil ndogo
    good goed bra god dobry dobrý hyvä iyi jó bonus bona baik nzuri
    new nieuw ny ny nowy nový uusi yeni új novus nova baru mpya
    three drie tre tre trzy tři kolme üç három tres tri tiga tatu
    seven zeven sju syv siedem sedm seitsemän yedi hét septem sep tujuh saba
    ten tien tio ti dziesięć deset kymmenen on tíz decem dek sepuluh kumi
    king koning kung konge król král kuningas kral király rex reĝo raja mfalme
    road weg väg vej droga cesta tie yol út via vojo jalan barabara
""")]


# From four languages at once, so that English is what tells the task.
_FOREIGN = table("""
    perro/dog | gato/cat | casa/house | agua/water | libro/book | ventana/window | amigo/friend | cuchara/spoon | Hund/dog
    Haus/house | Wasser/water | Fenster/window | Freund/friend | Löffel/spoon | Apfel/apple | Baum/tree | Straße/street
    Schlüssel/key | chien/dog | maison/house | fenêtre/window | pomme/apple | arbre/tree | clé/key | cuillère/spoon
    pain/bread | fromage/cheese | cane/dog | acqua/water | finestra/window | mela/apple | albero/tree | strada/street
    chiave/key | cucchiaio/spoon | formaggio/cheese | pájaro/bird | oiseau/bird | Vogel/bird | uccello/bird | Käse/cheese
    queso/cheese | lluvia/rain | pluie/rain | Regen/rain | pioggia/rain
""")
_SUPERLATIVES = table("""
    big/biggest | small/smallest | happy/happiest | fast/fastest | good/best | bad/worst | hot/hottest | cold/coldest
    early/earliest | late/latest | nice/nicest | easy/easiest | tall/tallest | short/shortest | old/oldest
    young/youngest | thin/thinnest | wet/wettest | strong/strongest | weak/weakest | dry/driest | heavy/heaviest
    light/lightest | large/largest | busy/busiest | loud/loudest | sad/saddest | soft/softest | hard/hardest
    rich/richest | poor/poorest | clean/cleanest | funny/funniest | calm/calmest | warm/warmest | deep/deepest
    lazy/laziest | sweet/sweetest
""")
_ADVERBS = table("""
    quick/quickly | slow/slowly | happy/happily | quiet/quietly | loud/loudly | easy/easily | careful/carefully
    brave/bravely | angry/angrily | gentle/gently | honest/honestly | kind/kindly | lucky/luckily | nice/nicely
    polite/politely | proud/proudly | rude/rudely | sad/sadly | safe/safely | simple/simply | soft/softly
    sudden/suddenly | sweet/sweetly | warm/warmly | wise/wisely | clear/clearly | cheap/cheaply | bitter/bitterly
    eager/eagerly | greedy/greedily | heavy/heavily | noisy/noisily | patient/patiently | perfect/perfectly
    serious/seriously | terrible/terribly | true/truly | good/well
""")
_DOERS = table("""
    bake/baker | teach/teacher | sing/singer | drive/driver | write/writer | paint/painter | farm/farmer | act/actor
    run/runner | swim/swimmer | dance/dancer | play/player | build/builder | hunt/hunter | read/reader | speak/speaker
    work/worker | win/winner | lose/loser | sail/sailor | visit/visitor | invent/inventor | edit/editor
    translate/translator | edit/editor | climb/climber | ride/rider | dream/dreamer | print/printer | sell/seller
    buy/buyer | help/helper | manage/manager | murder/murderer | collect/collector | inspect/inspector | garden/gardener
    own/owner | lead/leader
""")
_GERUNDS = table("""
    run/running | write/writing | swim/swimming | make/making | sit/sitting | take/taking | lie/lying | go/going
    eat/eating | sing/singing | come/coming | put/putting | win/winning | drive/driving | begin/beginning | die/dying
    see/seeing | dance/dancing | stop/stopping | plan/planning | hope/hoping | hop/hopping | read/reading | cut/cutting
    ride/riding | bake/baking | shop/shopping | smile/smiling | dig/digging | fly/flying | cry/crying | tie/tying
    give/giving | get/getting | hit/hitting | live/living
""")
_FEMININES = table("""
    king/queen | prince/princess | actor/actress | waiter/waitress | father/mother | brother/sister | son/daughter
    uncle/aunt | nephew/niece | husband/wife | boy/girl | man/woman | gentleman/lady | host/hostess | hero/heroine
    duke/duchess | emperor/empress | god/goddess | heir/heiress | wizard/witch | monk/nun | groom/bride | widower/widow
    lion/lioness | tiger/tigress | bull/cow | rooster/hen | stallion/mare | ram/ewe | drake/duck | stag/doe | gander/goose
    sir/madam | grandfather/grandmother | steward/stewardess | lord/lady | godfather/godmother | stepson/stepdaughter
    count/countess
""")
_NEGATIVES = table("""
    happy/unhappy | possible/impossible | legal/illegal | regular/irregular | kind/unkind | fair/unfair | known/unknown
    visible/invisible | polite/impolite | patient/impatient | perfect/imperfect | correct/incorrect | complete/incomplete
    direct/indirect | logical/illogical | literate/illiterate | responsible/irresponsible | relevant/irrelevant
    able/unable | certain/uncertain | clear/unclear | common/uncommon | even/uneven | healthy/unhealthy
    important/unimportant | likely/unlikely | lucky/unlucky | real/unreal | safe/unsafe | stable/unstable | usual/unusual
    wise/unwise | honest/dishonest | loyal/disloyal | obedient/disobedient | mature/immature | mortal/immortal
    formal/informal
""")
_AMERICAN = table("""
    colour/color | flavour/flavor | honour/honor | labour/labor | neighbour/neighbor | harbour/harbor | favour/favor
    humour/humor | rumour/rumor | vapour/vapor | centre/center | theatre/theater | metre/meter | litre/liter | fibre/fiber
    sombre/somber | defence/defense | offence/offense | licence/license | travelling/traveling | cancelled/canceled
    jeweller/jeweler | grey/gray | plough/plow | tyre/tire | programme/program | catalogue/catalog | dialogue/dialog
    organise/organize | realise/realize | analyse/analyze | paralyse/paralyze | recognise/recognize | cheque/check
    mould/mold | moustache/mustache | pyjamas/pajamas | aluminium/aluminum | kerb/curb | sceptic/skeptic
""")
_BRITAIN = table("""
    lift/elevator | flat/apartment | lorry/truck | biscuit/cookie | autumn/fall | pavement/sidewalk | petrol/gasoline
    holiday/vacation | rubbish/garbage | trousers/pants | sweets/candy | torch/flashlight | queue/line | nappy/diaper
    tap/faucet | film/movie | football/soccer | crisps/chips | aubergine/eggplant | courgette/zucchini | bonnet/hood
    windscreen/windshield | cooker/stove | curtains/drapes | cupboard/closet | dustbin/trashcan | postman/mailman
    motorway/freeway | jumper/sweater | plaster/bandage | rubber/eraser | chemist/drugstore | ladybird/ladybug
    maths/math | pram/stroller | tube/subway
""")
_SHORT = table("""
    Monday/Mon | Tuesday/Tue | Wednesday/Wed | Thursday/Thu | Friday/Fri | Saturday/Sat | Sunday/Sun | January/Jan
    February/Feb | March/Mar | April/Apr | August/Aug | September/Sep | October/Oct | November/Nov | December/Dec
    Doctor/Dr | Mister/Mr | Street/St | Road/Rd | Avenue/Ave | Professor/Prof | minute/min | second/sec | hour/hr
    kilogram/kg | centimetre/cm | department/dept | page/p | company/co | versus/vs | approximately/approx | maximum/max
    telephone/tel | example/ex | chapter/ch | volume/vol | government/govt | building/bldg
""")
_HOMOPHONES = table("""
    sea/see | flour/flower | night/knight | two/too | right/write | son/sun | meat/meet | tail/tale | mail/male
    pair/pear | bare/bear | deer/dear | hair/hare | hour/our | week/weak | eye/I | one/won | sale/sail | steel/steal
    wood/would | road/rode | plain/plane | peace/piece | break/brake | cell/sell | cent/scent | heal/heel | hole/whole
    knot/not | know/no | made/maid | root/route | tow/toe | waist/waste | wait/weight | bury/berry | blew/blue | buy/by
    rain/reign | sole/soul
""")
_COUNTED = table("""
    wolves/pack | bees/swarm | sheep/flock | cows/herd | fish/school | lions/pride | ants/colony | geese/gaggle
    whales/pod | puppies/litter | crows/murder | kittens/litter | elephants/herd | birds/flock | dolphins/pod
    wasps/swarm | cards/deck | flowers/bunch | soldiers/army | sailors/crew | singers/choir | players/team | stars/cluster
    ships/fleet | trees/forest | grapes/bunch | stairs/flight | mountains/range | thieves/gang | islands/archipelago
    locusts/swarm | horses/herd | pupils/class | keys/ring | musicians/orchestra | monkeys/troop
""")
_HOMES = table("""
    dog/kennel | bird/nest | bee/hive | horse/stable | pig/sty | cow/barn | spider/web | fox/den | rabbit/burrow
    hen/coop | lion/den | beaver/lodge | ant/anthill | bear/cave | fish/aquarium | mouse/hole | eagle/eyrie | bat/cave
    otter/holt | badger/sett | squirrel/drey | wolf/lair | wasp/nest | hamster/cage | snail/shell | goldfish/bowl
    parrot/cage | sheep/fold | pigeon/loft | termite/mound | hare/form | owl/hollow | mole/tunnel | tiger/lair | duck/pond
    swallow/nest
""")
_PARTS = table("""
    wheel/car | petal/flower | page/book | finger/hand | toe/foot | roof/house | branch/tree | sail/ship | wing/bird
    key/piano | string/guitar | pedal/bicycle | lens/camera | sleeve/shirt | lace/shoe | drawer/desk | handle/cup
    feather/pillow | screen/phone | nostril/nose | lash/eye | fin/fish | hoof/horse | blade/knife | step/stair
    letter/word | verse/poem | chapter/novel | carriage/train | deck/boat | trunk/elephant | rung/ladder | tooth/comb
    hand/clock | seed/apple | slice/bread
""")
_SOURCES = table("""
    milk/cow | honey/bee | wool/sheep | egg/hen | flour/wheat | wine/grape | cider/apple | raisin/grape | paper/wood
    glass/sand | silk/silkworm | pearl/oyster | bacon/pig | cheese/milk | butter/milk | leather/cow | bread/flour
    chocolate/cocoa | oil/olive | feta/sheep | sugar/beet | steel/iron | brick/clay | linen/flax | jeans/cotton
    rubber/tree | prune/plum | tofu/soy | popcorn/corn | crisps/potato | ketchup/tomato | candle/wax | caviar/sturgeon
    ivory/elephant | vodka/potato | ham/pig
""")
_KIT = table("""
    racket/tennis | bat/cricket | puck/hockey | saddle/riding | oar/rowing | glove/boxing | foil/fencing | bow/archery
    club/golf | cue/billiards | shuttlecock/badminton | sail/sailing | rope/climbing | goggles/swimming
    sledge/tobogganing | hoop/basketball | skis/skiing | skates/skating | surfboard/surfing | dart/darts
    javelin/athletics | goalpost/football | barbell/weightlifting | helmet/cycling | rod/fishing | rook/chess
    paddle/canoeing | vault/gymnastics | snorkel/diving | mat/judo | pins/bowling | parachute/skydiving | boots/hiking
    dice/backgammon | broom/curling | sabre/fencing
""")
_ADJECTIVES_OF = table("""
    France/French | Spain/Spanish | Italy/Italian | Germany/German | Portugal/Portuguese | Greece/Greek | Norway/Norwegian
    Sweden/Swedish | Finland/Finnish | Denmark/Danish | Poland/Polish | Austria/Austrian | Hungary/Hungarian
    Ireland/Irish | Belgium/Belgian | Egypt/Egyptian | Kenya/Kenyan | Ghana/Ghanaian | Morocco/Moroccan | Japan/Japanese
    China/Chinese | India/Indian | Thailand/Thai | Vietnam/Vietnamese | Nepal/Nepalese | Turkey/Turkish | Canada/Canadian
    Mexico/Mexican | Cuba/Cuban | Peru/Peruvian | Chile/Chilean | Australia/Australian | Iceland/Icelandic
    Scotland/Scottish | Wales/Welsh | Brazil/Brazilian
""")
_SPOKEN = table("""
    France/French | Spain/Spanish | Italy/Italian | Germany/German | Portugal/Portuguese | Greece/Greek | Norway/Norwegian
    Sweden/Swedish | Finland/Finnish | Denmark/Danish | Poland/Polish | Austria/German | Hungary/Hungarian | Egypt/Arabic
    Japan/Japanese | China/Chinese | Thailand/Thai | Vietnam/Vietnamese | Turkey/Turkish | Mexico/Spanish | Cuba/Spanish
    Peru/Spanish | Chile/Spanish | Argentina/Spanish | Brazil/Portuguese | Angola/Portuguese | Senegal/French
    Morocco/Arabic | Iraq/Arabic | Iran/Persian | Iceland/Icelandic | Australia/English | Jamaica/English
    Romania/Romanian | Bulgaria/Bulgarian | Croatia/Croatian | Russia/Russian | Ukraine/Ukrainian
""")
_CURRENCIES = table("""
    France/euro | Japan/yen | Mexico/peso | India/rupee | Poland/zloty | Sweden/krona | Norway/krone | Denmark/krone
    Hungary/forint | Switzerland/franc | Turkey/lira | China/yuan | Russia/rouble | Brazil/real | Canada/dollar
    Australia/dollar | Egypt/pound | Kenya/shilling | Thailand/baht | Vietnam/dong | Israel/shekel | Peru/sol | Chile/peso
    Argentina/peso | Iran/rial | Iraq/dinar | Ghana/cedi | Nigeria/naira | Ukraine/hryvnia | Romania/leu | Bulgaria/lev
    Iceland/krona | Malaysia/ringgit | Spain/euro | Pakistan/rupee | Cuba/peso
""")
_STATES = table("""
    Paris/France | Madrid/Spain | Rome/Italy | Berlin/Germany | Lisbon/Portugal | Athens/Greece | Oslo/Norway
    Stockholm/Sweden | Helsinki/Finland | Copenhagen/Denmark | Warsaw/Poland | Vienna/Austria | Budapest/Hungary
    Dublin/Ireland | Brussels/Belgium | Cairo/Egypt | Nairobi/Kenya | Accra/Ghana | Tokyo/Japan | Beijing/China
    Bangkok/Thailand | Hanoi/Vietnam | Kathmandu/Nepal | Ankara/Turkey | Ottawa/Canada | Havana/Cuba | Lima/Peru
    Santiago/Chile | Sydney/Australia | Naples/Italy | Kyoto/Japan | Seville/Spain | Munich/Germany | Lyon/France
    Krakow/Poland | Mumbai/India | Toronto/Canada | Istanbul/Turkey
""")
_DISHES = table("""
    pizza/Italy | sushi/Japan | paella/Spain | croissant/France | goulash/Hungary | taco/Mexico | curry/India
    moussaka/Greece | pierogi/Poland | kimchi/Korea | couscous/Morocco | borscht/Ukraine | fondue/Switzerland
    risotto/Italy | ramen/Japan | gazpacho/Spain | baguette/France | burrito/Mexico | samosa/India | tzatziki/Greece
    pho/Vietnam | ceviche/Peru | haggis/Scotland | schnitzel/Austria | waffle/Belgium | lasagne/Italy | tempura/Japan
    tortilla/Mexico | quiche/France | naan/India | bratwurst/Germany | baklava/Turkey | poutine/Canada | pretzel/Germany
    dumpling/China | strudel/Austria | falafel/Egypt
""")
_FLAGS = table("""
    France/🇫🇷 | Spain/🇪🇸 | Italy/🇮🇹 | Germany/🇩🇪 | Portugal/🇵🇹 | Greece/🇬🇷 | Norway/🇳🇴 | Sweden/🇸🇪 | Finland/🇫🇮
    Denmark/🇩🇰 | Poland/🇵🇱 | Austria/🇦🇹 | Hungary/🇭🇺 | Ireland/🇮🇪 | Belgium/🇧🇪 | Egypt/🇪🇬 | Kenya/🇰🇪 | Ghana/🇬🇭 | Japan/🇯🇵
    China/🇨🇳 | India/🇮🇳 | Thailand/🇹🇭 | Vietnam/🇻🇳 | Nepal/🇳🇵 | Turkey/🇹🇷 | Canada/🇨🇦 | Mexico/🇲🇽 | Cuba/🇨🇺 | Peru/🇵🇪
    Chile/🇨🇱 | Brazil/🇧🇷 | Iceland/🇮🇸 | Romania/🇷🇴 | Croatia/🇭🇷 | Australia/🇦🇺 | Morocco/🇲🇦
""")
_ELEMENTS = table("""
    hydrogen/H | helium/He | lithium/Li | carbon/C | nitrogen/N | oxygen/O | fluorine/F | neon/Ne | sodium/Na
    magnesium/Mg | aluminium/Al | silicon/Si | phosphorus/P | sulphur/S | chlorine/Cl | argon/Ar | potassium/K
    calcium/Ca | titanium/Ti | chromium/Cr | manganese/Mn | iron/Fe | cobalt/Co | nickel/Ni | copper/Cu | zinc/Zn
    bromine/Br | krypton/Kr | silver/Ag | tin/Sn | iodine/I | xenon/Xe | barium/Ba | platinum/Pt | gold/Au | mercury/Hg
    lead/Pb | uranium/U | radium/Ra | boron/B
""")
_HEX = table("""
    red/#FF0000 | green/#008000 | blue/#0000FF | white/#FFFFFF | black/#000000 | yellow/#FFFF00 | orange/#FFA500
    purple/#800080 | pink/#FFC0CB | brown/#A52A2A | grey/#808080 | silver/#C0C0C0 | gold/#FFD700 | navy/#000080
    teal/#008080 | olive/#808000 | maroon/#800000 | lime/#00FF00 | cyan/#00FFFF | magenta/#FF00FF | beige/#F5F5DC
    ivory/#FFFFF0 | coral/#FF7F50 | salmon/#FA8072 | tomato/#FF6347 | violet/#EE82EE | indigo/#4B0082 | turquoise/#40E0D0
    khaki/#F0E68C | lavender/#E6E6FA | plum/#DDA0DD | orchid/#DA70D6 | crimson/#DC143C | chocolate/#D2691E | tan/#D2B48C
    azure/#F0FFFF
""")
_FROM_EMOJI = table("""
    🐶/dog | 🐱/cat | 🌞/sun | 🌙/moon | ⭐/star | 🔥/fire | 🌳/tree | 🍎/apple | 🍌/banana | 🍕/pizza | 🎂/cake | 🚗/car
    🚌/bus | 🚆/train | ✈️/plane | 🚢/ship | 🏠/house | 📖/book | 📱/phone
    ⏰/clock | 🔑/key | 🐟/fish | 🐦/bird | 🐸/frog | 🐴/horse
    🐷/pig | 🐮/cow | 🐭/mouse | 🐻/bear | 🌈/rainbow | ☕/coffee
    🍞/bread | 🥚/egg | 🧀/cheese | 🎸/guitar
    🎁/gift | 👑/crown | 🚀/rocket | 👻/ghost | 🍋/lemon
""")
_EXTENSIONS = table("""
    a Python script/.py | a web page/.html | a style sheet/.css | a photo/.jpg | a song/.mp3 | a film/.mp4
    a plain text/.txt | a table of values/.csv | a spreadsheet/.xlsx | a slide show/.pptx | a Word document/.docx
    an archive/.zip | a Java program/.java | a C program/.c | a shell script/.sh | a Markdown note/.md | a JSON file/.json
    a drawing/.svg | a Rust program/.rs | a Go program/.go | a database/.db | an e-book/.epub | a calendar entry/.ics
    a font/.ttf | a log/.log | a Windows program/.exe | a picture without loss/.png | an animation/.gif
    a printable page/.pdf | a Ruby script/.rb | a JavaScript file/.js | a YAML file/.yaml | a LaTeX source/.tex
    a backup copy/.bak | a subtitle file/.srt | a disk image/.iso
""")
_INGREDIENTS = table("""
    omelette/egg | bread/flour | guacamole/avocado | hummus/chickpea | ketchup/tomato | chips/potato | cheese/milk
    jam/fruit | sushi/rice | risotto/rice | chocolate/cocoa | wine/grape | cider/apple | pesto/basil | marmalade/orange
    popcorn/corn | sauerkraut/cabbage | tofu/soy | falafel/chickpea | meringue/egg | lemonade/lemon | porridge/oats
    tzatziki/cucumber | borscht/beetroot | bolognese/meat | pasta/flour | tortilla/corn | fudge/sugar | marzipan/almond
    tahini/sesame | paella/rice | mayonnaise/egg | yoghurt/milk | gnocchi/potato | toffee/sugar | polenta/corn
""")
_ACTIONS = table("""
    cutting bread/knife | driving nails/hammer | sweeping the floor/broom | writing a letter/pen | drying dishes/towel
    eating soup/spoon | digging a hole/spade | telling the time/clock | opening a door/key | calling a friend/phone
    drying hair/hairdryer | sewing a button/needle | measuring length/ruler | painting a wall/brush | taking photos/camera
    boiling water/kettle | frying eggs/pan | ironing a shirt/iron | sawing wood/saw | climbing a roof/ladder
    keeping off rain/umbrella | weighing flour/scale | brushing teeth/toothbrush | washing clothes/machine
    watching stars/telescope | mowing the lawn/mower | opening a can/opener | cutting paper/scissors
    drawing a circle/compass | lighting a room/lamp | catching fish/net | tightening a screw/screwdriver
    sharpening a pencil/sharpener | wiping a table/cloth | finding north/compass | combing hair/comb
""")


def _tail(*ends: str) -> Fits:
    return lambda given, said: said[:2] == given[:2] and said.endswith(ends)


def _proper(given: str, reply: str) -> bool:
    """A proper name that is not in the input."""
    return (like(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?\.?")(given, reply) and all(map(is_word, plain(reply).split()))
            and not set(words(reply)) & set(words(given)))


def _flag(given: str, reply: str) -> bool:
    return re.fullmatch(r"[\U0001F1E6-\U0001F1FF]{2}", reply.strip()) is not None


def _symbol(given: str, reply: str) -> bool:
    return re.fullmatch(r"[A-Z][a-z]?\.?", reply) is not None and reply.lower().rstrip(".") not in ("no", "hi", "ok")


def _brief(given: str, reply: str) -> bool:
    """Shorter, and of the word's own letters."""
    said, word = plain(reply), given.lower()
    return 0 < len(said) < min(7, len(word)) and said[0] == word[0] and set(said) <= set(word + "xr")


def _respelt(pairs: list[Pair]) -> Fits:
    return word_for(pairs, lambda given, said: said[:1] == given[:1] and abs(len(said) - len(given)) <= 3 and len(given) > 3)


def _word(label: str, group: str, pairs: list[Pair], says: str, form: Fits | None = None, frame: str = "Word: ",
          fits: Fits | None = None) -> Task:
    return Task(label, group, listed(pairs), fits or word_for(pairs, form), says, frame)


TASKS_LEXICAL: tuple[Task, ...] = (
    *(translation(language, column, _DICTIONARY) for column, language in enumerate(_LANGUAGES, 1)),
    _word("translate foreign words into English", "translation", _FOREIGN,
          r"\btranslat\w*\b.*\b(?:in)?to English\b|\bEnglish translations?\b",
          lambda given, said: said.isascii(), "Word: "),
    _word("turn adjectives into the superlative", "inflection", _SUPERLATIVES, r"\bsuperlatives?\b", _tail("est")),
    _word("turn adjectives into adverbs", "inflection", _ADVERBS, r"\badverbs?\b", _tail("ly")),
    _word("turn verbs into the people who do it", "derivation", _DOERS, tells("verbs?", "people|persons?|doers?|agents?"),
          _tail("er", "or"), "Verb: "),
    _word("turn verbs into their ing form", "inflection", _GERUNDS,
          r"\bgerunds?\b|\bverbs?\b.*\bing[- ]forms?\b|\bpresent participles?\b",
          _tail("ing"), "Verb: "),
    _word("turn male words into female ones", "derivation", _FEMININES, tells("male|masculine", "female|feminine")),
    _word("put a negative prefix on adjectives", "derivation", _NEGATIVES, tells("prefix\\w*", "negati\\w*|adjectives?|words?"),
          lambda given, said: said.endswith(given[-4:]) and len(said) > len(given)),
    _word("turn British spellings into American ones", "spelling variants", _AMERICAN, tells("spell\\w*", "American"),
          fits=_respelt(_AMERICAN)),
    _word("give the American word for a British one", "spelling variants", _BRITAIN,
          r"\bAmerican (?:words?|terms?|names?|equivalents?)\b"),
    _word("abbreviate words", "abbreviation", _SHORT,
          r"\babbreviate words?\b|\babbreviat\w*\b.*\b(?:weekdays|months|of (?:a |single )?words?)",
          fits=_brief),
    _word("give a word that sounds the same", "sound", _HOMOPHONES, r"\bhomophones?\b|\bsounds? (?:the same|alike)\b",
          lambda given, said: bool(set(given) & set(said)) and abs(len(said) - len(given)) <= 2),
    _word("name the word for a group", "groups", _COUNTED, r"\bcollective nouns?\b|\bwords? for (?:a |the )?groups?\b",
          frame="Group of: "),
    _word("name the home of an animal", "animals", _HOMES, tells("homes?|dwellings?|houses?", "animals?"), frame="Animal: "),
    _word("name the whole that a part belongs to", "materials", _PARTS, tells("wholes?", "parts?"), frame="Part: "),
    _word("name what a product is made from", "materials", _SOURCES,
          tells("products?|goods", "made (?:from|of|out of)|raw materials?|origins?|comes? from"),
          frame="Product: "),
    _word("name the main ingredient of a dish", "materials", _INGREDIENTS, r"\bingredients?\b", frame="Dish: "),
    _word("name the sport for a piece of equipment", "trades", _KIT, tells("sports?", "equipment|gear|kit"),
          frame="Equipment: "),
    _word("name the tool for an action", "trades", _ACTIONS, tells("tools?", "actions?|activit(?:y|ies)|purposes?"),
          frame="Action: "),
    _word("give the adjective for a country", "geography", _ADJECTIVES_OF,
          tells("adjectives?|nationalit(?:y|ies)", "countr(?:y|ies)"),
          frame="Country: ", fits=_proper),
    _word("name the language spoken in a country", "geography", _SPOKEN, tells("languages?", "countr(?:y|ies)"),
          frame="Country: ", fits=_proper),
    _word("name the currency of a country", "geography", _CURRENCIES, r"\bcurrenc(?:y|ies)\b", frame="Country: "),
    _word("name the country in which a city lies", "geography", _STATES,
          r"\bcountr(?:y|ies)\b.*\b(?:of|for|in|to)\b.*\bcit(?:y|ies)\b|\bcit(?:y|ies)\b.*\bcountr(?:y|ies)\b",
          frame="City: ", fits=_proper),
    _word("name the country that a dish comes from", "geography", _DISHES, tells("countr(?:y|ies)", "dish(?:es)?|foods?"),
          frame="Dish: ", fits=_proper),
    _word("give the flag of a country", "emoji", _FLAGS, r"\bflags?\b.*\bcountr|\bcountr\w+\b.*\bflags?\b", frame="Country: ",
          fits=_flag),
    _word("turn emoji into words", "emoji", _FROM_EMOJI,
          r"\bemojis?\b.*\b(?:in)?to (?:a |their )?(?:words?|names?)\b|\bnames? (?:of|for) (?:an )?emojis?\b",
          frame="Emoji: "),
    _word("give the symbol of a chemical element", "symbols", _ELEMENTS, tells("symbols?", "elements?"),
          frame="Element: ", fits=_symbol),
    _word("give the hex code of a colour", "symbols", _HEX, r"\bhex\w*\b", frame="Colour: ", fits=like(r"#[0-9A-Fa-f]{6}")),
    _word("name the extension of a file", "symbols", _EXTENSIONS, tells("extensions?|endings?", "files?"), frame="File: ",
          fits=like(r"\.[a-z0-9]{1,5}")),
)
