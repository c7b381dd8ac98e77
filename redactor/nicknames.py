"""Which forenames are one name: whoever is told as William may be called Bill."""

from functools import cache

_TABLE = """
abigail abby abbie gail
albert al bert bertie
alexander alex alec xander sasha lex sandy
alexandra alex sandra sasha lexi alexa
alfred alf alfie fred
alice allie
amanda mandy
andrew andy drew
angela angie
anthony tony
antonio toni
arthur art artie
barbara barb babs barbie
benjamin ben benny benji
bernard bernie
beverley bev
bradley brad
bridget biddy bridie
cameron cam
caroline carol carrie
catherine katherine kathryn kate katie kathy cathy kitty kat
charles charlie chuck chas
charlotte charlie lottie
christina chris chrissy tina
christine chris chrissy
christopher chris kit topher
cynthia cindy
daniel dan danny
daniela dani
david dave davey davy
deborah deb debbie debs
dominic dom nick
donald don donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie ned ted teddy
edwin ed eddie
eleanor ellie nell nora
elizabeth liz lizzie beth betty betsy eliza libby bess
emily em emmy
ernest ernie
eugene gene
florence flo florrie
frances fran franny
francis frank
francisco paco pancho
franklin frank
frederick fred freddie freddy
gabriel gabe
geoffrey geoff
gerald gerry jerry
gertrude gertie trudy
giuseppe beppe pino
gregory greg
gwendolyn gwen
harold harry hal
henry harry hank
herbert herb bert
hugo hugh
ignacio nacho
isabella bella izzy isa
isabel bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenny jenn
jeremy jez jerry
jessica jess jessie
joanna jo joanne
johannes hans jan
john johnny jack
jonathan jon jonny
jose pepe
joseph joe joey
josephine jo josie
joshua josh
judith judy
julia jules
katharina kathi katja
kenneth ken kenny
kimberly kim
kristina kris tina
laurence larry
lawrence larry
leonard len lenny leo
leslie les
lewis lew
louis lou louie
lucille lucy
madeleine maddie
margaret maggie meg peggy marge madge greta
marguerite daisy
maria mia
martin marty
matthew matt matty
maximilian max
maximillian max
melanie mel
melissa mel missy lissa
michael mike mick mickey mikey
michelle shelly
mildred millie
mohammed mo
muhammad mo
nancy nan
natalie nat
nathan nate
nathaniel nat nate
nicholas nick nicky
nicola nicky nic
oliver ollie
olivia liv livvy
pamela pam
patricia pat patty trish tricia
patrick pat paddy
penelope penny
peter pete
philip phil pip
phillip phil pip
priscilla cilla
prudence prue
rachel rach
raymond ray
rebecca becky becca
reginald reg reggie
richard rich richie rick ricky dick
robert rob robbie bob bobby bert
roberta bobbie
rodney rod
roger rodge
ronald ron ronnie
rosemary rosie
russell russ
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally
sebastian seb bastian
sheila shelly
sidney sid
simon si
sophia sophie
stanley stan
stephanie steph
stephen steve stevie
steven steve stevie
stuart stu
susan sue susie suzie
suzanne sue suzie
sylvester sly
teresa terry tess tessa
terence terry
thaddeus thad
theodore ted teddy theo
theresa terry tess tessa
thomas tom tommy
timothy tim timmy
tobias toby
valerie val
veronica ronnie
victor vic
victoria vicky vicki tori
vincent vince vinny
virginia ginny
vladimir vova volodya
walter walt wally
wilhelm willi
william will bill billy willy liam
winifred winnie
zachary zach zack
"""


@cache
def _names() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for line in _TABLE.split("\n"):
        full, *short = line.split() or [""]
        names.setdefault(full, set()).update(short)
        for nickname in short:
            names.setdefault(nickname, set()).add(full)
    return {name: frozenset(others) for name, others in names.items() if name}


def nicknames_of(name: str) -> frozenset[str]:
    """Return what else someone called `name` (lower case) may be called, in lower case."""
    return _names().get(name, frozenset())
