"""How English says with nouns, participles and lists that somebody endorses, in the signs of a shadow.

In every rule `subj` endorses `obj`; a rule without `subj` leaves it to be found on the left of the verb.
"""

from hustings.core.reading.late import Late
from hustings.core.reading.shadow import rule

_NOUN = r"(?:endorsements?|backing|support|nods?|nominations?|seal of approval|blessing)"
_LEAD = (
    r"(?:(?:the |a |an |both |some |two |three |four |several |many |major |large |powerful |influential |national |"
    r"labou?r |trade |public |private |sector |big |key |groups |organi[sz]ations |unions |like |such as |"
    r"members of |"
    r"likes of |other |[a-z]+-[a-z]+ |[A-Z][\w.'-]* )*(?:[a-z0-9'-]+: ?)?)"
)
_MANY = rf"{_LEAD}(?P<subj><COMMAS>)"
_BY_LEAD = (
    r"(?:(?!(?:son|daughter|wife|widow|husband|other than|except|everyone|part|half|members?|local|locals|"
    r"chapter|leader|"
    r"leaders|official|officials|president|head|founder|some|most|than|but|coalition|wing|faction|percent|rival|"
    r"rivals|opponent|enemy|foe|friend|critic|critics|supporters|veteran|"
    r"many|several|few|those|dozens|hundreds|thousands|"
    r"majority)\b)[a-z0-9'-]+ ){0,5}?(?:[a-z0-9'-]+: ?)?"
)

