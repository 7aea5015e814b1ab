"""Coined names, beside those of `invented_names`: pronounceable, and neither words nor names of anything known.

No two begin with the same four letters, nor does any like a name that `invented_names` gives to a family.
"""

from tuneteller.material.naming import listed

SHORTER = listed("""
    Diovel Meglel Jamist Weiles Erner Breena Tacia Gracki Gazia Feblen Yetson Deene Elik Gobley Cugna Shurna Vetton Jeteri
    Domika Sarila Farnea Golse Freil Cathea Hoyten Loguer Imery Mertos Zugell Colett Coreli Rocenz Musita Clene Gotlan Mirbe
    Welvam Busney Nargar Kotwin Josity Greiko Jinnes Jumone Swana Haraft Ildez Sultea Twani Hunik Jerrin Ernada Furmar Bobia
    Keann Lutri Siset Perana Prily Tadret Blobes Nudney Zantha Silomb Zosard Ahrey Lideno Maltel Lubick Penau Edwig Esena
    Kumley Jeldar Ansha Cedra Cliby Henife Capann Melles Trenka Toshea Acont Crecin Lythio Welda Pedrus Leonta Ethon Zavas
    Hoyla Malbor Magell Flagro Sesmer Herick Cellma Glinet Yotley Letney Trotek Griga Dorsha Camad Lorio Edmany Dehard Klema
    Wifert Kizon Kimnor Kacee Engely Glitta Aurer Lorrim Comena Modsen Lavela Bafel Halino Senik Batico Rorgel Bruley Nismor
    Felian Heska Cravoy Dalee Hatric Sinley Magues Bammar Yardor Sneld Rerin Wokia Vugel Hultal Keltha Vuglon Lizen Felden
    Framal Sizell Quisti Kolbin Laryla Bonsha Prup Juderi Avonn Planor Nadard Cascoe Dilmor Ehley Torgos Lostha Hyacia Sholvi
    Clema Crisca Gumar Medaft Laritt Cakmar Ingdon Sches Fonza Rozeld Sinhos Jeanda Jiley Vicken Pedlin Erce Daniki Peimil
    Brecia Nolda Grumla Syley Murric Suggia Vogla Vriett Hursa Rodma Joaner Vupick Elodis Tephal Ladell Quason Zagris Dumfim
    Leallo Sorzan Lakton Haree Burjas Toley Garrar Rodrum Ocatte Keniz Higpen Cobsen Leidad Reanet Autham Atkirk Oplas Caplus
    Teladi Silsor Kuyke Halro Luceda Lisso Seloy Ranca Ochin Lohnau Thona Hawnya Gersen Faitle Layta Critt Fralde Gemell Sulm
    Fowin Flarot Samair Adist Snerna Aguir Salsir Amalle Zoette Hosdor Fousa Jarroi Wachan Igue Fredra Eida Smorma Fugian
    Klunta Paxta Vredam Tekard Kolcoy Lurena Alborn Kleran Perupe Kregam Suzzo Flerro Puvola Tunam Zamola Krumro Caddor Gitel
    Chetta Maddad Quiger Chudor Kalvi Madtal Whimot Ginike Lieton Nedorn Bertal Sillik Edmona Maritt Esburg Alcida Dundun
    Jammon Radrit Stuget Ganma Rhon Demena Funora Pradt Heakor Cuford Heduna Earlee Imley Dambol Purlo Nathel Judwar Vilvon
    Arrera Ralene Viawne Eberg Tedham Nokins Kiard Watta Vegha Siglia Lexlan Hinick Yeson Hedeva Busun Pulsha Osias Hulri
    Swevin Armess Abrist Friell Mansta Delor Tedden Uett Sikas Latick Newqua Arell Incois Hayde Apreva Karnar Folna Mirgas
    Wiglin Wormar Yamore Bloren Tynell Kulpe Likent Hosha Antead Jekton Savano Gorick Dekard Zenti Limson Stalvo Kropor Soiro
    Avern Almick Walene Loucy Gridad Zedlin Glema Doneno Folisa Vensey Volip Keathe Bilons Wheson Cluna Hison Franda Magham
    Steba Whamma Zolane Ezella Midmar Isidy Esber Rauste Wintae Crekir Nuren Chutri Kaldon Griman Arpon Latay Daizer Sosha
    Zelgar Jalest Ludina Piftin Binvel Ushia Edsen Feiron Vivard Ermand Kecias Linali Terlek Hixta Anjuez Pauler Delfe Ridia
    Rotek Karee Loway Vadana Rulard Dorpe Genney Thanon Jaegan Udia Geling Bolma Coone Darroi Sirmis Noril Wersta Hurix Milvis
    Reidad Forken Cekard Slerna Yesim Pattek Andsey Nefina Kumsta Whatha Nann Dranda Swolin Ington Lumer Utrin Hasaft Tirlen
    Farri Presni Norda Matova Zolna Jaddor Ailse Enrod Yuntur Lamala Romlin Sireby Vonata Siminn Dalaft Fitha Dalro Frilon
    Luson Koehl Cambes Madell Pimer Grield Cepele Jaynal Lenmar Tavrin Nevale Lutova Bagwen Robrit Mirey Kevene Oakle Dadin
    Golil Fiden Keysia Trugot Hafos Amley Tulder Invill Arlina Higle Spodri Felga Atelon Emetra Lavola Jenia Sagee Bonley
    Jadney Hulli Gurlee Virges Penber Gavona Huslin Salana Fabell Nehani Sebio Pecki Piom Erburg Runlan Eveler Larci Cusha
    Midy Krysti Erdam Cesbel Nenock Selpam Seeles Colnok Goford Ubina Dezin Keirer Whinro Caruss Dodden Hilive Kutlin Clafal
    Fogan Dubone Sedmar Fausso Karal Robeda Kinsko Kasila Silia Raela Sinson Hutney Grebot Heford Cammye Nonit Plymen Brarda
    Jospir Gwinge Murtni Tijena Haylou Swicki Purmar Whalda Legnes Bukund Farett Tudett Scholm Konza Weim Fustha Frody Dorl
    Batcli Treca Vallre Zeisha Burix Isdor Erdeen Larene Lukumb Ardina Matno Closma Larmok Sminda Faton Tatyna Lumney Twald
    Welleb Gorlas Roton Orping Goldor Bohnna Redlo Dunney Veling Buncon Yonnis Alfe Zeldon Rislin Spevel Apola Pegeno Durkus
    Kilma Pincla Olida Gakert Lebler Vresen Rimeer Juler Kowin Pamey Lurum Patney Bagam Kathes Kimini Jairen Waggio Tutris
    Reill Stabb Gamada Slanda Kardor Angdon Lucman Wilba Croval Delun Fanlan Sindol Websta Koviva Mosmor Cofen Ashira Crivka
    Scilee Cikka Bollan Befina Dergar Hoeget Igley Aldron Haskil Ruham Clidor Gronne Nunson Orlene Gantol Brens Kirand Slarr
    Packau Dekola Restha Cherto Liday Steont Tucka Tepina Wanald Fravim Osbote Gutiva Teoni Phanae Nerto Scrock Heddor Meotta
    Sheim Whifay Reiro Bolott Zalson Dremi Sonol Bacoby Narto Temett Eslan Lanabb Jelma Lulma Jodlin Barno Hoguer Juxten Arham
    Kadia Wadano Cresa Ralaft Blezan Yottes Maryal Anstur Tedrin Edwan Zarsel Tisnor Cinthe Slauro Irley Waddin Kroney Irbas
    Mytila Ladrit Vannor Spesma Vamme Alader Billan Newste Biann Broana Nulbel Taudro Botaft Tasin Devely Azimon Lurnek Kilwin
    Osbada Wekson Borert Gartle Jozard Tamel Naleen Rawler Johner Seppin Nessha Yurric Brogg Kehlem Vidan Celnor Mumbla Pordis
    Irnick Mizia Pabio Cusola Amiro Prerro Wychel Escia Karcue Hodsen Knotte Gemael Sanmer Reux Wynora Fanora Portha Avigo
    Zeksha Talva Jernan Tulca Nevedo Cenzo Aljane Kesmer Aleed Abiva Ruita Varham Covita Raque Kaneld Ebord Eibara Edro Jolino
    Hoparo Mimbel Bathao Riwick Derbos Dagoza Yette Boham Suntal Rorma Flivre Lonne Winnon Cullo Autman Wedda Hollia Nulden
    Viseno Eiber Laudre Crotos Swogam Fubira Priark Munco Purard Zoltha Tivino Flald Shardu Lemney Stirri Crulet Parbes Askeen
    Jeneil Swilos Tinson Loniel Jimer Baysi Nuena Hawan Gasent Misdor Alwick Nowick Mazebe Yodena Alftea Dustad Nasell Paytom
    Rulene Katick Devale Guntha Ronett Vedora Gemley Agrigs Oult Harlo Romma Elicha Leotis Athery Figuez Nidsen Goirez Rureno
    Navark Tynis Poira Dernir Eziano Ritlet Oleno Lecik Mitsey Rolett Wabrot Woznia Turran Shilda Avisom Kutham Litlin Holmon
    Malafe Yatell Abbeck Jerice Wiladi Pepola Quiven Odez Noatis Swauda Phalve Swalda Mulce Snida Tovan Meham Haurlo Ridad
    Thavik Roswin Yuleno Opate Cromy Nocio
""")
"""Of at most six letters."""

