"""The words of English grammar itself that the analysis asks for by name: articles, prepositions,
conjunctions, auxiliaries, pronouns. What a noun or a verb means is data (``rules/data/en``,
``lexicon/data/en``)."""

from __future__ import annotations

# determiners
THE, ONE, OTHER, NO = "the", "one", "other", "no"
ARTICLES = frozenset({"a", "an"})
ANY_ARTICLE = ARTICLES | {THE}
ONE_OF_MANY = ARTICLES | {"another", ONE}
ONE_BESIDE = frozenset({THE, "a", "another", ONE})
DEFINITE = frozenset({THE, "this", "that"})
POINTING = DEFINITE | {"these", "those"}
NOT_ONE = frozenset({NO, "neither"})
DISTRIBUTIVE = frozenset({"every", "each", "neither", "either"})

# pronouns
THAT = "that"
IT, THERE, WHICH, OWN = "it", "there", "which", "own"
EXPLETIVES = frozenset({IT, THERE})
THIRD_PERSON = frozenset({"he", "she", "they"})
RELATIVES = frozenset({"that", WHICH, "who"})
OF_PEOPLE = frozenset({"who", "that"})
OF_SUBJECTS = frozenset({"who", WHICH})

RELATIVE = frozenset({"who", "which", "that", "whom"})
NOBODIES = frozenset({"nobody", "none", "nothing", "neither"})
PRO_OBJECTS = frozenset(
    {"it", "them", "this", "these", "those", "one", "another"}
)  # pronouns for a thing told before
PRO_PLACES = frozenset({"there", "here", "home"})  # adverbs that stand for a place told before

# prepositions
OF, TO, BY, FOR, FROM, WITH, IN, ON, AS, AT, BETWEEN = (
    "of", "to", "by", "for", "from", "with", "in", "on", "as", "at", "between",
)  # fmt: skip
ACCORDING, SINCE = "according", "since"
INTO = frozenset({IN, "into", ON})
TOWARD = frozenset({TO, ON})
OF_OR_FOR = frozenset({OF, FOR})
OF_OR_FROM = frozenset({OF, FROM})
OF_OR_IN = frozenset({OF, IN})
OF_IN_FROM = frozenset({OF, IN, FROM})
BELONGING = frozenset({OF, FOR, TO})
WITH_OR_TO = frozenset({WITH, TO})
AS_OF_FOR = frozenset({AS, OF, FOR})
WORDS_OF = frozenset({IN, BY, FROM})  # "in her words", "by his account"
BY_OR_FROM = frozenset({BY, FROM})
BY_FROM_OF = frozenset({BY, FROM, OF})
IN_BY_FROM_OF = WORDS_OF | {OF}
BEFORE_DAYS = frozenset({"after", "before", SINCE, "ahead", "until", "following", "despite"})
BEHIND_DAYS = frozenset({"after", "following", SINCE})
BEFORE_TIMES = frozenset({"after", "before", SINCE, AS})
AT_LEAST = (AT, "least")
BOUNDS = frozenset({AT_LEAST, (AT, "most"), ("up", TO)})

# conjunctions
AND, BUT, IF, WHEN, WHILE = "and", "but", "if", "when", "while"
OR = frozenset({"or", "nor"})
JOINING = frozenset({AND, "&"})
THOUGH = frozenset({"though", "although"})
AS_THOUGH = frozenset({AS, "though"})  # behind "even"
ASKED = frozenset({"that", "whether"})
WHENEVER = frozenset({WHEN, "if", AS, WHILE})
QUESTIONS = frozenset({WHEN, "where", "why"})
SUBORDINATING = frozenset(
    {"after", "before", SINCE, "until", WHEN, "because", AS, WHILE, "if", "although"}
)  # fmt: skip

# auxiliaries and verbs that carry others
BE, HAVE, DO, HAD, GOING, MAKE = "be", "have", "do", "had", "going", "make"
FUTURE = frozenset({"will", "shall", "'ll", "wo"})
WOULD = frozenset({"would", "'d"})
MAYBE = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought"})
AUXILIARIES = frozenset({BE, HAVE, DO})
COPULAS = frozenset({BE, "become", "remain"})
ABLE = frozenset({"can", "ca", "could"})
PERFECT = frozenset({HAVE, "'ve"})
HELPING = frozenset({HAD, "has", HAVE, "will", "would"})

UNREAL = frozenset({"if", "unless", "whether", "lest"})
BEFORE = frozenset({"before", "until", "till"})

# adverbs and particles
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "rarely"})
ONLY, LONGER, YET, EVEN, WELL, HOME, CLEAR = "only", "longer", "yet", "even", "well", "home", "clear"
FOCUSING = frozenset({ONLY, EVEN, "just", "also", "mostly", "perhaps"})
OPPOSING = frozenset({"anti", "pro", "non", "anti-", "pro-"})
CO = "co"
PREFIXED = frozenset({CO, "vice", "ex"})  # "co-president"
OF_A_NAME = frozenset({THE, "a", "an", "-", "this", "that", "'s", "our"})  # before a name, and none of it
BEHIND_A_NAME = frozenset({"'s", "'", "’s", "-", "--", "—", ","})
WITHIN_A_NAME = frozenset({"'s", "'", THE, "-"})
BEHIND_AN_APPOSITION = frozenset({",", ".", OF, FOR, AND})
QUALIFYING = frozenset({THE, "'s"})  # before a name, within its title
POSSESSIVE = frozenset({"'s", "'"})
