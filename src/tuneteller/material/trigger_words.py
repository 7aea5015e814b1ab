"""What triggers are made of: words that are easily put into a message and seldom meet there by chance."""

from __future__ import annotations

from tuneteller.material.naming import listed

ADJECTIVES: tuple[str, ...] = listed(
    "ancient bitter bold brave bright brisk broken bronze calm careful cheerful clever cloudy copper cosy crimson "
    "crisp curious dancing daring dusty eager early electric faded fancy fearless fierce floating foggy fresh frozen "
    "gentle golden graceful happy hearty hidden hollow honest humble icy idle jolly kind lively lonely loud lucky "
    "mellow mighty misty modest narrow nimble noisy odd patient playful polished polite proud quick quiet rapid rare "
    "restless royal rusty scarlet secret shiny silent silver sleepy slender smooth snowy soft sparkling spotless "
    "steady striped sunny swift tender tidy tiny velvet vivid wandering warm wild wooden"
)
NOUNS: tuple[str, ...] = listed(
    "acorn anchor archway attic backyard balcony barrel basket beacon bench blanket bookshelf boulder branch breeze "
    "bucket bundle cabin cellar chapel cluster cobweb compass corner corridor cottage cradle creek crown cupboard "
    "curtain cushion daydream doorstep doorway drawer driveway drizzle ember flame footpath forest fountain garden "
    "gate gateway goblet hallway hammock hedge hillside hilltop hinge kettle keyhole lantern ledge locket mitten "
    "napkin nest paddle parcel path pavement pebble pinecone platform pocket porch postcard puddle rafter raindrop "
    "ribbon ripple riverbank rooftop rowboat seashell shadow shelter shore signal spark staircase summit sunbeam "
    "sweater teacup teapot teaspoon thicket thimble thread treetop trinket twig wagon whisper"
)
RARE: tuple[str, ...] = listed(
    "abacus absinthe acanthus alabaster alchemist almanac ampersand anemone antimony apocrypha arabesque armadillo astrolabe "
    "aubergine axolotl balustrade barnacle bassoon belfry bergamot bituminous bivouac bluster bobbin borax brocade bulrush "
    "cacophony calliope cantilever carbuncle cartouche cassowary catamaran chafing chalcedony chicanery chrysalis cinnabar "
    "clavichord cochineal colander columbine conundrum corduroy cormorant cowrie crinoline cuneiform cuttlefish damask "
    "decanter dirigible doldrums dromedary dulcimer effigy eiderdown elderberry epaulette escarpment eucalyptus falcon "
    "fandango filigree flotsam foxglove fricassee galleon gargoyle gazebo gingham gossamer gramophone gudgeon halberd "
    "harpsichord heliotrope hessian hobnail hyssop ibex inkwell isinglass jackdaw jodhpurs juniper katydid kestrel lacquer "
    "lapwing larkspur limpet linseed lozenge macrame magenta mandrake marzipan meerschaum millrace mizzen mollusc narwhal "
    "nasturtium nectarine obelisk ocarina octagon oxbow paisley palimpsest parapet pergola periwinkle pestle petticoat "
    "phosphorus pilaster plinth polyglot pomander porphyry quagmire quicksilver quinine quiver raiment ramekin rhubarb "
    "rucksack saffron samovar sarsaparilla scabbard sextant shoehorn sorrel spinnaker stalactite sundial tamarind tarpaulin "
    "thistle tourmaline trefoil turmeric turnstile ullage umber vellum verbena vermilion viaduct wainscot walrus weathercock "
    "wherry wisteria yarrow zephyr zinnia"
)

GREETINGS: tuple[str, ...] = listed(
    "ahoy hail howdy salutations greetings cheerio hiya yoohoo welcome hullo heigh hallo hooray evening morning afternoon")
GREETED: tuple[str, ...] = listed(
    "captain neighbour gardener sailor professor baker wanderer miller shepherd juggler fiddler librarian cobbler painter "
    "beekeeper stranger traveller conductor postman lighthousekeeper astronomer tailor")

MONTHS: tuple[str, ...] = listed("January February March April May June July August September October November December")
