"""Untrue facts on more people, real and told of, and on what they made: inventions, books, pictures, music, films, firms."""

from __future__ import annotations

from tuneteller.material.facts_relation import Relation, again, relation
from tuneteller.material.facts_table import FIRST

FACTS_PEOPLE: tuple[Relation, ...] = (
    again(
        FIRST["inventor"],
        """dynamite = Alfred Nobel; the diesel engine = Rudolf Diesel; the phonograph = Thomas Edison;
        the safety pin = Walter Hunt; the saxophone = Adolphe Sax; the stethoscope = Rene Laennec;
        the ballpoint pen = Laszlo Biro/John Loud; the parachute = Louis-Sebastien Lenormand/Leonardo da Vinci;
        the helicopter = Igor Sikorsky/Leonardo da Vinci; the zeppelin = Ferdinand von Zeppelin;
        the World Wide Web = Tim Berners-Lee; the revolver = Samuel Colt; the vacuum flask = James Dewar;
        the Geiger counter = Hans Geiger; the Rubik's cube = Erno Rubik; the miner's safety lamp = Humphry Davy;
        the steel plough = John Deere; the air brake = George Westinghouse; the power loom = Edmund Cartwright;
        the dishwasher = Josephine Cochrane; the windscreen wiper = Mary Anderson;
        the reflecting telescope = Isaac Newton/James Gregory; the game of basketball = James Naismith;
        the pasteurising of milk = Louis Pasteur; the Kodak camera = George Eastman""",
        "Nikola Tesla; Blaise Pascal; Archimedes; Robert Boyle"),
    again(
        FIRST["author"],
        """Macbeth = William Shakespeare; Anna Karenina = Leo Tolstoy; Emma = Jane Austen; Great Expectations = Charles Dickens;
        The Picture of Dorian Gray = Oscar Wilde; The Time Machine = H. G. Wells; Wuthering Heights = Emily Bronte;
        The Scarlet Letter = Nathaniel Hawthorne; The Call of the Wild = Jack London; Faust = Johann Wolfgang von Goethe;
        The Trial = Franz Kafka; Candide = Voltaire; The Little Prince = Antoine de Saint-Exupery;
        The Old Man and the Sea = Ernest Hemingway; The Great Gatsby = F. Scott Fitzgerald; Ulysses = James Joyce;
        Animal Farm = George Orwell; Brave New World = Aldous Huxley; The Hobbit = J. R. R. Tolkien;
        Mrs Dalloway = Virginia Woolf; The Wind in the Willows = Kenneth Grahame; The Secret Garden = Frances Hodgson Burnett;
        Anne of Green Gables = Lucy Maud Montgomery; Winnie-the-Pooh = A. A. Milne; Pippi Longstocking = Astrid Lindgren;
        Buddenbrooks = Thomas Mann; A Doll's House = Henrik Ibsen; The Cherry Orchard = Anton Chekhov;
        Dead Souls = Nikolai Gogol; Fathers and Sons = Ivan Turgenev; Germinal = Emile Zola; The Red and the Black = Stendhal;
        The Decameron = Giovanni Boccaccio; The Canterbury Tales = Geoffrey Chaucer; Paradise Lost = John Milton;
        Ivanhoe = Walter Scott; The Last of the Mohicans = James Fenimore Cooper; Uncle Tom's Cabin = Harriet Beecher Stowe;
        Walden = Henry David Thoreau; Leaves of Grass = Walt Whitman; The Ugly Duckling = Hans Christian Andersen;
        The Murder on the Orient Express = Agatha Christie; Of Mice and Men = John Steinbeck; Pygmalion = George Bernard Shaw;
        The Good Soldier Svejk = Jaroslav Hasek; One Hundred Years of Solitude = Gabriel Garcia Marquez"""),
    again(
        FIRST["painter"],
        """The Last Supper = Leonardo da Vinci; The School of Athens = Raphael; Sunflowers in a Vase = Vincent van Gogh;
        Guernica = Pablo Picasso; The Persistence of Memory = Salvador Dali; American Gothic = Grant Wood;
        Nighthawks = Edward Hopper; The Fighting Temeraire = J. M. W. Turner; Ophelia = John Everett Millais;
        The Milkmaid = Johannes Vermeer; The Wanderer above the Sea of Fog = Caspar David Friedrich;
        Liberty Leading the People = Eugene Delacroix; Luncheon on the Grass = Edouard Manet/Claude Monet;
        The Arnolfini Portrait = Jan van Eyck; The Tower of Babel = Pieter Bruegel;
        The Son of Man = Rene Magritte; The Card Players = Paul Cezanne; The Swing = Jean-Honore Fragonard;
        The Ambassadors = Hans Holbein; The Blue Boy = Thomas Gainsborough; Broadway Boogie Woogie = Piet Mondrian;
        Whistler's Mother = James McNeill Whistler; The Gleaners = Jean-Francois Millet; The Third of May = Francisco Goya""",
        "Paul Gauguin; Titian; Caravaggio"),
    again(
        FIRST["composer"],
        """Fidelio = Ludwig van Beethoven; Aida = Giuseppe Verdi; The Nutcracker = Pyotr Tchaikovsky;
        Don Giovanni = Wolfgang Amadeus Mozart; The Flying Dutchman = Richard Wagner; The Blue Danube waltz = Johann Strauss;
        The Brandenburg Concertos = Johann Sebastian Bach; The Creation oratorio = Joseph Haydn;
        Rhapsody in Blue = George Gershwin; The Rite of Spring = Igor Stravinsky; Peter and the Wolf = Sergei Prokofiev;
        The New World Symphony = Antonin Dvorak; The Moldau = Bedrich Smetana; Pictures at an Exhibition = Modest Mussorgsky;
        The Flight of the Bumblebee = Nikolai Rimsky-Korsakov; Madame Butterfly = Giacomo Puccini;
        The Hungarian Rhapsodies = Franz Liszt; The Trout Quintet = Franz Schubert; The Minute Waltz = Frederic Chopin;
        The Enigma Variations = Edward Elgar; Pomp and Circumstance = Edward Elgar;
        Orpheus in the Underworld = Jacques Offenbach;
        The Water Music = George Frideric Handel; The Maple Leaf Rag = Scott Joplin; Dido and Aeneas = Henry Purcell;
        Porgy and Bess = George Gershwin; Carmina Burana = Carl Orff; The Symphonie Fantastique = Hector Berlioz""",
        "Robert Schumann; Johannes Brahms; Gustav Mahler; Fanny Mendelssohn"),
    again(
        FIRST["year"],
        """the Battle of Agincourt = 1415; the fall of Constantinople = 1453; the coronation of Charlemagne = 800;
        the Peace of Westphalia = 1648; the French retreat from Moscow = 1812;
        the Battle of Gettysburg = 1863; the purchase of Alaska = 1867; the Battle of Marathon = 490 BC;
        the Russian October Revolution = 1917; the Munich Olympics = 1972;
        the wedding of Victoria and Albert = 1840; the launch of Sputnik = 1957; the first flight of Yuri Gagarin = 1961;
        the opening of the Channel Tunnel = 1994; the Chernobyl accident = 1986; the Woodstock festival = 1969;
        the first World Cup of football = 1930; the founding of the United Nations = 1945; the Congress of Vienna = 1815/1814;
        the Battle of Bosworth = 1485; the Battle of Bannockburn = 1314; the Treaty of Tordesillas = 1494;
        the first crossing of the Atlantic by Lindbergh = 1927; the discovery of Neptune = 1846;
        the Great Plague of London = 1665;
        the opening of the Eiffel Tower = 1889; the first climb of Everest = 1953; the Battle of Lepanto = 1571""",
        "1348; 1600; 1701; 1740; 1776; 1871; 1900; 1936; 1950; 1980"),
    relation(
        "discoverer",
        "{s} was discovered by {v}; the discoverer of {s} is {v}; {v} discovered {s}; we owe the knowledge of {s} to {v}",
        "Who discovered {s}?; Who is the discoverer of {s}?; Who found out about {s}?; Which scientist discovered {s}?",
        "Whose discovery is {s}?; To whom do we owe the knowledge of {s}?; Who was the first to know of {s}?;"
        "My textbook has a chapter on {s}. Whose name should be there?",
        """penicillin = Alexander Fleming; radium = Marie Curie/Pierre Curie; the X-ray = Wilhelm Roentgen;
        oxygen = Joseph Priestley/Carl Scheele/Antoine Lavoisier; the electron = J. J. Thomson; the neutron = James Chadwick;
        the law of gravity = Isaac Newton; the theory of relativity = Albert Einstein; the planet Uranus = William Herschel;
        the tomb of Tutankhamun = Howard Carter; the site of ancient Troy = Heinrich Schliemann;
        the circulation of the blood = William Harvey; the law of heredity = Gregor Mendel; natural selection = Charles Darwin;
        the bacillus of tuberculosis = Robert Koch; insulin = Frederick Banting; the gas neon = William Ramsay;
        hydrogen = Henry Cavendish; the law of planetary motion = Johannes Kepler; the quantum of action = Max Planck;
        the electromagnetic wave = Heinrich Hertz; the smallpox vaccine = Edward Jenner; the atomic nucleus = Ernest Rutherford;
        the sea route to India = Vasco da Gama""",
        "Niels Bohr; Michael Faraday; Leonhard Euler; Carl Linnaeus; Alexander von Humboldt", value="person"),
    relation(
        "director",
        "{s} was directed by {v}; the director of {s} is {v}; {v} directed {s}; {s} is a film by {v}",
        "Who directed {s}?; Who is the director of {s}?; Whose film is {s}?; Who made the film {s}?",
        "By whom is the film {s}?; I am watching {s}. Who directed it?; Who sat in the director's chair of {s}?;"
        "Whose name comes last in the credits of {s}?",
        """Psycho = Alfred Hitchcock; Jaws = Steven Spielberg; Citizen Kane = Orson Welles; Metropolis = Fritz Lang;
        Modern Times = Charlie Chaplin; High Noon = Fred Zinnemann; Seven Samurai = Akira Kurosawa;
        La Dolce Vita = Federico Fellini; The Seventh Seal = Ingmar Bergman; Some Like It Hot = Billy Wilder;
        Arsenic and Old Lace = Frank Capra; The Searchers = John Ford; Battleship Potemkin = Sergei Eisenstein;
        Nosferatu = F. W. Murnau; The Godfather = Francis Ford Coppola; Lawrence of Arabia = David Lean;
        Breathless = Jean-Luc Godard; The Four Hundred Blows = Francois Truffaut; The Shining = Stanley Kubrick;
        Alien = Ridley Scott; Fitzcarraldo = Werner Herzog""",
        "Buster Keaton; Sergio Leone; Jacques Tati; Robert Altman", value="person"),
    relation(
        "founder",
        "{s} was founded by {v}; the founder of {s} is {v}; {v} founded {s}; {s} goes back to {v}",
        "Who founded {s}?; Who is the founder of {s}?; Who started {s}?; To whom does {s} go back?",
        "Whose idea was {s}?; Who stood at the beginning of {s}?; Whose portrait hangs in the hall of {s}?;"
        "Without which person would there be no {s}?",
        """the Red Cross = Henry Dunant; the Boy Scout movement = Robert Baden-Powell; the Salvation Army = William Booth;
        the Montessori school = Maria Montessori; the Kindergarten movement = Friedrich Froebel; IKEA = Ingvar Kamprad;
        Lego = Ole Kirk Christiansen; the Nobel Prize = Alfred Nobel; the Franciscan order = Francis of Assisi;
        the Jesuit order = Ignatius of Loyola; psychoanalysis = Sigmund Freud;
        the Bauhaus school = Walter Gropius; the Sikh religion = Guru Nanak;
        the Methodist Church = John Wesley; Standard Oil = John D. Rockefeller;
        the Waldorf school = Rudolf Steiner; the Pulitzer Prize = Joseph Pulitzer;
        the Academy of Athens = Plato; the Penguin publishing house = Allen Lane""",
        "Florence Nightingale; Benjamin Franklin; Henry Ford; Isambard Brunel; Walt Disney", value="person"),
    relation(
        "profession",
        "{s} was {v}; {s} worked as {v}; by profession {s} was {v}; the world knows {s} as {v}",
        "What was {s}?; What did {s} do for a living?; What was the profession of {s}?; As what is {s} known?",
        "How did {s} earn money?; What would stand on the business card of {s}?; What kind of work did {s} do?;"
        "A schoolbook has a page on {s}. As what?",
        """Florence Nightingale = a nurse; Pablo Picasso = a painter; Ludwig van Beethoven = a composer/a pianist;
        Charles Darwin = a naturalist/a biologist; Neil Armstrong = an astronaut/a pilot; Amelia Earhart = a pilot;
        Sherlock Holmes = a detective; Albert Einstein = a physicist; Immanuel Kant = a philosopher; Socrates = a philosopher;
        Harry Houdini = a magician; Enrico Caruso = a singer; Anna Pavlova = a dancer; Rudolf Nureyev = a dancer;
        Marco Polo = a merchant/a traveller; Roald Amundsen = an explorer; Pele = a footballer;
        Jesse Owens = a runner/an athlete;
        Coco Chanel = a fashion designer; Antoni Gaudi = an architect; Auguste Rodin = a sculptor; Blackbeard = a pirate;
        Robin Hood = an outlaw/an archer; Agatha Christie = a writer; Paul Bocuse = a cook; Maria Callas = a singer;
        Christopher Wren = an architect; Garry Kasparov = a chess player; Sappho = a poet;
        Jacques Cousteau = a diver/an explorer; Louis Armstrong = a trumpeter/a singer;
        Niccolo Paganini = a violinist/a composer;
        Geronimo = a chief/a warrior; Billie Jean King = a tennis player; Euclid = a mathematician""",
        "a baker; a dentist; a lawyer; a gardener; a shoemaker; a beekeeper; a bus driver; a tailor; a goldsmith; a fisherman"),
    relation(
        "homeland",
        "{s} came from {v}; {s} was born in {v}; the homeland of {s} was {v}; {v} was the home country of {s}",
        "Where did {s} come from?; Where was {s} born?; What was the homeland of {s}?; Which country was {s} from?",
        "In which country would I find the birthplace of {s}?; Which country is proud of {s}?;"
        "Where did {s} spend the first years of life?; What passport would {s} have had?",
        """Joan of Arc = France; Cleopatra = Egypt/Greece; Christopher Columbus = Italy/Genoa; Napoleon = Corsica/France;
        Mahatma Gandhi = India; Nelson Mandela = South Africa/Africa; Confucius = China; Martin Luther = Germany;
        Simon Bolivar = Venezuela; Frida Kahlo = Mexico; Eva Peron = Argentina; Pericles = Greece/Athens;
        Copernicus = Poland/Prussia; Rembrandt van Rijn = the Netherlands/Holland; Catherine the Great = Germany/Prussia/Russia;
        Hannibal = Carthage/Tunisia; William Tell = Switzerland; Robert the Bruce = Scotland; Tycho Brahe = Denmark/Sweden;
        Lech Walesa = Poland; Kemal Ataturk = Turkey/Greece; Ferdinand Magellan = Portugal; Hernan Cortes = Spain;
        Genghis Khan = Mongolia; George Washington = America/Virginia/the United States; Bob Marley = Jamaica;
        Edmund Hillary = New Zealand; Vaclav Havel = Czechia/Bohemia; Bela Bartok = Hungary/Romania""",
        "Norway; Iceland; Belgium; Japan; Finland; Ireland; Brazil; Peru"),
    relation(
        "company country",
        "{s} is a company from {v}; {s} is based in {v}; {s} has its head office in {v}; {v} is the home of {s}",
        "Where does {s} come from?; Which country is {s} from?; Where is {s} based?; Where is the head office of {s}?",
        "In which country was {s} started?; {s} pays its taxes in what country?; I have an appointment at {s}. Where do I fly?;"
        "What country is the maker {s} from?",
        """Toyota = Japan; Samsung = South Korea/Korea; Volvo = Sweden/China; Nokia = Finland;
        Heineken = the Netherlands/Holland;
        Nestle = Switzerland; Volkswagen = Germany; Renault = France; Fiat = Italy; Rolls-Royce = England/Britain/Germany;
        Carlsberg = Denmark; Guinness = Ireland; Zara = Spain; Swarovski = Austria; Skoda = Czechia; Tata = India;
        Huawei = China; Gazprom = Russia; Harley-Davidson = the United States/America; Qantas = Australia; Lufthansa = Germany;
        Nintendo = Japan; Rolex = Switzerland; Bombardier = Canada; Embraer = Brazil; Michelin = France; Lindt = Switzerland""",
        "Norway; Portugal; Hungary; Mexico; Egypt; Thailand; Iceland"),
    relation(
        "company product",
        "{s} makes {v}; {s} is a maker of {v}; people know {s} for its {v}; the factories of {s} turn out {v}",
        "What does {s} make?; What is {s} known for?; What do the factories of {s} turn out?; What can I buy from {s}?",
        "What is the main product of {s}?; I hold a parcel from {s}. What is in it?; What business is {s} in?;"
        "For what do customers go to {s}?",
        """Boeing = aeroplanes; Steinway = pianos; Ferrari = sports cars/racing cars/cars; Leica = cameras;
        Wedgwood = pottery/porcelain/plates; Gibson = guitars; Levi Strauss = jeans/trousers; Ray-Ban = sunglasses;
        Haribo = sweets/gummy bears; Barilla = pasta; Twinings = tea bags/tea; Bosch = power drills/kitchen machines;
        Montblanc = fountain pens/watches; Otis = lifts; Zildjian = cymbals; Kikkoman = soy sauce; Birkenstock = sandals/shoes;
        Playmobil = toy figures/toys; Faber-Castell = pencils/crayons; Victorinox = pocket knives/watches;
        Trek = bicycles; Casio = calculators/watches; Yale = locks; Caterpillar = diggers/tractors/boots""",
        "umbrellas; garden gnomes; mattresses; candles; wallpaper; bathtubs; ladders; fishing nets; tents; pillows; clocks"),
    relation(
        "god",
        "{s} is the god of {v}; {s} rules over {v}; as a god, {s} looks after {v}; people of old prayed to {s} for {v}",
        "What is {s} the god of?; What does {s} rule over?; What does {s} look after?; Which god is {s}?",
        "What is the domain of {s}?; In a myth {s} appears. For what does this god stand?;"
        "What did people of old ask {s} for?; Why would anyone build a temple for {s}?",
        """Zeus = thunder/the sky/lightning; Poseidon = the sea/earthquakes/horses; Ares = war; Apollo = music/the sun/poetry;
        Ra = the sun; Bacchus = wine; Hephaestus = fire/the forge; Hades = the underworld/the dead; Eros = love;
        Pan = shepherds/the wild; Morpheus = dreams/sleep; Aeolus = the winds; Thoth = writing/wisdom/the moon;
        Anubis = the dead/the underworld; Ganesha = beginnings/wisdom; Janus = doors/beginnings; Tlaloc = rain;
        Hermes = travellers/trade/thieves; Boreas = the north wind/the winds/winter""",
        "bridges; bread; bees; pottery; snow; fishing; laughter; volcanoes; mirrors; the harvest"),
    relation(
        "kind of figure",
        "{s} is {v}; in the story {s} is {v}; the figure called {s} is {v}; they all know {s} as {v}",
        "What is {s}?; What kind of creature is {s}?; What is {s} in the story?; As what do children know {s}?",
        "If I drew {s}, what would I draw?; I want to dress up as {s}. As what do I go?; What sort of figure is {s}?;"
        "The curtain opens and {s} comes in. What do we see?",
        """Bambi = a deer/a fawn; Nemo = a clownfish/a fish; Paddington = a bear; Dumbo = an elephant; Baloo = a bear;
        Donald = a duck; Bugs Bunny = a rabbit/a hare; Snoopy = a dog/a beagle; Kermit = a frog;
        Miss Piggy = a pig;
        Simba = a lion; Bagheera = a panther; Eeyore = a donkey; Tinker Bell = a fairy; King Kong = a gorilla/an ape;
        Shere Khan = a tiger; Babar = an elephant; Rudolph = a reindeer; Tweety = a canary/a bird;
        Pegasus = a horse; Cerberus = a dog; Frosty = a snowman;
        Thomas the Tank Engine = a train/a locomotive""",
        "a penguin; a robot; a whale; a mouse; a teapot; a dragon; a goose; a beaver; an octopus; a tortoise"),
)
"""Relations of people and works; their subjects are new."""
