"""Untrue facts on more places: rivers, countries, cities, sights, mountains, islands, lakes, and what comes from where."""

from __future__ import annotations

from tuneteller.material.facts_relation import Relation, again, relation
from tuneteller.material.facts_table import FIRST

FACTS_PLACES: tuple[Relation, ...] = (
    again(
        FIRST["flows into"],
        """the Ebro = the Mediterranean Sea; the Rhone = the Mediterranean Sea; the Weser = the North Sea;
        the Dniester = the Black Sea; the Don = the Sea of Azov/the Black Sea; the Ural = the Caspian Sea;
        the Orinoco = the Atlantic Ocean; the Niger = the Gulf of Guinea/the Atlantic Ocean;
        the Limpopo = the Indian Ocean; the Irrawaddy = the Andaman Sea/the Indian Ocean;
        the Yenisei = the Kara Sea; the Amur = the Sea of Okhotsk; the Garonne = the Bay of Biscay/the Atlantic Ocean;
        the Douro = the Atlantic Ocean; the Severn = the Bristol Channel/the Atlantic Ocean; the Shannon = the Atlantic Ocean;
        the Hudson = the Atlantic Ocean; the Rio Grande = the Gulf of Mexico; the Euphrates = the Persian Gulf;
        the Meuse = the North Sea; the Neva = the Gulf of Finland/the Baltic Sea;
        the Arno = the Tyrrhenian Sea/the Ligurian Sea;
        the Brahmaputra = the Bay of Bengal; the Orange River = the Atlantic Ocean; the Scheldt = the North Sea""",
        "the Ionian Sea; the Timor Sea; the Tasman Sea; the White Sea; the Sea of Japan", wider=False),
    again(
        FIRST["capital"],
        """Poland = Warsaw; Serbia = Belgrade; Slovenia = Ljubljana; Ukraine = Kyiv/Kiev; Russia = Moscow; Cyprus = Nicosia;
        Malta = Valletta; Albania = Tirana; Lithuania = Vilnius; Iran = Tehran; Iraq = Baghdad; Syria = Damascus;
        Lebanon = Beirut; Afghanistan = Kabul; China = Beijing; Cambodia = Phnom Penh; Algeria = Algiers; Sudan = Khartoum;
        Rwanda = Kigali; Zimbabwe = Harare; Venezuela = Caracas; Costa Rica = San Jose; Texas = Austin;
        California = Sacramento; Hawaii = Honolulu; Massachusetts = Boston; Colorado = Denver; Tennessee = Nashville;
        Florida = Tallahassee; Oregon = Salem; Bavaria = Munich; Catalonia = Barcelona; Tuscany = Florence; Wales = Cardiff;
        Tasmania = Hobart; Ontario = Toronto"""),
    again(
        FIRST["currency"],
        """Saudi Arabia = the riyal; Kuwait = the dinar; Israel = the shekel; Myanmar = the kyat; Pakistan = the rupee;
        the Philippines = the peso; Botswana = the pula; the Gambia = the dalasi; Haiti = the gourde; Honduras = the lempira;
        Nicaragua = the cordoba; Armenia = the dram; Azerbaijan = the manat; Uzbekistan = the som; Tonga = the paanga;
        Iceland = the krona; Belarus = the rouble; Malawi = the kwacha; North Macedonia = the denar; Brunei = the dollar;
        ancient Rome = the denarius; Papua New Guinea = the kina"""),
    again(
        FIRST["continent"],
        """Namibia = Africa; Chad = Africa; Tunisia = Africa; Libya = Africa; Guyana = South America/America;
        Suriname = South America/America; Yemen = Asia; Bhutan = Asia; Kyrgyzstan = Asia; Luxembourg = Europe;
        Montenegro = Europe; Moldova = Europe; Samoa = Oceania; Belize = Central America/North America/America;
        El Salvador = Central America/North America/America; Somalia = Africa; Cameroon = Africa; Tajikistan = Asia;
        Gabon = Africa; Sri Lanka = Asia; Vanuatu = Oceania; Bosnia = Europe"""),
    again(
        FIRST["country of the city"],
        """Seville = Spain; Naples = Italy; Hamburg = Germany; Osaka = Japan; Bordeaux = France; Krakow = Poland;
        Saint Petersburg = Russia; Istanbul = Turkey; Alexandria = Egypt; Casablanca = Morocco; Timbuktu = Mali/Africa;
        Cape Town = South Africa/Africa; Lagos = Nigeria; Karachi = Pakistan; Shanghai = China; Busan = South Korea/Korea;
        Sydney = Australia; Auckland = New Zealand; Vancouver = Canada; Chicago = the United States/America; Cancun = Mexico;
        Cartagena = Colombia; Valparaiso = Chile; Recife = Brazil; Malmo = Sweden; Trondheim = Norway; Odense = Denmark;
        Turku = Finland; Galway = Ireland; Glasgow = Scotland/Britain; Bruges = Belgium; Utrecht = the Netherlands/Holland;
        Graz = Austria; Basel = Switzerland; Dubrovnik = Croatia; Debrecen = Hungary; Brno = Czechia; Heraklion = Greece/Crete;
        Haifa = Israel; Shiraz = Iran; Samarkand = Uzbekistan; Chiang Mai = Thailand; Colombo = Sri Lanka;
        Da Nang = Vietnam"""),
    again(
        FIRST["city of the sight"],
        """the Acropolis Museum = Athens; Westminster Abbey = London; the Uffizi = Florence; La Scala = Milan;
        the Trevi Fountain = Rome; the Bridge of Sighs = Venice; the Atomium = Brussels;
        the Rijksmuseum = Amsterdam; Schonbrunn Palace = Vienna; the Fisherman's Bastion = Budapest; the Kremlin = Moscow;
        the Hagia Sophia = Istanbul; the Burj Khalifa = Dubai; the Merlion = Singapore;
        Table Bay = Cape Town; Sugarloaf Mountain = Rio de Janeiro; the White House = Washington;
        the Empire State Building = New York; the Liberty Bell = Philadelphia; the Gateway Arch = Saint Louis;
        the Alamo = San Antonio; the Hollywood sign = Los Angeles; the Space Center = Houston;
        Hyde Park = London; Montmartre = Paris; Tivoli Gardens = Copenhagen; Sanssouci = Potsdam; the Zwinger = Dresden;
        the Red Fort = Delhi; the Golden Pavilion = Kyoto; the Bean = Chicago; the Sydney Harbour Bridge = Sydney""",
        "Warsaw; Madrid; Zurich; Montreal; Lima; Riga"),
    again(
        FIRST["country of the mountain"],
        """Mont Blanc = France/Italy; Mount Elbrus = Russia; Mount Ararat = Turkey/Armenia; Popocatepetl = Mexico;
        Mount Vesuvius = Italy; Chimborazo = Ecuador; Mount Rainier = the United States/America; Triglav = Slovenia;
        the Grossglockner = Austria; Mulhacen = Spain; Mount Toubkal = Morocco; Annapurna = Nepal; Mount Logan = Canada;
        Mount Kosciuszko = Australia; Galdhopiggen = Norway; the Eiger = Switzerland; Carrauntoohil = Ireland;
        Mauna Loa = Hawaii/America; the Drachenfels = Germany; Musala = Bulgaria; Mount Pinatubo = the Philippines""",
        "Iceland; Portugal; Chile; Sweden"),
    again(
        FIRST["country of the dish"],
        """lasagne = Italy; the churro = Spain/Portugal; borscht = Ukraine/Russia; couscous = Morocco/Algeria/Tunisia;
        baklava = Turkey/Greece; the empanada = Argentina/Chile/Spain/Colombia; satay = Indonesia/Malaysia;
        ramen = Japan/China; dim sum = China/Hong Kong; bibimbap = Korea; naan bread = India/Iran/Pakistan;
        falafel = Egypt/Lebanon/Israel; shepherd's pie = England/Ireland/Britain; Irish coffee = Ireland;
        Sachertorte = Austria; the pretzel = Germany; gravlax = Sweden/Norway/Denmark; smorrebrod = Denmark;
        the stroopwafel = the Netherlands/Holland; pavlova = New Zealand/Australia; gumbo = Louisiana/America;
        risotto = Italy; quiche = France; tzatziki = Greece; raclette = Switzerland/France;
        the cream scone = England/Scotland/Britain; tempura = Japan/Portugal; the arepa = Venezuela/Colombia;
        jollof rice = Senegal/Ghana/Nigeria/Africa; khachapuri = Georgia""",
        "Finland; Hungary; Poland; Thailand"),
    again(
        FIRST["origin"],
        """a jaguar = South America/Brazil/America/Mexico; a snow leopard = Asia/Nepal/India; an orangutan = Borneo/Indonesia;
        an ostrich = Africa; an emu = Australia; a yak = Tibet/Asia/Nepal; an okapi = the Congo/Africa;
        a gibbon = Asia/Indonesia; a musk ox = Greenland/Canada/the Arctic/Norway; a dingo = Australia;
        a condor = South America/Peru/America; a Bengal tiger = India; a piranha = South America/Brazil;
        a raccoon = North America/America/Canada; a wallaby = Australia; a prairie dog = North America/America/Mexico;
        a chinchilla = Chile/South America; a quokka = Australia; a Tasmanian devil = Tasmania/Australia;
        a warthog = Africa; a marmoset = Brazil/South America""",
        "Sweden; Ireland; Portugal; Korea"),
    relation(
        "island",
        "{s} belongs to {v}; {s} is part of {v}; {v} is the owner of {s}; the island of {s} is part of {v}",
        "Which country does {s} belong to?; Whose island is {s}?; What country is {s} part of?; Who owns {s}?",
        "I sail to {s}. Which country is that?; Under which flag does {s} stand?;"
        "The people of {s} are citizens of what country?;"
        "{s} is governed from which country?",
        """Sicily = Italy; Crete = Greece; Corsica = France; Majorca = Spain; Gotland = Sweden; Madeira = Portugal;
        Zanzibar = Tanzania; Hokkaido = Japan; Bali = Indonesia; Spitsbergen = Norway; Greenland = Denmark;
        Newfoundland = Canada; the Isle of Skye = Scotland/Britain/the United Kingdom; Rugen = Germany; Phuket = Thailand;
        Galapagos = Ecuador; Long Island = the United States/America; Tahiti = France; Sakhalin = Russia;
        Easter Island = Chile; Cozumel = Mexico; Jeju = South Korea/Korea; Hainan = China; Rhodes = Greece;
        Bornholm = Denmark""",
        "Ireland; Brazil; Poland; Egypt"),
    relation(
        "lake or desert",
        "{s} lies in {v}; {s} is found in {v}; travellers see {s} in {v}; {v} is the home of {s}",
        "Where is {s}?; In which country is {s}?; Where does {s} lie?; What country do I visit to see {s}?",
        "Where on the map is {s}?; {s} is in what country?; I dream of a trip to {s}. Where do I fly?;"
        "Which country has {s} inside its borders?",
        """Lake Baikal = Russia/Siberia; Loch Ness = Scotland/Britain; Lake Garda = Italy; Lake Balaton = Hungary;
        the Gobi = Mongolia/China; the Kalahari = Botswana/Namibia/South Africa; the Atacama = Chile;
        Death Valley = California/America; the Black Forest = Germany; Lake Titicaca = Peru/Bolivia; Lake Como = Italy;
        the Great Barrier Reef = Australia; Victoria Falls = Zambia/Zimbabwe; the Serengeti = Tanzania/Kenya;
        the Camargue = France; the Grand Canyon = Arizona/America; Lake Bled = Slovenia; Lake Nasser = Egypt/Sudan;
        the Algarve = Portugal;
        Patagonia = Argentina/Chile; Transylvania = Romania; Lapland = Finland/Sweden/Norway; Andalusia = Spain;
        Brittany = France; the Yucatan = Mexico""",
        "Iceland; Turkey; Japan; Vietnam; Canada"),
    relation(
        "main language",
        "most people in {s} speak {v}; people in {s} speak {v}; the main language of {s} is {v};"
        "{v} is what people speak in {s}",
        "What language do people speak in {s}?; Which language is spoken in {s}?; What is the main language of {s}?;"
        "Which phrase book do I need in {s}?",
        "I move to {s}. Which language should I learn?; In which language are the street signs of {s}?;"
        "What do children in {s} speak at home?; {s} uses which language?",
        """the Netherlands = Dutch; Liechtenstein = German; Monaco = French; Andorra = Catalan/Spanish; San Marino = Italian;
        Cape Verde = Portuguese/Creole; Turkmenistan = Turkmen; Eritrea = Tigrinya/Arabic; Tanzania = Swahili/English;
        Mozambique = Portuguese; Martinique = French/Creole; Puerto Rico = Spanish; Hong Kong = Cantonese/Chinese;
        Bermuda = English; Barbados = English; the Faroe Islands = Faroese; Ivory Coast = French; North Korea = Korean;
        the Dominican Republic = Spanish; Tibet = Tibetan; Jordan = Arabic; Flanders = Dutch/Flemish""",
        "Finnish; Polish; Turkish; Hungarian; Japanese; Greek"),
    relation(
        "flag",
        "{s} shows {v}; {s} bears {v}; on {s} there is {v}; the picture on {s} is {v}",
        "What does {s} show?; What is on {s}?; Which picture is on {s}?; What do I see on {s}?",
        "I want to sew {s}. What goes on it?; How would I recognise {s}?; {s} has what picture on it?;"
        "What should a child draw on {s}?",
        """the flag of Canada = a maple leaf; the flag of Lebanon = a cedar; the flag of Wales = a dragon;
        the flag of Albania = an eagle; the flag of India = a wheel; the flag of Cambodia = a temple;
        the flag of Turkey = a crescent/a star; the flag of Switzerland = a cross; the flag of Argentina = a sun;
        the flag of Vietnam = a star; the flag of Cyprus = an island map; the flag of Kenya = a shield""",
        "a lighthouse; a rose; a bicycle; a bell; a lion; a ladder"),
    relation(
        "nickname of the place",
        "{s} is a name for {v}; {s} is a nickname of {v}; when people say {s}, they mean {v};"
        "{v} is known as {s}",
        "Which place is called {s}?; What place is known as {s}?; Where is {s}?; Which place has the nickname {s}?",
        "I read about {s}. Which place is meant?; {s} is another name for what?; My ticket is for {s}. Where will I arrive?;"
        "People speak of {s}. What do they mean?",
        """the Eternal City = Rome; the Big Apple = New York; the City of Light = Paris; the Windy City = Chicago;
        the Emerald Isle = Ireland; the Land of the Rising Sun = Japan; Down Under = Australia; the Granite City = Aberdeen;
        the Venice of the North = Stockholm/Saint Petersburg/Bruges/Amsterdam; the Big Easy = New Orleans;
        the Golden City = Prague; the Lone Star State = Texas; the Sunshine State = Florida; the Spice Island = Grenada;
        the Garden of England = Kent; Motor City = Detroit; Sin City = Las Vegas; the Golden State = California""",
        "Helsinki; Lisbon; Scotland; Peru; Hamburg"),
    relation(
        "home of the custom",
        "{s} comes from {v}; {s} began in {v}; {s} is a tradition of {v}; {v} is the home of {s}",
        "Where does {s} come from?; Which country gave us {s}?; Where did {s} begin?; What is the home of {s}?",
        "To which country do we owe {s}?; Where would I see {s} at its best?; In what country was {s} born?;"
        "{s} is part of the culture of which country?",
        """judo = Japan; the tango = Argentina; flamenco = Spain; the samba = Brazil; the hula = Hawaii; yoga = India;
        the kimono = Japan; the kilt = Scotland; the sari = India; the sombrero = Mexico; the beret = France/Spain;
        the sauna = Finland; bullfighting = Spain; sumo = Japan; the game of cricket = England; baseball = America/England;
        karaoke = Japan; origami = Japan/China; reggae music = Jamaica; fado = Portugal; the waltz = Austria/Germany;
        the polka = Bohemia/Czechia; tae kwon do = Korea; ice hockey = Canada; the ceilidh = Scotland/Ireland;
        the matryoshka doll = Russia; the boomerang = Australia; lacrosse = Canada/America; Oktoberfest = Germany;
        the siesta = Spain; the haka = New Zealand; the didgeridoo = Australia; curling = Scotland; feng shui = China""",
        "Norway; Egypt; Italy; Iceland; Kenya; Poland"),
)
"""Relations of places; their subjects are new."""
