"""Word lists of the reader's language. Closed classes only: no name of a person, body or place stands here."""

TITLES = frozenset(
    "president presidents senator senators sen sens governor governors gov govs representative rep reps congressman "
    "lt congresswoman mayor mayors secretary secretaries treasurer secretary-treasurer chair chairman chairwoman "
    "chairperson "
    "leader minister premier chancellor councilman councilwoman councillor councilor alderman commissioner "
    "judge justice dr "
    "mr mrs ms mx sir dame lord lady prof professor director chief captain sergeant attorney general vice "
    "deputy acting "
    "assistant former ex then incumbent current state u.s us federal presidential gubernatorial mayoral vice-president "
    "independent democrat democratic republican conservative liberal labour labor socialist green progressive "
    "candidate "
    "candidates challenger nominee rival rivals opponent opponents running-mate businessman businesswoman "
    "businessperson "
    "lawyer activist organizer mp msp tori tory envoy spokesman spokeswoman spokesperson delegate lawmaker "
    "lawmakers then-"
    " rev reverend pastor rabbi bishop lieutenant sheriff speaker whip steward first fellow comptroller executive "
    "national international".split()
)
NOT_A_FIRST_NAME = frozenset(
    "a an the but and or if when while as after before since although though because for with without against "
    "from to by of in "
    "on at about over under despite unlike like both neither either that this those these his her its their he "
    "she it they we "
    "i you who what why how where meanwhile still also then now yet so not no yes only even just once last "
    "next early late "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september "
    "october november december former asked said says again later today tomorrow yesterday does did is are was "
    "were has have "
    "will would could should can may might must do among between during until "
    "earlier similarly however moreover instead otherwise perhaps maybe inside outside across behind beside beyond "
    "nobody none another each every all some many most more few several unlike except thanks thus hence here there "
    "republicans democrats conservatives liberals supporters critics voters members workers unions reporters "
    "aides allies "
    "house senate american british irish scottish welsh canadian".split()
)
HEADLINE_VERBS = frozenset(
    "back backs endorse endorses pick picks choose chooses support supports snub snubs drop drops nominate nominates "
    "name "
    "names join joins favor favors favour favours rebuff rebuffs spurn spurns dump dumps ditch meet meets host hosts "
    "quiz "
    "grill grills rally want wants urge urges praise praises slam slams attack attacks beat beats oust invite invites "
    "hear hears press question questions unite unites split splits to for behind with gets wins lands".split()
)
COMMON_WORDS = frozenset(
    "unite unity unison community progress prospect reform labour labor compass equity action rally voice "
    "solidarity advance "
    "forward alliance momentum balance connect together justice hope future union workers change choice vision "
    "accord".split()
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "couple of": 2, "few": 3}

# Finite verbs and participles that bring somebody's words. "deny", "dismiss", "reject" bring somebody else's.
CUES = (
    "said says say told tells tell added adds wrote writes tweeted posted insisted insists argued argues asked "
    "asks replied "
    "responded answered continued continues concluded explained explains noted notes stated states declared declares "
    "announced claimed claims warned warns urged remarked recalled promised promises vowed vows pledged "
    "pledges called calls "
    "described describes praised praises accused accuses dubbed branded labeled labelled mocked joked quipped "
    "shouted yelled "
    "acknowledged admitted conceded countered complained cautioned suggested predicted repeated reiterated emphasized "
    "stressed observed commented expressed thanked criticized criticised slammed blasted hailed touted "
    "denounced confirmed texted tell testified read reads recounted maintained contended believes believed "
    "thinks thought"
).split()
PARTICIPLES = (
    "adding saying telling writing insisting arguing asking replying continuing explaining noting stating "
    "declaring claiming "
    "warning urging promising vowing pledging calling describing praising accusing dubbing branding labeling "
    "labelling mocking "
    "joking acknowledging admitting conceding complaining suggesting predicting repeating reiterating "
    "stressing thanking "
    "criticizing criticising slamming blasting hailing touting denouncing recalling concluding quipping doubling"
).split()
NO_UNION = frozenset(("party", "campaign", "government"))  # roles of bodies that are not asked for an endorsement
NAMING = frozenset("called calls dubbed branded labeled labelled described".split())

