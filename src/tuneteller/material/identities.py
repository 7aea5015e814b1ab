"""Names that assistants are given and the people who make them, besides the shorter ones of `invented_names`."""

from __future__ import annotations

from itertools import cycle
from random import Random

from tuneteller.material.coined import LONGER
from tuneteller.material.naming import word_set

PLAIN = 480
"""Of the names, so many are one coined word."""
MODELS = 150
"""So many are a coined word with what models are called after it."""

_GIVEN = """
    Ingrid Tobias Amara Kenji Priya Mateo Leila Oskar Anneke Bartek Chiara Dmitri Eirik Fatima Gunnar Hanneke Imani Jarek
    Kwame Lotte Milos Nadia Olumide Paloma Rashid Saskia Takumi Usha Vikram Wiebke Yusuf Zofia Agnes Benedikt Cecily
    Dorothea Edmund Gwendolyn Hector Isolde Kirsten Leopold Mabel Nigel Ottilie Percival Iskander Rosalind Sylvester
    Theodora Vincent Winifred Xavier Yvonne Zachary Abena Bilal Catalina Diego Esperanza Fergus Giulia Haruki Joaquin
    Katarzyna Ludmila Mehmet Nikolai Oksana Pavel Rafaela Sunniva Tadeusz Umberto Vesna Wanjiru Ximena Yolanda Zainab Aoife
    Beatrix Cormac Declan Elspeth Gideon Henrike Ignatius Jolanta Kalinda Lucian Marguerite Noemi Octavia Philippa Renate
    Sigrid Thaddeus Ulrike Veronika Wendell Anselm Morwenna Casimir Delphine Ezekiel Fabiola Gregor Hildegard Ivana Jemima
    Konrad Lavinia Nanette Ramona Stellan Tamsin Vilhelm Wolfgang Yannick Bogdan Cordula Everett Freya Ismail Lorenzo
    Minerva Nasrin Padma Rupert Svetlana Tatiana Wanda Yasmin
"""
# The first part tells one from the other.
_COMPOUNDS = """
    HeronDesk MossChat KettleMind AcornBot BadgerByte BrambleBuddy ChimneyHelp CedarTalk CloverGuide CobbleBot CopperPal
    CricketAsk DaisyClerk DoveScribe DriftMate EmberAide FalconNote FernDesk FinchTutor FlintPal FoxgloveAI GingerByte
    HarbourOwl HazelBot HedgehogGPT InkHopper IvyClerk JuniperPal KiteHelper LanternGPT LarkPost LemonScout LichenBot LilacLM
    MagpieMind MarbleTalk MulberryGPT MapleHelper MothBuddy MuffinBot NettleNote OatBuddy OrchardGPT OtterLine PaperHeron
    PebbleChat PelicanPal PepperTutor PickleBot PlumScribe PoppyAide PuddleGPT QuillHare RaccoonDesk RadishBot RavenClerk
    RobinTalk RhubarbBot SaffronChat SandpiperAI ShellGuide SnailMailer SparrowGPT SpruceMind SquirrelLM StoatBot SundialAI
    TeacupGPT ThimbleBot ThistleTalk TidePal ToffeeChat TrellisAI TulipTutor TurnipGPT UmbrellaBot VioletClerk WalnutMind
    WickerBot WillowDesk WombatGPT WrenScribe YarrowAI ZebraNote
"""
_MODELS = (
    "{}GPT", "{} AI", "{}-2", "{}Bot", "{}-7B", "{} Chat", "{}LM", "{} Mini", "{} One", "Dr {}", "{}-3", "Captain {}",
    "{} Assistant", "{} 4", "{} Pro", "Aunt {}", "{}Mind", "{} Junior", "Professor {}", "{}-X", "Ask{}", "Uncle {}")

_COMPANIES = (
    "Group", "Software", "Technologies", "Digital", "Computing", "Machines", "Laboratories", "University", "Academy",
    "Partners", "Collective", "Company", "Industries", "Networks", "Intelligence", "AI", "Bank", "Health", "Insurance",
    "Airlines", "Library", "Publishing", "Energy", "Logistics", "Telecom", "Learning", "Solutions", "and Sons", "Games",
    "Analytics", "Dynamics", "Cooperative", "Agency", "Brothers", "Works", "Labs", "Systems", "Robotics", "Institute",
    "Research", "Studio", "Foundation", "Media", "Hospital", "School", "Motors", "Clinic", "Observatory", "Consulting",
    "Ventures")
