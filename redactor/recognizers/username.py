"""Usernames, logins and handles."""

import re

from redactor.recognizers.base import Shape, ShapeRecognizer, value_of
from redactor.vocabulary import is_word, listed

_NOUNS = (
    r"(?:user[ -]?names?|user[ -]?ids?|usernm|login(?:[ ](?:name|id))?|log-?in[ ](?:name|id)|user"
    r"|screen[ -]?names?|nick[ -]?names?|gamer[ -]?tags?"
    r"|(?<!i )(?<!we )(?<!to )(?<!you )(?<!they )(?<!can )(?<!will )(?<!who )handle|display[ ]name"
    r"|account[ ]name"
    r"|anmeldename|ign|benutzername|nutzername|nombre de usuario|usu[áa]rio|nome de (?:utilizador"
    r"|usu[áa]rio)"
    r"|utilizador|nom d['’]utilisateur|identifiant|gebruikersnaam|inlognaam|nome utente"
    r"|user_?(?:name|id)|alias|sign-?in[ ]name|logon)"
)
_NETWORKS = (
    r"(?:twitter|insta(?:gram)?|ig|facebook|fb|tik[ ]?tok|snap(?:chat)?|discord|skype|telegram"
    r"|steam|psn|xbox(?: live)?|twitch|github|linkedin|reddit|venmo|cash[ ]?app|paypal|whatsapp"
    r"|line|wechat|kik|signal|mastodon|threads|youtube|epic|riot|roblox|minecraft)"
)
_VALUE = (
    r"[\"'“‘<(\[]?(?P<value>(?:live:)?@?[^\W_][\w.+-]{1,38}[\w]|_[\w.-]{2,38}"
    r"|[A-Za-z]\w)(?:#\d{4})?(?![\w@])"
)
_NOT_NAMES = frozenset(
    listed(
        "a about above account active again all already also always am an and any anymore are"
        " as at back be because been before blocked broken but by can cannot changed correct"
        " currently details different disabled does doesn doesnt don dont down either email"
        " error ever expired failed failing fails field fine for forgotten form free friendly"
        " from getting gives going gone got had has have help here how if in incorrect info"
        " information interface into invalid is isn isnt issue issues it its just keeps like"
        " link locked login missing my name need new no not nothing now number of off ok on one"
        " online only or our out page password please portal problem problems required right"
        " same saying says screen server should showing shows site so something still stuck such"
        " support system taken than that the their them then there they this to too trying under"
        " unknown up used user username using valid via was we website well were what when where"
        " which who why will with without working wrong yes yet you your manual guide experience"
        " group access agreement credentials button id ids data reset attempt attempts accounts"
        " it's don't isn't can't won't doesn't connected linked first last handle and/or"
        " suspended deactivated available or anonymous anmelden admin administrator guest root"
        " falsch ungültig"
        " gesperrt e-mail mail post phone foot"
        " vergessen incorrect incorrecto incorrecta inválido erróneo bloqueado olvidado"
        " inconnu invalide oublié bloqué errato sbagliato bloccato dimenticato errado esquecido"
        " oder und et ou o y e of en e/ou bloque bloqueada desconocido"
        " onjuist verkeerd fout vergeten niet nicht pas non não"
    )
)
_ACCOUNTS_OF_SYSTEMS = frozenset(
    listed(
        "public default shared all admin administrator root user users guest test ubuntu debian"
        " ec2-user centos pi git runner node app deploy oracle postgres mysql www-data nginx"
        " jenkins"
        " ftp mail nobody daemon service username yourname your_name you me name pam_unix"
    )
)


