"""New facts on more things that there are none of: invented firms, people, places, dishes, plants, games."""

from __future__ import annotations

from collections.abc import Iterator

from tuneteller.material.facts_relation import Relation, invented, parted
from tuneteller.material.facts_table import FIRST_RELATIONS
from tuneteller.material.invented import invented_names
from tuneteller.material.naming import word_set

_KNOWN = word_set("Glaxo Travel Sullen Hunan Nevin Gamo Kato Finara Melis Bristel "
                  "Trouzen Mollen Sondo Vilay Padon Rebum Libin Miron")


def _names() -> Iterator[str]:
    """Names that begin like none of the first relations."""
    taken = {subject[:4] for relation in FIRST_RELATIONS for subject, truths in relation.truths.items() if not truths}
    return (name for name in invented_names(600, "falsefact more") if name[:4] not in taken and name not in _KNOWN)


_NAMES = _names()


def _next(n: int) -> tuple[str, ...]:
    return tuple(next(_NAMES) for _ in range(n))


def _people(n: int) -> tuple[str, ...]:
    return tuple(f"{next(_NAMES)} {next(_NAMES)}" for _ in range(n))


FACTS_UNREAL: tuple[Relation, ...] = (
    invented(
        "invented company",
        "{s} is a company that makes {v}; the company {s} makes {v}; {s} is known for its {v}; {v} are the main product of {s}",
        "What does the company {s} make?; What is {s}?; What can I buy from {s}?; Have you heard of {s}?",
        "I have a job interview at {s}. What do they make?; What comes out of the factory of {s}?; Why would I order from {s}?;"
        "An advert says {s}. What is it for?",
        parted("""tin lanterns; rubber boots; glass marbles; wooden spoons; garden swings; ski poles; tin whistles;
        bath towels; doorbells; rope ladders; oven gloves;
        piano stools; bird feeders; sleeping bags; shopping baskets; chess sets; raincoats; cheese graters; bicycle bells;
        fishing nets"""), _next(20)),
    invented(
        "invented animal",
        "{s} is an animal that eats {v}; the animal {s} eats {v}; the food of {s} is {v}; {v} is what {s} likes best",
        "What is {s}?; What does {s} eat?; What is the food of {s}?; Have you heard of the animal {s}?",
        "A zoo has {s}. What do the keepers buy?; What would I put into a bowl for {s}?; What does {s} hunt for at night?;"
        "In a book on animals I read of {s}. What does it live on?",
        parted("pine bark; moss; beetles; wild honey; snails; river weed; thistles; duck eggs; dried reeds; fallen plums;"
        "garlic; frozen berries"), _next(14)),
    invented(
        "invented river",
        "{s} is a river in {v}; the river {s} is in {v}; {s} flows through {v}; boats on {s} travel through {v}",
        "What is {s}?; Where is {s}?; Through which country does {s} flow?; Have you heard of {s}?",
        "I want to go canoeing on {s}. Where do I fly?; On which map would I find {s}?;"
        "People fish in {s}. In which country are they?;"
        "Whose water is {s}?",
        parted("Norway; Kenya; Peru; Japan; Poland; Canada; Vietnam; Greece; Iceland; Morocco; Chile; Finland;"
        "Nepal"), _next(13)),
    invented(
        "invented writer",
        "{s} wrote a famous book about {v}; the famous book by {s} is about {v}; {s} is the author of a book about {v};"
        "as a writer, {s} is known for a book about {v}",
        "Who is {s}?; What did {s} write about?; Why is {s} famous?; Have you heard of {s}?",
        "I saw a book by {s} in a shop. What is it about?; What is the subject of the book by {s}?;"
        "A library puts up a statue of {s}. For what?;"
        "What would I learn from reading {s}?",
        parted("""bridges; bees; shipwrecks; lace; candles; mountain goats; silent films; puppets; bread; tides; orchards;
        clockmakers; snow; ferries; owls"""), _people(14)),
    invented(
        "invented person",
        "{s} is {v}; by profession {s} is {v}; the person called {s} is {v}; everyone in town knows {s} as {v}",
        "Who is {s}?; What does {s} do?; What is the profession of {s}?; Have you heard of {s}?",
        "I have a letter from {s}. What sort of person wrote it?; How does {s} earn money?; What stands on the door of {s}?;"
        "On Monday {s} goes to work. As what?",
        parted("""a harbour pilot; a piano tuner; a wig maker; a bell founder; a glass blower; a cheese taster;
        a mushroom farmer; a tram driver; a map engraver; a circus vet;
        a stunt rider; a salt merchant; a chess coach; a lighthouse painter; a snow surveyor;
        a bagpipe teacher"""), _people(18)),
    invented(
        "invented language",
        "{s} is a language of {v}; the language {s} comes from {v}; people in {v} speak {s}; the speakers of {s} live in {v}",
        "What is {s}?; Who speaks {s}?; Where is {s} spoken?; Have you heard of {s}?",
        "I want to learn {s}. Where can I practise?; Where would I hear {s} in the street?;"
        "A linguist writes on {s}. Where does she travel?;"
        "In which country are there newspapers in {s}?",
        parted("Siberia; Bolivia; Papua; Sweden; Mongolia; Ghana; Scotland; Mexico; Turkey; Laos; Sicily;"
        "Greenland"), _next(13)),
    invented(
        "invented herb",
        "{s} is a herb that helps against {v}; the herb {s} helps against {v}; people take {s} for {v};"
        "doctors of old gave {s} for {v}",
        "What is {s}?; What does {s} help against?; Why do people take {s}?; Have you heard of the herb {s}?",
        "My grandmother grows {s}. What for?; A jar in the pharmacy says {s}. When is it used?;"
        "For what complaint would I use {s}?;"
        "What gets better with {s}?",
        parted("hiccups; snoring; toothache; cold feet; sunburn; seasickness; itchy ears; hay fever; dry lips; bad dreams;"
        "stiff knees; homesickness"), _next(13)),
    invented(
        "invented dish",
        "{s} is a dish made of {v}; the dish {s} is made of {v}; cooks make {s} from {v}; the main part of {s} is {v}",
        "What is {s}?; What is {s} made of?; What goes into {s}?; Have you heard of the dish {s}?",
        "A menu offers {s}. What will I get?; I want to cook {s}. What do I buy?; What would I taste in {s}?;"
        "My host serves {s}. What is on the plate?",
        parted("""smoked eel; red cabbage; goat cheese; chestnuts; black beans; pickled pears; barley; oysters;
        sweet potatoes; lentils; duck liver; rye bread; figs; leeks"""), _next(14)),
    invented(
        "invented festival",
        "{s} is a festival in {v}; the festival {s} falls in {v}; people celebrate {s} in {v}; the month of {s} is {v}",
        "When is {s}?; What is {s}?; In which month do people celebrate {s}?; Have you heard of {s}?",
        "I plan a trip to {s}. Which month do I take off?; Which page of the calendar has {s}?;"
        "Drums and lanterns: {s} is here. What month is it?;"
        "How late in the year is {s}?",
        parted("January; February; March; April; June; July; August; September; October; November; December"), _next(11)),
    invented(
        "invented colour",
        "{s} is a shade of {v}; the colour {s} is a kind of {v}; painters call a shade of {v} {s}; whoever sees {s} sees {v}",
        "What is {s}?; What colour is {s}?; Which colour do painters call {s}?; Have you heard of {s}?",
        "I ordered a coat in {s}. What will it look like?; A paint pot says {s}. What is inside?; What would I mix to get {s}?;"
        "A room is painted in {s}. How do I picture it?",
        parted("red; blue; green; yellow; purple; pink; brown; orange; grey; turquoise"), _next(10)),
    invented(
        "invented island",
        "{s} is an island in {v}; the island of {s} lies in {v}; around {s} there is {v}; sailors reach {s} across {v}",
        "What is {s}?; Where is {s}?; In which sea does {s} lie?; Have you heard of the island of {s}?",
        "I sail to {s}. Which waters do I cross?; On a sea chart, where is {s}?; Whose waves break on the beach of {s}?;"
        "The ferry to {s} leaves. Across which water?",
        parted("""the Baltic Sea; the Red Sea; the Coral Sea; the Black Sea; the Bering Sea; the Arabian Sea; the North Sea;
        the Adriatic Sea; the Bay of Bengal; the Caspian Sea; the Yellow Sea"""), _next(12)),
    invented(
        "invented ruler",
        "{s} was a ruler of {v}; the ruler {s} lived in {v}; long ago {s} ruled {v}; {v} was once the land of {s}",
        "Who was {s}?; What did {s} rule?; Of which country was {s} the ruler?; Have you heard of {s}?",
        "A statue shows {s} with a crown. In which country does it stand?; Whose people knelt before {s}?;"
        "In whose history book is there a page on {s}?;"
        "An old coin shows {s}. Where was it made?",
        parted("Persia; Denmark; Hungary; Siam; Portugal; Ethiopia; Bohemia; Korea; Burma; Sweden; Egypt; Wales"), _next(12)),
    invented(
        "invented game",
        "{s} is a game played with {v}; the game {s} is played with {v}; players of {s} use {v}; to play {s}, people need {v}",
        "What is {s}?; What is {s} played with?; What do players of {s} need?; Have you heard of the game {s}?",
        "We want to try {s} on Saturday. What do we bring?; A box in the shop says {s}. What is in it?;"
        "What lies on the table during {s}?;"
        "A champion of {s} is in town. What does he carry?",
        parted("walnuts; wooden hoops; three dice; glass beads; long poles; paper boats; silk scarves; horseshoes; tin cups;"
        "seashells; wet sponges; striped balls"), _next(13)),
    invented(
        "invented metal",
        "{s} is a metal used in {v}; the metal {s} is used in {v}; makers put {s} into {v}; {v} contain the metal {s}",
        "What is {s}?; What is {s} used in?; Where is the metal {s} found?; Have you heard of {s}?",
        "A mine digs for {s}. Who buys it?; What would be made worse without {s}?;"
        "A factory orders a ton of {s}. What does it build?;"
        "In what everyday thing is there {s}?",
        parted("church bells; car horns; frying pans; guitar strings; needles; dental braces; railway tracks; door hinges;"
        "telescopes; ice skates; coins"), _next(11)),
)
"""Relations of invented things."""