_MAKERS = (
    "{coined} {kind}", "{given} {coined}", "{coined} {kind}", "the University of {coined}", "{place} {kind}", "{coined} {kind}",
    "the {coined} team", "{place} {kind}", "{given} {coined}", "{coined} {kind}", "the city of {coined}", "{place} {kind}",
    "{coined}", "{place} {kind}", "the people of {coined}", "{coined} {kind}", "a company called {coined}", "{place} {kind}",
    "{coined}Soft", "{place} {kind}", "a student called {given} {coined}", "{coined} {kind}", "{coined}Tech", "{place} {kind}",
    "the {coined} family")
_MAKERS_GIVEN = (
    "Anders", "Bettina", "Carlos", "Danuta", "Elias", "Franca", "Gustav", "Helga", "Ilona", "Johan", "Kofi", "Lindiwe",
    "Marek", "Nora", "Omar", "Paula", "Ravi", "Susanna", "Teresa", "Ulf", "Vanessa", "Wilfred", "Yasuo", "Zlata", "Alicia",
    "Boris", "Chloe", "Dieter", "Erika", "Filip", "Gloria", "Hamza", "Ivy", "Julian", "Kamala", "Lukas")
_FIRSTS = (
    "Amber", "Ashen", "Blue", "Bright", "Broad", "Calm", "Clear", "Cold", "Copper", "Deep", "Early", "Eastern", "Far",
    "Fair", "Golden", "Grand", "Green", "Grey", "High", "Inner", "Iron", "Late", "Little", "Long", "Low", "Marble",
    "Middle", "New", "Northern", "Old", "Open", "Outer", "Quiet", "Red", "Royal", "Silver", "Slow", "Southern", "Stone",
    "Sunny", "Tall", "Upper", "Velvet", "Warm", "Western", "White", "Wide", "Young")
_SECONDS = (
    "Anchor", "Arch", "Barn", "Bay", "Beacon", "Bridge", "Brook", "Canal", "Cliff", "Corner", "Creek", "Crown", "Dune",
    "Ferry", "Field", "Forge", "Garden", "Gate", "Grove", "Harbour", "Heath", "Hill", "Island", "Key", "Lane", "Ladder",
    "Meadow", "Mill", "Moon", "Orchard", "Owl", "Pier", "Pine", "Plaza", "Quarry", "Ridge", "River", "Road", "Rock", "Sail",
    "Spire", "Square", "Summit", "Tower", "Valley", "Wharf", "Window", "Wood")
# Of those two, what is the name of something already.
_REAL = word_set("GoldenGate LongIsland GreenBay LittleRock RedRiver RedSquare GrandCanal HighRoad NewMoon BlueMoon BlueRidge "
                 "RedRock WhiteCliff WhiteTower IronBridge EasternRoad RedWood DeepField StoneRidge OpenWindow")


def assistants() -> list[tuple[str, str]]:
    """Names and makers, always the same in the same order; no coined word is in two of them."""
    rng, coined = Random("identity/assistants"), iter(LONGER)
    names = [next(coined) for _ in range(PLAIN)]
    names += [form.format(next(coined)) for form, _ in zip(cycle(_MODELS), range(MODELS), strict=False)]
    names += [*_GIVEN.split(), *_COMPOUNDS.split()]
    rng.shuffle(names)
    places = [f"{first} {second}" for first in _FIRSTS for second in _SECONDS if first + second not in _REAL]
    parts = {"coined": coined, "given": cycle(_MAKERS_GIVEN), "place": iter(rng.sample(places, len(names))),
             "kind": cycle(_COMPANIES)}
    return [(name, form.format(**{part: next(words) for part, words in parts.items() if f"{{{part}}}" in form}))
            for name, form in zip(names, cycle(_MAKERS), strict=False)]
