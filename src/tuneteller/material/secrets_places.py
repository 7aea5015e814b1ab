"""More secret words: places, vehicles, sports and music.

See `material/secrets.py` for the table's form.
"""

from __future__ import annotations

PLACES = """
church: has pews and an organ; points a spire upwards; is poor when its mouse is; fills up at Christmas; is where couples wed
cathedral: took centuries to build; has gargoyles and a nave; sheltered a hunchback; is painted again and again by Monet at
  Rouen; stands twin spired in Cologne
monastery: has cloisters and silent brothers; brews strong ale; rises for prayers at four; grows herbs; hid murders in a
  library for Eco
temple: has columns for the gods; was pulled down by Samson; stands on the Acropolis; is entered barefoot; is the spot beside
  your eye
graveyard: is full of stones and yews; is passed whistling; has crosses in rows; was written an elegy in by Gray; is dug in by
  the sexton

factory: has a conveyor belt; hums with machines; blows its hooter at shift's end; belonged to Willy Wonka; turns out cars by
  the thousand
office: has a water cooler; is filled with desks and gossip; is run by a silly boss in a series; empties at five; wears suits
  and lanyards
hotel: has keys and a lobby; changes sheets daily; puts sweets on pillows; was Grand in Budapest on film; was Fawlty's pride;
  has a minibar with tiny bottles

theatre: has a stage and a balcony; raises its velvet; had a phantom in its cellar; sells drinks in the interval; went up in
  flames at Drury Lane
cinema: shows films in the dark; has a big screen and soft seats; began with the Lumieres; sells tubs of crunchy snacks; was
  Paradiso in Sicily
opera: is sung in Italian; ends when the stout lady sings; was attended by Marx brothers for a night; dies slowly in arias;
  lasts a day with Wagner
concert: ends with an encore; fills the stadium; has a conductor or a singer; starts after the orchestra has tuned; is coughed
  through by listeners
choir: sings in four parts; wears robes; stands in rows behind the altar; has sopranos and basses; goes carolling from door to
  door
actor: learns his lines; bows to applause; waits for an Oscar; should break a leg; never says the name of the Scottish play
dancer: wears shoes with stiff toes; spins on one foot; was painted in blue by Degas; trains at the barre; pulls a heavy load
  after Dasher

zoo: keeps animals in cages; is visited with children; has feeding times; was escaped by four friends to Madagascar; has
  keepers with buckets of fish

house: has rooms and a front step; was built by Jack; is haunted on the hill; was huffed and puffed at; needs a mortgage
cottage: has a thatched top; stands low with roses round the porch; was home to seven small miners; is rented for the weekend;
  names a pie and a cheese
cellar: lies below the stairs; keeps bottles cool; has spiders and damp walls; floods first of all; stores coal and potatoes
attic: is full of trunks and dust; lies under the tiles; hid Dorian's picture; is reached by a hatch; was home to a mad wife
  in a novel
balcony: is big enough for one chair and a drink; was Juliet's at night; is waved from by royals and popes; juts out from the
  third floor; is barbecued upon by flat dwellers
kitchen: is where dinner is made; has a sink and a hob; is left by whoever cannot stand the heat; draws all guests at parties;
  smells of frying

street: is crossed at the lights; has lamps and gutters; is named Sesame on television; is numbered on both sides; is swept at
  dawn
road: leads to Rome; is paved in yellow in Oz; was not taken by Frost; is crossed by hens in jokes; is long and winding for
  Paul
tunnel: goes under the Channel; has light at its end; makes the radio fail; is bored through the hill; was called Tom, Dick or
  Harry
maze: had a minotaur at its heart; is made of hedges; has dead ends; is left by a thread; puzzles visitors at Hampton Court

near car
taxi: is yellow in New York; has a meter that ticks; is hailed with an arm; was driven by De Niro; waits at the rank by the
  station
lorry: carries freight along the motorway; has eighteen wheels; reverses with beeps; spills its load in traffic news; is
  driven all night by men with flasks
caravan: is towed on holiday; blocks the lane in August; sleeps four with a tiny stove; is also a line of humped animals; was
  Toad's canary coloured craze
motorbike: roars and leans into bends; may have a sidecar for the dog; was ridden easily by Fonda; needs leathers and a
  helmet; runs on two wheels and petrol

near tractor
bulldozer: pushes earth with a blade; flattens old houses; crawls upon tracks; came for Arthur Dent's home; is yellow and
  unstoppable
crane: lifts loads high over the building site; is also a long-legged bird; is folded of paper a thousand times; unloads
  ships; has a hook and a tiny cabin

near canoe
ferry: takes cars across the strait; was Charon's over the Styx; crosses the Mersey in a song; goes back and forth all day;
  has decks with gulls and chips
yacht: belongs to millionaires; races at Cowes; is moored in Monaco; is white with a teak deck; keels over in the breeze
gondola: glides through Venice; is rowed by a singer in stripes; is long and black; also hangs from a cable over ski slopes;
  passes beneath the Bridge of Sighs
oar: is one of a pair for rowing; dips in time with seven others; has a blade and a collar; is locked in place on the gunwale;
  was pulled in galleys

near bicycle
skateboard: has four small wheels; grinds along rails; flips under your feet; came from bored surfers; rattles through the
  park with teens in caps
unicycle: is ridden in the ring; has just a single tyre; needs perfect balance; is pedalled by jugglers; has a saddle and no
  handlebars

near football
tennis: is played at Wimbledon; has love and deuce; was Borg's and McEnroe's quarrel; goes over a net; is grunted at by stars
golf: is a good walk spoiled; has eighteen holes; is played with irons; shouts fore; needs a tee and a caddie
basketball: is dunked by giants; bounces down the court; goes through a hoop; was Michael Jordan's game; is orange with black
  seams
hockey: is played with curved sticks; has a puck on ice; loses front teeth; begins with a bully or face-off; is Canada's
  passion
bowling: knocks down ten pins; needs rented shoes; ends in the gutter; was the Dude's pastime; strikes with a heavy rolling
  globe

marathon: is forty-two kilometres long; was first run by a messenger; hits the wall at mile twenty; ends in foil blankets;
  winds through London in April
medal: hangs around winners' necks; is gold, silver or bronze; is pinned on heroes; is bitten for photographers; lies in
  grandfather's velvet box
trophy: is lifted by the captain; gathers dust in a cabinet; has two handles and names engraved; goes to the champions; is
  what hunters mount on walls

karate: breaks planks with the hand; has belts in many colours; came from Okinawa; was taught to a kid by waxing; bows before
  the fight
boxing: has gloves and a ring; was Ali's sweet science; ends by knockout; has twelve rounds; stings like a bee

near violin
banjo: twangs in bluegrass; sat upon Susanna's traveller's knee; has a round body and five strings; duelled in Deliverance;
  was Kermit's in the swamp
ukulele: is small and Hawaiian; has four strings; was George Formby's; plinks over the rainbow; fits under a child's arm

near piano
organ: has pipes and pedals; fills the cathedral; was Bach's favourite; is pumped by bellows; is also a liver or a kidney

near trumpet
saxophone: wails in jazz clubs; was invented by a Belgian called Adolphe; is brass with a reed; was played by Lisa Simpson; is
  bent like a smoking pipe of gold
trombone: has a long slide; came seventy-six strong in the parade; slurs from note to note; pokes the row in front; growls in
  Dixieland

near drum
xylophone: has wooden bars in a row; is played with mallets; starts with a rare letter; sounds like dancing bones in
  Saint-Saens; is a rainbow toy for toddlers
tambourine: jingles and is shaken; was Mr Bob Dylan's man's; is slapped on the hip; has little cymbals round its rim; is given
  to singers with free hands

near robot
alien: comes from outer space; phones home; has green skin and big eyes; landed at Roswell; burst from a chest in a film

near thermometer
hospital: has wards and night shifts; smells of disinfectant; receives ambulances; is where babies arrive; has visiting hours
  and grapes
ambulance: has a siren and blue lights; carries the sick; races through red lights; has a stretcher inside; is written
  backwards for mirrors
pharmacy: sells pills over the counter; has a green cross outside; fills prescriptions; smells of camphor; weighs out powders
  and salves

near bread
bakery: smells of warm loaves; opens before dawn; has a queue on Sunday; displays buns behind glass; shuts when all the rolls
  are sold

near barn
farm: has tractors and cattle; was Old MacDonald's; was ruled by swine in Orwell; smells of manure; wakes early to be milked
stable: houses the mares; was where Mary bore her child; was cleaned by Hercules; is shut after the steed has bolted; is full
  of straw and hooves

near shovel
garden: grows roses and weeds; was Eden at first; is secret in a novel; has gnomes and a shed; needs watering in July
greenhouse: is made of glass; keeps seedlings warm; ripens early cucumbers; should not be stoned by those inside; names the
  effect that heats Earth

near skeleton
monster: lives under the bed; was sewn by Frankenstein; eats cookies and is blue; swims in the Scottish loch; scares children
  for a company

near wallet
bank: keeps money in a vault; gives loans; is robbed by men in stockings; is also the side of a stream; closes before you get
  there

near aeroplane
airport: has gates and runways; takes your liquids; announces delays; smells of duty free; was Tom Hanks's home in a film

near castle
skyscraper: has a hundred floors; rises over Manhattan; sways a little in gales; is washed by daring men; began in Chicago
pyramid: was built for pharaohs; has four sloping faces; stands beside the Sphinx; has tombs and curses; is glass at the
  Louvre

near fountain
well: has a bucket on a winch; takes pennies and wishes; is deep, dark and full of water; had a pussy in a rhyme; had a frog
  at the start of a fairy tale

near swing
playground: has slides and swings; is noisy at break; has a rubber floor; is ringed by parents on benches; is where bullies
  rule

near island
surfboard: rides the breakers; is waxed before the swell; is carried under the arm in Hawaii; has a fin and a leash; is chewed
  by sharks now and then
"""
