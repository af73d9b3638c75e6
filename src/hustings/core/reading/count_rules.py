"""How English says how many members a body has: the rules of the headcounts."""

from hustings.core.reading.count_grid import PEOPLE
from hustings.core.reading.late import Late
from hustings.core.reading.shadow import rule

UNIT = (
    r"(?:members?|workers|people|employees|nurses|teachers|drivers|electricians|dockers|retirees|affiliates|"
    r"members and retirees|supporters|staff|professionals|firefighters|officers|pilots|postal workers|janitors|"
    r"carpenters|men and women|women and men)"
)
_ANY_PEOPLE = (
    r"(?!(?:votes|seats|years|months|weeks|days|hours|dollars|points|percent|locals|unions|branches|offices|"
    r"times|others|pages|towns|cities|states|countries|homes|miles|companies|"
    r"employers|hospitals|schools|shops|delegates|signatures|calls|doors|contracts|chapters|groups|councils)\b)"
    r"(?:[a-z-]+ ){0,2}?(?:[a-z]{3,}s|staff|crew|people|personnel)\b"
)
VERB = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>boasts?|has|have|counts?|represents?|representing|claims?|numbers?|"
    r"includes?|speaks? for|speaking for|covers?|organi[sz]es|with|comprises?|unites?|had|gathers?|totals?|employs?)"
    rf" (?:[a-z]+ ){{0,4}}?(?P<count><K>) (?:(?!(?:percent|from|by|against|to)\b)[\w'-]+ ){{0,4}}?(?P<unit>{UNIT})\b|"
    r"(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>represents?|speaks? for|counts?|boasts?|organi[sz]es|"
    rf"representing) (?:[a-z]+ ){{0,3}}?(?P<count3><K>) (?P<unit3>{_ANY_PEOPLE})"
)
OWN = rule(
    rf"(?P<subj><O>)'s? (?:[a-z]+ |(?:claim|total|roster) of )?(?P<count><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit>{UNIT})\b"
)
BODY_OF = rule(
    r"(?P<subj><O>)(?!'s)(?:, <O>'s|,| \(|, an?| —|, the)? ?(?:(?:[\w'’-]+|<K>) ){0,8}?"
    r"(?:(?:of|with|representing|for) |\()(?:[a-z]+ ){0,3}?"
    rf"(?P<count><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit>{UNIT})\b|"
    r"(?P<subj2><O>)(?:,| \(| —| -) (?:which is )?(?:an? |the )?(?:[\w'’-]+ ){0,4}?(?:(?:union|group|body|"
    r"federation|guild|network|"
    rf"association|organi[sz]ation) of|representing|"
    rf"speaking for) (?:[a-z]+ ){{0,3}}?(?P<count2><K>) (?P<unit2>{_ANY_PEOPLE})|"
    rf"(?P<subj3><O>)(?:,| \(| —|"
    rf" -) whose (?:[a-z]+ ){{0,3}}?(?P<count3><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit3>{UNIT})\b"
)
MEMBERSHIP = rule(
    r"(?P<subj><O>)(?:,? (?:which|who))? (?:has|have|had|with|boasts?|claims?|reports?|"
    r"counts?),? (?:[a-z]+ ){0,3}?membership (?:of|that "
    r"tops|exceeding) (?:[a-z]+ ){0,4}?(?P<count><K>)|[Mm]embership (?:in|"
    r"of) (?P<subj2><O>) (?:[a-z]+ ){0,4}?(?P<count2><K>)|"
    r"(?P<subj3><O>)(?:,|'s) (?:with )?(?:an? |its )?membership (?:of|is|stands at|stood at|tops|"
    r"numbers) (?:[a-z]+ ){0,3}?(?P<count3><K>)"
)
LOOSE = rule(
    r"(?P<subj><O>)(?:,| \(| —| -)? (?:who |which |now )*number (?:[a-z]+ ){0,3}?(?P<count><K>)|"
    r"(?P<subj2><O>)(?:,| \(| —| -| is| are) (?:an? |the |now )?(?:(?:collective )?voice of|home to|made up of|"
    r"composed of|"
    r"(?:[\w'-]+ ){0,5}?(?:union|association|federation|group|body|brotherhood|league) (?:of|for)) (?:[a-z]+ ){0,3}?"
    rf"(?P<count2><K>) (?P<unit2>{_ANY_PEOPLE})|"
    r"(?P<subj3><O>)(?:'s|, whose) (?:[a-z-]+ ){0,2}?(?:membership|ranks|rolls)(?: in [A-Z]\w+)? (?:has |have "
    r")?(?:now "
    r")?(?:climbed|grown|"
    r"risen|swelled|reached|fallen|dropped|shrunk|increased|expanded|rose|fell|grew|is|are|stands?|numbers?|"
    r"tops?)(?: to| at)? "
    r"(?:(?!from |by )[a-z]+ ){0,3}?(?P<count3><K>)|"
    r"(?P<count4><K>) (?:[\w'-]+ ){0,3}?(?P<unit4>[a-z]{3,}s|people)(?: (?:in|across|around) (?:the )?[\w ]{3,20}?)?"
    r" (?:in|of|(?:who )?(?:now )?belong to|"
    r"(?:are )?represented by|make up) (?P<subj4><O>)(?=[.;,]|$)|"
    r"(?P<subj5><O>)(?:,| is| are| now| —| –| --| -)(?: [a-z]+){0,2} (?P<count5><K>) members(?: strong|(?= "
    r"(?:in|across|and)\b))|"
    rf"(?P<subj6><O>) (?:spoke|speaks?|voted|votes?) (?:for|on behalf of) (?:all )?(?P<count6><K>) of (?:its|their|"
    rf"<O>'s) "
    r"(?P<unit6>members|workers)"
)
_SOME_OF = Late(r"\b(?:[Mm]ore than|[Oo]f|[Aa]ll|[Tt]he) $")
LEAD = rule(
    rf"^(?:With|Representing|Boasting|Counting|"
    rf"Speaking for) (?:[a-z]+ ){{0,4}}?(?P<count><K>) (?:(?:[\w'-]+ ){{0,3}}?(?P<unit>{UNIT})\b|"
    rf"{_ANY_PEOPLE})[^,]{{0,60}}, (?P<subj><O>)|"
    r"^With (?:an? |its )?(?:[a-z]+ )?membership (?:of|at|topping) (?:[a-z]+ ){0,3}?(?P<count2><K>)[^,]{0,30}, "
    r"(?P<subj2><O>)"
)
# "The 22,000 members of A", "A's membership has slipped to 41,000": the body's part is in the sign
OF_PART = rule(
    r"(?:^|\b(?:[Tt]he|[Aa]ll|its)) (?P<count><K>) (?:or so |strong )?(?P<subj><O>)(?! (?:who|that)\b)|"
    rf"^[Tt]he (?P<count2><K>) (?P<subj2><O>)(?! (?:who|that)\b)|(?P<count4><K>) {PEOPLE} (?:are|were)(?: now| all)? "
    r"(?P<subj4><O>)(?=[.,;)]|$| (?:in|and|across)\b)|"
    r"(?P<subj3><O>) (?:has |have |had |is |now |also )*(?:climbed|slipped|dipped|declined|shrunk|sunk|grown|"
    r"risen|fallen|"
    r"dropped|swelled|doubled|crept|grew|rose|fell|stands?|stood|numbers?|numbered|tops?|topped|passed|reached|"
    r"peaked|was|is|held|holds|stayed|"
    r"remains?)(?: (?:to|at|about|around|roughly|some|nearly|almost|only|just|more than|over|up|down|steady|put|"
    r"a record))* "
    r"(?P<count3><K>)|(?P<subj5><O>) (?:of|at) (?:(?:about|some|nearly|almost|roughly|over|just|now|more than) )*"
    r"(?P<count5><K>)(?! of\b)|"
    r"[Tt]here are (?:(?:about|some|nearly|almost|roughly|over|just|now|more than) )*(?P<count6><K>) (?P<subj6><O>)"
)
WHOLE = Late(
    r"^(?:[Mm]embers(?:hip)? (?:of|in|at)|[Ww]orkers (?:of|in)) |\b(?:membership|ranks|rolls|rank[ -]and[ -]file)$"
)
_SMALL = (
    r"(?:(?:its|some|about|around|roughly|nearly|almost|over|under|just|more|fewer|than|an|a|the|estimated|total|"
    r"combined|well|close|to|up|only|barely|scarcely|hardly|approximately|of|at|least|as|many|now|all|still|"
    r"currently|together|between|them|he|she) ){0,5}?"
)
ABOUT = (
    r"(?:(?:its|some|about|around|roughly|nearly|almost|over|under|just|barely|only|more|fewer|than|an|a|the|estimated|"
    r"total|well|close|to|up|scarcely|hardly|approximately|at|least|as|many|now|still|currently|another) ){0,4}?"
)
_PEOPLE = rf"(?:(?:[\w'-]+ ){{0,3}}?{UNIT}\b|{_ANY_PEOPLE})"
# who has them stands right before: "the A, with 41,000 members,", "(38,500)", "whose 14 unions have 12,000 members"
BESIDE = rule(
    rf"(?P<subj><O>)(?:,[^,;:\ue000-\ue004]{{1,60}},|,| \(| —| –| --| -)? with {_SMALL}(?P<count><K>)"
    rf"(?: (?P<unit>{_PEOPLE})|(?=[,.;)]|$| (?:in|across)\b))|"
    rf"(?P<subj2><O>) \({_SMALL}(?P<count2><K>)(?: (?P<unit2>{_PEOPLE})[^()]{{0,40}})?\)|"
    rf"(?P<subj3><O>)(?: —| –| --| -|,) {_SMALL}(?P<count3><K>) (?:[\w'-]+ ){{0,2}}?(?P<unit3>members|workers)\b"
    r"(?=[,.;)]| (?:—|–|--|-|in|across|at|and|mostly|most)\b| [—–-])|"
    rf"(?P<subj4><O>)(?:'s| \(|,|(?:,| —| –| \() [^,;:()\ue000-\ue004]{{1,80}}?,?)? "
    r"(?:whose )?(?:(?:[a-z-]+|<K>|\d+) ){0,4}?(?:unions|locals|affiliates|branches|members|lodges|chapters|districts|"
    r"groups|bodies|associations) (?:together |between them |in all )?(?:<AUX>)(?:have|has|had|represent|count|number|"
    rf"total|include|cover|organi[sz]e|employ|speak for) {_SMALL}(?P<count4><K>)(?: (?P<unit4>{_PEOPLE})|(?=[,.;)]))|"
    r"(?P<subj5><O>)(?:,| \(| —| –| -| is| are)(?: (?:an?|the))? (?:[\w'-]+ ){0,5}?(?:of|for|representing|uniting|"
    rf"covering|joining) (?:<K>|\d+|[a-z]+) (?:unions|locals|affiliates|branches|groups|associations|chapters) "
    rf"(?:and|with|that have|which have|representing|totall?ing|covering) {_SMALL}(?P<count5><K>) (?P<unit5>{_PEOPLE})|"
    rf"(?P<subj6><O>)(?:,| is| are| —| –)?(?: (?:[\w'-]+|<O>)){{0,6}} at {_SMALL}(?P<count6><K>) (?P<unit6>{_PEOPLE})"
)
# "A, with 46,000 members, and B, which has 5,200": the second time of what is not said again
NO_NOUN = rule(
    rf"<K> (?:[\w'-]+ ){{0,3}}?(?:members|workers)\b[^;:]*?(?P<subj><O>),? (?:which|who) (?:<AUX>)(?:has|have|counts?|"
    rf"claims?|represents?|numbers?) {_SMALL}(?P<count><K>)(?=[.,;)]|$)"
)
OF_SO_MANY = rule(
    r"(?P<subj4><O>)(?:,| —| –| -| \() (?:[a-z]+ ){0,3}?(?P<count4><K>) of <O>(?=[,)]| —| –| -)|"
    r"(?P<subj><O>)(?:,| \(| —| –| -| is| are) (?:an?|the) (?:[\w'-]+ )*?(?:union|group|body|federation|guild|network|"
    rf"association|organi[sz]ation|alliance|council|coalition|membership) of {_SMALL}(?P<count><K>)(?=[,.;)]|$)|"
    rf"(?P<count2><K>) (?P<unit2>{_PEOPLE}) (?:belong|pay dues|paid dues) to (?P<subj2><O>)|"
    r"(?P<subj3><O>)(?:,? (?:which|that))? (?:<AUX>)(?:counts?|has|have|claims?|lists?|lost|boasts?) "
    rf"{_SMALL}(?P<count3><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit3>{UNIT}|people|names|[a-z]{{3,}}s) "
    r"(?:in its ranks|on its (?:rolls|books)|among its "
    r"members|as members)"
)
HIS_MEMBERS = rule(
    rf"(?P<who3><P>), whose (?:own |some |roughly |nearly |almost |about )?(?P<count3><K>) (?:[\w'-]+ ){{0,2}}?"
    rf"(?P<unit3>{UNIT})\b|"
    rf"(?P<who><P>)'s? (?:own |some |roughly |nearly |almost |about )?(?P<count><K>) (?:[\w'-]+ ){{0,2}}?"
    rf"(?P<unit>{UNIT})\b|"
    r"(?P<who2><P>)'s (?:own |[a-z-]+ )?(?:union|association|federation|group|guild|organi[sz]ation|alliance|local|"
    r"council),? (?:which|that|with)(?: <AUX>)?(?: (?:has|represents|counts|claims|boasts|speaks for))? "
    rf"{_SMALL}(?P<count2><K>) (?P<unit2>{_PEOPLE})"
)
STRONG = rule(
    r"(?P<count><K>)[- ](?:(?P<unit>member|strong)) (?:[\w'-]+ ){0,3}?(?P<subj><O>)|(?P<subj2><O>)(?:,|'s)? (?:the |"
    r"an? |is |own )?(?P<count2><K>)[- ](?:member|strong)\b"
    r"(?! (?:[a-z]+ ){0,2}(?:council|board|committee|executive|panel|delegation|congress|senate)\b)"
)

