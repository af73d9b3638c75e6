"""How many members a body has, as a grid: the noun of size first, the verb first, or the number first.

Every cell is made of the same parts: `SIZE`, the nouns that mean all members ("membership", "rolls");
`COMES_TO`, what is said of them ("stands at", "has grown to"); `HEDGE`, "about" and its kin; and `PEOPLE`, any plural
of people by trade. Verbs that only a body of members takes ("bargains for") take any plural that is no thing.
"""

from hustings.core.reading.shadow import rule

HEDGE = (
    r"(?:(?:its|some|about|around|roughly|nearly|almost|over|under|just|barely|only|more|fewer|less|than|an?|the|"
    r"estimated|total|combined|well|close|to|up|at|least|as|many|now|all|still|currently|approximately|scarcely|"
    r"hardly|perhaps|"
    r"somewhere|near|above|below|another|together|upwards?|of|in|excess|shy|reported|record|even) ){0,5}?"
)
_ADJECTIVE = (
    r"(?:(?:total|combined|overall|national|nationwide|statewide|state|local|dues-paying|paid-up|paying|current|own|"
    r"active|full|entire|official|declared|reported|growing|shrinking|swelling|collective|estimated|worldwide|"
    r"now|once) "
    r"){0,3}"
)
SIZE = (
    rf"{_ADJECTIVE}(?:membership(?: (?:rolls?|roster|figure|total|count|list|strength))?|(?:member|head|worker) "
    rf"?-?count|"
    r"headcount|rolls|roll|roster|ranks|rank and file|rank-and-file|(?<=own )numbers|(?<=whose )numbers?|(?<='s "
    r")numbers(?= ha)|books|members(?= number))"
)
_GROWS = (
    r"(?:gr[eo]wn?|growing|r[io]sen?|rose|rising|climb(?:ed|ing)?|swell(?:ed|ing)?|swollen|shr[aiu]nk|shrinking|fall|"
    r"fell|fallen|falling|drop(?:ped)?|slip(?:ped)?|dip(?:ped)?|declined?|dwindled?|cre(?:ep|pt)|edged?|expand(?:ed)?|"
    r"increased?|doubled?|tripled?|recover(?:ed)?|surged?|soar(?:ed)?|sl(?:id|ide)|plunged?|s[aiu]nk|w[ea]nt|gone|"
    r"bloomed|ballooned|jump(?:ed)?|balloon|return(?:ed)?|c[oa]me|ris(?:e|ing)|(?:back )?(?:down|up)|back|"
    r"amount(?:s|ed)?|"
    r"comes?|came|"
    r"runs?|ran)"
)
_FROM = (
    rf"(?: from {HEDGE}<K>(?: members| workers)?| by (?:<K>|half|a third|a quarter)| <D>| in <D>|,| steadily|"
    r" sharply){0,3}"
)
COMES_TO = (
    r"(?: (?:has|have|had|is|are|was|were|been|now|still|also|currently|since|today|long|together|itself|"
    r"would|will|may|soon|then|once|<D>|in <D>|[a-z]{3,}ly)){0,5}(?:"
    r" (?:is|are|was|were|of|at|numbers?|numbered|numbering|totals?|totall?ed|totall?ing|tops?|topped|topping|exceeds?|"
    r"exceeded|exceeding|surpass(?:es|ed|ing)?|pass(?:es|ed)|cross(?:es|ed)|reach(?:es|ed|ing)?|hits?|near(?:s|ed)|"
    r"hovers? (?:at|around|near)|approach(?:es|ed)|(?:stands?|stood|standing|remains?|remained|peaked|sits|sat|held|"
    r"holds|put|estimated|given|listed|reckoned|counted|stays?|stable|steady) (?:steady )?(?:at|as|near|around)|"
    rf"equals?|shows?|showed|includes?|included|including|lists?|listed|carry|carries|counts?|counted|contains?|"
    rf"holds?|boasts?|"
    rf"covers?|comprises?|{_GROWS}{_FROM} to))"
)
_NO_PEOPLE = (
    r"(?!(?:new|more|additional|fewer|extra|further|other|votes|seats|years|months|weeks|days|hours|minutes|dollars|"
    r"euros|pounds|points|percent|per|locals|unions|branches|offices|times|others|pages|towns|villages|cities|states|"
    r"countries|counties|homes|houses|households|miles|acres|companies|firms|employers|businesses|hospitals|schools|"
    r"shops|stores|stations|routes|lines|delegates|delegations|signatures|names|calls|letters|leaflets|flyers|cards|"
    r"doors|contracts|chapters|groups|councils|depots|garages|plants|mills|mines|sites|yards|docks|posts|jobs|hotels|"
    r"casinos|affiliates|lodges|districts|regions|units|associations|federations|committees|places|workplaces|"
    r"districts|precincts|cases|complaints|grievances|agreements|volunteers|pickets|strikers|marchers|protesters|"
    r"demonstrators|canvassers|supporters|backers|voters|candidates|applicants|visitors|guests|followers|customers|"
    r"stewards|organi[sz]ers|staffers|residents|tenants|readers|viewers|listeners|vacancies|papers|offers|"
    r"trades|crafts|"
    r"occupations|industries|sectors|professions|classrooms|buildings|buses|trains|trucks|vehicles|beds|"
    r"parties|campaigns|bargaining)\b)"
)
# any plural that is no thing: "bus and trolley operators", "care aides", "dock and rail hands"
PEOPLE = (
    rf"(?:{_NO_PEOPLE}[\w'’-]+,? ){{0,4}}?{_NO_PEOPLE}(?:[a-z-]{{3,}}(?<![su])s|people|men|women|staff|personnel|"
    r"crew)\b"
)
_TRADE = (
    r"(?:members|workers|people|employees|professionals|[a-z-]*(?:ers|ors|ists|ees|ians|eers|men|women|ants|smiths|"
    r"wrights|hands|aides)|nurses|clerks|guards|cooks|pilots|crews|midwives|dues-payers|civil servants|guides|porters|"
    r"chefs|maids|stewards and [a-z]+|mechanics|scientists|academics|students|apprentices|technologists)"
)
_TRADES = rf"(?:{_NO_PEOPLE}[\w'’-]+,? ){{0,4}}?{_NO_PEOPLE}{_TRADE}\b"
_PARTS = (
    r"(?:unions|locals|lodges|branches|chapters|affiliates|regions|districts|councils|associations|groups|societies|"
    r"guilds|federations|bodies|units|shops)"
)
_BY_COUNT = r"(?:by <O>'s own (?:count|reckoning|estimate|figures|tally|account),? )?"
_FOR_MEMBERS = (
    r"(?:represents?|representing|(?:speaks?|speaking|bargains?|bargaining|negotiates?|negotiating|acts?|acting|"
    r"lobb(?:ies|y|ying)|advocates?|advocating) (?:for|on behalf of)|(?:is |are |was )?(?:(?:made up|composed) "
    r"of|home to)|"
    r"consists? of|(?:brings?|bringing|draws?|drawing|joins?|binds?) together|unites?|uniting|organi[sz]es?|"
    r"organi[sz]ing|groups|grouping|gathers?|takes? in|taking in|enrolls?|enrols?|has enroll?ed|has "
    r"organi[sz]ed|numbers?|"
    r"numbering|comprises?|comprising|embraces?|serves as the union (?:of|for)|"
    r"(?:(?:calls|describes|bills) itself (?:as )?|is |as )?the (?:collective )?(?:voice|union|home|face) (?:of|for)|"
    r"looks after (?:the interests of )?|looking after (?:the interests of )?|defends?(?: the interests of)?)"
)
GRID_VERB = rule(
    rf"(?<![\w'-]){_BY_COUNT}(?P<aux><AUX>)(?P<verb>{_FOR_MEMBERS}) {HEDGE}(?P<count><K>) (?P<unit>{PEOPLE})|"
    rf"(?<![\w'-]){_BY_COUNT}(?P<aux2><AUX>)(?:has|have|had|counts?|claims?|includes?|covers?|covering|including|"
    rf"reports?|reported|lists?|boasts?) (?:(?:in|on|among) <O>'s (?:ranks|rolls|books|members|membership) )?{HEDGE}"
    rf"(?P<count2><K>) (?P<unit2>{_TRADES})|"
    r"(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>with|has|have|had|boasts?|boasting|claims?|claiming|reports?|reported|"
    r"reporting|"
    rf"counts?|lists?) (?:an? |the )?{SIZE} (?:of|that (?:tops|exceeds|numbers|totals)|exceeding|topping|above|"
    rf"totall?ing|numbering|at|over|around|approaching|nearing) {HEDGE}(?P<count3><K>)|"
    rf"(?<![\w'-])(?P<aux4><AUX>)(?:{_FOR_MEMBERS}|has|have|had|counts?|includes?|covers?|with|of|"
    rf"is an umbrella (?:[a-z]+ )?for) {HEDGE}(?:<K>|\d+|"
    rf"[a-z]+) (?:[a-z-]+ ){{0,2}}?{_PARTS} (?:with|whose|that have|which have|having|and) (?:an? )?(?:{SIZE}|members)"
    rf"{COMES_TO} {HEDGE}(?P<count4><K>)|"
    r"(?<![\w'-])(?P<aux5><AUX>)(?:is|are|was|were|stands?|stood|remains?) (?:now |still |some |about |nearly |almost |"
    r"more than |over )*(?P<count5><K>) (?:members )?strong\b|"
    r"(?<![\w'-])(?P<aux6><AUX>)(?:(?:pass(?:es|ed)|tops?|topped|cross(?:es|ed)|surpass(?:es|ed)|exceed(?:s|ed)|"
    r"near(?:s|"
    rf"ed)) {HEDGE}(?P<count6><K>) members|(?:has|have|had|counts?|claims?|lists?) {HEDGE}(?P<count7><K>) (?:on|in) "
    r"<O>'s (?:rolls|books|ranks))\b"
)
# "its membership totals 38,000", "A, whose rolls include 1,480 bus operators", "puts its membership at 57,000"
NOUN_FIRST = rule(
    rf"(?P<subj><O>)(?:'s?|(?:,| \(| —| –)? whose) {SIZE}(?:,? (?:in|across|throughout) (?:the )?[\w ]{{3,20}}?)?"
    rf"(?:, [^,;:\ue000-\ue004]{{1,50}},|,)?{COMES_TO} {HEDGE}(?P<count><K>)|"
    rf"(?P<subj2><O>)'s? (?:rank and file|rank-and-file|ranks|membership),(?: now)? {HEDGE}(?P<count2><K>) "
    rf"(?P<unit2>{PEOPLE})|"
    r"(?P<subj3><O>)(?:,| \(| —| –) (?:now )?(?:at|standing at|put at|now) "
    rf"{HEDGE}(?P<count3><K>)(?: members)?(?=,|\)| —| –)|"
    rf"(?P<subj4><O>)(?:,| is| are| —| –)? (?:now |some |about |nearly |almost |still )*(?P<count4><K>) strong\b|"
    r"(?P<subj7><O>)'s (?:(?:latest|annual|last|own|most recent) )?(?:report|filing|returns?|website|accounts) "
    r"(?:lists?|"
    rf"listed|shows?|showed|gives?|gave|says it has) {HEDGE}(?P<count7><K>) members\b|"
    rf"(?P<subj5><O>)(?:,| is| —| –) <O> (?:of|for) {HEDGE}(?P<count5><K>) (?P<unit5>{PEOPLE})|"
    rf"(?P<subj6><O>)(?:,| \(| —| –)? (?:with (?:an? |its |the )?{SIZE}{COMES_TO} {HEDGE}|(?:speaking|bargaining|"
    rf"negotiating|acting|lobbying) (?:for|on behalf of) {HEDGE}(?=<K> {PEOPLE}))(?P<count6><K>)"
)
# "the 12,000 members of that union", "31,000 foundry workers are organized in A", "to which 82,000 drivers belong"
NUMBER_FIRST = rule(
    rf"\b(?:[Tt]he|[Aa]ll|[Aa]ll the) (?:some |nearly |roughly |about |estimated )*(?P<count><K>) (?P<unit>{_TRADES}) "
    r"(?:of|in|at|represented by|covered by|belonging to|enroll?ed in|organi[sz]ed (?:in|by|under)|(?:who|that) "
    r"(?:belong "
    r"to|make up|are in)) (?:all of )?(?P<subj><O>)(?!'s| (?:who|that)\b|,? (?:and|or) <O>)|"
    rf"(?P<count2><K>) (?P<unit2>{PEOPLE})(?: (?:in|at|across|around) (?:the )?[\w ]{{3,30}}?)? (?:(?:are|is|were|have "
    r"been)(?: now| currently| already| all| also)? (?:in|on|represented by|covered by|enroll?ed (?:in|by|with)|"
    r"organi[sz]ed (?:in|by|under)|with)|(?:now )?(?:carry|hold|belong to|make up|"
    r"fill|pay dues to)) (?:the (?:ranks|rolls|books) of )?(?P<subj2><O>)(?='s (?:ranks|rolls|card|membership|books|"
    r"union card)|[.,;)]|$| (?:in|across|nationwide|statewide|and)\b)|"
    rf"(?P<subj3><O>),? (?:to|in|under) which {HEDGE}(?P<count3><K>) (?P<unit3>{PEOPLE}) (?:belong|are "
    rf"organi[sz]ed|are "
    r"enroll?ed)|"
    rf"(?P<subj4><O>)(?:'s|,? whose) (?:own |some |estimated |roughly |nearly |almost |about )*(?P<count4><K>) "
    rf"(?P<unit4>{_TRADES})|"
    rf"\b[Aa]ll (?P<count5><K>) of (?P<subj5><O>)'s? (?P<unit5>{_TRADES})|"
    rf"(?P<subj6><O>)(?:, [^,;:\ue000-\ue004]{{1,50}}?)?,? with {HEDGE}(?P<count6><K>) (?:on|in) <O>'s "
    r"(?:rolls|books|ranks)\b"
)
# "At 57,000 members, A is", "With its membership at 57,000, A is", "Its 57,000 members make A"
FRONTED = rule(
    rf"^(?:At|With|Representing|Boasting|Claiming|Counting|Numbering|Uniting) {HEDGE}(?P<count><K>) (?P<unit>{PEOPLE})"
    r"(?:[^,;\ue000-\ue004]{0,60},)? (?P<subj><O>)(?=,? [a-z])|"
    rf"^(?:With|Boasting|Claiming|Counting|Reporting) (?:an? |its |<O>'s )?{SIZE}(?:{COMES_TO}| over| above| "
    rf"exceeding) "
    r"(?:(?:about|some|nearly|almost|more than|over|just|under|around|roughly|now) )*(?P<count2><K>)"
    r"[^,;\ue000-\ue004]{0,40}, (?P<subj2><O>)|"
    r"^Its (?P<count3><K>) (?P<unit3>members|workers) (?:make|give|made|gave) (?P<subj3><O>)"
)
BARE = rule(
    rf"^(?:[Tt]otal |[Tt]oday,? |[Ii]n all,? )?[Mm]embership{COMES_TO} {HEDGE}(?P<count><K>)(?=[.,;]|$| members)"
)

GRID = (NOUN_FIRST, NUMBER_FIRST, FRONTED)