LONGER = listed("""
    Terater Teenetta Belkey Rithil Swiplard Navene Hibon Motam Debianna Sagne Brelene Whisolit Phuden Alaffey Chioggio Shawnya
    Flespest Chulham Nenbel Frartert Swinna Jampilo Glankay Dornbula Hartudez Cavonia Wigola Sattom Plaurlin Doette Leresco
    Stadney Senkelle Vaisso Spiforn Olivetta Oborg Eliam Exmouley Risibell Bireller Wisca Boydona Hafatal Mamika Abora
    Guessien Sowanski Madorens Ollino Wimbreta Lingeld Frobora Senlone Marconey Jihlia Piwick Rinton Yorsha Deasist Blinna
    Elloward Sampos Raceton Offreder Drigadi Adelis Tylders Blofe Aldant Snowlin Cawnan Pozlon Herraid Zambuss Ringeld
    Ivrilyne Kungard Riccall Tibaro Chivka Eidel Navila Bozel Heuskirk Dolper Drunwick Buslada Marsull Urieson Huxham Rougan
    Plerk Lebreno Lignaga Rodgetta Hirlen Skepette Sladyson Zenemull Keevela Nizlina Yestal Lorlek Segreton Dancias Salongo
    Tapock Aikenham Ninedard Yattas Dillasa Grutim Needeno Smiklin Yoshias Pudelle Gutchin Grathil Sastet Tasull Wastorn Ovick
    Tosford Bogenel Andiff Mearna Codda Spolaro Mitent Weisa Aliczka Saumapin Wincoin Pulda Moarham Chakit Gabrazo Dalsen
    Talaza Darpon Orzno Kilips Swarn Kadwin Yoperock Leltard Thamix Tamadelo Adrus Hockums Wadros Paduana Bostoper Hastire
    Sinelle Metober Hizuel Matacons Voira Fratheri Hirtal Pantan Stuann Halec Butabock Bradol Velental Draltola Yokoland
    Borpol Gosilo Shiolden Adricio Mauriles Casanna Drutelle Jifert Pharbit Blenkil Ridmar Shanette Huckery Epperra Registon
    Meghison Botlelle Stumburg Bourac Corriese Cuverell Grirlen Darciera Corberr Kramsen Vanghamm Varmam Ciscill Gunsteno
    Powelley Urazan Givora Fulce Haunak Lylen Brersen Shoolley Prudno Bagham Bibon Dreikson Canski Pendonn Brekton Stulte
    Dodell Klatal Hopon Moratlik Slozina Tetson Breibret Telveen Teswin Valafe Maudres Myrner Menzio Olotte Oquince Efrangen
    Schux Indrard Mapant Harmela Moborg Thibour Cagley Rodenita Rubioley Drolmer Jackham Undales Hazzi Stuckney Jazull
    Olignano Jenro Saulke Shedwant Kenyse Cheysha Abetha Alsfier Flenek Megg Shirmer Wageni Shoermek Catten Pounson Duckacy
    Flambini Lundes Lucres Daigert Letliva Leisabio Chanka Straunya Oleton Eneenley Puruna Riscia Samund Klaelden Tomletta
    Embos Elguire Valonk Tranezi Sweatha Dagman Erristal Crory Biddal Aurinne Selberas Rawmarce Kirger Cloftilo Andrano
    Phelman Spenberg Jolpan Nionney Wobette Klombla Lovelia Mangdon Nagenner Nington Farolita Salfrest Behrling Javin Amonrode
    Tamilard Odesita Garund Corasmo Zandray Buezelle Somence Paldega Coswalde Suradi Megetock Rendene Wembern Jolsock Santem
    Debavon Heiday Gruglet Crafina Herdor Codley Quescia Blondorf Blytle Meddor Irpette Rumro Judier Maticia Fidna Rumbina
    Taniso Osuelvis Lacinn Culma Crudell Wadela Erdunna Gentina Phunford Skinta Jumila Giree Egberge Phosta Ezing Idelaina
    Jodrin Mesmorri Dewayna Crioro Jongford Kamesady Tenock Aldenne Waidley Pheneva Damishna Tholki Bratheod Esdor Vimeer
    Cobluna Swellena Spric Celvim Yergar Maclydia Ogletten Cenam Berleen Columert Tefites Rupladi Pontrois Suzen Covford
    Hewsburg Janlan Snealey Natley Hilna Bladlan Trunden Hutos Grancee Wittley Naunta Pilsund Laraganz Spilson Guthrina
    Furleen Roerrell Apona Sulney Riell Fogeviva Birard Monoveta Lelisy Woldo Lopionne Kelerne Drubel Seinham Middelf Lochers
    Erreran Howern Paluzzan Thary Parreola Vanburg Arkir Narbus Yuren Blania Leethick Chenker Halvia Mitchae Gomor Werting
    Boslaud Duvails Otham Churnas Niogan Vigle Bemblert Boylsden Burkell Micham Leveda Sunson Radorf Henavaz Gaggen Sabey
    Waible Asuko Gibay Khardink Sofill Ruendock Devier Jadwell Utrell Gutson Nebbick Coteady Amadraig Rutchez Oscaffen Pilick
    Salbery Newpard Eduan Nuner Sapalda Velyness Yessia Prifard Dawnya Frinta Riveliki Dinso Albrigg Zackwood Phemmar Donorell
    Pitsuko Dudemira Brixhavo Mosora Prueger Corpelle Gitcham Gilba Prekal Nezitina Virmar Jenslock Accrene Shivwick Heuna
    Paupina Jerlina Macield Roliva Montyres Hoksen Eathesso Trovson Kranick Vrinver Halski Froxsen Amorline Frazos Einez
    Barrilli Deprina Anichart Luczborn Wemeneva Burell Calna Drumeno Zelwin Spadwant Bermina Liley Becko Deliss Bextell
    Latradel Mabinel Fultau Crosalva Roxanter Daroleva Rumminer Cholmer Preakka Witon Davitta Darleta Whaera Merlanes Hirelos
    Kimbren Vaindor Glimor Mackeda Jettal Wilfo Wabluna Leinman Erbal Vikella Hottard Koplaft Bevensey Briaser Crayberg
    Cardett Plenok Mentovo Bursol Atchez Kocatha Slemar Devonda Mindriva Wateshia Aveta Beaveda Pepifane Loodria Praldek
    Gagnonal Whokson Lakell Wesle Favigo Phinor Brifin Nugalas Lornin Bekake Obdula Kiatlin Gualas Coucker Cyrusins Sarsande
    Etton Jefull Nonkard Yuricias Debberla Gustoker Kyliss Keshels Aderster Whefelle Meronney Bufordo Archisa Semuna Bellindi
    Swomar Fondor Dailval Vanlo Smarause Remille Travaca Statyana Beerson Klorney Ambranz Dageno Monatal Lairdre Scias Donca
    Dukinn Kiruden Lemurett Borgit Sessinta Smendin Mullian Wevard Yolmer Romard Weesirey Adeand Malleno Simold Baumbury
    Hubbeck Helotton Tumgar Palagold Baftull Kursola Gargiva Mayburg Smeatro Beraro Ispandra Benick Kleerg Mosivorn Fritchos
    Xavola Birmer Kemson Dutteva Acalia Wheage Loskan Judkin Choffina Chrenver Ionne Duggia Pigos Luntok Tabey Cluley Verlina
    Barandra Renzuid Lartal Pifon Udelle Charinna Hofferna Lalisa Chachery Bryons Joelinn Jennega Lamburs Canlo Totalisa
    Mapola Bridelia Katmar Miglorn Skotcher Radthays Kridran Jormor Dodsen Romsgate Lakiva Cheinate Lentam Stobetok Borma
    Zookins Sonbel Keisda Janund Tevoram Arlenne Dahleece Shairmar Kacio Gudred Sheriko Rouseni Istal Droannor Guskan Twebbira
    Schillan Mudaper Quelnor Kawick Buehlee Runtir Ennera Rhoagley Rowski Paresa Nitna Yenane Dolsest Iolen Fortnen Tedbel
    Hotchon Gremist Ebeckey Vitlund Meyzienn Mapram Tosmar Tiagorn Duruna Wikell Whirma Sannet Sloarin Monskins Mechten
    Akilman Ternuna Hasma Boxwin Spogden Runstil Bledri Yaley Hibefell Floodson Torina Hillinne Varendi Kelhante Marpom
    Croazan Eppaxton Bogurock Glaftola Otard Mildun Arante Shigent Salister Roncia Butzman Outon Cheavril Tilina Kaladate
    Ashanna Giera Gralidix Wynelle Buckows Conchila Kemel Paxwin Idstens Serbel Mionstes Krien Tiannord Fazara Gialkard
    Lampsoma Adcotter Kenrin Baberg Groszan Dreoram Kendez Hasney Schavver Reddor Zulatock Reervest Orzheim Phervent Lorwick
    Chelmi Bachae Myrickey Uela Dulca Guriko Hirmor Myrtina Geppard Bevinco Zulrin Kylens Conro Pitwin Lukton Cronkes Fraglene
    Biltney Jauntane Mermene Emmadorf Nunarick Milburg Tuttha Hatzer Luvensen Vadwick Whenden Heisley Makent Disona Flundrus
    Cacina Erwengen Fetin Cinette Haugist Aplull Lanyell Osdore Nutchina Alvada Blovlo Olosant Jaroce Samonter Padlan Jarmain
    Nekatora Elwelli Yatrin Yomar Quonden Drewitt Lengle Briego Radena Prumton Chalson Joett Lavall Chramy Forias Frulette
    Shenver Thooswin Arrissa Zekielda Weizan Nitwin Chube Girteno Caputt Orcois Domona Dagaro Vanpell Tommade Buchella Ivela
    Crebas Bovola Midad Windal Zestor Macheim Newbert Sanjamey Klarell Flahn Tarric Hapick Nesdor Ruson Stricia Bovant
    Scoggian Homanley Azina Geham Hoeswin Jimmenia Jeffer Oleann Venor Aherina Campiana Keenley Shiprola Cuebon Mouxwick
    Houler Ackees Shuntead Fethe Gonsta Kelsente Betzi Alvese Ailda Demorlee Flovorel Defira Dandau Chisay Phael Pinvel
    Golfons Leendant Weenseel Locsa Hestiano Pachia Loperica Oscognes Durace Balee Kedlin Angford Segom Destocca Siby Warderio
    Antanes Hutden Kozlowe Omene Dunis Bamell Goodley Smulson Moreneda Gaidel Euges Arcell Livail Suleton Rindeno Ozier Godor
    Ariam Wisnel Eghinda Shepheim Ricia Canist Erilet Kennild Darad Sadmar Eilburt Phetten Cuxhava Gutreva Savevas Escoes
    Rosnee Daket Ortha Gorenn Elingan Tworelen Shazert Kodwelle Pinley Akisha Blaestal Mercatha Brese Snombel Henteno Meistley
    Petheod Cythea Pragos Melorina Vikael Jadrelle Yofer Jubar Zwolder Sixton Buscola Kitund Gaspert Kensto Blodney Coriaric
    Dolong Rertnola Asherbo Bezonita Domead Arimbrer Natara Truzafel Prakira Keszno Bivest Eltha Narveta Cleonor Giolom Steena
    Tiffler Nosadola Kormola Satwick Yalvel Judol Polnor Shonix Tinaler Feena Aulda Lizovet Fubell Naulke Phobbert Dennor
    Oberna Hurrin Pedwe Josunik Lupits Kohleen Plisden Babitzer Solivory Adton Teilsal Parketta Erbonya Cashan Keefeld Grombo
    Ferrodge Claplil Belonilo Elwooda Makaradi Stacett Taund Haneller Mathel Caselec Jerban Koretten Sayla Tesmar Frorvick
    Rhodsey Prebas Fisola Boxta Bobbiel Libesser Jonstiva Aughli Heflicia Jebell Chikiva Korkley Foosason Gorric Argiano
    Dawandor Bairden Cermar Burgha Mexborn Fomben Zosen Miorda Blaben Blulick Flippon Lubret Buviver Dombleva Omelle Dafor
    Didock Fullino Chobrim Gastedt Kelizzo Krissi Elvinca Langran Jasalony Tiforn Bemora Zartelle Roskogan Sterran Vranda
    Munsley Jultha Erissa Klanund Orham Lesiream Rudraro Utten Sernor Moduman Tondun Hefney Prufteno Janeva Tasley Lozance
    Susanova Karlena Yaham Erita Logas Braggan Brusir Dortux Bletim Vorsha Gernaro Foggins Getchay Kidmonia Plunbel Bonifor
    Sprado Teneda Gisda Chamax Begallo Arrard Clebren Noraken Emela Nantano Boatric Luldette Terot Coatson Limpert Mulazan
    Lehrters Kilgood Geraca Chaynett Fiumin Alcoms Verdan Kempion Paraun Dowerna Blotal Sibbi Lembe Lencia Annamuri Elframo
    Ochollo Ortayna Soelda Pleenden Britzi Jilta Prelrin Phirket Badelun Fedelice Lomerri Kulna Grolwin Yaden Yolford Owick
    Kirkovan Eusden Moundez Coomrin Jacino Calveret Weerson Dantha Heann Upsham Clarzas Beglen Veldel Livora Flelmer Kapon
    Swortadt Thoanol Gendrax Gusert Spitaft Dikon Filbel Artrudno Crewette Cottenne Nowley Grifafen Kledro Abeliam Brigidia
    Lasney Yermar Klotte Storrer Jameissa Olduck Melido Slakham Lattiva Wilozaro Smolas Sourton Tarafar Dellsey Estal Remberg
    Remela Whiples Tokton Ralme Alsas Pratro Buggins Blundra Nalatest Mixtor Lamonter Anjeira Yormis Meppell Joyceles Nunlen
    Irvis Seattick Nisham Huttrea Whilsadi Aidsony Benago Kautmar Thintorn Yasley Theitson Coumell Disdor Battro Roudris
    Grodaro Wasus Calaine Galber Arinez Lillio Oski Migaliva Naque Burcoing Drelola Karmir Amuelson Naciel Bilund Enrigner
    Emmon Kriolton Libola Dedwist Putone Chrison Vibyle Garnheim Leboley Cleasick Kasert Losil Gabina Deniffen Raymoone
    Smakovin Korick Jetham Keeson Kuremick Fozebard Sniarg Roddal Citley Romir Hawleslo Tixter Harittni Pamill Boriance Luett
    Ilentin Wigese Redames Plukson Carmaine Vasham Nobbeva Cadmar Kornesha Debolo Angerate Furtney Nadson Crystado
""")
"""Of at most eight."""