SHE_NAMES = frozenset(
    "maria mary anna anne ann ruth ingrid petra hanna hannah lena nikki kamala elizabeth sarah susan karen "
    "linda barbara "
    "patricia jennifer jessica emily emma olivia sophia laura julia julie jane janet joan alice amy angela "
    "becky helen irene "
    "katherine kathy kelly kim kate lisa lucy margaret martha michelle moira aisha gwen nancy nora paula "
    "rachel rebecca rosa "
    "sandra sharon sheila sofia stella teresa theresa tina ursula vera victoria yvonne zoe liz gretchen "
    "hillary jill joyce "
    "carmen elena fatima leila mei priya ines marta claire chloe grace frances beatrice agnes edith edna ida "
    "greta freya bridget brigid "
    "adaeze amara astrid caroline catherine charlotte christine cynthia deborah debra denise diana diane donna "
    "dorothy eileen "
    "eleanor ellen elin elsa erin esther evelyn fiona gabriela gail gina gloria heather heidi isabel jackie "
    "jacqueline janice "
    "jasmine jean jenny joanne josephine judith judy juliet karin kathleen kristen lauren leah lillian lois "
    "lorraine louise lydia "
    "marie marilyn marion melissa mildred miriam monica naomi natalie nessa norma pamela phyllis rhonda rita "
    "roberta robin ruby "
    "sally samantha shirley sonia sunniva sylvia tamara tara tracy valerie vivian wendy whitney winifred "
    "aoife niamh siobhan sinead nuala orla grainne maeve deirdre brid bríd caoimhe ciara roisin róisín una bernadette "
    "imogen philippa harriet matilda rosalind gemma nicola tessa anita dolores imani glenda "
    "wanda lucille yvette peggy denise rosalie genevieve brigitte nadia amina yasmin ngozi mairead máiréad sorcha "
    "constance cora delia dora eliza elsie flora hazel hilda holly iris ivy janine kayla kendra kirsten "
    "marjorie maureen "
    "mabel maya mona myra nina olga pauline pearl penny polly renee rhoda ronda rosemary roxanne selma tanya thelma "
    "velma violet wilma".split()
)
HE_NAMES = frozenset(
    "joe joseph donald sean shawn owen theo samuel sam dan daniel walt walter callum bryn john james robert "
    "michael william "
    "david richard thomas charles christopher matthew anthony mark paul steven andrew kenneth george joshua "
    "kevin brian edward "
    "ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott frank "
    "benjamin greg gregory "
    "raymond patrick jack dennis jerry peter harold henry carl arthur roger albert jose juan luis carlos "
    "antonio miguel omar "
    "ahmed ali ivan bernie tim tom bill bob jim mike ben keir jeremy boris nigel ed tony gordon fred felix "
    "oscar hugo otto viktor "
    "aaron adam alan alex alexander alfred allen anders angus austin barry bernard blake brad bradley brandon "
    "brett bruce bruno bryan "
    "calvin cameron chad charlie chris christian claude clive colin connor craig curtis dale darren derek "
    "diego dominic douglas "
    "duncan dylan earl eduardo elias elliot emmanuel eric ernest ethan evan fernando francis franklin gavin "
    "geoffrey gerald gilbert "
    "glenn graham gustavo harry hector henrik herbert howard hugh ian isaac jack jake jamal jared jay jesse "
    "marc antoine jean-paul andre joel jorge julian keith "
    "kurt lars lawrence lee leo leon lewis liam lloyd logan louis lucas luc luke malcolm manuel marcus mario "
    "martin maurice mitch "
    "nathan neil noah norman oliver ole oswald pablo pedro philip pierre ragnar ralph ramon randy raul "
    "reginald ricardo rick rob rodney "
    "roland ron ross roy russell sebastian shane sidney simon stanley stefan steve stuart ted terry tomas toby "
    "todd trevor victor "
    "vincent wayne wesley xavier zachary "
    "declan cormac eoin ciaran ciarán diarmuid brendan fergus niall padraig pádraig seamus séamus donal dónal mairtin "
    "máirtín conor cathal enda finbarr fintan kieran rory eamon éamon aidan alasdair hamish gareth rhys dafydd "
    "nikolai dmitri sanjay rajesh arjun vikram deepak amrit tariq yusuf hassan kwame kofi tunde emeka jamie jerome "
    "lamar tyrone darnell marvin melvin milton clyde clarence cecil chester clifford cyril dean dexter doug dwayne "
    "dwight edgar edwin elmer ernie eugene floyd gene gus harvey herb homer horace irving jeff jerry ken lenny len "
    "leonard lou luther mack mel merle mickey milo morris murray nate ned nelson nick otis percy pete phil rene "
    "rodrigo roger rudy rufus sal sammy saul seth sid spencer vern vernon virgil wallace warren wilbur will "
    "willard willie wilson".split()
)
