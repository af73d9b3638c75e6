"""More verbs and idioms of meeting, for the same reading as the plain ones: `aux`, `verb` and `obj`."""

from hustings.core.reading.meeting_rules import EVENT, FILL
from hustings.core.reading.shadow import rule

_TIME = (
    r"(?:(?:<D>|an?|the|about|some|more than|nearly|over|almost|two|three|four|five|half|several|most of|part "
    r"of|much of|"
    r"<K>|\d+|good|full|long|first|whole) ){0,4}?"
)
_LENGTH = (
    r"(?:<D>|hours?|minutes?|day|morning|afternoon|evening|night|time|words?|half-hour|quarter of an hour|half-day)"
)
_BODY_PLACE = (
    r"(?:'s? (?:[a-z-]+ ){0,3}(?:headquarters|hall|offices?|convention|conference|congress|assembly|delegates|"
    r"members|"
    r"leaders(?:hip)?|officers|school|picnic|club|depot|rally|forum|meeting|hustings|gala))?"
)
WITH = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:spent|spends?|got|gets?|secured|won) {_TIME}{_LENGTH}(?: [a-z "
    rf"]{{2,20}}?)?|"
    r"(?:sat|sits?|sitting) (?:<D> )?(?:around|round|at) (?:a|the|one) (?:\w+ )?table|"
    r"(?:sat|sits?) (?:<D> )?(?:across|opposite)(?: (?:a|the) (?:\w+ )?table)?(?: from)?|"
    r"(?:shared|shares) (?:a|the) (?:stage|platform|podium)|(?:caught|catches|catch) up|broke bread|breaks "
    r"bread|shook hands|shakes hands|mingled|mingles|consulted|"
    r"consults|"
    r"came face to face|comes face to face|traded (?:ideas|views|notes)|exchanged views|compared notes|chatted|chats|"
    r"opened (?:talks|a dialogue)|began talks|begins talks|resumed talks|started talks|had it out|"
    r"(?:had|has|have) (?:an? |the )?(?:[\w-]+ ){0,2}(?:words?|audience|sit-down|appointment|chat|session|drink)|"
    r"(?:held|holds?|hosts?|hosted|staged?|stages) (?:an? |the |<WHOSE> )?(?:[\w'-]+ ){0,3}?"
    rf"{EVENT}(?: (?:on |in )?<D>| (?:here|in [A-Z]\w+))?)"
    rf"(?: (?:on |in )?<D>| privately| (?:at|in) [\w' ]{{3,25}}?)?,? (?:with|from) {FILL}(?P<obj><AL>)|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>(?:sat|sits?|sitting) across(?: (?:a|the) (?:\w+ )?table)? from|"
    r"(?:sat|sits?) opposite) "
    rf"{FILL}(?P<obj2><AL>)"
)
_LIVE = r"(?=[.,;]| (?:at|in|on|for|over|this|next|last|again|twice|to|before|after|and|about|by)\b| <D>)"
FACED = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>sees|seeing|see|greet(?:s|ed|ing)?|consult(?:s|ed|ing)?|fac(?:es|ed|ing)|"
    r"brief(?:s|ed|ing)?|call(?:s|ed)? on|drop(?:s|ped)? in on|look(?:s|ed)? in on|rejoined|"
    rf"receiv(?:es|ed)) (?:the |<WHOSE> )?(?:(?:leaders|members|officials|officers|delegates|board) of "
    rf")?(?P<obj><AL>)"
    rf"{_BODY_PLACE}{_LIVE}(?! to (?!meet|discuss|talk|speak|answer|hear|make|ask|press|explain|thank))|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>saw|seen) (?P<obj2><AL>)(?=,? (?:for|on|in private|twice|again|<D>|"
    r"last|at (?:<WHOSE>|the))\b)"
)
RANG = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>rang|rings|rung|telephoned|phoned|phones|dialled|dialed|"
    r"(?:spoke|speaks?|spoken|talked|talks?|conferred)(?: for [\w ]{3,22}?)? (?:by|over the|on the) (?:tele)?phone"
    r"(?: for [\w ]{3,22}?)?(?: with| to)?|got on the phone (?:with|to)|"
    r"(?:held|had|has|have|holds?|joined|joins|hosted|took part in) (?:an? |the |two |three )?(?:[\w-]+ ){0,3}"
    r"(?:calls?|Zoom|Zoom session|video ?conference|teleconference|webinar)(?: (?:on )?<D>)?,? (?:with|to|for|"
    r"hosted by)|"
    r"(?:took|fielded|got|received) (?:an? |the )?(?:[\w-]+ )?(?:phone |telephone |video )?call from|"
    rf"(?:reached|contacted|(?:spoke|spoken|talked|talks|speaks) (?:to|with))(?= <AL> by (?:tele)?phone)) "
    rf"{FILL}(?P<obj><AL>)"
)
IN = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>had|has|have|invited|brought|called|summoned|asked|welcomed|ha(?:s|ve) had) "
    r"(?P<obj><PL>) (?:<D> )?(?:in(?! (?:<D>|early|late|mid|the))|over|round|together|to <WHOSE> "
    r"(?:headquarters|offices?|hall))"
    r"(?=[.,;]| (?:for|on|to|at|last|this|earlier|again|before|and)\b| <D>)"
)
THROUGH = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>put|puts|putting|tak(?:es|ing)|took|show(?:s|ed)|gave|giv(?:es|ing|en)|"
    r"walked|led) "
    r"(?P<obj><PL>) (?:<D> )?(?:through (?:<WHOSE>|the|[a-z]+)|on a tour|round|around|(?:an?|"
    r"the|its|\d+|<K>|two|three|half|twenty|thirty) "
    r"(?:[\w-]+ ){0,3}?"
    rf"(?:hearing|grilling|welcome|reception|ovation|hour|minutes|tour|floor|hours|audience|platform|time|"
    rf"chance|{EVENT}))|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>listen(?:s|ed|ing)? to|heard|hear|hears|hearing|sound(?:s|ed|ing)? out|"
    r"vet(?:s|ted|ting)?|screen(?:s|ed|ing)?|interrogat(?:es|ed|ing)|play(?:s|ed)? host to|audition(?:s|ed)|"
    r"cross-examin(?:es|ed|ing)|(?:boo(?:s|ed)|cheer(?:s|ed)|heckl(?:es|ed)|applaud(?:s|ed)|jeer(?:s|ed))(?= "
    r"[^.;,]{1,30} (?:at|during) "
    rf"(?:<WHOSE>|the|an?) [^.;,]{{0,30}}?{EVENT})|"
    r"press(?:es|ed)(?=[^.;]{3,60}\b(?:at|in|during|on <D>))|"
    r"(?:was|were|is|are|be) host to|open(?:s|ed) (?:<WHOSE>|the) doors to|roll(?:s|ed) out the (?:red )?carpet "
    r"for) (?:from )?(?:both |all "
    r")?(?P<obj2><PL>)"
    r"(?! (?:had|has|was|is|were|are|would|will)\b)(?!'s? (?!case|pitch|plans?|views|answers|speech|address|ideas))"
)
BEFORE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:made|makes?|making) (?:(?:<WHOSE>|an?) )?(?:[a-z-]+ ){0,2}"
    r"(?:cases?|pitch(?:es)?|appeals?|speech(?:es)?|appearances?|presentations?|remarks|stops?) "
    r"(?:for [a-z]{3,20} )?(?:in person |"
    r"directly |<D> |"
    r"on <D> )?(?:to|before|at)|audition(?:s|ed|ing) (?:before|for)|took turns (?:before|in front of|addressing|with)|"
    r"(?:took|takes?|taking|brought|brings?|carried|laid out|lays out|set out|sets out|outlined|presented|put|puts) "
    r"(?:(?:<WHOSE>|the|an?) )(?:[a-z-]+ ){0,3}(?:cases?|campaigns?|messages?|plans?|programmes?|"
    r"programs?|"
    r"pitch|views|show|bid|ideas?|pledges?) (?:<D> |on <D> )?(?:to|before|at)|"
    r"(?:gave|gives?|giving|delivered|delivers?) (?:an? |the )?(?:[\w-]+ ){0,3}(?:speech|talk|address|keynote|"
    r"remarks|"
    r"presentation) (?:<D> |on <D> )?(?:to|at|before)|"
    r"(?:took|takes?|taking) (?:to )?the (?:stage|podium|platform|floor) (?:at|before)|"
    r"(?:turn(?:s|ed)?|show(?:s|ed)?) up (?:<D> |on <D> )?at|(?:drop(?:s|ped)? (?:in|by)|stop(?:s|ped)? (?:in|"
    r"off|by)) "
    r"(?:<D> |on <D> )?at|"
    r"(?:was|were|is|are) (?:on hand|present|cheered|booed|heckled|applauded|a guest|guest of honou?r|the guest "
    r"of|the "
    r"keynote speaker|"
    r"the guest speaker) (?:<D> |on <D> )?(?:at|by)|"
    r"(?:drew|won|earned|got|gets?|received|receives?|faced|had|enjoyed|drew) (?:an? |the |several |some |loud |"
    r"warm |"
    r"polite )*(?:[\w-]+ )?(?:reception|welcome|hearing|grilling|ovation|applause|cheers|boos|laughter|response|"
    r"questions) "
    r"(?:<D> |on <D> )?(?:from|before|at|among)|"
    r"(?:spoke|speaks?|speaking|spoken|talked|talks?|appear(?:s|ed|ing)?) (?:on stage |by video |for [\w -]{3,25}? |"
    r"in [A-Z]\w+(?: [A-Z]\w+)? |<D> |on <D> |[a-z]+ly )?(?:to|before|at|in front of)) "
    r"(?:the |an? |some |about |nearly |more than )*"
    r"(?:(?:<K> )?(?:[a-z-]+ ){0,2}?(?:headquarters|hall|offices?|members|convention|conference|congress|"
    r"assembly|rally|"
    r"meeting|gathering|forum|crowd|audience|session|breakfast|lunch|dinner|hundreds|dozens|thousands|delegates|"
    r"activists|"
    r"officers|stewards|leaders|retirees|workers|board) (?:of|with|for|hosted by|held by|organi[sz]ed by|from) "
    r"(?:the )?)?"
    r"(?P<obj><O>)" + _BODY_PLACE
)
STAGE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:appear(?:s|ed|ing)?|clash(?:es|ed)?|spar(?:s|red)|debat(?:es|ed|ing)|"
    r"squar(?:es|ed) off|fac(?:es|ed) off|shar(?:es|ed) (?:a|the) (?:stage|platform)|met|meet|joined|took questions|"
    r"spoke|speaks?|were grilled|was grilled|argued|answered questions|took turns)(?: (?:on stage|together|"
    r"jointly|<D>|"
    r"on <D>|over [a-z ]{3,20}))*) (?:at|in|during|before) (?:an? |the |what was )?(?P<obj><O>)"
    rf"(?:'s? |-(?:sponsored|hosted|organi[sz]ed|run) )(?:[\w-]+ ){{0,3}}?{EVENT}|"
    r"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>(?:appear(?:s|ed|ing)?|clash(?:es|ed)?|debat(?:es|ed|ing)|squar(?:es|"
    r"ed) off|"
    r"fac(?:es|ed) off|met|meet|took part|spoke|speaks?|sparred|took questions)(?: (?:on stage|together|<D>|on "
    r"<D>))*) "
    rf"(?:at|in|during) (?:an? |the )?(?:[\w'-]+ ){{0,3}}?{EVENT} (?:sponsored|hosted|organi[sz]ed|held|run|put on|"
    r"staged|convened|called|co-hosted|arranged) by (?:the )?(?P<obj2><OL>)"
)
_CROWD = (
    r"(?:the |an? |some |about |nearly |more than |over |<K> |several |\d+ |hundreds of |dozens of |"
    r"a (?:crowd|roomful|audience) of |cheering |striking |applauding )*"
)
_TELLS = (
    r"(?:told|urged|assured|warned|reminded|thanked|promised|implored|exhorted|took questions from|shook hands with|"
    r"reassured|rallied)"
)
OWN_CROWD = rule(
    rf"(?<![\w'-])(?P<aux><AUX>)(?P<verb>{_TELLS}) {_CROWD}"
    r"(?P<obj><O>)(?='s? (?:annual |biennial |national |state )?(?:delegates|convention|conference|congress|"
    r"rally|meeting|"
    r"gathering))|"
    rf"(?<![\w'-])(?P<aux2><AUX>)(?P<verb2>{_TELLS}) {_CROWD}(?P<obj2><O>)(?= (?:at|in|during|gathered|on <D>|<D>)\b)"
)
CHANCE = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:gets?|got|had|has|have|takes?|took|receives?|received) (?:<WHOSE>|"
    r"an?|the) "
    r"(?:[a-z]+ )?(?:chance|turn|say|hearing|opportunity|shot|day) (?:<D> |on <D> )?(?:in front of|before|with|at)) "
    r"(?P<obj><O>)" + _BODY_PLACE
)
GUEST = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:be|was|is|were|are|been) (?:the |an? )?(?:[a-z]+ )?guests? of) "
    r"(?:the )?(?P<obj><O>)" + _BODY_PLACE
)
COMPANY = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>(?:visit(?=s?(?:ed)? (?:an?|the) )(?:s|ed)?|"
    r"tour(?:s|ed|ing)?|rode|rides?|ridden|walk(?:s|ed|ing)?|march(?:es|ed|ing)?|"
    r"canvass(?:es|ed|ing)?|picket(?:s|ed|ing)?|"
    r"rall(?:ies|ied|y)|knock(?:s|ed|ing)? on doors)\b[^.;,\ue000-\ue005]{0,40}?) "
    rf"with {FILL}(?P<obj><OL>)"
)
MORE_VERBS = (
    (COMPANY, "meeting"),
    (RANG, "call"),
    (WITH, "meeting"),
    (FACED, "meeting"),
    (IN, "meeting"),
    (THROUGH, "meeting"),
    (BEFORE, "visit"),
    (STAGE, "event"),
    (OWN_CROWD, "crowd"),
    (CHANCE, "event"),
    (GUEST, "event"),
)
AFTER_ING = rule(
    r"(?P<when>[Aa]fter|[Ff]ollowing|[Ww]hile|[Bb]y|[Uu]pon|[Bb]efore|[Ss]ince|[Hh]aving|in) (?:having |"
    r"(?:[a-z]+ ){0,1}?)"
    r"(?P<verb>(?:meeting|sitting down|speaking|talking|huddling|conferring|dining|lunching)(?: (?:privately|"
    r"separately|"
    r"on <D>|<D>|again|twice|for [\w ]{3,20}?|by (?:tele)?phone))* (?:with|to)|meeting|hearing (?:directly )?from|"
    r"interviewing|"
    r"questioning|listening to|hosting|addressing|visiting|grilling|vetting|seeing|met with|(?<=aving )met|heard from|"
    r"interviewed|hosted|"
    r"questioned) "
    rf"{FILL}(?P<obj><COMMAS>)"
)
