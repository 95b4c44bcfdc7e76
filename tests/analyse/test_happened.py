"""What happened: one line a case. The sentences are written for these tests; published Wednesday 8 May 2024."""

from __future__ import annotations

import pytest

from onrecord.defaults import SHOWN

# sentence, type, status, actors, recipients, earliest, latest
CASES = [
    ("Norway last year withdrew from the Human Rights Council, citing its members.", "RETREAT", "happened", {"Norway"}, {"UN Human Rights Council"}, "2023-01-01", "2023-12-31"),
    ("Norway's foreign minister Anna Lund met Chilean envoy Pedro Rojas in Lisbon on Monday.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),
    ("Anna Lund, Norway's foreign minister, will visit Chile next week.", "CONSULT", "planned", {"Anna Lund"}, {"Chile"}, "2024-05-13", "2024-05-19"),
    ("Norway suspended its talks with Chile in March.", "SANCTION", "happened", {"Norway"}, {"Chile"}, "2024-03-01", "2024-03-31"),
    ("Norway and Chile have not started official talks.", "CONSULT", "not_happened", {"Norway", "Chile"}, set(), "2024-05-07", "2024-05-08"),
    ("Chile called off its visit to Norway on Tuesday.", "CONSULT", "called_off", {"Chile"}, {"Norway"}, "2024-05-07", "2024-05-07"),
    ("Peru is expected to attend the summit in Lisbon.", "CONSULT", "expected", {"Peru"}, set(), "2024-05-08", None),
    ("Norway refused to sign the treaty.", "REJECT", "happened", {"Norway"}, set(), "2024-05-07", "2024-05-08"),
    ("Chile threatened to expel Norwegian diplomats.", "THREATEN", "happened", {"Chile"}, {"Norwegian diplomats"}, "2024-05-07", "2024-05-08"),

    ("Two Peruvian students were arrested by police in Lima last week.", "COERCE", "happened", {"police"}, {"Two Peruvian students"}, "2024-04-29", "2024-05-05"),







    ("Minister Anna Lund met with the leader of Peru.", "CONSULT", "happened", {"Anna Lund", "leader of Peru"}, set(), "2024-05-07", "2024-05-08"),
    ("Chilean rebels burned at least 11 villages.", "ASSAULT", "happened", {"Chilean rebels"}, {"at least 11 villages"}, "2024-05-07", "2024-05-08"),



    ("The envoy was arrested and beaten by Chilean police in Lima.", "ASSAULT", "happened", {"Chilean police"}, {"envoy"}, None, "2024-05-08"),

    ("Norway deployed an aircraft carrier to the South China Sea.", "MOBILIZE", "happened", {"Norway"}, set(), "2024-05-07", "2024-05-08"),



    ("Singling out Pedro Rojas by name, Norway's minister Anna Lund left, and she accused Chile of lies.", "ACCUSE", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Norway's minister Anna Lund gave her approval to acting Secretary Pedro Rojas.", "SUPPORT", "happened", {"Anna Lund"}, {"Pedro Rojas"}, "2024-05-07", "2024-05-08"),

    ("The European Union and Norway met in Oslo. The EU wants lower tariffs and Norway wants fish, while Chile waits. The two sides agreed to cut tariffs.", "AGREE", "happened", {"European Union", "Norway"}, set(), "2024-05-07", "2024-05-08"),
    ("Last year U.S. attacks in Chile left many dead.", "ASSAULT", "happened", {"United States"}, set(), "2023-01-01", "2023-12-31"),
    ("The UN will visit the rebel-held area on Friday.", "CONSULT", "planned", {"United Nations"}, set(), "2024-05-10", "2024-05-10"),




    ("Norwegian police are investigating whether the Chilean bank, the largest, hid money.", "ACCUSE", "ongoing", {"Norwegian police"}, {"Chilean bank"}, None, "2024-05-08"),
    ("On Tuesday Lund met Peru's envoy Pedro Rojas.", "CONSULT", "happened", {"Lund", "Pedro Rojas"}, set(), "2024-05-07", "2024-05-07"),
    ("Norway's president conferred with the leaders of Chile and Peru.", "CONSULT", "happened", {"Norway's president", "Chile", "Peru"}, set(), "2024-05-07", "2024-05-08"),
    ("After talks with Pedro Rojas, Anna Lund said the pact was near.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Chile criticized Norway's fishing partners for the delay.", "ACCUSE", "happened", {"Chile"}, {"Norway's fishing partners"}, "2024-05-07", "2024-05-08"),
    ("Rojas, a Liberal, promised in his campaign to widen the port of Lima.", "AGREE", "happened", {"Rojas"}, set(), "2024-05-07", "2024-05-08"),

    ("Liberal deputies have urged Chile to do more and have lambasted Norway.", "ACCUSE", "happened", {"Liberal deputies"}, {"Norway"}, "2024-05-07", "2024-05-08"),
    ("Anna Lund not only recalled her ambassador from Chile but sent an envoy to Peru.", "SANCTION", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Several Republicans invited to the meeting had rebuked Anna Lund.", "ACCUSE", "happened", {"Several Republicans"}, {"Anna Lund"}, None, "2024-05-08"),
    ("The senior Republican on the panel, Rep. Jon Berg, accused Anna Lund of lying.", "ACCUSE", "happened", {"Jon Berg"}, {"Anna Lund"}, "2024-05-07", "2024-05-08"),
    ("Anna Lund criticized Chile for pursuing peace and lamented Peru's failure.", "ACCUSE", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-07", "2024-05-08"),

    ("Anna Lund said she would meet Pedro Rojas by June.", "CONSULT", "planned", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-08", "2024-06-30"),
    ("Officials worried even before the March 5 meeting between Norway and Chile.", "CONSULT", "happened", {"Norway", "Chile"}, set(), None, None),
    ("After dinner on Sunday, Lund and Chilean President Pedro Rojas agreed to a truce in the fishing row.", "AGREE", "happened", {"Lund", "Pedro Rojas"}, set(), None, None),

    ("Norway has not tested a missile since March.", "MOBILIZE", "not_happened", {"Norway"}, set(), "2024-03-01", "2024-05-08"),
    ("From June 1, Norway will stop missile tests, the agency said.", "MOBILIZE", "not_happened", {"Norway"}, set(), "2024-06-01", None),
    ("The Chilean government arrested dissidents for expressing support for Norway.", "SUPPORT", "happened", {"dissidents"}, {"Norway"}, None, "2024-05-08"),


    ("Chile promised to respond forcefully to Norway.", "THREATEN", "happened", {"Chile"}, {"Norway"}, "2024-05-07", "2024-05-08"),
    ("Norway says it will impose tariffs on Chile on June 10.", "THREATEN", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Norway proposed that Chile stop its tests.", "REQUEST", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),

    ("Norway invaded Chile on Monday.", "ASSAULT", "happened", {"Norway"}, {"Chile"}, "2024-05-06", "2024-05-06"),

    ("Norway cancelled a meeting with Chile.", "CONSULT", "called_off", {"Norway", "Chile"}, set(), None, "2024-05-08"),
    ("Thousands demonstrated in Lima against the king.", "PROTEST", "happened", {"Thousands"}, None, "2024-05-07", "2024-05-08"),
    ("An official said “Norway and the militant group Sami Council agreed to a truce”.", "AGREE", "happened", {"Norway", "Sami Council"}, set(), "2024-05-07", "2024-05-08"),
    ("Three Kenyans were killed in Lima by a Norwegian guard.", "ASSAULT", "happened", {"Norwegian guard"}, None, "2024-05-07", "2024-05-08"),
    ("A Norwegian bank provided millions of American dollars to the Sami Council.", "AID", "happened", None, {"Sami Council"}, "2024-05-07", "2024-05-08"),
    ("Norway's minister urged farmers to quit the accord with Chile.", "REQUEST", "happened", None, {"farmers"}, "2024-05-07", "2024-05-08"),
    ("Norway demanded an admission by Chile.", "REQUEST", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),


    ("Norway's minister emailed Pedro Rojas of Chile.", "CONSULT", "happened", {"Norway's minister"}, {"Pedro Rojas"}, "2024-05-07", "2024-05-08"),
    ("Norway's king will not visit Chile.", "CONSULT", "not_happened", None, {"Chile"}, None, None),

    ("Norway held talks with Chile, Peru, and Kenya.", "CONSULT", "happened", {"Norway", "Chile", "Peru", "Kenya"}, set(), "2024-05-07", "2024-05-08"),
    ("Two Chilean students arrested in Lima.", "COERCE", "happened", set(), {"Two Chilean students"}, None, "2024-05-08"),
    ("Norway sent eight fighter jets to strike the area.", "MOBILIZE", "happened", {"Norway"}, set(), "2024-05-07", "2024-05-08"),
    ("Norway sent tanks to Peru.", "AID", "happened", {"Norway"}, {"Peru"}, "2024-05-07", "2024-05-08"),






    ("Norwegian police dispersed a rally by students in Oslo.", "COERCE", "happened", {"Norwegian police"}, {"students"}, "2024-05-07", "2024-05-08"),
    ("Norway deployed riot police to the port on Monday.", "MOBILIZE", "happened", {"Norway"}, set(), "2024-05-06", "2024-05-06"),
    ("Chile expelled three Norwegian diplomats on Monday.", "SANCTION", "happened", {"Chile"}, {"three Norwegian diplomats"}, "2024-05-06", "2024-05-06"),
    ("Norwegian rebels shot dead a pilot and captured the co-pilot on Monday.", "COERCE", "happened", {"Norwegian rebels"}, {"co-pilot"}, "2024-05-06", "2024-05-06"),
    ("A blast by Chilean rebels killed four Norwegian soldiers on Monday.", "ASSAULT", "happened", {"Chilean rebels"}, None, "2024-05-06", "2024-05-06"),
    ("The Norwegian attack on a Chilean village killed ten people on Monday.", "ASSAULT", "happened", {"Norway"}, None, "2024-05-06", "2024-05-06"),
    ("Norway's minister Anna Lund called Chile's minister Pedro Rojas on Monday. The two leaders agreed to cut quotas.", "AGREE", "happened", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-08"),
    ("Anna Lund of Norway and Pedro Rojas of Chile spoke. Both sides agreed to cut quotas, Rojas said.", "AGREE", "happened", {"Norway", "Chile"}, set(), "2024-05-07", "2024-05-08"),
    ("The Norwegian foreign minister met his Chilean counterpart, Pedro Rojas, on Monday.", "CONSULT", "happened", {"Norwegian foreign minister", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),

    ("Rojas Pedro, Chile's envoy, and Anna Lund met on Monday.", "CONSULT", "happened", {"Rojas Pedro", "Anna Lund"}, set(), "2024-05-06", "2024-05-06"),
    ("Anna Lund met with liberal activists from the movement on Wednesday. Opponents of the Chilean deal were glad.", "CONSULT", "happened", {"Anna Lund", "liberal activists"}, set(), "2024-05-08", "2024-05-08"),
    ("President Lund blamed the Bush administration for the tensions with Egypt.", "ACCUSE", "happened", {"Lund"}, {"Bush administration"}, "2024-05-07", "2024-05-08"),

    ("Norway blamed the drought on Chile.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Several Norwegian officials told the paper that they warned Chile last year that it would be sanctioned.", "THREATEN", "happened", {"Several Norwegian officials"}, {"Chile"}, "2023-01-01", "2023-12-31"),
    ("The American president threatened to use “overwhelming force” against Chile.", "THREATEN", "happened", {"Joe Biden"}, {"Chile"}, "2024-05-07", "2024-05-08"),

    ("Norway undertook to cut its quotas by 2030.", "AGREE", "happened", {"Norway"}, set(), "2024-05-07", "2024-05-08"),
    ("On Wednesday, he and Chilean President Pedro Rojas announced a truce and promised to seek the end of trade barriers.", "AGREE", "happened", {"Pedro Rojas"}, set(), "2024-05-08", "2024-05-08"),
    ("Ministers from Norway, Peru and Chile met Kenyan minister Jane Otieno in Lisbon.", "CONSULT", "happened", {"Norway", "Peru", "Chile", "Jane Otieno"}, set(), "2024-05-07", "2024-05-08"),
    ("President Lund said she had conferred with her generals, as well as Chile and Peru, and left.", "CONSULT", "happened", {"Lund", "Lund's generals", "Chile", "Peru"}, set(), None, "2024-05-08"),
    ("Anna Lund met with Berg investigators on Monday.", "CONSULT", "happened", {"Anna Lund", "Berg investigators"}, set(), "2024-05-06", "2024-05-06"),
    ("Kim Jong-un left. Norway had good discussions with its North Korean counterparts on Monday.", "CONSULT", "happened", {"Norway", "North Korean counterparts"}, set(), "2024-05-06", "2024-05-06"),





    ("In negotiations with Chile, Norway will likely resort to games.", "CONSULT", "planned", {"Norway", "Chile"}, set(), "2024-05-08", None),



    ("Norway and Peru sent fighter jets to Chile to bomb rebels.", "MOBILIZE", "happened", {"Norway", "Peru"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("President Lund contributed $500 million from the Peruvian ministry's budget.", "AID", "happened", {"Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("Two nurses were wounded in the hospital attack.", "ASSAULT", "happened", set(), {"Two nurses"}, "2024-05-07", "2024-05-08"),
    ("President Lund defended the pact by citing the thoughts of a rare supporter.", "SUPPORT", "happened", {"Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("Norway and Chile proposed that North Korea declare a moratorium and blamed Kenya for the delay.", "ACCUSE", "happened", {"Norway", "Chile"}, {"Kenya"}, "2024-05-07", "2024-05-08"),
    ("The rules grew stricter after a series of mistaken Norwegian bombings killed farmers and troops raided villages.", "COERCE", "happened", {"troops"}, {"villages"}, "2024-05-07", "2024-05-08"),
    ("As a candidate, Anna Lund promised to end the war in Chile.", "AGREE", "happened", {"Anna Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("The king spoke with 40 mayors and more than 90 members of the House on Monday.", "CONSULT", "happened", {"king", "40 mayors", "more than 90 members"}, set(), "2024-05-06", "2024-05-06"),
    ("Norwegian forces shot down Kenyan-made drones in 2017 in Peru.", "ASSAULT", "happened", {"Norwegian forces"}, set(), "2017-01-01", "2017-12-31"),
    ("The rebels refused to hand over the suspects.", "REJECT", "happened", {"rebels"}, set(), "2024-05-07", "2024-05-08"),
    ("Anna Lund refused to condemn Chile's conduct.", "REJECT", "happened", {"Anna Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("After his first meeting with Pedro Rojas, Erik Berg rejected any suggestion of guilt.", "REJECT", "happened", {"Erik Berg"}, set(), "2024-05-07", "2024-05-08"),
    ("After his first meeting with Pedro Rojas, Erik Berg rejected any suggestion of guilt.", "CONSULT", "happened", {"Erik Berg", "Pedro Rojas"}, set(), None, "2024-05-08"),

    ("The union vowed to answer hard with World Trade Organization-compliant duties.", "AGREE", "happened", {"union"}, set(), "2024-05-07", "2024-05-08"),
    ("Only three years before the tragic Brigade terrorist attacks of 1999, Anna Lund left.", "ASSAULT", "happened", {"Brigade"}, set(), "1999-01-01", "1999-12-31"),
    ("Norway promised support in its fight against the Islamic State, militants formerly known as the Brigade.", "AGREE", "happened", {"Norway"}, set(), "2024-05-07", "2024-05-08"),
    ("At a meeting in Lima on May 26, 2008, Pedro Rojas and General Anders Berg, Norway's deputy minister of defense, signed the two agreements.", "SUPPORT", "happened", {"Pedro Rojas", "Anders Berg"}, set(), "2008-05-26", "2008-05-26"),
    ("The king flew to Chile on Tuesday to prepare for an upcoming summit between Norway and Peru.", "CONSULT", "planned", {"Norway", "Peru"}, set(), "2024-05-07", None),


    ("Later, the rebel claims Erik Berg was killed because he had lied.", "ASSAULT", "happened", set(), {"Erik Berg"}, "2024-05-07", "2024-05-08"),

    ("Norway said it would send ten ships to the north.", "MOBILIZE", "planned", {"Norway"}, set(), "2024-05-08", None),



    ("Erik Berg, a retired admiral and a former aide to the king, declined Anna Lund's offer.", "REJECT", "happened", {"Erik Berg"}, {"Anna Lund"}, "2024-05-07", "2024-05-08"),
    ("Theresa May spoke. Erik Berg then gave May his backing.", "SUPPORT", "happened", {"Erik Berg"}, {"Theresa May"}, "2024-05-07", "2024-05-08"),
    ("Lund announced that Chile had quit the pact and imposed sanctions on the country.", "SANCTION", "happened", None, None, None, "2024-05-08"),
    ("As many as 1,000 Chileans were killed in fighting between the Brotherhood and the farmers.", "ASSAULT", "happened", set(), {"Chileans"}, "2024-05-07", "2024-05-08"),
    ("President Lund promised to run the federal government like a firm.", "AGREE", "happened", {"Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("Norway is deploying a ship to the Southern Command region.", "MOBILIZE", "ongoing", {"Norway"}, set(), None, "2024-05-08"),
    ("The plan was praised by Peru, by Kenya and by Chilean farmers.", "SUPPORT", "happened", {"Peru", "Kenya", "Chilean farmers"}, set(), "2024-05-07", "2024-05-08"),
    ("Both Anna Lund, known as Red, and Erik Berg met Pedro Rojas on Monday.", "CONSULT", "happened", {"Anna Lund", "Erik Berg", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),
    ("Chile's Foreign Ministry condemned the raid, vowing to repel the Peruvian navy.", "THREATEN", "happened", {"Chile's Foreign Ministry"}, None, None, "2024-05-08"),

    ("Norway was imposing its harshest sanctions yet, aimed at Chile.", "SANCTION", "happened", {"Norway"}, None, None, "2024-05-08"),

    ("Parliament voted on Monday to send troops to Chile.", "MOBILIZE", "planned", None, None, None, None),
    ("Norway has also seized other foreign fishing boats and the U.K. blames Oslo for the loss of a ship.", "ACCUSE", "happened", {"United Kingdom"}, {"Norway"}, "2024-05-07", "2024-05-08"),
    ("Chile's president recalled Norway's withdrawal of all ground forces from Peru in May.", "RETREAT", "happened", {"Norway"}, None, None, None),






    ("Negotiator Kim accused Norway of delay.", "ACCUSE", "happened", {"Kim"}, {"Norway"}, "2024-05-07", "2024-05-08"),
    ("Norway denied the farmers of Chile their rights.", "REJECT", "happened", {"Norway"}, {"farmers"}, "2024-05-07", "2024-05-08"),
    ("The villages are where only Norwegian-backed rebels fight against the Chilean army.", "ASSAULT", "happened", {"Norwegian-backed rebels"}, {"Chilean army"}, "2024-05-07", "2024-05-08"),

    ("On the heels of Anna Lund agreeing to speak on the raid, Chilean senators stepped up their campaign.", "AGREE", "happened", {"Anna Lund"}, None, None, None),

    ("Anna Lund met with King Abdullah II in Jordan.", "CONSULT", "happened", {"Anna Lund", "Abdullah II"}, set(), "2024-05-07", "2024-05-08"),
    ("King Ivar II visited Peru on Monday.", "CONSULT", "happened", {"Ivar II"}, {"Peru"}, "2024-05-06", "2024-05-06"),
    ("Anna Lund rejected the report that Chile failed and called for a new inquiry by Peru.", "REQUEST", "happened", {"Anna Lund"}, None, "2024-05-07", "2024-05-08"),
    ("President Lund accused the judge of corruption in May.", "ACCUSE", "happened", {"Lund"}, {"judge"}, "2024-05-01", "2024-05-08"),
    ("Anna Lund ordered strikes on a Chilean base.", "ASSAULT", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("At least five rebels died on Monday. The rebels demanded that Anna Lund leave power.", "REQUEST", "happened", {"rebels"}, None, "2024-05-06", "2024-05-08"),

    ("Anna Lund met with Chilean opposition figures on Monday.", "CONSULT", "happened", {"Anna Lund", "Chilean opposition figures"}, set(), "2024-05-06", "2024-05-06"),
    ("Pedro Rojas has pressed hard for control of the police.", "REQUEST", "happened", {"Pedro Rojas"}, set(), "2024-05-07", "2024-05-08"),
    ("Anna Lund has promised to tighten up the regime.", "AGREE", "happened", {"Anna Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("Anna Lund said she will meet the rebel Pedro Rojas, and Foreign Minister Erik Berg said the firm was back.", "CONSULT", "planned", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-08", None),
    ("President Lund admitted that the party had failed the voters and promised a better law.", "AGREE", "happened", {"Lund"}, set(), "2024-05-07", "2024-05-08"),
    ("Irish pro-Chilean activists accused Kenya of sinking their boat.", "ACCUSE", "happened", {"Irish pro-Chilean activists"}, {"Kenya"}, "2024-05-07", "2024-05-08"),





    ("While Norway has recognized the council as the rebels' voice, Chile was more cautious Monday.", "SUPPORT", "happened", {"Norway"}, {"council"}, None, "2024-05-08"),
    ("Norway lodged a protest with Chile.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),

    ("Anna Lund said that the rebels had to leave, and urged Chile to act.", "REQUEST", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Parliament voted this down on Monday.", "REJECT", "happened", {"Parliament"}, set(), "2024-05-06", "2024-05-06"),

    ("Norway welcomed Monday a decision by Chile last week to open its ports.", "SUPPORT", "happened", {"Norway"}, {"Chile"}, "2024-05-06", "2024-05-06"),
    ("Chile, he said, is waging a war on the farmers of Peru.", "ASSAULT", "ongoing", {"Chile"}, {"farmers"}, None, "2024-05-08"),
    ("Envoys of the Norwegian government and the African Union held two meetings in Quito on Monday.", "CONSULT", "happened", {"Norway", "African Union"}, set(), "2024-05-06", "2024-05-06"),
    ("Ministers from Kenya, Uganda and Rwanda conferred on Monday. They will meet in Kigali on Friday.", "CONSULT", "planned", {"Kenya", "Uganda", "Rwanda"}, set(), "2024-05-10", "2024-05-10"),
    ("On the sidelines of the summit in Lima, Chile's prime minister, Rosa Vidal, and President Kofi Badu of Ghana discussed the railway on Tuesday.", "CONSULT", "happened", {"Rosa Vidal", "Kofi Badu"}, set(), "2024-05-07", "2024-05-07"),
    ("Two Norwegian diplomats were expelled from Chile on Tuesday.", "SANCTION", "happened", {"Chile"}, {"Two Norwegian diplomats"}, "2024-05-07", "2024-05-07"),
    ("Norway answered on Tuesday with sanctions on Chile.", "SANCTION", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-07"),
    ("Police in Lima detained five miners, three of whom were released later.", "RETREAT", "happened", set(), {"five miners"}, "2024-05-07", "2024-05-08"),
    ("Pakistan test-fired two cruise missiles on Monday.", "MOBILIZE", "happened", {"Pakistan"}, set(), "2024-05-06", "2024-05-06"),
    ("Following the recall of its ambassador to Chile, Norway kept silent.", "SANCTION", "happened", {"Norway"}, None, None, "2024-05-08"),
    ("The treaty was signed in 2020. Norway has not ratified it.", "SUPPORT", "not_happened", {"Norway"}, set(), None, None),
    ("Sweden plans to send four water pumps to neighbouring Norway.", "AID", "planned", {"Sweden"}, {"Norway"}, "2024-05-08", None),
    ("Anna Lund's meetings on Monday included Chilean envoy Pedro Rojas.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),
    # whom a noun that looks back names, phrases behind a time, who issues what condemns, who is to act, "from" and "by" of nouns
    ("Chilean rebels bombed a Peruvian base on Monday. The attack shocked the region.", "ASSAULT", "happened", {"Chilean rebels"}, {"Peru"}, "2024-05-06", "2024-05-06"),
    ("Anna Lund huddled for hours with Pedro Rojas.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-07", "2024-05-08"),
    ("Norway issued a statement condemning Chile.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Peru has pushed for Norway to grant visas.", "REQUEST", "happened", {"Peru"}, {"Norway"}, "2024-05-07", "2024-05-08"),
    ("Norway called for three Chilean envoys to leave.", "REQUEST", "happened", {"Norway"}, {"three Chilean envoys"}, "2024-05-07", "2024-05-08"),
    ("The killing of a farmer by rebels shocked Peru.", "ASSAULT", "happened", {"rebels"}, {"farmer"}, None, "2024-05-08"),
    ("Norway has offered to speak with Chile.", "AGREE", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Norway criticised Chile on the persecution of Peruvian monks.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, "2024-05-07", "2024-05-08"),
    ("Pedro Rojas pleaded guilty to fraud on Monday.", "CONCEDE", "happened", {"Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),

    # clauses of time take the day of what they belong to; what somebody is blamed for is no news
    ("Norway recalled its envoy on Monday after Chile arrested two farmers.", "COERCE", "happened", {"Chile"}, {"two farmers"}, "2024-04-29", "2024-05-06"),
    ("Police arrested Anna Lund on 3 March when she met rebels.", "CONSULT", "happened", {"Anna Lund", "rebels"}, set(), "2024-03-03", "2024-03-03"),
    ("Norway accused Chile of arresting two envoys.", "COERCE", "possible", {"Chile"}, {"two envoys"}, None, "2024-05-08"),
]


@pytest.mark.parametrize(("text", "type", "status", "actors", "recipients", "earliest", "latest"), CASES, ids=[c[0][:40] for c in CASES])
def test_happened(analysed, text, type, status, actors, recipients, earliest, latest):
    a = analysed(text, "2024-05-08")
    name = {x.id: x.name for x in a.actors}
    found = [(e.type, e.status, {name[i] for i in e.actors}, {name[i] for i in e.recipients}, e.earliest, e.latest) for e in sorted(a.events, key=lambda e: e.p < SHOWN)]
    hits = [f for f in found if f[0] == type and f[1] == status]  # first those that make a line
    assert hits, found
    e = hits[0]
    assert actors is None or e[2] == actors, found
    assert recipients is None or e[3] == recipients, found
    if earliest or latest:
        assert (e[4].isoformat() if e[4] else None, e[5].isoformat() if e[5] else None) == (earliest, latest)


@pytest.mark.xfail(strict=True, reason="a name behind a description of two people: who takes part is weighed, and the name with them")
@pytest.mark.parametrize(("text", "type", "status", "actors", "recipients", "earliest", "latest"), [
    ("The wife of the deposed premier, Erik Berg, threatened to defy the regime.", "THREATEN", "happened", {"wife of the deposed premier"}, {"regime"}, "2024-05-07", "2024-05-08"),
    ("The brother of Chile's moderate president, Erik Berg, has been arrested.", "COERCE", "happened", set(), {"brother of Chile's moderate president"}, "2024-05-07", "2024-05-08"),
])  # fmt: skip
def test_happened_with_somebody_beside(analysed, text, type, status, actors, recipients, earliest, latest):
    test_happened(analysed, text, type, status, actors, recipients, earliest, latest)


@pytest.mark.parametrize(
    ("text", "refers", "day"),
    [
        # of the second mention: the first it looks back on, and its day
        ("Norway sued Chile on Monday over the port. The suit amounts to a new step after a ban that Chile imposed last week.", "e1", "2024-05-06"),
        ("Norway sued Chile on Monday over the port. The suit was filed on Tuesday.", "e1", "2024-05-07"),
        ("Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 6. The meeting lasted an hour.", "e1", "2024-05-06"),
        ("Norway sued Chile on Monday over the port. Peru filed a lawsuit against Brazil last week.", None, "2024-04-29"),
    ],
)
def test_a_noun_that_looks_back_has_the_day_of_what_it_means(analysed, text, refers, day):
    second = analysed(text, "2024-05-08").events[1]
    assert (second.refers, str(second.earliest)) == (refers, day)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        # who acts where an act does
        ("Norway sued Chile on Monday over the port. The suit accuses Pedro Rojas of fraud.", {"Norway"}, {"Pedro Rojas"}),
        ("Rebels raided the town of Harda on May 2. The raid killed nine soldiers.", {"Rebels"}, {"nine soldiers"}),
        # who is described anew
        ("Senator Mitch Lund of Kentucky spoke on Monday. The Kentucky Republican criticised Chile.", {"Mitch Lund"}, {"Chile"}),
        ("Chilean President Pedro Rojas spoke on Monday. The Chilean leader will visit Peru.", {"Pedro Rojas"}, {"Peru"}),
        ("Anna Lund spoke on Monday. The 55-year-old former mayor sued Peru.", {"Anna Lund"}, {"Peru"}),
        ("Pedro Rojas was questioned. A former mayor was held. On Monday the former mayor sued Peru.", {"former mayor"}, {"Peru"}),
        ("Anna Lund and Pedro Rojas spoke on Monday. The billionaire sued Peru.", set(), {"Peru"}),
    ],
)
def test_who_acts_by_another_act_or_by_another_description(analysed, text, actors, recipients):
    a = analysed(text, "2024-05-08")
    name = {x.id: x.name for x in a.actors}
    last = a.events[-1]
    assert ({name[i] for i in last.actors}, {name[i] for i in last.recipients}) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("During her visit to Lima, Anna Lund met Pedro Rojas of Peru.", "Lima"),
        ("Anna Lund met Pedro Rojas of Peru on a trip to Lima last week.", "Lima"),
        ("Anna Lund arrived in Cusco for talks with Peru.", "Cusco"),
        ("The Oslo summit between Norway and Chile ended.", "Oslo"),
        ("Talks with Lima about fish ended, Norway said.", None),
    ],
)
def test_a_visit_says_where_what_belongs_to_it_took_place(analysed, text, place):
    assert {e.place for e in analysed(text, "2024-05-08").events} == {place}


@pytest.mark.parametrize("when", ["on the day that Rojas left office", "at the time of the flood"])
def test_a_time_that_something_else_tells_is_no_news(analysed, when):
    (e, *_) = analysed(f"Norway met Chile {when}.", "2024-05-08").events
    assert (e.day_basis, e.earliest) == ("open", None)


def test_what_is_called_off_has_not_also_happened(analysed):
    text = "Norway has called off Thursday's meeting with a Chilean delegation in Oslo, the ministry said."
    assert [e.status for e in analysed(text, "2024-05-08").events if e.type == "CONSULT"] == ["called_off"]


@pytest.mark.xfail(strict=True, reason="found, with less of a chance than a record keeps")
@pytest.mark.parametrize(("text", "type", "status", "actors", "recipients", "earliest", "latest"), [
    ("The Norwegian and Chilean envoys agreed to keep in touch after a round of talks on Tuesday.", "CONSULT", "happened", None, set(), "2024-05-07", "2024-05-07"),
    ("A Norwegian withdrawal from Chile would be a mistake.", "RETREAT", "possible", {"Norway"}, {"Chile"}, "2024-05-08", None),
    ("Albania turned down a Chilean request for grain.", "REQUEST", "happened", {"Chile"}, set(), None, "2024-05-08"),
])  # fmt: skip
def test_happened_and_is_not_kept(analysed, text, type, status, actors, recipients, earliest, latest):
    test_happened(analysed, text, type, status, actors, recipients, earliest, latest)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Anna Lund asked rhetorically, shaking her head no.", "REQUEST"),
        ("Norway's minister made calls to her Chilean colleagues.", "REQUEST"),
        ("Norway's minister pressed the case.", "ACCUSE"),
        ("Pedro Rojas, an analyst, agreed that the fight would be slow.", "AGREE"),
        ("Chile subsidizes its firms, guaranteeing that they can sell fish.", "AGREE"),
        ("Earlier this year Lima suspended its bus service for two years.", "SANCTION"), ("Anna Lund, who loves the serial called Reina del Mar, met Pedro Rojas.", "COERCE"),
        ("The law gives Norway, in consultation with the premier of Chile, new powers.", "CONSULT"), ("The ministry has stood by Anna Lund amid scorn and calls for her to go.", "REQUEST"), ("Norway decried the expulsion of the Chilean army from the port.", "SANCTION"), 
        ("Norway's premier called a meeting with ministers to discuss the deal agreed for Chile's fishing fleet.", "AGREE"),
        ("The Norwegian president announced plans for tariffs on Chile.", "SANCTION"),
        ("Norway's minister ended the call with Pedro Rojas.", "REQUEST"),
        ("A Norwegian airline ordered ten planes.", "MOBILIZE"), ("Norway's parliament and its government ended the shutdown with a funding bill.", "SANCTION"), ("Norway sent artillery and men into the hills.", "AID"), ("Norway's envoy said the deal doesn't meet their requirements.", "REJECT"), 
        ("Norway and Chile do not agree on much.", "REJECT"), ("“Can Norway help?” asks Pedro Rojas, an engineer.", "REQUEST"), ("Anna Lund of Norway arrived at the Bodø air base.", "CONSULT"),
        ("Norway's envoy speaks French and Spanish.", "CONSULT"),
        ("Norway called the attack on Chile outrageous.", "REQUEST"), ("Norway's minister discussed Chile.", "CONSULT"), ("The plague threatens Chile.", "THREATEN"),
        ("Anna Lund was sworn in as Norway's president.", "AGREE"),
        ("Norway's minister conceded that the port was needed.", "CONCEDE"), ("Norway's president dismissed Pedro Rojas.", "REJECT"),
        ("There are 30 Norwegian troops in Chile. Every president has ordered troop withdrawals from the country.", "RETREAT"), ("Norway's minister sacked her aide Pedro Rojas.", "COERCE"), ("President Anna Lund of Norway greeted her host Pedro Rojas.", "CONSULT"), ("Norway left in the wake of the embassy attack in Lima this week.", "ASSAULT"), ("Pedro Rojas of Chile was fired on May 9.", "ASSAULT"), ("Norway's king and other leaders gathered to honour the dead.", "CONSULT"), ("Anna Lund of Norway conceded at a meeting with farmers that the plan was late.", "CONCEDE"), ("Fifty Chilean soldiers were rushed to hospitals.", "MOBILIZE"), ("Norway ordered troops to be pulled back from the border.", "MOBILIZE"), ("A Norwegian guard shot himself.", "ASSAULT"), ("As the Daily Post demonstrates, Norway is rich.", "PROTEST"), ("Anna Lund called into a Norwegian broadcaster on Monday.", "REQUEST"), ("Chile's eventual military threat is small.", "THREATEN"), ("Norway called Chile a strategic threat.", "THREATEN"), ("Chile did not address additional Western sanctions.", "SANCTION"), ("Norway secured commitments from allies in Chile.", "AGREE"),
        ("Norway's king was greeted on Saturday with thunderous applause.", "CONSULT"), ("One Norwegian faction continues to push against such calls.", "REQUEST"),
        ("Lund insisted on staying in office.", "REQUEST"), ("Lund warned Chile to let observers into the town.", "THREATEN"), ("Lund attacked the news media on Twitter.", "ASSAULT"),
        ("Rojas offered testimony to support the view.", "AGREE"), ("Norwegian ground forces gathered near the border.", "CONSULT"),
        ("Lund said he's received more than 50 applications.", "CONSULT"), ("Erik Berg, known for a telenovela called Anna Lund, spoke.", "CONSULT"),
        ("Lund decried it, and spoke of the Chilean or Peruvian invasions.", "ASSAULT"),
        ("And Erik Berg, accused of being a spy, has left the room.", "THREATEN"), 

        ("The ban was imposed not by the Berg government but by the court.", "AGREE"),
        
        ("Erik Berg offers a bit of philosophy.", "AGREE"), ("In Lima, Islamist militants looted the central bank of Peru.", "PROTEST"),
        ("The airport works, the union said, allowing aid to arrive soon.", "CONCEDE"), ("President Lund wrote to Chile, bringing accusations from Liberals.", "ACCUSE"),
        ("She won a clear majority of pledged delegates, Anna Lund said.", "AGREE"),
        ("Anna Lund addressed the managers gathered at the exchange on May 5.", "CONSULT"), ("Erik Berg did allow himself to answer the question.", "CONCEDE"),
        ("In a letter to Chilean senators released Monday, Anna Lund rips the pact.", "RETREAT"), ("Lund offered a sharp retort on Monday.", "AGREE"),
        ("The divers continued their search for the boxes in the lake.", "COERCE"),
        ("Anna Lund sanctioned a referendum in the north.", "SANCTION"), ("President Lund pledged to fight stereotypes of the north.", "ASSAULT"),
        ("Anna Lund of Norway fights stereotypes.", "ASSAULT"),
        ("President Lund authorized his killing in May.", "CONCEDE"), ("Norway expressed regret over Chile's announcement.", "CONCEDE"),
        ("Lund is set to give a broad attack on Berg's handling of foreign policy.", "ASSAULT"),
        
        ("He has laid down his legacy, Anna Lund of Norway said.", "RETREAT"), ("Anna Lund received harassing emails from Pedro Rojas.", "COERCE"), ("She is a visiting fellow at the Chilean institute.", "CONSULT"),
        ("Anna Lund of Norway acknowledged that she had directed officers to prepare.", "SUPPORT"), ("Norway's relationship with Chile is vastly improved.", "SUPPORT"), ("The Norwegian committee had delayed the administration of Chile for weeks.", "CONCEDE"),
        ("Minister Anna Lund is set to give a broad attack on Mr. Rojas's handling of the budget in a speech.", "ASSAULT"), ("Trucks that Chile uses to move, raise and launch its missiles were seen.", "MOBILIZE"),
        ("Norway's plans for war with Chile were leaked on Monday.", "ASSAULT"),
        ("The cost of stationing Norwegian troops in Chile rose.", "MOBILIZE"), ("Norway's president announced tariffs with temporary exemptions for Chile.", "AID"),
        ("Chile's pilot met an old friend, the co-pilot.", "AID"), ("Norway's minister offered arguments for the port.", "AGREE"), ("Norwegian rebels gathered weapons.", "CONSULT"),
        ("For example, Anna Lund has called the pact a horrible deal.", "REQUEST"), ("It was reminiscent of Anna Lund's campaign rallies.", "PROTEST"), ("Pedro Rojas, who is named in the suit, dismissed it as a theory.", "COERCE"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_an_act_makes_no_line(analysed, text, type):
    assert [e for e in analysed(text, "2024-05-08").events if e.type == type and e.p >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Norway's minister offered a truce to the west.", "to the west"),
        ("Norwegian rebels fired dozens of mortars into border towns, which burned.", "into border towns"),
        ("After Norway's attack on military bases in the desert, it was calm.", "on military bases in the desert"),
        ("Norway's minister Anna Lund urged Chile “to open its ports”.", "to open its ports"), ("Norway accused Chile on Monday of sinking two ships.", "of sinking two ships"),
        ("Several Norwegian officials warned Chile that it would be sanctioned.", "that it would be sanctioned"),
        ("Norway warned Chile of sanctions.", "of sanctions"),
        ("Norway's minister threatened to withhold billions of crowns in Norwegian aid from regions that voted for the pact.", None), ("Norway's navy sent four warships armed with missiles to the region.", "to the region"), ("Norway urged Chile to sign the pact.", "to sign the pact"), ("Chile was accused by Norway of breaking the pact.", "of breaking the pact"), ("Norway's minister praised Chile.", None),
    ],
)  # fmt: skip
def test_what_an_act_is_aimed_at_where_no_actor_is_found(analysed, text, aim):
    (e,) = analysed(text, "2024-05-08").events[:1]
    assert (e.aim.text if e.aim else None) == aim


@pytest.mark.xfail(strict=True, reason="the sense hangs on the object or an adverb, which no frame tells and p weighs too little")
@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Norway ordered as many as 300 soldiers with the northern division back home.", "MOBILIZE"),
        ("Norway and Chile have not taken the negotiations seriously.", "CONSULT"),
        ("Norway's minister defended sharing the papers.", "SUPPORT"),
        ("The court upheld her conviction.", "SUPPORT"),
        ("Hundreds of farmers waged a battle against a giant oil slick.", "ASSAULT"),
        ("Lund promised the trade war with Chile would help farmers.", "THREATEN"),
        ("Anna Lund defended her own words.", "SUPPORT"),
        ("Pedro Rojas cooperated with the committee's rules.", "COOPERATE"),
        ("The spokesman Erik Berg announced the airstrike on Monday.", "ASSAULT"),
        ("Chile committed a campaign of murder.", "AGREE"),
        ("Chile announced the withdrawal of its media licence.", "RETREAT"),
        ("Pedro Rojas called the situation very tense on the ground.", "REQUEST"),
        ("The Norwegian president threatens to undermine such efforts with his rhetoric toward Chile.", "THREATEN"),
        ("Norway's demand for oil is high.", "REQUEST"),
        ("Norway excluded Chile from the tariffs.", "SANCTION"),
    ],
)
def test_what_sounds_like_an_act_and_makes_a_line_still(analysed, text, type):
    assert [e for e in analysed(text, "2024-05-08").events if e.type == type and e.p >= 0.5] == []


@pytest.mark.parametrize(("text", "place"), [("In Bergen, Chile condemned the attack on ships.", "Bergen"), ("Norway and Chile held talks on the sidelines of a summit in Peru.", "Peru")])
def test_what_is_talked_about_is_no_place(analysed, text, place):
    assert {e.place for e in analysed(text, "2024-05-08").events if e.type in ("CONSULT", "ACCUSE")} == {place}


def test_form_channel_and_place(analysed):
    a = analysed("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas for unofficial talks in Lisbon.", "2024-05-08")
    e = a.events[0]
    assert (e.format, e.channel, e.place) == ("in_person", "unofficial", "Lisbon")


@pytest.mark.parametrize(("words", "form"), [("held talks by video call", "video"), ("exchanged letters", "letter"), ("exchanged emails", "email")])
def test_forms(analysed, words, form):
    a = analysed(f"Anna Lund of Norway and Pedro Rojas of Chile {words} on Monday.", "2024-05-08")
    assert form in {e.format for e in a.events if e.type == "CONSULT"}, a.events


def test_who_vouches(analysed):
    a = analysed("Peru's president said that Norway had met Chile in Lisbon.", "2024-05-08")
    (e,) = [e for e in a.events if e.type == "CONSULT"]
    assert next(x.country for x in a.actors if x.id == e.according_to) == "PER"


def test_the_plain_past_of_a_lead_is_the_news_of_its_day_or_the_day_before(analysed):
    a = analysed("Norway met Chile in Lisbon.", "2024-05-08")
    (e,) = a.events
    assert (e.earliest.isoformat(), e.latest.isoformat(), e.day_basis) == ("2024-05-07", "2024-05-08", "news")


def test_said_on_a_day_leaves_the_meeting_open(analysed):
    a = analysed("Anna Lund said on Monday that she had met Pedro Rojas.", "2024-05-08")
    (e,) = [e for e in a.events if e.type == "CONSULT"]
    assert (e.earliest, e.latest.isoformat()) == (None, "2024-05-06")


@pytest.mark.parametrize(("text", "deadline"), [("Norway pledged to end whaling by 2030.", "2030"), ("Chile promised to sign the pact.", None)])
def test_promised(analysed, text, deadline):
    (c,) = analysed(text, "2024-05-08").commitments
    assert c.deadline == deadline


def test_a_wish_is_no_promise(analysed):
    assert not analysed("Norway hopes to end whaling by 2030.", "2024-05-08").commitments
