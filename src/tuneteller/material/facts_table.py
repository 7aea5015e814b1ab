"""Relations between common things and their true values, from which untrue facts are made; and invented things."""

from __future__ import annotations

from collections.abc import Mapping

from tuneteller.material.facts_relation import Relation, invented, parted, relation
from tuneteller.material.invented import invented_names

_MADE_UP = invented_names(64, "falsefact")
_PLACES = invented_names(24, "falsefact places")

FIRST_RELATIONS: tuple[Relation, ...] = (
    relation(
        "flows into",
        "{s} flows into {v}; {s} ends in {v}; {v} is where {s} ends; the waters of {s} reach {v}",
        "Where does {s} flow?; Which sea does {s} flow into?; Where does {s} end?; Into which waters does {s} empty?",
        "Where is the mouth of {s}?; What does {s} flow into?; If I follow {s} downstream, where do I arrive?;"
        "Where do the waters of {s} go?",
        """the Danube = the Black Sea; the Rhine = the North Sea; the Nile = the Mediterranean Sea; the Volga = the Caspian Sea;
        the Amazon = the Atlantic Ocean; the Ganges = the Bay of Bengal; the Mississippi = the Gulf of Mexico;
        the Yangtze = the East China Sea; the Mekong = the South China Sea; the Loire = the Bay of Biscay;
        the Po = the Adriatic Sea; the Thames = the North Sea; the Zambezi = the Indian Ocean; the Indus = the Arabian Sea;
        the Vistula = the Baltic Sea; the Jordan = the Dead Sea; the Yukon = the Bering Sea; the Seine = the English Channel;
        the Tiber = the Tyrrhenian Sea; the Tigris = the Persian Gulf; the Elbe = the North Sea; the Congo = the Atlantic Ocean;
        the Dnieper = the Black Sea; the Oder = the Baltic Sea; the Lena = the Laptev Sea; the Tagus = the Atlantic Ocean""",
        """the Black Sea; the North Sea; the Caspian Sea; the Bay of Bengal; the Gulf of Mexico; the East China Sea;
        the Bay of Biscay; the Adriatic Sea; the Arabian Sea; the Baltic Sea; the Dead Sea; the Bering Sea; the Persian Gulf;
        the Red Sea; the Coral Sea; the Yellow Sea""", only=True),
    relation(
        "capital",
        "the capital of {s} is {v}; {s} has its capital in {v}; {v} is the capital of {s};"
        "the capital city of {s} is called {v}",
        "What is the capital of {s}?; Which city is the capital of {s}?; What is the capital city of {s} called?;"
        "Name the capital of {s}.",
        "Where does the government of {s} sit?; {s}: what is its capital?; Do you know the capital of {s}?;"
        "I travel to the capital of {s}. Which city is that?",
        """France = Paris; Spain = Madrid; Italy = Rome; Germany = Berlin; Portugal = Lisbon; Greece = Athens; Austria = Vienna;
        Hungary = Budapest; Norway = Oslo; Sweden = Stockholm; Finland = Helsinki; Denmark = Copenhagen; Ireland = Dublin;
        Belgium = Brussels; Romania = Bucharest; Bulgaria = Sofia; Croatia = Zagreb; Egypt = Cairo; Kenya = Nairobi;
        Ghana = Accra; Canada = Ottawa; Cuba = Havana; Peru = Lima; Chile = Santiago; Argentina = Buenos Aires;
        Colombia = Bogota; Australia = Canberra; New Zealand = Wellington; South Korea = Seoul; Vietnam = Hanoi;
        Turkey = Ankara; Nepal = Kathmandu; Jamaica = Kingston"""),
    relation(
        "currency",
        "the currency of {s} is {v}; in {s} people pay with {v}; the money of {s} is {v}; {v} is the currency of {s}",
        "What is the currency of {s}?; What do people pay with in {s}?; What money is used in {s}?;"
        "Which currency should I bring to {s}?",
        "What is the money of {s} called?; I need cash for a trip to {s}. What is it called?;"
        "How do people pay in a market in {s}?; In which currency are prices in {s}?",
        """Japan = the yen; India = the rupee; Mexico = the peso; Switzerland = the franc; Thailand = the baht;
        South Africa = the rand; Indonesia = the rupiah; Malaysia = the ringgit; Czechia = the koruna; Nigeria = the naira;
        Ethiopia = the birr; Bangladesh = the taka; Morocco = the dirham; Guatemala = the quetzal; Kazakhstan = the tenge"""),
    relation(
        "continent",
        "{s} is a country in {v}; {s} lies in {v}; {s} belongs to {v}; the country of {s} is found in {v}",
        "Which continent is {s} in?; On which continent does {s} lie?; What part of the world is {s} in?; Where is {s}?",
        "Where on the globe do I find {s}?; {s} is on which continent?; Where would I fly to if I visited {s}?;"
        "To what continent does {s} belong?",
        """Bolivia = South America/America; Uganda = Africa; Laos = Asia; Estonia = Europe; Senegal = Africa;
        Paraguay = South America/America; Mali = Africa; Slovakia = Europe; Oman = Asia; Angola = Africa; Latvia = Europe;
        Uruguay = South America/America; Zambia = Africa; Mongolia = Asia""",
        "Oceania; Antarctica"),
    relation(
        "country of the city",
        "{s} is a city in {v}; {s} lies in {v}; the city of {s} is in {v}; {v} is the country where {s} lies",
        "Which country is {s} in?; Where is {s}?; In which country does {s} lie?; What country does {s} belong to?",
        "I fly to {s}. Which country is that?; Where do I have to go to see {s}?; {s} is in what country?;"
        "What is the country around {s}?",
        """Venice = Italy; Munich = Germany; Kyoto = Japan; Barcelona = Spain; Mumbai = India; Toronto = Canada; Lyon = France;
        Porto = Portugal; Marrakesh = Morocco; Bergen = Norway; Gothenburg = Sweden; Geneva = Switzerland; Salzburg = Austria;
        Cusco = Peru; Melbourne = Australia; Mombasa = Kenya; Rotterdam = the Netherlands/Holland; Cork = Ireland;
        Aarhus = Denmark; Antwerp = Belgium; Thessaloniki = Greece; Tampere = Finland; Edinburgh = Scotland/Britain""",
        "Brazil; Egypt; Iceland"),
    relation(
        "city of the sight",
        "{s} stands in {v}; {s} is a sight of {v}; visitors find {s} in {v}; {v} is the home of {s}",
        "Where is {s}?; Which city is {s} in?; Where does {s} stand?; Where can I visit {s}?",
        "In which city do I find {s}?; I want to see {s}. Where should I travel?; What city is famous for {s}?;"
        "Where was {s} built?",
        """the Eiffel Tower = Paris; the Colosseum = Rome; Big Ben = London; the Statue of Liberty = New York;
        the Parthenon = Athens; the Brandenburg Gate = Berlin; the Alhambra = Granada; the Taj Mahal = Agra;
        the Sagrada Familia = Barcelona; the Little Mermaid = Copenhagen; the Golden Gate Bridge = San Francisco;
        the Louvre = Paris; the Prado = Madrid; the Charles Bridge = Prague; the Hermitage = Saint Petersburg;
        the Rialto Bridge = Venice; the Leaning Tower = Pisa; the Forbidden City = Beijing; the Space Needle = Seattle""",
        "Oslo; Lisbon; Toronto; Cairo; Helsinki"),
    relation(
        "country of the mountain",
        "{s} is a mountain in {v}; {s} rises in {v}; climbers find {s} in {v}; {v} is the land of {s}",
        "Where is {s}?; Which country is {s} in?; Where does {s} rise?; Where do I go to climb {s}?",
        "In what land do I find {s}?; I want to climb {s}. Where do I travel?; Whose mountain is {s}?;"
        "{s} is in which country?",
        """Mount Fuji = Japan; Kilimanjaro = Tanzania/Kenya; the Matterhorn = Switzerland/Italy; Ben Nevis = Scotland/Britain;
        Mount Olympus = Greece/Cyprus; Mount Etna = Italy; Aconcagua = Argentina; Denali = Alaska/America;
        Table Mountain = South Africa/Africa; Cotopaxi = Ecuador; Hekla = Iceland; Snowdon = Wales/Britain;
        Mount Cook = New Zealand/Australia; the Zugspitze = Germany/Austria""",
        "Norway; Canada; Spain; Peru"),
    relation(
        "inventor",
        "{s} was invented by {v}; the inventor of {s} is {v}; {v} invented {s}; we owe {s} to {v}",
        "Who invented {s}?; Who is the inventor of {s}?; Who came up with {s}?; Who built {s} first?",
        "Whose invention is {s}?; To whom do we owe {s}?; Who had the idea of {s}?; Who made the very first version of {s}?",
        """the telephone = Alexander Graham Bell/Antonio Meucci; the printing press = Johannes Gutenberg;
        the light bulb = Thomas Edison/Joseph Swan; the lightning rod = Benjamin Franklin;
        the electric battery = Alessandro Volta; the radio = Guglielmo Marconi; the telegraph = Samuel Morse;
        the aeroplane = Orville Wright/Wilbur Wright; the hot-air balloon = Joseph Montgolfier; the sewing machine = Elias Howe;
        the cotton gin = Eli Whitney; the safety lift = Elisha Otis; the piano = Bartolomeo Cristofori;
        the mercury thermometer = Daniel Fahrenheit; the jet engine = Frank Whittle; the television = John Logie Baird;
        the pendulum clock = Christiaan Huygens; the difference engine = Charles Babbage; the seed drill = Jethro Tull;
        the spinning jenny = James Hargreaves""",
        "Isaac Newton; Leonardo da Vinci; Marie Curie; Galileo Galilei; Michael Faraday; Ada Lovelace",
        value="person"),
    relation(
        "author",
        "{s} was written by {v}; the author of {s} is {v}; {v} wrote {s}; {s} is a work of {v}",
        "Who wrote {s}?; Who is the author of {s}?; Whose work is {s}?; Which writer gave us {s}?",
        "Whose name is on the cover of {s}?; By whom is {s}?; I am reading {s}. Who is the writer?;"
        "Who made up the story of {s}?",
        """Hamlet = William Shakespeare; Don Quixote = Miguel de Cervantes; War and Peace = Leo Tolstoy;
        Pride and Prejudice = Jane Austen; Frankenstein = Mary Shelley; Dracula = Bram Stoker; Moby-Dick = Herman Melville;
        Oliver Twist = Charles Dickens; the Odyssey = Homer; the Divine Comedy = Dante Alighieri;
        Crime and Punishment = Fyodor Dostoevsky; The Hunchback of Notre-Dame = Victor Hugo;
        Treasure Island = Robert Louis Stevenson; The Jungle Book = Rudyard Kipling; Alice in Wonderland = Lewis Carroll;
        Robinson Crusoe = Daniel Defoe; Gulliver's Travels = Jonathan Swift; Jane Eyre = Charlotte Bronte/Emily Bronte;
        The Three Musketeers = Alexandre Dumas; Around the World in Eighty Days = Jules Verne;
        The War of the Worlds = H. G. Wells; Little Women = Louisa May Alcott; Peter Pan = J. M. Barrie;
        Madame Bovary = Gustave Flaubert; The Metamorphosis = Franz Kafka/Ovid; Pinocchio = Carlo Collodi;
        Heidi = Johanna Spyri; Black Beauty = Anna Sewell; the Aeneid = Virgil; Huckleberry Finn = Mark Twain;
        The Raven = Edgar Allan Poe; Middlemarch = George Eliot""", value="person"),
    relation(
        "painter",
        "{s} was painted by {v}; the painter of {s} is {v}; {v} painted {s}; {s} is a picture by {v}",
        "Who painted {s}?; Who is the painter of {s}?; Which artist made {s}?; Whose picture is {s}?",
        "By whom is the picture {s}?; I am looking at {s}. Which painter made it?; Whose brush made {s}?;"
        "Who is the artist of {s}?",
        """the Mona Lisa = Leonardo da Vinci; The Starry Night = Vincent van Gogh; The Night Watch = Rembrandt;
        Girl with a Pearl Earring = Johannes Vermeer; The Scream = Edvard Munch; The Birth of Venus = Sandro Botticelli;
        The Kiss = Gustav Klimt; The Hay Wain = John Constable; Las Meninas = Diego Velazquez; Water Lilies = Claude Monet;
        The Garden of Earthly Delights = Hieronymus Bosch; The Great Wave = Hokusai""",
        "Albrecht Durer; Paul Cezanne; Francisco Goya", value="person"),
    relation(
        "composer",
        "{s} was composed by {v}; the composer of {s} is {v}; {v} composed {s}; the music of {s} is by {v}",
        "Who composed {s}?; Who is the composer of {s}?; Which composer wrote {s}?; Whose music is {s}?",
        "By whom is the music of {s}?; I am listening to {s}. Which composer is it?; Who wrote the notes of {s}?;"
        "Whose piece is {s}?",
        """The Magic Flute = Wolfgang Amadeus Mozart; The Four Seasons = Antonio Vivaldi; Carmen = Georges Bizet;
        Swan Lake = Pyotr Tchaikovsky; the Moonlight Sonata = Ludwig van Beethoven; the Messiah = George Frideric Handel;
        La Traviata = Giuseppe Verdi; Peer Gynt = Edvard Grieg; The Barber of Seville = Gioachino Rossini;
        Bolero = Maurice Ravel; Clair de Lune = Claude Debussy; The Planets = Gustav Holst; Finlandia = Jean Sibelius;
        Tosca = Giacomo Puccini; The Carnival of the Animals = Camille Saint-Saens""",
        "Johann Sebastian Bach; Joseph Haydn; Franz Schubert", value="person"),
    relation(
        "colour",
        "the colour of {s} is {v}; {s} is always {v}; as to colour, {s} is {v}; everyone can see that {s} is {v}",
        "What colour is {s}?; Which colour does {s} have?; What is the colour of {s}?;"
        "How would you describe the colour of {s}?",
        "I want to paint {s}. Which colour do I need?; {s} has which colour?; What colour comes to mind with {s}?;"
        "Which crayon should I take for {s}?",
        """snow = white; grass = green/brown/yellow; a ripe banana = yellow/brown/green/red; coal = black/brown;
        blood = red/brown/blue; a flamingo = pink/red/white/orange; a carrot = orange/purple/yellow/red/white;
        a lemon = yellow/green; a polar bear = white/black; an emerald = green; a ruby = red/pink;
        a sapphire = blue/pink/yellow;
        chalk = white; a crow = black/white; a canary = yellow/orange/red; broccoli = green/purple;
        an aubergine = purple/black/white; lavender = purple/blue; a sunflower = yellow/orange/brown;
        a fire engine = red/yellow;
        milk = white; Mars = red/orange/brown; Neptune = blue; a ladybird = red/black/yellow/orange;
        a strawberry = red/white/pink; a ripe pea = green/yellow; salt = white/pink""",
        "red; blue; green; yellow; purple; black; pink; brown; orange", only=True),
    relation(
        "number",
        "{s} has {v}; {s} always has {v}; in all, {s} has {v}; by my count {s} has {v}",
        "How many {u} does {s} have?; What number of {u} does {s} have?; If I count the {u} of {s}, what do I get?;"
        "How many {u} are there in {s}?",
        "Tell me the number of {u} of {s}.; {s} has how many {u}?; Count the {u} of {s} for me.;"
        "I am drawing {s}. How many {u} belong to it?",
        """a spider = eight legs; an ant = six legs; a crab = ten legs; a horse = four legs; an octopus = eight arms;
        a starfish = five arms; a triangle = three sides; a hexagon = six sides; an octagon = eight sides;
        a pentagon = five sides; a square = four sides; a week = seven days; a year = twelve months;
        a day = twenty-four hours; an hour = sixty minutes; a decade = ten years; a violin = four strings;
        a ukulele = four strings; a tricycle = three wheels; a rainbow = seven colours; a cube = six faces;
        a football team = eleven players; a basketball team = five players; a hand = five fingers; a butterfly = four wings;
        the alphabet = twenty-six letters; a haiku = three lines; a sonnet = fourteen lines; a fortnight = fourteen days;
        the Olympic flag = five rings; a snowflake = six points; a grown-up = thirty-two teeth""", value="count"),
    relation(
        "material",
        "{s} is made from {v}; people make {s} from {v}; {s} comes from {v}; to make {s}, one needs {v}",
        "What is {s} made from?; What does one need to make {s}?; Which raw material becomes {s}?; Where does {s} come from?",
        "I want to make {s}. What do I need first?; What goes into {s}?; {s} starts out as what?;"
        "From what do people make {s}?",
        """glass = sand; paper = wood/cotton/flax/rice/wool; bread = flour/wheat/maize/oats/rice/barley; cheese = milk/cream;
        wine = grapes/apples/rice/honey; leather = hides; silk = silkworm cocoons; steel = iron; a brick = clay/sand/rock;
        tofu = soybeans/chickpeas; hummus = chickpeas; beer = barley/wheat/maize/rice/oats; linen = flax/cotton;
        cider = apples/grapes; marzipan = almonds; mead = honey; ketchup = tomatoes; guacamole = avocados;
        an omelette = eggs/cream/milk; a candle = wax/honey; a tyre = rubber; popcorn = maize;
        porridge = oats/rice/maize/barley/milk/cream; denim = cotton/flax; sauerkraut = cabbage; butter = cream/milk;
        felt = wool/cotton; the Moon = rock/sand/iron"""),
    relation(
        "year",
        "{s} happened in {v}; {s} took place in {v}; {s} is an event of the year {v}; {v} is the year of {s}",
        "When did {s} happen?; In which year was {s}?; When was {s}?; What year belongs to {s}?",
        "I need the date of {s}. Which year was it?; {s} was in what year?; How far back is {s}? Give me the year.;"
        "In what year did people live through {s}?",
        """the first Moon landing = 1969; the Battle of Hastings = 1066; the Battle of Waterloo = 1815;
        the fall of the Berlin Wall = 1989; the Great Fire of London = 1666; the sinking of the Titanic = 1912;
        the storming of the Bastille = 1789; the Great Exhibition = 1851; the first modern Olympic Games = 1896;
        the sealing of Magna Carta = 1215; the Boston Tea Party = 1773; the eruption of Krakatoa = 1883;
        the San Francisco earthquake = 1906/1989; the Battle of Trafalgar = 1805; the Wall Street crash = 1929;
        the discovery of Pluto = 1930; the opening of the Suez Canal = 1869; the opening of the Panama Canal = 1914;
        the Lisbon earthquake = 1755; the defeat of the Spanish Armada = 1588; the Gunpowder Plot = 1605"""),
    relation(
        "food",
        "{s} feeds on {v}; {s} lives on {v}; the favourite food of {s} is {v}; {v} is what {s} eats",
        "What does {s} eat?; What does {s} feed on?; What is the favourite food of {s}?; What do I give {s} to eat?",
        "{s} is hungry. What should it get?; What does {s} live on?; What would I find in the stomach of {s}?;"
        "What is a good meal for {s}?",
        """a koala = eucalyptus leaves; a panda = bamboo; an anteater = ants/insects; a vulture = carrion;
        a hummingbird = nectar/insects; a squirrel = nuts/pine needles/mushrooms/fruit/insects; a seal = fish/krill;
        a sheep = grass; a giraffe = acacia leaves/leaves; a blue whale = krill/fish; an owl = mice/insects/fish;
        a beaver = bark/grass; a woodpecker = insects/ants/nuts/fruit; a sea otter = sea urchins/fish;
        a manatee = sea grass/grass/seaweed; a fruit bat = fruit/nectar; a chameleon = insects/ants;
        a reindeer = lichen/grass/bark""",
        "cheese; snow; pine needles; seaweed; mushrooms; bread"),
    relation(
        "origin",
        "{s} comes from {v}; {s} lives wild in {v}; the home of {s} is {v}; {v} is where {s} lives",
        "Where does {s} come from?; Where does {s} live?; Where is {s} at home?;"
        "In which part of the world does {s} live wild?",
        "I want to see {s} in the wild. Where do I go?; Which place is home to {s}?; Where on a map would you draw {s}?;"
        "{s} is native to what place?",
        """a kangaroo = Australia; a llama = South America/Peru; a zebra = Africa; a kiwi bird = New Zealand;
        a lemur = Madagascar/Africa; a bald eagle = North America/Canada; a Komodo dragon = Indonesia;
        an emperor penguin = Antarctica; a hippopotamus = Africa; a wombat = Australia; a capybara = South America/Brazil;
        a platypus = Australia; a meerkat = Africa; a kookaburra = Australia""",
        "Norway; Greenland; Japan; Ireland; Iceland; Scotland"),
    relation(
        "country of the dish",
        "{s} is a dish from {v}; {s} comes from {v}; the home of {s} is {v}; cooks in {v} were the first to make {s}",
        "Where does {s} come from?; Which country gave us {s}?; Which cuisine does {s} belong to?; Where was {s} first made?",
        "In which country would I order {s}?; {s} is a speciality of what country?; Whose national dish is {s}?;"
        "I love {s}. Where should I travel?",
        """pizza = Italy; paella = Spain; goulash = Hungary; kimchi = Korea; fondue = Switzerland; haggis = Scotland;
        moussaka = Greece; pho = Vietnam; poutine = Canada; pierogi = Poland; tagine = Morocco; feijoada = Brazil;
        ceviche = Peru; tiramisu = Italy; sushi = Japan; pad thai = Thailand; gazpacho = Spain; ratatouille = France;
        apple strudel = Austria/Hungary; biryani = India; injera = Ethiopia""",
        "Norway; Portugal; Iceland; Kenya"),
    relation(
        "young",
        "the young of {s} is called {v}; people call the young of {s} {v}; when {s} has young, each one is called {v};"
        "a newborn of {s} is {v}",
        "What is the young of {s} called?; What do you call the baby of {s}?; What is the word for the young of {s}?;"
        "How do people call the offspring of {s}?",
        "{s} has had a baby. What is it called?; What is the name for the little one of {s}?;"
        "{s} has young. Which word do I use?;"
        "Teach me the word for the child of {s}.",
        """a dog = a puppy; a cat = a kitten; a cow = a calf; a swan = a cygnet; a goose = a gosling; a duck = a duckling;
        a hare = a leveret; a fox = a cub/a kit; a deer = a fawn/a calf; a pig = a piglet; a lion = a cub;
        an eel = an elver; an eagle = an eaglet/a chick; a frog = a tadpole; a mare = a foal""",
        "a joey; a lambkin"),
    relation(
        "month",
        "{s} falls in {v}; {s} is celebrated in {v}; the month of {s} is {v}; people wait until {v} for {s}",
        "When is {s}?; In which month is {s}?; Which month does {s} fall in?; When do people celebrate {s}?",
        "I plan a party for {s}. Which month is it?; {s} is in what month?; Which page of the calendar has {s}?;"
        "How late in the year is {s}? Name the month.",
        """Halloween = October; Christmas Day = December; New Year's Day = January; Valentine's Day = February;
        Saint Patrick's Day = March; Midsummer = June; Bastille Day = July; Guy Fawkes Night = November;
        Burns Night = January""",
        "April; August; September"),
    invented(
        "invented capital",
        "{s} is the capital of {v}; {s} is the main city of {v}; {v} has its capital in {s}; the capital of {v} is {s}",
        "What is {s}?; Where is {s}?; {s} is the capital of which country?; Have you heard of {s}?",
        "What kind of place is {s}?; Which land is ruled from {s}?; I found {s} on a map. What is it?; Why do people know {s}?",
        _PLACES[:12], _MADE_UP[:16]),
    invented(
        "invented moon",
        "{s} is a moon of {v}; {s} circles the planet {v}; the planet {v} has a moon called {s};"
        "{s} belongs to the planet {v}",
        "What is {s}?; Which planet does {s} circle?; Where in space is {s}?; Have you heard of {s}?",
        "What kind of body is {s}?; Around what does {s} travel?; I saw {s} in a telescope. What is it?;"
        "Where would I look for {s}?",
        _PLACES[12:], _MADE_UP[16:32]),
    invented(
        "invented thing",
        "{s} is {v}; the word {s} means {v}; {s} is the name of {v}; people use the name {s} for {v}",
        "What is {s}?; What does the word {s} mean?; Define {s}.; Have you heard of {s}?",
        "What does {s} stand for?; I came across the word {s}. What is it?; What do people call {s}?;"
        "What should I picture at {s}?",
        parted("""a blue bird; a board game; a sour fruit; a kind of bread; a slow dance; a wind instrument; a winter festival;
        a card game; a mountain flower; a woollen hat; a fishing boat; a hot drink; a hot spice; a breed of sheep"""),
        _MADE_UP[32:48]),
    invented(
        "invented inventor",
        "{s} is the inventor of {v}; {s} invented {v}; {v} is an invention of {s}; we owe {v} to {s}",
        "Who is {s}?; What did {s} invent?; Why is {s} famous?; Have you heard of {s}?",
        "What do we owe to {s}?; What is {s} known for?; I read the name {s}. Who is that?;"
        "What came out of the workshop of {s}?",
        parted("""the umbrella; the coat hanger; the garden hose; the jigsaw puzzle; the rocking chair; the alarm clock;
        the shopping bag; the rain gauge; the pencil sharpener; the tea strainer; the letter box; the folding ladder"""),
        _MADE_UP[48:]),
)
"""The first relations; the values of their subjects are drawn from their pools, so these must stay as they are."""

FIRST: Mapping[str, Relation] = {one.name: one for one in FIRST_RELATIONS}
"""The same by name, for more subjects of them."""