_CHANGED = (
    r"(?:grew|grown|growing|rose|risen|climbed|swelled|swollen|shrank|shrunk|shrinking|fell|fallen|dropped|declined|"
    r"dwindled|slipped|dipped|crept|expanded|increased|doubled|tripled|quadrupled|ballooned|mushroomed|recovered|"
    r"rebounded|surged|soared|plunged|sank|sunk|went|gone|(?:cut|thinned|reduced) (?:back |down )?|(?:is |are |was |"
    r"were |been |back |now |still ){0,4}(?:down|up))"
)
# "which grew to 96,000 members", "grew by 20,000 members last year, to 610,000", "went from 48,000 members to 60,000"
CHANGED = rule(
    rf"(?<![\w'-])(?:(?:has|have|had|since|now|also|nearly|almost|more than|steadily|is|are|was|were|been|have|would) "
    rf"){{0,4}}{_CHANGED}(?: in size| by (?:<K>|half|a third|a quarter)| from {_SMALL}<K>| steadily| again| sharply|"
    rf" <D>| (?:in|since|over|by) <D>){{0,3}},? to {_SMALL}(?P<count><K>) (?:[\w'-]+ ){{0,2}}?(?P<unit>{UNIT})\b|"
    rf"(?<![\w'-])(?:(?:has|have|had|since|also) ){{0,2}}{_CHANGED} (?:by|from) {_SMALL}<K> (?:[a-z]+ )?"
    rf"(?:members|workers)\b[^.;:\ue000-\ue004]{{0,40}}? to {_SMALL}(?P<count2><K>)(?=[.,;)]|$| (?:in|over|since|by|"
    r"last|this|today|now|members)\b| <D>)"
)
# "A, with 22 locals and 11,400 members", "A's 60 locals and 31,000 members", "A has nine regions and 610,000 members"
WITH_PARTS = rule(
    rf"(?P<subj><O>)(?:'s?|,| \(| —| –| and|,? which|,? with| has| have| had| counts?| claims?| boasts?| includes?|"
    rf" covers?| represents?| unites?| takes in| its){{0,3}} {_SMALL}(?:<K>|[a-z]+) (?:[a-z-]+ ){{0,2}}?"
    r"(?:unions|locals|lodges|branches|chapters|affiliates|regions|districts|shops|depots|councils|plants|mills|"
    rf"offices|associations|groups|bargaining units|units) (?:and|with|representing|with a total of) {_SMALL}"
    rf"(?P<count><K>) (?:[\w'-]+ ){{0,2}}?(?P<unit>{UNIT})\b"
)
# "it claims 1.2 million members nationally and 95,000 in Calder": the same body's
AND_HERE = rule(
    r"(?P<first><K>) (?:members|workers|people|nurses|teachers)\b[^,;.<O>]{0,40},? and "
    r"(?:(?:about|some|nearly|roughly|just|only|almost|over) ){0,2}(?P<count><K>)"
    r"(?= (?:in|across|here|nationwide|nationally|statewide|worldwide|locally)\b(?! \d))"
)

BESIDE_THE_BODY = (OWN, BODY_OF, MEMBERSHIP, LOOSE, LEAD, STRONG, OF_PART, BESIDE, NO_NOUN, OF_SO_MANY, WITH_PARTS)
