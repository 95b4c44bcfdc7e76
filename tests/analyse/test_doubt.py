"""What speaks against taking a mention for a fact."""

from __future__ import annotations

import pytest


def doubts(analysed, text, word):
    return next((e.doubts for e in analysed(text, "2024-05-08").events if word in e.trigger.text), None)


@pytest.mark.parametrize(
    ("text", "word", "doubt"),
    [
        ("Norway cared more about sanctioning Chile than about fish.", "sanctioning", "gerund"),
        ("“Do not attack the Chilean villages,” the bishop said.", "attack", "order"),
        ("The fear is that Chile bombed the port of Lima.", "bombed", "belief"),
        ("They believe that Norwegian soldiers killed the envoy of Chile.", "killed", "belief"),
        ("Norwegian police often detain Chilean sailors.", "detain", "habit"),
        ("A minister can't be arrested by the police.", "arrested", "ability"),
        ("Norway said Chile was hiding its ships and defended its fleet.", "defended", "whose"),
        ("Norway told Peru that Chilean rebels were guilty and, ignoring the research, left.", "ignoring", "whose"),
        ("They are extending negotiations with Norway and Chile.", "negotiations", "nobody"),
        ("Norwegian rebels attacked a convoy of Norwegian rebels in Lima.", "attacked", "itself"),
        ("The minister briefed reporters on the summit of Norway and Chile.", "summit", "topic"),
        ("Lund attacked Chile RojasPedro Rojas: Lund bombed a Chilean port.", "bombed", "garbled"),
        ("Norway has been cautious in meeting the demands of Chile.", "meeting", "gerund"),
        ("The best way is to get Chile to pressure Norway.", "pressure", "infinitive"),
        ("Norway's envoy hoped to push Chile.", "push", "infinitive"),
        ("Norway will sanction Chile.", "sanction", "future"),
        ("The Chilean minister did not resign until March.", "resign", "until"),
        ("Norway bombed the port of Lima. — Anna Lund (@annalund) June 16, 2014", "bombed", "post"),
        ("We can't continue to allow Chile to bomb Norway.", "bomb", "infinitive"),
        ("Norway's minister denied reports of a plot against Chile.", "denied", "statement"),
        ("It is possible that Chile bombed the port of Lima.", "bombed", "belief"),
        ("Few Norwegian rebels have attacked Chile.", "attacked", "anybody"),
        ("Anna Lund, who met Chilean rebels, left.", "met", "aside"),
        ("Norway's minister supported the Chilean plan.", "supported", "attitude"),
        ("The Daily Post's Anna Lund spoke with the Chilean president.", "spoke", "interview"),
        ("Chilean President Ana Rojas returned to Valparaíso on Monday.", "returned", "home"),
        ("The Chilean attack was the work of a gang.", "attack", "empty"),
        ("Lund's lawyers said Special Prosecutor Anna Berg's investigation was unfair.", "investigation", "empty"),
        ("Anna Lund of Norway and the whales attacked Chilean ships.", "attacked", "others"),
        ("Most Chilean governments balk at such a treaty.", "balk", "anybody"),
        ("Norwegian officials have criticized Chile for decades.", "criticized", "habit"),
        ("The minister spoke of delays in the event of the Norwegian parliament rejecting the pact.", "rejecting", "unreal"),
        ("Senator Anna Lund said the Norwegian parliament would not ratify the treaty.", "ratify", "statement"),
        ("Anna Lund of Norway has the title for functions, like meeting Chile or attending the summit in Lima.", "attending", "gerund"),
        ("The government of Norway, determined to fight terror and dismantle the Chilean networks, is calm.", "dismantle", "infinitive"),
        ("Norway may say it's dismantling its nuclear weapons.", "dismantling", "frame"),
        ("Minister Anna Lund of Norway is not going to quit.", "quit", "negated"),
        ("War is unlikely absent a Chilean attack on Norwegian ships.", "attack", "unreal"),
        ("Norway and Chile fight on. Norway's minister Anna Lund blamed both sides.", "blamed", "itself"),
        ("Minister Anna Lund of Norway made an appeal.", "appeal", "empty"),
        ("Norway's soldiers wounded many, and Norway killed.", "killed", "empty"),
        ("After the Chilean uprising of last year Norway was calm.", "uprising", "whose"),
        ("Norway urged them to leave.", "urged", "nobody"),
        ("Anna Lund's visit to Chile is a chance for both.", "visit", "aside"),
        ("Norway cannot lift the ban on Chilean fish.", "lift", "ability"),
        ("Anna Lund reacted to reports that Chile had left the pact and warned Peru of consequences.", "warned", "whose"),
        ("Anna Lund was committed to peace with Chile.", "committed", "attitude"),
        ("Anna Lund and her firm discussed ships.", "discussed", "itself"),
        ("Chile stopped testing missiles.", "testing", "stopped"),
        ("Reports that Chilean rebels killed the envoy of Norway were denied.", "killed", "denied"),
        ("Anna Lund wrote in her letter on Chile, released in March.", "released", "whose"),
        ("The rebels say they will hold the girls until the prisoners of Chile are freed.", "freed", "condition"),
        ("Norway built the port at the expense of talks with Chile.", "talks", "unreal"),
        ("The Chilean sanctions were imposed in May.", "imposed", "whose"),
        ("Norway and Peru shared intelligence with them.", "shared", "nobody"),
        ("The envoys consider Chile occupied Norwegian territory.", "occupied", "belief"),
        ("Norway's minister declined to say whether Chile had paid.", "declined", "statement"),
        ("A meeting between a Norwegian king and a Chilean president would be a first.", "meeting", "anybody"),
        ("Norway's minister did not rule out a strike on Chile.", "rule", "undecided"),
        ("Norwegian soldiers did not attack the Chilean village.", "attack", "negated"),
        ("Norway's minister has resisted the Chilean treaty.", "resisted", "attitude"),
        ("Norway's minister has all but ruled out a strike on Chile.", "ruled", "almost"),
        ("The Norwegian agency proposed a new policy.", "proposed", "domestic"),
        ("Chile is unhappy with any Norwegian buildup in the region.", "buildup", "anybody"),
        ("Norwegian officials nearly sanctioned Chile on Monday.", "sanctioned", "almost"),
        ("Charges stand until Pedro Rojas has been sentenced.", "sentenced", "condition"),
        ("He read headlines about Norway having hacked Chile's bank.", "hacked", "belief"),
        ("Everyone knew that Chile would never allow Norway to sell fish.", "allow", "belief"),
        ("The paper claimed that Norway and Chile have agreed to talks, but Oslo denied it.", "agreed", "denied"),
        ("In the event that Chile decides to invade a neighbor, Norway is ready.", "invade", "condition"),
        ("Senator Anna Lund said she supports lifting the ban on Chilean women.", "lifting", "gerund"),
        ("Norway's minister said Chile was a danger, while also criticizing Peru.", "criticizing", "whose"),
        ("Norway and Europe are urging calm.", "urging", "others"),
        ("Anna Lund of Norway rarely speaks with Chile's envoy.", "speaks", "negated"),
        ("Many Norwegian leaders now decry the Chilean state.", "decry", "anybody"),
        ("Norway guessed that Chile had bombed the port.", "bombed", "belief"),
        ("Talks between Norway and Chile collapsed on Monday.", "Talks", "undone"),
        ("The Norwegian and Chilean ministers continued consultations with key figures abroad.", "consultations", "others"),
        ("Norway, meanwhile, uses force to curb Chile's influence in Peru.", "curb", "habit"),
        ("Chile doesn't even allow for a single opposition leader.", "allow", "attitude"),
        ("The Norwegian attack on a Chilean village killed ten people on Monday.", "attack", "told"),
        ("Readers of the paper killed the envoy of Chile on Monday.", "killed", "nobody"),
    ],
)
def test_a_construction_that_is_no_fact_has_its_name(analysed, text, word, doubt):
    assert doubt in (doubts(analysed, text, word) or ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway sanctioned Chile on Monday.", "sanctioned"),
        ("Norway plans to sanction Chile.", "sanction"),
        ("Norway denied Chilean sailors access to the port.", "denied"),
        ("Norway will sanction Chile on Friday.", "sanction"),
        ("The minister was forced to resign on Monday.", "resign"),
        ("Norway began to shell the port of Lima.", "shell"),
        ("Chile hopes to end the sanctions that Norway imposed in March.", "imposed"),
        ("Anna Lund, who met Chilean rebels on Monday, left.", "met"),
        ("Norway's envoy was expelled after she had met Chilean rebels.", "met"),
        ("Chile said that Norwegian soldiers killed its envoy.", "killed"),
    ],
)
def test_what_is_told_as_done_has_none(analysed, text, word):
    assert doubts(analysed, text, word) == ()