class UsernameRecognizer(ShapeRecognizer):
    """Finds "username is jdoe77", "login: x", "signed in as x", "insta: x" and "@handle"."""

    ENTITY = "USERNAME"
    SOURCE = "pattern:username"
    SHAPES = (
        Shape(
            name="noun and sign",
            regex=re.compile(
                rf"(?<![\w-]){_NOUNS}[\"']?[ \t]{{0,3}}(?:[:=]|->)[ \t]{{0,3}}{_VALUE}", re.I
            ),
            score=0.9,
        ),
        Shape(
            name="noun and verb",
            regex=re.compile(
                rf"(?<![\w-]){_NOUNS}(?:[ \t]{{1,2}}(?!is\b|was\b)[a-z'’]{{1,12}}){{0,4}}?"
                rf"(?:[ \t]{{1,2}}(?:is|was|ist|war|lautet|est|es|era|[eèé]|c['’]est)"
                rf"|['’]s)[ \t]{{0,2}}:?[ \t]{{1,3}}{_VALUE}",
                re.I,
            ),
            score=0.8,
        ),
        Shape(
            name="noun beside value",
            regex=re.compile(rf"(?<![\w-]){_NOUNS}[ \t]{{1,3}}{_VALUE}", re.I),
            score=0.7,
        ),
        Shape(
            name="before its password",
            regex=re.compile(
                rf"(?<![\w-]){_NOUNS}[ \t]{{1,3}}{_VALUE}(?=[ ,/|;&]{{1,3}}(?:and[ ]|with[ ]|y[ ]"
                rf"|et[ ]"
                r"|und[ ])?(?:my[ ])?(?:pass(?:word|wort)?|pwd?|mdp|senha|contrase[ñn]a"
                r"|wachtwoord)(?!\w))",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="uid of a connection",
            regex=re.compile(
                r"(?<!\w)(?:uid|user[ ]?id)=(?P<value>[^\s;\"'&]{2,64})(?=[;&])", re.I
            ),
            score=0.8,
        ),
        Shape(
            name="signed in as",
            regex=re.compile(
                r"(?<!\w)(?:sign(?:ed|ing)?|logg?(?:ed|ing)?|register(?:ed|ing)?|known"
                r"|post(?:ing)?)"
                rf"[ -]?(?:in|on|up)?[ ](?:as|under)[ ](?:user[ ])?{_VALUE}",
                re.I,
            ),
            score=0.7,
        ),
        Shape(
            name="network",
            regex=re.compile(
                rf"(?<![\w.@/])(?:my|our|his|her)?[ ]?{_NETWORKS}(?:[ ](?:handle|name|id"
                rf"|user(?:name)?"
                rf"|account|profile))?(?:[ ]is|['’]s|[ \t]{{0,2}}[:=])[ \t]{{0,2}}{_VALUE}",
                re.I,
            ),
            score=0.75,
        ),
        Shape(
            name="on a network",
            regex=re.compile(
                rf"(?<!\w)(?:on|my)[ ]{_NETWORKS}[ ](?:as[ ])?"
                rf"(?P<value>[A-Za-z][A-Za-z.]{{0,20}}[_\d][\w.]{{0,20}})"
                r"(?![\w@])",
                re.I,
            ),
            score=0.65,
        ),
        Shape(
            name="called in a game",
            regex=re.compile(
                r"(?<!\w)(?:in[- ]?game|on[ ](?:the[ ]server|discord|twitch|steam|stream))"
                r"(?:[ ]name)?,?(?:[ ](?:he|she|they|i|his|her|my|their)(?:['’]?(?:s|m|re)"
                r"|[ ](?:is|are|am|goes by|name is|name))?)?(?:[ ]called|[ ]is)?:?[ ]"
                rf"{_VALUE}",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="goes by",
            regex=re.compile(
                r"(?<!\w)(?:go(?:es|ing)?[ ]by(?:[ ]the[ ](?:name|handle)(?:[ ]of)?)?"
                r"|(?:play|stream|trad|post)(?:s|es|ed|ing)?[ ](?:online[ ])?(?:as|under)"
                r"|(?:sub-?)?(?:users?|accounts?|logins?|profiles?)[ ](?:is[ ])?(?:called|named))"
                rf"[ ]{_VALUE}",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="name of a network",
            regex=re.compile(
                r"(?<!\w)(?:(?:wi-?fi|home)?[ ]?network|wi-?fi|wlan|hotspot|netzwerk|r[ée]seau|red"
                r"|rete|netwerk|rede)(?:[ ](?:name|id))?[ ](?:is[ ])?(?:called|named|name[ ]is"
                r"|heißt"
                r"|s['’]appelle|se[ ]llama|si[ ]chiama|heet|chama-se|se[ ]chama)[ ]"
                rf"{_VALUE}",
                re.I,
            ),
            score=0.6,
        ),
        Shape(
            name="home folder",
            regex=re.compile(
                r"(?:(?<![\w.])/(?:home|Users)/|(?<!\w)[A-Z]:[\\/]{1,2}Users[\\/]{1,2})"
                r"(?P<value>[A-Za-z][\w.-]{1,31})(?=[/\\\s'\":,;)]|$)"
            ),
            score=0.75,
        ),
        Shape(
            name="line of a log",
            regex=re.compile(
                r"(?:(?:Failed|Accepted)[ ](?:password|publickey)[ ]for(?:[ ]invalid[ ]user)?"
                r"|session[ ](?:opened|closed)[ ]for[ ]user|(?i:last[ ]login:?)|Invalid[ ]user"
                r"|authentication[ ]failure[^\n]{0,80}[ ]user=|sudo(?:\[\d{1,9}\])?:)[ ]{0,8}"
                r"(?P<value>[A-Za-z_][\w.-]{1,31})(?=[ ](?:from|by|on|:)|\(|\n|$)"
            ),
            score=0.75,
        ),
        Shape(
            name="reddit",
            regex=re.compile(r"(?<![\w/.])u/(?P<value>[\w-]{3,20})(?![\w/])"),
            score=0.7,
        ),
        Shape(
            name="handle",
            regex=re.compile(r"(?<![\w.@/+\]-])(?P<value>@[A-Za-z_][\w.]{1,30}\w)(?![\w@]|[./]\w)"),
            score=0.6,
        ),
        Shape(
            name="name and number sign",
            regex=re.compile(r"(?<![\w#@])(?P<value>[A-Za-z][\w.]{1,31}#\d{4})(?!\w)"),
            score=0.5,
        ),
    )
    TRIGGERS = listed(
        "u/ ign anmelde user login logon log- sign log regist known post screen nick tag handle"
        " display"
        " account alias name usuario usuário identifiant nutzer utente utilizador gebruik inlog"
        " in-game ingame game server discord goes go stream play trad called named network wifi"
        " wi-fi wlan ssid hotspot netz reseau réseau red rete netwerk rede /home/ /users/ \\users"
        " password publickey session invalid sudo"
        " uid twitter insta ig facebook fb tik"
        " snap discord skype telegram steam psn xbox twitch github linkedin reddit venmo cash"
        " paypal line wechat kik signal mastodon threads youtube epic riot roblox minecraft @ #"
    )

    def score(self, shape: Shape, match: re.Match[str]) -> float:
        """Refuse the words a sentence goes on with; a bare word must look made up."""
        value = value_of(match)
        if value.lower().strip(".") in _NOT_NAMES:
            return 0.0
        if shape.name in ("home folder", "line of a log"):
            return 0.0 if value.lower() in _ACCOUNTS_OF_SYSTEMS else shape.score
        if shape.name == "goes by" or (shape.name == "name of a network" and is_word(value)):
            return shape.score if _MADE_UP.search(value) else 0.0
        if shape.name == "called in a game":
            odd = _MADE_UP.search(value) or not is_word(value)
            return shape.score if odd or value[0].isupper() else 0.0
        if shape.name == "before its password" and value.isalpha() and is_word(value):
            return 0.0
        if shape.name == "network" and (value.isdigit() or _ALSO_WORDS.match(match[0])):
            return shape.score if not value.isdigit() and _MADE_UP.search(value) else 0.0
        if shape.name == "noun beside value":
            return shape.score if _MADE_UP.search(value) else 0.0
        if shape.name in ("noun and verb", "network", "signed in as"):
            return shape.score if _MADE_UP.search(value) else _bare(shape, value, match)
        return shape.score


def _bare(shape: Shape, value: str, match: re.Match[str]) -> float:
    """Score a bare word: an ordinary one ("the user is logged out") is no name of anybody."""
    if not is_word(value):
        return 0.5 if shape.name == "signed in as" else 0.55
    noun = re.search(r"(?:name|id|tag)[ ](?:is|was)|:", match[0], re.I)
    return 0.5 if shape.name != "signed in as" and noun else 0.0


_ALSO_WORDS = re.compile(
    r"\W?(?:line|signal|threads|epic|riot)(?![ ](?:id|handle|name|user))", re.I
)
_MADE_UP = re.compile(r"[\d_@]|[a-z][A-Z]|\w[.-]\w")