_OFFICE = r"(?:(?:[a-z-]+ ){0,2}(?:leader|governor|president|mayor|premier|chairman|chairwoman|treasurer|minister), )"
WHOM = rule(
    r"(?P<obj><P>)(?:,? whom|, (?:the|an?|one of the) (?:[\w-]+ ){0,3}?(?:candidate|contender|challenger|"
    r"hopeful|nominee|newcomer|senator|governor|mayor)(?: for [a-z ]{3,25}?)?(?: that| whom| who)?) (?P<subj><AL>) "
    r"(?P<aux><AUX>)(?P<verb>endorsed|backed|supported|supports|backs|endorses|"
    r"nominated)\b"
)
THE_NEXT = rule(
    r"(?P<aux>)(?P<verb>unions?|groups?|bod(?:y|ies)|affiliates?|organi[sz]ations?|second|third|fourth|fifth|"
    r"sixth|seventh|"
    r"eighth|ninth|tenth|latest)(?: [a-z]+){0,3}? to (?:do so|do the same|endorse|back|support|nominate|"
    r"come out for|get behind|line up behind|declare for|side with|rally behind|swing behind|go with)(?: (?:him|"
    r"her|(?P<obj><P>)))?(?:'s (?:bid|campaign|candidacy))?,? "
    r"(?:after|following|joining|alongside|along with) (?:(?:the |an? )?<K>-(?:member|strong) )?(?P<subj><AL>)"
)
PASSIVE = rule(
    r"(?P<obj><PL>)(?P<mid>(?: of <O>)?<APPOS>(?:,? who|,? whose (?:candidacy|bid|campaign|run)|'s (?:candidacy|bid|"
    r"campaign))?) (?P<aux><AUX>)(?P<verb>endorsed|backed|supported|chosen|nominated)"
    r"(?: <D>| on <D>| in <D>| for [\w ]{3,30}?| unanimously| early| only| from the (?:start|outset|beginning)|"
    r" all along| again| so far| publicly| this time| earlier| previously| later| already| formally| jointly| instead|"
    r" first| since| separately| respectively)* by "
    rf"(?P<fill>(?:the |its |his |her )?{_OFFICE}|{_BY_LEAD})"
    rf"(?P<subj>(?:<A>(?:, <A>)*,? and (?:the |its |his |her )?{_OFFICE}(?=<P>))?<COMMAS>)"
    r"(?!'s? (?:own )?(?:members|locals|members?hip|founder|son|"
    rf"daughter|wife))"
)
PARTICIPLE = rule(
    r"(?:^|, |— |[(])(?P<aux>(?:[Aa]lready |[Nn]ow |[Rr]ecently )?)(?P<verb>[Ee]ndorsed|[Bb]acked|[Ss]upported|"
    r"[Nn]ominated) "
    rf"(?:in <D> |<D> )?by (?P<fill>{_BY_LEAD})(?P<subj><AL>|<COMMAS>),(?: and [^,]{{3,60}},)? (?P<obj><P>)(?!')"
)
PARENTHETIC = rule(
    r"(?P<obj><P>)(?: — |, | \(| – | - )(?P<aux>(?:already |now |recently )?)(?P<verb>endorsed|backed|"
    r"supported|nominated) "
    rf"(?:in <D> |<D> )?by (?P<fill>{_BY_LEAD})(?P<subj><COMMAS>)"
)
WENT_TO = rule(
    r"(?P<subj><O>)'s (?P<aux>)(?:(?!no\b)[a-z-]+ ){0,3}?(?:endorsement|backing|support|nod|nomination)"
    r"(?:, which [^,;]{3,60},| (?:in|for) (?:an?|the|this|that|any) [\w' -]{3,50}?)? "
    r"(?:which |this time |now |instead |that year |<D> |in <D> )?"
    r"(?:has (?:already )?|had |have )?(?P<verb>went|gone|goes|belongs) (?:this time |again |instead |<D> |on <D> )?"
    r"to <PRE>(?P<obj><P>)(?!')"
)
NOUN_OF = rule(
    r"(?P<subj><AL>)(?:'s? | (?=(?:endorsement|nomination)\b))(?P<aux>(?:[\w-]+ ){0,3}?)(?P<verb>endorsement|backing|"
    r"nomination|nod|seal of approval) (?:of|to|"
    r"for) <PRE>(?P<obj><PL>)(?!')"
)
NOUN_SUPPORT = rule(
    r"(?P<lead>announc\w+|welcom\w+|celebrat\w+|tout\w+|declar\w+|confirm\w+|reiterat\w+|reaffirm\w+|renew\w+|"
    r"formali[sz]\w+|made|making|pledg\w+)"
    r"(?: on)?(?: <D>)? (?P<subj><O>)'s (?P<aux>(?:[\w-]+ ){0,2}?)(?P<verb>support|endorsement|backing) (?:for|of) "
    r"<PRE>(?P<obj><PL>)(?!')"
)
NOUN_FROM = rule(
    r"(?P<aux>(?:[\w'-]+ ){0,3})(?P<verb>[Ee]ndorsements?|[Bb]acking|[Ss]upport) (?:of|for) (?P<obj><PL>) "
    rf"(?:(?:has |have |had )?(?:came|come|comes) )?(?:from|by) (?P<fill>{_BY_LEAD})(?P<subj><COMMAS>)(?![\w'])"
    r"(?! (?:would|could|might|may|will)\b)"
)
_GAINED = (
    r"(?:secured?|won|wins?|winning|has|have|had|received?|receives|receiving|earned|earns|got|gets|gained|"
    r"gains|landed|lands|"
    r"picked up|picks up|boasts|enjoys|enjoyed|collected|clinched|clinches|holds|scored|scores|snagged|snags|"
    r"nabbed|nabs|"
    r"captured|captures|drew|added|adds|accepted|accepts|accepting|welcomed|celebrated|racked up|racks up|"
    r"amassed|garnered|garners|attracted|rolled out|grabbed|grabs|took|takes|bagged|bags|notched|"
    r"trumpeted|securing|earning|landing|gaining|picking up|rolled up|locked up|locks up|locked in|lined up|nets|"
    r"netted|nailed down|sewed up|sewn up|"
    r"wrapped up|scooped(?: up)?|scoops|pocketed|pockets|secures|notches|reels in|reeled in|racking up|scoring|"
    r"collects|collecting|adding|hauled in|nabbing|touts|touted|attracts|commands|"
    r"(?<=did )(?:pick up|land|get|gain|collect|receive|earn|draw|secure)|"
    r"counts|counted|claims|claimed|came away with|walked away with|left with|"
    r"commanded|retains|retained|keeps|kept)"
)
HOLDS = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>{_GAINED})(?: <D>| on <D>)? (?:the |an? |"
    rf"<P>'s )?(?P<adj>(?:[\w'-]+ ){{0,4}}?)"
    rf"{_NOUN}(?: of <P>'s own)?(?:(?: (?:on|in|this|last))? <D>)?(?:,? (?:from|of)|,? including|: ?) "
    r"(?P<fill>(?:the |some |both )?(?:[\w'-]+ ){0,4}?(?:unions|groups|associations|locals)(?: [\w'-]+){0,6}, (?=<A>)|"
    r"(?:(?!(?:except|other than|than|ahead|before|after|for|at|vote|over|against|"
    r"while)\b)[\w'-]+ ){0,8}?(?:[\w'-]+(?: \([^)]*\))?(?::|,? including(?: the)?|"
    r",? among them|, such as|,? like) )?)(?:both )?(?P<subj><COMMAS>)"
    r"(?!'s? (?:own )?(?:members?|locals?|rank|households|voters|founder|membership|president|leader|leaders)\b|"
    r" (?:vote|contest|race|conference|primary|members|voters|locals|leadership)\b)"
)
HOLDS_THEIRS = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>{_GAINED})(?: <D>| on <D>)? (?:the )?(?P<adj>(?:(?!that\b)[\w'-]+ ){{0,2}}?)"
    r"(?P<subj><OL>)(?:'s?)? (?:[a-z-]+ ){0,2}?(?:endorsement|backing|support|nod|nomination)"
    r"(?! (?:vote|process|interview|race|contest|fight|battle|meeting|forum|roundtable|hearing|of|for (?![a-z])|"
    r"questionnaire|list))\b"
)
WITH_SUPPORT = rule(
    r"(?P<aux>)\b(?P<verb>[Ww]ith|[Tt]hanks to|[Bb]uoyed by|[Bb]oosted by|[Bb]olstered by|[Ff]resh off|"
    r"[Aa]rmed with|on the "
    r"strength of|[Ff]ollowing|[Aa]fter|racking up|racked up|securing|collecting|collected|celebrating|helped by) "
    r"(?:the |an? )?(?P<adj>(?:[\w'-]+ ){0,4}?)(?:support|backing|endorsements?|"
    rf"nominations?)(?:, (?:most recently|including|notably|the latest))? (?:of|"
    rf"from) (?P<fill>{_BY_LEAD})(?P<subj><COMMAS>)"
    r"(?!'s? (?:own )?(?:members?|locals?|rank|households|voters)\b)"
)
THANKED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>thanked|thanks|thanking) (?P<subj><AL>) for (?:<WHOSE> )(?:[a-z]+ ){0,2}"
    r"(?:endorsement|nomination)\b"
)
ROSTER = rule(
    rf"(?P<obj><P>)(?:'s?|,? whose) (?P<aux>(?:[a-z-]+ ){{0,3}}?)(?P<verb>endorsements|endorsers|backers|supporters|"
    rf"nominations)"
    rf"(?: (?:so far|now|already|also|to date))*(?:,? (?:include|includes|included|are|come from|"
    rf"came from)|,| -| —| –)?:? {_MANY}"
    r"(?!'s? (?:own )?(?:members?|locals?))"
)
AMONG = rule(
    r"(?P<subj><AL>|<COMMAS>) (?P<aux>(?:is|are|was|were|also|"
    r"now) ){1,2}(?P<verb>among) (?P<obj><P>)'s (?:[a-z-]+ ){0,4}?"
    r"(?:supporters|backers|endorsers|endorsements)"
)
COUNTS = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>counts?|counted|lists?|listed|numbers|has|have|had) "
    rf"(?:[^,;\ue000-\ue004]{{3,50}}, )?{_MANY},? "
    r"(?:among <P>'s (?:[a-z-]+ ){0,3}?(?:supporters|backers|endorsers)|behind (?:him|her|<P>)|(?:on|at|"
    r"by) <P>'s (?:side|back)|"
    r"in <P>'s (?:corner|camp|column))"
)
_LIFTS = (
    r"(?:brings?|brought|gives?|gave|lifts?|lifted|boosts?|boosted|handed|hands|propelled|propels|strengthens?|"
    r"strengthened|adds?|added|(?:is|was|came as) (?:an? |the )?(?:[a-z-]+ )?(?:boost|coup|lift|win|fillip|shot in "
    r"the arm|"
    r"victory|prize|breakthrough) (?:for|to)|put|puts|came (?:a|two|three|days|hours|weeks|as|after|on|in)\b)"
)
LIFTED = rule(
    rf"(?:[Tt]he|[Tt]hat|[Aa]n) (?:[a-z-]+ )?(?P<verb>endorsement|nod|backing|nomination) (?:of|from|by) (?P<subj><OL>)"
    rf"(?P<aux>)(?:,[^,;]{{3,60}},)? (?:{_LIFTS}[^.;]{{0,50}}?|helped |helps )<PRE>(?P<obj><P>)"
)
FOLLOWING = rule(
    rf"(?P<verb>endorsements?|nominations?|backing) (?:for|of) (?P<obj><P>)(?P<aux>)[^.;]{{0,40}}?(?:following|after|"
    rf"joining|along with|adding to|on top of) (?:those|that|ones|earlier ones|the ones) (?:of|from|by) {_MANY}"
)
WON_OVER = rule(
    r"(?P<obj><P>) (?P<aux>(?:has |have |had |also )*)(?P<verb>won over|won round|locked up|sewn up|landed) "
    r"(?P<subj><OL>)(?!'| [a-z]+'s)|"
    r"(?:^|[;:] )(?P<obj2><P>) (?P<aux2>(?:already |still |now )?)(?P<verb2>has) "
    r"(?P<subj2><OL>)(?=[.;]|$|, (?:which|whose|with)\b)"
)
WITH_ALL = rule(
    rf"(?:^|[ ,])[Ww]ith (?:both |all of )?{_MANY},? (?P<aux>)(?:(?:all|each|both|now|already|also|firmly|solidly|"
    r"squarely|safely|lined up|lining up|rallying|in line|officially|having) )*"
    r"(?P<verb>behind|backing|supporting|endorsing|endorsed|in support of|in favou?r of|in|on|"
    r"committed to|pledged to|declared for|on board with) <PRE>"
    r"(?P<obj><PL>)(?!'s? (?!(?:bid|candidacy|campaign|side|corner|camp|column)\b)| (?:at|on|in|as) (?:an?|the|stage)"
    r"\b)"
)
CAME_FROM = rule(
    r"(?P<obj><P>)'s? (?:(?!(?:only|lack|hopes?|search)\b)[\w'-]+ ){0,5}?(?P<verb>endorsements?|backing|"
    r"nominations?)(?: (?:in|of) (?:the )?[\w ]{3,25}?| so far| <D>| on <D>)? (?P<aux>(?:has |have |had )?)"
    rf"(?:came|comes?|coming) (?:on <D> |in <D> |<D> |early |[a-z]+ly )?from {_MANY}(?!'s? (?:own )?(?:members?|"
    rf"locals?))"
)
CHOICE_OF = rule(
    r"(?P<obj><P>)(?P<aux>,|,? who (?:is|was)| is| was| became| remains| has been) (?:now |also |again )?(?:the |an? )?"
    r"(?:(?!(?:possible|potential|likely|former|second|not)\b)[a-z-]+ )?(?P<verb>choice|pick|candidate|"
    r"preferred candidate|nominee|choices) of (?:both |the )?(?P<subj><COMMAS>)(?!'s? |[\w])"
)
ANNOUNCED_ONE = rule(
    r"(?P<obj><P>)(?:,? who)? (?P<aux><AUX>)(?P<verb>announced|touted|unveiled|celebrated|trumpeted|welcomed|accepted|"
    r"hailed) (?:the endorsement (?:of|from|by) (?P<subj><OL>)|(?P<subj2><O>)'s (?:[a-z]+ )?endorsement)"
    r"(?! (?:of|vote|process|interview))"
)
LISTED = rule(
    r"(?:[Uu]nions?|[Gg]roups?|organi[sz]ations?|bodies|locals|associations?|ones|those) (?P<aux>(?:that |which |"
    r"who |now |already |have |are |so far |had |also )*)(?P<verb>backing|supporting|endorsing|behind|"
    r"backed|endorsed|back|support|endorse|nominating|nominated|(?:lin(?:ed|ing) up|rall(?:ied|ying)|swung|swinging|"
    r"coming out|came out|united) (?:behind|for|in support of|around)) <PRE>(?P<obj><PL>)(?:'s (?:bid|campaign|"
    r"candidacy))?"
    r"(?: for [a-z ]{3,20})?(?: so far| now)?"
    rf"(?:,? (?:are|include|includes|included|including|such as)(?: the)?:?|:| —| -| –| \() {_MANY}"
)
FOLLOWED = rule(
    r"(?<![\w'-])(?P<aux>(?:then |later |quickly |soon |also |has |have |had |already |both |since )*)"
    r"(?P<verb>followed(?: suit)?|(?:was|is|were|are) doing (?:so|the same|likewise)(?: too)?|"
    r"joined (?:them|it|"
    r"<O>)|did (?:so|the same|likewise|too)|(?:has|have|had)(?: already)? done (?:so|the same|likewise)|"
    r"(?:does|do|has|have|is|are) "
    r"(?:too|as well|likewise))(?=(?: on| in| a| the| <D>|\.|,|;|$))"
)
CAME = rule(
    r"(?P<subj><A>)'s (?:<D> )?endorsement (?:of <P> )?(?:came|was (?:made|announced|given)|happened) (?:on |in )?<D>"
)
LOOKED_BACK = rule(
    r"(?<![\w'-])(?P<aux>after (?:having )?|before (?=[^.;]{4,60}<D>)|having |by |(?<=time )in |^(?:By|"
    r"In) )(?P<verb>endorsing|endorsed|"
    r"backing|backed|"
    r"supporting|nominating) <PRE>(?P<obj><PL>)(?!')"
)
THEY_ARE = rule(
    rf"^(?:They|These|Those|The (?:unions|groups|others|list|[a-z]+ unions)|Others?|Among them)(?: [a-z]+){{0,3}}? "
    rf"(?:are|is|include|includes|included)(?: the)?:? {_MANY}"
)
IS_CHOICE = rule(
    r"(?P<obj><P>) (?P<aux>(?:is|was|became) )(?P<verb>)(?P<subj><O>)'s (?:[a-z-]+ ){0,2}?(?:choice|pick|"
    r"preferred candidate)\b"
)
ENDORSED_ONE = rule(
    r"(?P<obj><P>), (?:the|an?|one of the) (?:[\w-]+ ){0,3}?(?:candidates?|contender|hopeful|rival|challenger|one|"
    r"newcomer)"
    r"(?P<aux>) (?:(?:who|that) (?:is|was|has been|had been) )?(?P<verb>endorsed|backed|supported|nominated) by "
    r"(?P<subj><OL>)(?!'s? [a-z])|"
    r"[Tt]he (?:[\w-]+ ){0,2}?(?:candidate|contender|challenger|newcomer) (?P<verb2>endorsed|backed|supported|"
    r"nominated) by "
    r"(?P<subj2><OL>), (?P<obj2><P>)(?!')"
)
GAPPED = rule(
    r"(?:(?:;|, and|, while) (?P<subj><OL>), (?P<obj><P>)|(?:,|;|, and|, while) (?P<subj2><OL>) (?:for|behind) "
    r"(?P<obj2><P>))"
    r"(?=[.;]|$)"
)
LOST_TO = rule(
    r"<P> (?P<aux>(?:has |have |had )?)(?P<verb>lost) (?P<subj><OL>) to <PRE>(?P<obj><P>)(?=[.,;]|$| (?:on|in|last) |"
    r" <D>)"
)
ONE_OF = rule(
    r"(?P<subj><AL>) (?P<aux>(?:is|are|was|were) )(?:now |also )?(?:one of|among|part of) (?:the |several |some )?"
    r"(?:<K> |[\w-]+ ){0,4}?(?:unions?|groups?|organi[sz]ations|bodies|coalition|alliance)(?: of [a-z]+)?,? (?:(?:that|"
    r"which) )?(?:now |already |also |have |has |are |is )*(?P<verb>backing|endorsing|supporting|behind|endorsed|"
    r"backed|"
    r"back|support|lined up behind|lining up behind) <PRE>(?P<obj><PL>)(?!')"
)
BACKER = rule(
    r"(?P<subj><O>|<P>), (?P<aux>)(?:an(?:other)?|one of (?:the|his|her)|the) (?:(?!(?:potential|possible|likely|"
    r"would-be|former|"
    r"onetime|one-time)\b)[a-z-]+ ){0,3}?(?P<verb>backers?|endorsers?|supporters?|champion) of <PRE>(?P<obj><P>)(?!')|"
    r"(?P<subj2><O>), (?:one of )?(?P<obj2><P>)'s (?:(?!(?:potential|possible|likely|would-be|former|onetime|"
    r"one-time)\b)[a-z-]+ )"
    r"{0,3}?(?P<verb2>backers?|endorsers?|supporters?|endorsement)(?=[,.;])|"
    r"(?P<obj3><P>)'s (?:biggest|largest|main|only|first|strongest|chief) (?:[a-z]+ ){0,2}?"
    r"(?P<verb3>backers?|endorsers?|supporters?), (?P<subj3><O>)(?=[,.;])"
)
CHOSEN_ONE = rule(
    r"(?P<obj><P>)(?P<aux>), (?P<subj><O>)'s (?:own )?(?P<verb>(?:preferred|endorsed|chosen) (?:candidate|choice|pick|"
    r"nominee)|nominee)\b"
)
WITH_THEIRS = rule(
    r"(?:^|, )(?P<aux>)(?P<verb>With|Having won|After winning|Armed with|Fresh off|with) (?:the )?(?P<subj><O>)'s "
    r"(?:[a-z]+ )?"
    r"(?:endorsements?|nominations?)(?: (?:in hand|secured|behind (?:him|her)|<D>|on <D>))?, (?P<obj><P>)(?!')"
)
CHOICE_IS = rule(
    r"(?P<subj><O>)'s (?P<aux>(?:[a-z-]+ ){0,2}?)(?P<verb>choice|pick|preferred candidate|"
    r"endorsed candidate)(?: for [a-z ]{3,30}?)? "
    r"(?:is|was) <PRE>(?P<obj><P>)(?!')|"
    r"[Tt]he (?P<verb2>choice|pick) of (?P<subj2><OL>) (?:is|was) <PRE>(?P<obj2><P>)(?!')"
)
ALSO = rule(
    r"(?:^|; |, )(?:[Aa]lso|[Tt]hose|[Oo]thers?|[Uu]nions) (?P<aux>)(?P<verb>endorsing|backing|supporting|"
    r"behind) <PRE>(?P<obj><PL>)"
    rf"(?: [a-z ]{{0,30}}?)? ?(?:were|are|is|was|include[ds]?):? {_MANY}"
)
AS_HAVE = rule(
    rf"(?:(?:,? as|(?:,|;|,? and) so) (?:have|has|had|did|does|do|is|are)|"
    r", (?:soon |quickly )?followed(?: (?:in |on )?<D>| (?:an? )?[a-z]+ later| [a-z]+ly)? by|"
    rf"^[Ss]o (?:have|has|did|does|do|is|are|too did|"
    rf"too have|too has)) (?P<verb>){_MANY}"
)
LIKE_THEM = rule(
    r"(?:^|, )(?:[Ll]ike|[Aa]long with|[Aa]s well as|[Tt]ogether with|[Jj]oining|[Aa]s with) (?P<subj><COMMAS>)"
    r"(?P<verb>,) "
)
BEHIND = rule(
    rf"(?:^|[.:] |— )(?:Behind|For|Backing|Supporting|Endorsing|With) (?P<obj><P>)(?P<aux>)(?:, [^:;]{{3,60}})?"
    rf"(?P<verb>:| are| stand) {_MANY}"
)
HAD_GIVEN = rule(
    r"(?P<verb>endorsement|backing|support)(?:,? (?:that|which))? (?P<subj><O>) (?P<aux>(?:had |has )?)(?:gave|"
    r"given|made|issued|"
    r"awarded)(?: to| of)? <PRE>(?P<obj><PL>)"
)
ENDORSED_BY = rule(
    r"\b(?:pointed to|points to|touted|touting|cited|citing|noted|after|since|following|with|despite|hailed|celebrated|"
    r"welcomed|promoted|highlighted|on the strength of) (?P<obj><P>)'s (?P<aux>)(?:[a-z]+ )?(?P<verb>endorsement)"
    r"(?:(?: on| in| earlier)? <D>)? by (?P<subj><OL>)(?!'s? [a-z])"
)
ONLY_ONE = rule(
    r"(?P<subj><O>),?(?: which is| who is)?(?P<aux>) (?:one of )?(?:the|its|his|her) (?:only|first|second|third|latest|"
    r"largest|biggest|sole) (?:[a-z-]+ ){0,4}?(?:unions?|group|body|association|federation|organi[sz]ation|one) "
    r"(?:to (?:have )?|that (?:has |had )?|which (?:has |had )?)"
    r"(?P<verb>(?:publicly )?(?:endorsed?|backed|back|supported|support|"
    r"nominated?|declared? for|came out for|come out for)) <PRE>(?P<obj><P>)(?!')"
)
ONLY_UNION = rule(
    r"(?P<obj><P>)'s (?P<aux>)(?:only|sole|lone|biggest|largest|strongest|first|latest) (?:[a-z-]+ ){0,2}?"
    r"(?P<verb>unions?|backers?|supporters?|endorsers?|endorsements?)(?: (?:so far|to date|yet|now|this year|in the "
    r"race|came|comes|come|has|have|had|from|was|were|is|are|been|that of|labou?r|organi[sz]ed|until now)){1,6}"
    rf" {_MANY}(?!'s? (?:own )?(?:members?|locals?|president)\b)"
)
NAMED_GIVERS = (
    ONLY_UNION,
    ONLY_ONE,
    ENDORSED_BY,
    ALSO,
    IS_CHOICE,
    BACKER,
    CHOSEN_ONE,
    WITH_THEIRS,
    CHOICE_IS,
    BEHIND,
    HAD_GIVEN,
    WENT_TO,
    NOUN_OF,
    NOUN_SUPPORT,
    NOUN_FROM,
    LISTED,
    WHOM,
    PARTICIPLE,
    PARENTHETIC,
    ROSTER,
    AMONG,
    WITH_ALL,
    CAME_FROM,
    CHOICE_OF,
    ANNOUNCED_ONE,
    LIFTED,
    FOLLOWING,
    WON_OVER,
    LOST_TO,
    ONE_OF,
    ENDORSED_ONE,
)
WHOLE_LISTS = (WITH_ALL, LISTED, FOLLOWING)
LOOSE_GIVERS = (
    ONLY_UNION,
    ONLY_ONE,
    WENT_TO,
    BACKER,
    CHOSEN_ONE,
    WITH_THEIRS,
    WITH_ALL,
    CAME_FROM,
    CHOICE_OF,
    ANNOUNCED_ONE,
    LIFTED,
    WON_OVER,
    FOLLOWING,
    LOST_TO,
)  # told by a noun in passing: always for a second look
GAINING = (HOLDS, HOLDS_THEIRS, COUNTS, THANKED)
GOES_ON = Late(
    r"(?:'s?)?(?:$|[.,;:)!?—–-]| [—–-]| [\ue006]| (?:in|on|for|at|over|after|as|this|last|to|during|with|"
    r"behind|among|by(?! [\ue000-\ue004])|from|"
    r"rather|despite|while|before|because|since|instead|and|or|who|which|early|late|ahead|against|following|when|amid)\b)"
)
