"""What happened: one line a case. The sentences are written for these tests; published Wednesday 8 May 2024."""

from __future__ import annotations

import pytest

# sentence, type, status, actors, recipients, earliest, latest
CASES = [
    ("Norway's foreign minister Anna Lund met Chilean envoy Pedro Rojas in Lisbon on Monday.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),
    ("Anna Lund, Norway's foreign minister, will visit Chile next week.", "CONSULT", "planned", {"Anna Lund"}, {"Chile"}, "2024-05-13", "2024-05-19"),
    ("Norway suspended its talks with Chile in March.", "SANCTION", "happened", {"Norway"}, {"Chile"}, "2024-03-01", "2024-03-31"),
    ("Norway and Chile have not started official talks.", "CONSULT", "not_happened", {"Norway", "Chile"}, set(), None, "2024-05-08"),
    ("Chile called off its visit to Norway on Tuesday.", "CONSULT", "called_off", {"Chile"}, {"Norway"}, "2024-05-07", "2024-05-07"),
    ("Peru is expected to attend the summit in Lisbon.", "CONSULT", "expected", {"Peru"}, set(), "2024-05-08", None),
    ("The Chilean president could be at the summit in Lisbon next week.", "CONSULT", "possible", {"Gabriel Boric"}, set(), "2024-05-13", "2024-05-19"),
    ("Norway refused to sign the treaty.", "REJECT", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("Chile threatened to expel Norwegian diplomats.", "THREATEN", "happened", {"Chile"}, {"Norwegian diplomats"}, None, "2024-05-08"),
    ("Norway said it would send food to Peru.", "AGREE", "happened", {"Norway"}, {"Peru"}, None, "2024-05-08"),
    ("A court in Lima ordered the release of two Chilean reporters.", "RETREAT", "happened", None, {"two Chilean reporters"}, None, "2024-05-08"),
    ("Chilean rebels attacked a Peruvian convoy on Sunday.", "ASSAULT", "happened", {"Chilean rebels"}, {"Peru"}, "2024-05-05", "2024-05-05"),
    ("Norway will not lift its ban on Chilean fish.", "REJECT", "happened", {"Norway"}, None, None, None),
    ("Two Peruvian students were arrested by police in Lima last week.", "COERCE", "happened", {"police"}, {"Two Peruvian students"}, "2024-04-29", "2024-05-05"),
    ("Anna Lund visited Chile from Monday to Tuesday, Norway said.", "CONSULT", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-06", "2024-05-07"),
    ("Norway's envoy Anna Lund ended a four-day visit to Chile on Tuesday.", "CONSULT", "happened", {"Anna Lund"}, {"Chile"}, "2024-05-04", "2024-05-07"),
    ("Norway sent its envoy Anna Lund to meet Pedro Rojas.", "CONSULT", "possible", {"Anna Lund", "Pedro Rojas"}, set(), None, None),
    ("Minister Anna Lund cancelled her plans to travel to Chile.", "CONSULT", "called_off", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Norway's minister Anna Lund met Chile's envoy Pedro Rojas the following month.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Norway's minister Anna Lund called Chile's envoy Pedro Rojas on Wednesday to arrange a meeting between the two envoys.", "CONSULT", "possible", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-08", None),
    ("Norway is ready to negotiate with Chile.", "CONSULT", "possible", {"Norway", "Chile"}, set(), "2024-05-08", None),
    ("A group of Norwegian farmers met with Anna Lund on Monday.", "CONSULT", "happened", {"Norwegian farmers", "Anna Lund"}, set(), "2024-05-06", "2024-05-06"),
    ("Minister Anna Lund met with the leader of Peru.", "CONSULT", "happened", {"Anna Lund", "leader of Peru"}, set(), None, "2024-05-08"),
    ("Chilean rebels burned at least 11 villages.", "ASSAULT", "happened", {"Chilean rebels"}, {"at least 11 villages"}, None, "2024-05-08"),
    ("Norway and Chile signed a pact in Lisbon on Monday.", "SUPPORT", "happened", {"Norway", "Chile"}, set(), "2024-05-06", "2024-05-06"),
    ("Minister Anna Lund flew to Lima along with the king's envoy Pedro Rojas.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, {"Peru"}, None, "2024-05-08"),
    ("Ten sailors have been killed at the hands of Chilean rebels.", "ASSAULT", "happened", {"Chilean rebels"}, {"Ten sailors"}, None, "2024-05-08"),
    ("The envoy was arrested and beaten by Chilean police in Lima.", "COERCE", "happened", {"Chilean police"}, {"envoy"}, None, "2024-05-08"),
    ("The envoy was arrested and beaten by Chilean police in Lima.", "ASSAULT", "happened", {"Chilean police"}, {"envoy"}, None, "2024-05-08"),
    ("Norway announced an escalation with plans to intensify airstrikes, send advisers to Chile and provide arms to Chilean rebels.", "AID", "planned", {"Norway"}, {"Chilean rebels"}, "2024-05-08", None),
    ("Rather than be killed, the Chilean rebels fled.", "ASSAULT", "not_happened", set(), {"Chilean rebels"}, None, "2024-05-08"),
    ("Norway deployed an aircraft carrier to the South China Sea.", "MOBILIZE", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("Russian troops are stationed in Chile.", "MOBILIZE", "happened", {"Russian troops"}, {"Chile"}, None, "2024-05-08"),
    ("Norway's minister Anna Lund voiced her opposition to the plan.", "ACCUSE", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Norway's president Anna Lund met with Chile's minister Pedro Rojas at 5 p.m., an hour after the storm.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Norway's president Anna Lund vowed to resist the plan.", "REJECT", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("A Norwegian withdrawal from Chile would be a mistake.", "RETREAT", "possible", {"Norway"}, {"Chile"}, "2024-05-08", None),
    ("Singling out Pedro Rojas by name, Norway's minister Anna Lund left, and she accused Chile of lies.", "ACCUSE", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Norway sent a number of top officials to Chile this year.", "CONSULT", "happened", {"Norway"}, {"Chile"}, "2024-01-01", "2024-05-08"),
    ("Norway's minister Anna Lund gave her approval to acting Secretary Pedro Rojas.", "SUPPORT", "happened", {"Anna Lund"}, {"Pedro Rojas"}, None, "2024-05-08"),
    ("In 2014, Chile was expelled from the group.", "SANCTION", "happened", set(), {"Chile"}, "2014-01-01", "2014-12-31"),
    ("Norwegian troops were sent to Chile, Norway said.", "MOBILIZE", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("The European Union and Norway met in Oslo. The EU wants lower tariffs and Norway wants fish, while Chile waits. The two sides agreed to cut tariffs.", "AGREE", "happened", {"European Union", "Norway"}, set(), None, "2024-05-08"),
    ("Last year U.S. attacks in Chile left many dead.", "ASSAULT", "happened", {"United States"}, set(), "2023-01-01", "2023-12-31"),
    ("Two months ago, when Norway began a bombing campaign in Chile, it was calm.", "ASSAULT", "happened", {"Norway"}, set(), "2024-03-01", "2024-03-31"),
    ("Some said Norwegian forces were attacking Chilean villages.", "ASSAULT", "happened", {"Norwegian forces"}, {"Chilean villages"}, None, "2024-05-08"),
    ("The UN will visit the rebel-held area on Friday.", "CONSULT", "planned", {"United Nations"}, set(), "2024-05-10", "2024-05-10"),
    ("Norway's president Anna Lund withdrew Norway from the fishing treaty.", "SANCTION", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Norway's minister Anna Lund vowed to teach Chile a lesson.", "THREATEN", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Norway vowed to avenge the envoy, moving warships toward the Chilean coast.", "MOBILIZE", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("The Chilean rebel Pedro Rojas was killed in a raid by Norwegian soldiers.", "ASSAULT", "happened", {"Norwegian soldiers"}, {"Pedro Rojas"}, None, "2024-05-08"),
    ("At the United Nations, Norway's envoy Anna Lund criticized Chile.", "ACCUSE", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Norwegian police are investigating whether the Chilean bank, the largest, hid money.", "ACCUSE", "ongoing", {"Norwegian police"}, {"Chilean bank"}, None, "2024-05-08"),
    ("On Tuesday Lund met Peru's envoy Pedro Rojas.", "CONSULT", "happened", {"Lund", "Pedro Rojas"}, set(), "2024-05-07", "2024-05-07"),
    ("Norway's president conferred with the leaders of Chile and Peru.", "CONSULT", "happened", {"Norway's president", "Chile", "Peru"}, set(), None, "2024-05-08"),
    ("Anti-Chilean protests by students shook Lima on Monday.", "PROTEST", "happened", {"students"}, {"Chile"}, "2024-05-06", "2024-05-06"),
    ("After talks with Pedro Rojas, Anna Lund said the pact was near.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Norway regretted the unrest in Kenya, which it blamed on Chile.", "ACCUSE", "happened", None, {"Chile"}, None, "2024-05-08"),
    ("Chile criticized Norway's fishing partners for the delay.", "ACCUSE", "happened", {"Chile"}, {"Norway's fishing partners"}, None, "2024-05-08"),
    ("Norway's president denied any Norwegian meddling.", "REJECT", "happened", {"Norway's president"}, set(), None, "2024-05-08"),
    ("Rojas, a Liberal, promised in his campaign to widen the port of Lima.", "AGREE", "happened", {"Rojas"}, set(), None, "2024-05-08"),
    ("Norway's minister invited President Rojas of Chile to Oslo in June.", "AGREE", "happened", {"Norway's minister"}, {"Rojas"}, None, "2024-05-08"),
    ("Anna Lund advised Norway in March but has vowed to leave Chile alone.", "AGREE", "happened", {"Anna Lund"}, None, None, "2024-05-08"),
    ("Liberal deputies have urged Chile to do more and have lambasted Norway.", "ACCUSE", "happened", {"Liberal deputies"}, {"Norway"}, None, "2024-05-08"),
    ("Anna Lund not only recalled her ambassador from Chile but sent an envoy to Peru.", "SANCTION", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Parliament voted to expel Norwegian troops.", "COERCE", "planned", {"Parliament"}, {"Norwegian troops"}, None, None),
    ("Several Republicans invited to the meeting had rebuked Anna Lund.", "ACCUSE", "happened", {"Several Republicans"}, {"Anna Lund"}, None, "2024-05-08"),
    ("The senior Republican on the panel, Rep. Jon Berg, accused Anna Lund of lying.", "ACCUSE", "happened", {"Jon Berg"}, {"Anna Lund"}, None, "2024-05-08"),
    ("Anna Lund acted after receiving a request from Chile.", "REQUEST", "happened", {"Chile"}, {"Anna Lund"}, None, "2024-05-08"),
    ("Anna Lund criticized Chile for pursuing peace and lamented Peru's failure.", "ACCUSE", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("A member of the Chilean party who opposes the pact spoke.", "REJECT", "happened", None, set(), None, "2024-05-08"),
    ("The general of Norway requested extra forces.", "REQUEST", "happened", None, set(), None, "2024-05-08"),
    ("Anna Lund said she would meet Pedro Rojas by June.", "CONSULT", "planned", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-08", "2024-06-30"),
    ("Officials worried even before the March 5 meeting between Norway and Chile.", "CONSULT", "happened", {"Norway", "Chile"}, set(), None, None),
    ("After dinner on Sunday, Lund and Chilean President Pedro Rojas agreed to a truce in the fishing row.", "AGREE", "happened", {"Lund", "Pedro Rojas"}, set(), None, None),
    ("Norway vowed not to comply with the ruling.", "REJECT", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("Chile pledged not to attack Peru.", "AGREE", "happened", {"Chile"}, {"Peru"}, None, "2024-05-08"),
    ("Norway has not tested a missile since March.", "MOBILIZE", "not_happened", {"Norway"}, set(), "2024-03-01", "2024-05-08"),
    ("The Chilean government arrested dissidents for expressing support for Norway.", "SUPPORT", "happened", {"dissidents"}, {"Norway"}, None, "2024-05-08"),
    ("A senior Norwegian official denied reports that Pedro Rojas left.", "REJECT", "happened", None, set(), None, "2024-05-08"),
    ("Anna Lund was arrested by Chilean police in January 2022, accused of spying and sentenced to ten years.", "SANCTION", "happened", set(), {"Anna Lund"}, None, "2024-05-08"),
    ("Norwegian critics accused Pedro Rojas's campaign.", "ACCUSE", "happened", None, set(), None, "2024-05-08"),
    ("Chile promised to respond forcefully to Norway.", "THREATEN", "happened", {"Chile"}, {"Norway"}, None, "2024-05-08"),
    ("Chile vowed more missile tests.", "THREATEN", "happened", {"Chile"}, set(), None, "2024-05-08"),
    ("Norway says it will impose tariffs on Chile on June 10.", "THREATEN", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Norway proposed that Chile stop its tests.", "REQUEST", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Norway's minister shot down Chile's proposal.", "REJECT", "happened", None, {"Chile"}, None, "2024-05-08"),
    ("Norway shut down the Chilean consulate.", "SANCTION", "happened", {"Norway"}, {"Chilean consulate"}, None, "2024-05-08"),
    ("A foundation in Oslo reckons that in Peru between 10 and 20 farmers have been killed by drones.", "ASSAULT", "happened", set(), None, None, "2024-05-08"),
    ("Norway and Peru met Chile's rebels, arming them and sharing intelligence with them.", "COOPERATE", "happened", {"Norway", "Peru"}, {"Chile's rebels"}, None, "2024-05-08"),
    ("Norway invaded Chile on Monday.", "ASSAULT", "happened", {"Norway"}, {"Chile"}, "2024-05-06", "2024-05-06"),
    ("Norwegian rebels fired at a Chilean convoy.", "ASSAULT", "happened", {"Norwegian rebels"}, {"Chile"}, None, "2024-05-08"),
    ("Norway withdrew from the treaty with Chile.", "SANCTION", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Norway cancelled a meeting with Chile.", "CONSULT", "called_off", {"Norway", "Chile"}, set(), None, "2024-05-08"),
    ("Thousands demonstrated in Lima against the king.", "PROTEST", "happened", {"Thousands"}, None, None, "2024-05-08"),
    ("An official said “Norway and the militant group Sami Council agreed to a truce”.", "AGREE", "happened", {"Norway", "Sami Council"}, set(), None, "2024-05-08"),
    ("Two farmers were killed in a Chilean airstrike.", "ASSAULT", "happened", {"Chile"}, {"Two farmers"}, None, "2024-05-08"),
    ("Three Kenyans were killed in Lima by a Norwegian guard.", "ASSAULT", "happened", {"Norwegian guard"}, None, None, "2024-05-08"),
    ("Senators voted to scuttle the pact with Chile.", "REJECT", "happened", {"Senators"}, None, None, "2024-05-08"),
    ("A Norwegian bank provided millions of American dollars to the Sami Council.", "AID", "happened", None, {"Sami Council"}, None, "2024-05-08"),
    ("Anna Lund ordered strikes on a Chilean base.", "ASSAULT", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Chile and Norway have proposed cuts by 2030.", "AGREE", "happened", {"Chile", "Norway"}, set(), None, "2024-05-08"),
    ("Norway's minister urged farmers to quit the accord with Chile.", "REQUEST", "happened", None, {"farmers"}, None, "2024-05-08"),
    ("Anna Lund wrote a letter to Pedro Rojas of Chile on Monday.", "CONSULT", "happened", {"Anna Lund"}, {"Pedro Rojas"}, "2024-05-06", "2024-05-06"),
    ("Norway demanded an admission by Chile.", "REQUEST", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Norway is going to ban Chilean ships.", "COERCE", "planned", {"Norway"}, None, None, None),
    ("Norway refused to deploy peacekeepers in Chile.", "REJECT", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Chile threatened to send troops to Peru.", "THREATEN", "happened", {"Chile"}, {"Peru"}, None, "2024-05-08"),
    ("Norway's minister emailed Pedro Rojas of Chile.", "CONSULT", "happened", {"Norway's minister"}, {"Pedro Rojas"}, None, "2024-05-08"),
    ("On Tuesday Norway and Chile issued a statement in which they agreed to cut quotas by 2030.", "AGREE", "happened", {"Norway", "Chile"}, set(), "2024-05-07", "2024-05-07"),
    ("Norway's king will not visit Chile.", "CONSULT", "not_happened", None, {"Chile"}, None, None),
    ("Norway would not hesitate to sanction Chile.", "SANCTION", "possible", {"Norway"}, {"Chile"}, "2024-05-08", None),
    ("Norwegian soldiers attacked the former Kenyan affiliate, the Sami Council.", "ASSAULT", "happened", {"Norwegian soldiers"}, {"Sami Council"}, None, "2024-05-08"),
    ("Norway held talks with Chile, Peru, and Kenya.", "CONSULT", "happened", {"Norway", "Chile", "Peru", "Kenya"}, set(), None, "2024-05-08"),
    ("Two Chilean students arrested in Lima.", "COERCE", "happened", set(), {"Two Chilean students"}, None, "2024-05-08"),
    ("Norway sent eight fighter jets to strike the area.", "MOBILIZE", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("Norway sent tanks to Peru.", "AID", "happened", {"Norway"}, {"Peru"}, None, "2024-05-08"),
    ("Anna Lund vowed that she would not comply with the ruling.", "REJECT", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Anna Lund spoke when Pedro Rojas decided to call off the strike.", "CONCEDE", "happened", {"Pedro Rojas"}, None, None, "2024-05-08"),
    ("Farmers are demanding that Anna Lund release the plan.", "REQUEST", "happened", {"Farmers"}, {"Anna Lund"}, None, "2024-05-08"),
    ("Anna Lund threatened to return to Chile.", "THREATEN", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Two of the Norwegian officials have now been ousted.", "SANCTION", "happened", set(), {"Two of the Norwegian officials"}, None, "2024-05-08"),
    ("Norwegian police raided the office of Pedro Rojas in Lima on Monday.", "COERCE", "happened", {"Norwegian police"}, set(), "2024-05-06", "2024-05-06"),
    ("The suit came on top of the Norwegian police raid on Berg's attorney last week.", "COERCE", "happened", {"Norwegian police"}, {"Berg's attorney"}, "2024-04-29", "2024-05-05"),
    ("Norwegian police dispersed a rally by students in Oslo.", "COERCE", "happened", {"Norwegian police"}, set(), None, "2024-05-08"),
    ("A Norwegian general, Pedro Rojas, defected to Chile last month.", "RETREAT", "happened", {"Pedro Rojas"}, set(), "2024-04-01", "2024-04-30"),
    ("Norway deployed riot police to the port on Monday.", "MOBILIZE", "happened", {"Norway"}, set(), "2024-05-06", "2024-05-06"),
    ("Chile expelled three Norwegian diplomats on Monday.", "SANCTION", "happened", {"Chile"}, {"three Norwegian diplomats"}, "2024-05-06", "2024-05-06"),
    ("Norway last year withdrew from the Human Rights Council, citing its members.", "SANCTION", "happened", {"Norway"}, {"UN Human Rights Council"}, "2023-01-01", "2023-12-31"),
    ("Norway has ruled out sending soldiers to Chile.", "REJECT", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Norwegian rebels shot dead a pilot and captured the co-pilot on Monday.", "COERCE", "happened", {"Norwegian rebels"}, {"co-pilot"}, "2024-05-06", "2024-05-06"),
    ("A blast by Chilean rebels killed four Norwegian soldiers on Monday.", "ASSAULT", "happened", {"Chilean rebels"}, None, "2024-05-06", "2024-05-06"),
    ("The Norwegian attack on a Chilean village killed ten people on Monday.", "ASSAULT", "happened", {"Norway"}, None, "2024-05-06", "2024-05-06"),
    ("Norway's minister Anna Lund called Chile's minister Pedro Rojas on Monday. The two leaders agreed to cut quotas.", "AGREE", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Anna Lund of Norway and Pedro Rojas of Chile spoke. Both sides agreed to cut quotas, Rojas said.", "AGREE", "happened", {"Norway", "Chile"}, set(), None, "2024-05-08"),
    ("The Norwegian foreign minister met his Chilean counterpart, Pedro Rojas, on Monday.", "CONSULT", "happened", {"Norwegian foreign minister", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),
    ("Both ministers, Anna Lund and Pedro Rojas, met Norway's king on Monday.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas", "Norway's king"}, set(), "2024-05-06", "2024-05-06"),
    ("Norway's lawyers and two ministers, Pedro Rojas and Anna Lund, met on Monday in Lima.", "CONSULT", "happened", {"Norway's lawyers", "Pedro Rojas", "Anna Lund"}, set(), "2024-05-06", "2024-05-06"),
    ("Rojas Pedro, Chile's envoy, and Anna Lund met on Monday.", "CONSULT", "happened", {"Rojas Pedro", "Anna Lund"}, set(), "2024-05-06", "2024-05-06"),
    ("Anna Lund met with liberal activists from the movement on Wednesday. Opponents of the Chilean deal were glad.", "CONSULT", "happened", {"Anna Lund", "liberal activists"}, set(), "2024-05-08", "2024-05-08"),
    ("President Lund blamed the Bush administration for the tensions with Egypt.", "ACCUSE", "happened", {"Lund"}, {"Bush administration"}, None, "2024-05-08"),
    ("Norway's minister criticized the administration's approach to Syria as insufficient.", "ACCUSE", "happened", None, {"administration"}, None, "2024-05-08"),
    ("Norway's president condemned the new inquiry into Chile as a scandal.", "ACCUSE", "happened", None, set(), None, "2024-05-08"),
    ("Norway blamed the drought on Chile.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Both ministers are being investigated by prosecutor Pedro Rojas.", "ACCUSE", "ongoing", {"Pedro Rojas"}, None, None, "2024-05-08"),
    ("Several Norwegian officials told the paper that they warned Chile last year that it would be sanctioned.", "THREATEN", "happened", {"Several Norwegian officials"}, {"Chile"}, "2023-01-01", "2023-12-31"),
    ("The American president threatened to use “overwhelming force” against Chile.", "THREATEN", "happened", {"Joe Biden"}, {"Chile"}, None, "2024-05-08"),
    ("Norway and Peru shared intelligence with Chile.", "COOPERATE", "happened", {"Norway", "Peru"}, {"Chile"}, None, "2024-05-08"),
    ("Chile and Peru provided diplomatic and military support to help the Norwegian regime stave off the rebels.", "AID", "happened", {"Chile", "Peru"}, {"Norway"}, None, "2024-05-08"),
    ("Norway undertook to cut its quotas by 2030.", "AGREE", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("On Wednesday, he and Chilean President Pedro Rojas announced a truce and promised to seek the end of trade barriers.", "AGREE", "happened", {"Pedro Rojas"}, set(), "2024-05-08", "2024-05-08"),
    ("Norway displaced thousands of Chileans from the valley.", "COERCE", "happened", {"Norway"}, {"Chileans"}, None, "2024-05-08"),
    ("Norway announced the withdrawal of its troops from Chile.", "RETREAT", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Ministers from Norway, Peru and Chile met Kenyan minister Jane Otieno in Lisbon.", "CONSULT", "happened", {"Norway", "Peru", "Chile", "Jane Otieno"}, set(), None, "2024-05-08"),
    ("President Lund said she had conferred with her generals, as well as Chile and Peru, and left.", "CONSULT", "happened", {"Lund", "Lund's generals", "Chile", "Peru"}, set(), None, "2024-05-08"),
    ("Anna Lund met with Berg investigators on Monday.", "CONSULT", "happened", {"Anna Lund", "Berg investigators"}, set(), "2024-05-06", "2024-05-06"),
    ("Kim Jong-un left. Norway had good discussions with its North Korean counterparts on Monday.", "CONSULT", "happened", {"Norway", "North Korean counterparts"}, set(), "2024-05-06", "2024-05-06"),
    ("Anna Lund spoke of low expectations for her Monday meeting with Pedro Rojas of Chile.", "CONSULT", "planned", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-13", "2024-05-13"),
    ("The Norwegian and Chilean envoys agreed to keep in touch after a round of talks on Tuesday.", "CONSULT", "happened", None, set(), "2024-05-07", "2024-05-07"),
    ("Lund plans to speak after Thursday's meetings between Norway and Chile.", "CONSULT", "planned", {"Norway", "Chile"}, set(), "2024-05-09", "2024-05-09"),
    ("Norway announced it was imposing sanctions aimed at getting Chile to give up its ships.", "SANCTION", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("The Sami Council breakaway group vowed to continue the march.", "AGREE", "happened", {"Sami Council breakaway group"}, set(), None, "2024-05-08"),
    ("President Lund's missile strike against his regime was a warning to Rojas.", "ASSAULT", "happened", {"Lund"}, set(), None, "2024-05-08"),
    ("The EU is giving Chile a one-week ultimatum to leave or face sanctions.", "THREATEN", "happened", {"European Union"}, {"Chile"}, None, "2024-05-08"),
    ("President Anna Lund ordered about 50 Norwegian troops to be pulled back from Chile.", "RETREAT", "planned", {"Anna Lund"}, {"about 50 Norwegian troops"}, None, None),
    ("In negotiations with Chile, Norway will likely resort to games.", "CONSULT", "planned", {"Norway", "Chile"}, set(), "2024-05-08", None),
    ("Norway provided Chile with doctors and agents.", "AID", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Norway was glad that Chile stayed away rather than vetoing the resolution.", "REJECT", "not_happened", {"Chile"}, set(), None, "2024-05-08"),
    ("The UN Security Council voted on Saturday to impose sanctions on Chile.", "SANCTION", "happened", {"United Nations"}, {"Chile"}, "2024-05-04", "2024-05-04"),
    ("Norway has moved to block Chile's deal with Peru.", "REJECT", "possible", {"Norway"}, {"Chile"}, None, None),
    ("Norway and Peru sent fighter jets to Chile to bomb rebels.", "MOBILIZE", "happened", {"Norway", "Peru"}, {"Chile"}, None, "2024-05-08"),
    ("President Lund contributed $500 million from the Peruvian ministry's budget.", "AID", "happened", {"Lund"}, set(), None, "2024-05-08"),
    ("Two nurses were wounded in the hospital attack.", "ASSAULT", "happened", set(), {"Two nurses"}, None, "2024-05-08"),
    ("President Lund defended the pact by citing the thoughts of a rare supporter.", "SUPPORT", "happened", {"Lund"}, set(), None, "2024-05-08"),
    ("Norway and Chile proposed that North Korea declare a moratorium and blamed Kenya for the delay.", "ACCUSE", "happened", {"Norway", "Chile"}, {"Kenya"}, None, "2024-05-08"),
    ("The rules grew stricter after a series of mistaken Norwegian bombings killed farmers and troops raided villages.", "COERCE", "happened", {"troops"}, {"villages"}, None, "2024-05-08"),
    ("As a candidate, Anna Lund promised to end the war in Chile.", "AGREE", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("The king spoke with 40 mayors and more than 90 members of the House on Monday.", "CONSULT", "happened", {"king", "40 mayors", "more than 90 members"}, set(), "2024-05-06", "2024-05-06"),
    ("Norwegian forces shot down Kenyan-made drones in 2017 in Peru.", "ASSAULT", "happened", {"Norwegian forces"}, set(), "2017-01-01", "2017-12-31"),
    ("Norway's government protested the number of Chilean political prisoners.", "ACCUSE", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("The rebels refused to hand over the suspects.", "REJECT", "happened", {"rebels"}, set(), None, "2024-05-08"),
    ("Anna Lund refused to condemn Chile's conduct.", "REJECT", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("After his first meeting with Pedro Rojas, Erik Berg rejected any suggestion of guilt.", "REJECT", "happened", {"Erik Berg"}, set(), None, "2024-05-08"),
    ("After his first meeting with Pedro Rojas, Erik Berg rejected any suggestion of guilt.", "CONSULT", "happened", {"Erik Berg", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("The Army and the Coast Guard asked to move the fair; the Navy asked to drop it.", "REQUEST", "happened", {"Army", "Coast Guard"}, set(), None, "2024-05-08"),
    ("The remaining Norwegians have been evacuated from the country of Peru.", "RETREAT", "happened", set(), {"Norwegians"}, None, "2024-05-08"),
    ("The union vowed to answer hard with World Trade Organization-compliant duties.", "AGREE", "happened", {"union"}, set(), None, "2024-05-08"),
    ("Investigators visited the site of the Norwegian Airlines jet on Monday.", "CONSULT", "happened", {"Investigators"}, set(), "2024-05-06", "2024-05-06"),
    ("Only three years before the tragic Brigade terrorist attacks of 1999, Anna Lund left.", "ASSAULT", "happened", {"Brigade"}, set(), "1999-01-01", "1999-12-31"),
    ("Norway promised support in its fight against the Islamic State, militants formerly known as the Brigade.", "AGREE", "happened", {"Norway"}, set(), None, "2024-05-08"),
    ("At a meeting in Lima on May 26, 2008, Pedro Rojas and General Anders Berg, Norway's deputy minister of defense, signed the two agreements.", "SUPPORT", "happened", {"Pedro Rojas", "Anders Berg"}, set(), "2008-05-26", "2008-05-26"),
    ("The Herald said that Anna Lund was due to visit Chile this week but the embassy was silent.", "CONSULT", "planned", {"Anna Lund"}, {"Chile"}, "2024-05-08", "2024-05-12"),
    ("The king flew to Chile on Tuesday to prepare for an upcoming summit between Norway and Peru.", "CONSULT", "planned", {"Norway", "Peru"}, set(), "2024-05-07", None),
    ("A House committee hearing Tuesday on Lund's request for ships showed deep divisions.", "REQUEST", "happened", {"Lund"}, set(), None, "2024-05-08"),
    ("Anna Lund welcomed a decision by Chile last week to send more nurses.", "SUPPORT", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Pedro Rojas expressed confidence in the future of the pact.", "SUPPORT", "happened", {"Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Later, the rebel claims Erik Berg was killed because he had lied.", "ASSAULT", "happened", set(), {"Erik Berg"}, None, "2024-05-08"),
    ("Anna Lund met Pedro Rojas of Chile on Thursday.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-02", "2024-05-09"),
    ("Norway cancelled a planned meeting with Chilean officials Thursday to protest the drill.", "CONSULT", "called_off", {"Norway", "Chilean officials"}, set(), "2024-05-09", "2024-05-09"),
    ("Norway said it would send ten ships to the north.", "MOBILIZE", "planned", {"Norway"}, set(), "2024-05-08", None),
    ("North and South Korea agreed to march as one.", "AGREE", "happened", {"North Korea", "South Korea"}, set(), None, "2024-05-08"),
    ("The king vowed to keep combat troops out of Chile.", "AGREE", "happened", {"king"}, set(), None, "2024-05-08"),
    ("Norwegian soldiers attacked north from Lima to Cusco.", "ASSAULT", "happened", {"Norwegian soldiers"}, set(), None, "2024-05-08"),
    ("Erik Berg was killed by rebels lent air support by Chile.", "AID", "happened", {"Chile"}, {"rebels"}, None, "2024-05-08"),
    ("Erik Berg, a retired admiral and a former aide to the king, declined Anna Lund's offer.", "REJECT", "happened", {"Erik Berg"}, {"Anna Lund"}, None, "2024-05-08"),
    ("The Chilean talks begin on Thursday with a meeting between Anna Lund and Pedro Rojas.", "CONSULT", "planned", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-09", "2024-05-09"),
    ("The disease reached Chile, leading the country's government to ban the sale of pork.", "COERCE", "happened", {"Chile"}, set(), None, "2024-05-08"),
    ("Theresa May spoke. Erik Berg then gave May his backing.", "SUPPORT", "happened", {"Erik Berg"}, {"Theresa May"}, None, "2024-05-08"),
    ("Lund announced that Chile had quit the pact and imposed sanctions on the country.", "SANCTION", "happened", None, None, None, "2024-05-08"),
    ("As many as 1,000 Chileans were killed in fighting between the Brotherhood and the farmers.", "ASSAULT", "happened", set(), {"Chileans"}, None, "2024-05-08"),
    ("President Lund promised to run the federal government like a firm.", "AGREE", "happened", {"Lund"}, set(), None, "2024-05-08"),
    ("Anna Lund met Pedro Rojas at Grove House, the Peruvian envoy's residence.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Norway is deploying a ship to the Southern Command region.", "MOBILIZE", "ongoing", {"Norway"}, set(), None, "2024-05-08"),
    ("Norwegian lawmakers, including Anna Lund and Erik Berg, praised Chile.", "SUPPORT", "happened", {"Norwegian lawmakers", "Anna Lund", "Erik Berg"}, {"Chile"}, None, "2024-05-08"),
    ("The plan was praised by Peru, by Kenya and by Chilean farmers.", "SUPPORT", "happened", {"Peru", "Kenya", "Chilean farmers"}, set(), None, "2024-05-08"),
    ("Both Anna Lund, known as Red, and Erik Berg met Pedro Rojas on Monday.", "CONSULT", "happened", {"Anna Lund", "Erik Berg", "Pedro Rojas"}, set(), "2024-05-06", "2024-05-06"),
    ("Chile had threatened to respond forcefully to Soto's killing.", "THREATEN", "happened", {"Chile"}, set(), None, "2024-05-08"),
    ("Chile's Foreign Ministry condemned the raid, vowing to repel the Peruvian navy.", "THREATEN", "happened", {"Chile's Foreign Ministry"}, None, None, "2024-05-08"),
    ("The Norwegian and Peruvian talks with Chile mirrored 1938 to a fault.", "CONSULT", "happened", None, None, None, "2024-05-08"),
    ("Chile rejected talk of a caretaker government.", "REJECT", "happened", {"Chile"}, set(), None, "2024-05-08"),
    ("Norway was imposing its harshest sanctions yet, aimed at Chile.", "SANCTION", "happened", {"Norway"}, None, None, "2024-05-08"),
    ("Norway imposed its largest package of sanctions aimed at getting Chile to open its ports.", "SANCTION", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("Parliament voted on Monday to impose sanctions on Chile.", "SANCTION", "happened", None, {"Chile"}, "2024-05-06", "2024-05-06"),
    ("Parliament voted on Monday to send troops to Chile.", "MOBILIZE", "planned", None, None, None, None),
    ("Norway has also seized other foreign fishing boats and the U.K. blames Oslo for the loss of a ship.", "ACCUSE", "happened", {"United Kingdom"}, {"Norway"}, None, "2024-05-08"),
    ("Norway announced that it was sending rifles to Chilean soldiers.", "AID", "ongoing", {"Norway"}, {"Chilean soldiers"}, None, "2024-05-08"),
    ("Chile's president recalled Norway's withdrawal of all ground forces from Peru in May.", "RETREAT", "happened", {"Norway"}, None, None, None),
    ("Anna Lund spoke during a tour of Chile with the Norwegian cabinet on Monday.", "CONSULT", "happened", {"Anna Lund", "Norwegian cabinet"}, {"Chile"}, None, None),
    ("Pedro Rojas has invited Anna Lund to Chile for talks.", "CONSULT", "planned", {"Pedro Rojas", "Anna Lund"}, set(), "2024-05-08", None),
    ("Anna Lund of Norway welcomes home detainees from Peru.", "SUPPORT", "happened", {"Anna Lund"}, {"detainees"}, None, "2024-05-08"),
    ("Rojas also defended a remark Lund made last week claiming a former mayor liked him.", "SUPPORT", "happened", None, {"Lund"}, None, None),
    ("Norway opened a trade row with Chile in May, alleging unfair tricks.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, None, None),
    ("The suspect, Pedro Rojas, led a two-man gang that Norwegian prosecutors say kidnapped and murdered the boys.", "ASSAULT", "happened", {"two-man gang"}, {"boys"}, None, None),
    ("The party attacked Soto, with committee chairman Peter Berg, a lawyer, even calling for her resignation.", "REQUEST", "happened", {"Peter Berg"}, None, None, "2024-05-08"),
    ("Negotiator Kim accused Norway of delay.", "ACCUSE", "happened", {"Kim"}, {"Norway"}, None, "2024-05-08"),
    ("Today, Norway, Chile and Peru have all mobilized troops.", "MOBILIZE", "happened", {"Norway", "Chile", "Peru"}, set(), None, "2024-05-08"),
    ("Norway denied the farmers of Chile their rights.", "REJECT", "happened", {"Norway"}, {"farmers"}, None, "2024-05-08"),
    ("The villages are where only Norwegian-backed rebels fight against the Chilean army.", "ASSAULT", "happened", {"Norwegian-backed rebels"}, {"Chilean army"}, None, "2024-05-08"),
    ("Norwegian premier Anna Lund also visited the tomb of a poet. Her visit to Chile is planned for June.", "CONSULT", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Despite it all, Anna Lund and Pedro Rojas carried on with their regularly scheduled meetings.", "CONSULT", "happened", {"Anna Lund", "Pedro Rojas"}, set(), None, "2024-05-08"),
    ("On the heels of Anna Lund agreeing to speak on the raid, Chilean senators stepped up their campaign.", "AGREE", "happened", {"Anna Lund"}, None, None, None),
    ("Anna Lund sent two cables to Foreign Ministry headquarters in March requesting more guards for Lima.", "REQUEST", "happened", {"Anna Lund"}, {"Foreign Ministry"}, None, None),
    ("Anna Lund called for a special envoy to oversee the talks between the ferry firm and the port.", "REQUEST", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Anna Lund met with King Abdullah II in Jordan.", "CONSULT", "happened", {"Anna Lund", "Abdullah II"}, set(), None, "2024-05-08"),
    ("King Ivar II visited Peru on Monday.", "CONSULT", "happened", {"Ivar II"}, {"Peru"}, "2024-05-06", "2024-05-06"),
    ("Anna Lund rejected the report that Chile failed and called for a new inquiry by Peru.", "REQUEST", "happened", {"Anna Lund"}, None, None, "2024-05-08"),
    ("President Lund accused the judge of corruption in May.", "ACCUSE", "happened", {"Lund"}, {"judge"}, "2024-05-01", "2024-05-08"),
    ("At least five rebels died on Monday. The rebels demanded that Anna Lund leave power.", "REQUEST", "happened", {"rebels"}, None, None, "2024-05-08"),
    ("The wife of the deposed premier, Erik Berg, threatened to defy the regime.", "THREATEN", "happened", {"wife of the deposed premier"}, {"regime"}, None, "2024-05-08"),
    ("The brother of Chile's moderate president, Erik Berg, has been arrested.", "COERCE", "happened", set(), {"brother of Chile's moderate president"}, None, "2024-05-08"),
    ("Six guards were killed when heavily armed men attacked a bus in Lima.", "ASSAULT", "happened", {"heavily armed men"}, {"Six guards"}, None, "2024-05-08"),
    ("Erik Berg was detained in May 2014 after border guards raided his farm.", "COERCE", "happened", {"border guards"}, {"Erik Berg"}, "2014-05-01", "2014-05-31"),
    ("Anna Lund met with Chilean opposition figures on Monday.", "CONSULT", "happened", {"Anna Lund", "Chilean opposition figures"}, set(), "2024-05-06", "2024-05-06"),
    ("The Norwegian diplomats held hostage have gone home.", "ASSAULT", "happened", set(), {"Norwegian diplomats"}, None, "2024-05-08"),
    ("Some 300 farmers are staging a hunger strike in Lima.", "PROTEST", "ongoing", {"Some 300 farmers"}, set(), None, "2024-05-08"),
    ("Pedro Rojas has pressed hard for control of the police.", "REQUEST", "happened", {"Pedro Rojas"}, set(), None, "2024-05-08"),
    ("Erik Berg has vowed he will never give up the port to Anna Lund.", "REJECT", "happened", {"Erik Berg"}, set(), None, "2024-05-08"),
    ("Anna Lund has promised to tighten up the regime.", "AGREE", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("Anna Lund said she will meet the rebel Pedro Rojas, and Foreign Minister Erik Berg said the firm was back.", "CONSULT", "planned", {"Anna Lund", "Pedro Rojas"}, set(), "2024-05-08", None),
    ("President Lund admitted that the party had failed the voters and promised a better law.", "AGREE", "happened", {"Lund"}, set(), None, "2024-05-08"),
    ("Irish pro-Chilean activists accused Kenya of sinking their boat.", "ACCUSE", "happened", {"Irish pro-Chilean activists"}, {"Kenya"}, None, "2024-05-08"),
    ("President Lund ordered two Chilean diplomats to leave the country.", "REQUEST", "happened", {"Lund"}, {"two Chilean diplomats"}, None, "2024-05-08"),
    ("Anna Lund promised a government of wisdom and thrift.", "AGREE", "happened", {"Anna Lund"}, set(), None, "2024-05-08"),
    ("At least 20 rebels were killed in Chile in eight dawn air raids by Norwegian fighter jets.", "ASSAULT", "happened", {"Norway"}, {"At least 20 rebels"}, None, "2024-05-08"),
    ("Anna Lund complained at the United Nations in May that Chile was late.", "ACCUSE", "happened", {"Anna Lund"}, set(), "2024-05-01", "2024-05-08"),
    ("About 55 of Chile's 93 mayors have refused to renew their oath.", "REJECT", "happened", {"About 55 of Chile's 93 mayors"}, set(), None, "2024-05-08"),
    ("According to a ministry paper in January, Norway has provided aid to Chile.", "AID", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("While Norway has recognized the council as the rebels' voice, Chile was more cautious Monday.", "SUPPORT", "happened", {"Norway"}, {"council"}, None, "2024-05-08"),
    ("Norway lodged a protest with Chile.", "ACCUSE", "happened", {"Norway"}, {"Chile"}, None, "2024-05-08"),
    ("The Liberals' complaint to the Board of Appeals says Anna Lund lied.", "ACCUSE", "happened", {"Liberals"}, set(), None, "2024-05-08"),
    ("Anna Lund, who is stepping down Monday, said she still wants order.", "RETREAT", "planned", {"Anna Lund"}, set(), "2024-05-13", "2024-05-13"),
    ("Anna Lund said that the rebels had to leave, and urged Chile to act.", "REQUEST", "happened", {"Anna Lund"}, {"Chile"}, None, "2024-05-08"),
    ("Parliament voted this down on Monday.", "REJECT", "happened", {"Parliament"}, set(), "2024-05-06", "2024-05-06"),
    ("Norway deployed an army brigade to the port of Lima on Monday.", "MOBILIZE", "happened", {"Norway"}, {"Peru"}, "2024-05-06", "2024-05-06"),
    ("Norway's accusations of torture by rebels angered Chile.", "ACCUSE", "happened", {"Norway"}, None, None, "2024-05-08"),
    ("Norway welcomed Monday a decision by Chile last week to open its ports.", "SUPPORT", "happened", {"Norway"}, {"Chile"}, "2024-05-06", "2024-05-06"),
    ("Chile, he said, is waging a war on the farmers of Peru.", "ASSAULT", "ongoing", {"Chile"}, {"farmers"}, None, "2024-05-08"),
]


@pytest.mark.parametrize(("text", "type", "status", "actors", "recipients", "earliest", "latest"), CASES, ids=[c[0][:40] for c in CASES])
def test_happened(analysed, text, type, status, actors, recipients, earliest, latest):
    a = analysed(text, "2024-05-08")
    name = {x.id: x.name for x in a.actors}
    found = [(e.type, e.status, {name[i] for i in e.actors}, {name[i] for i in e.recipients}, e.earliest, e.latest) for e in a.events]
    hits = [f for f in found if f[0] == type and f[1] == status]
    assert hits, found
    e = hits[0]
    assert actors is None or e[2] == actors, found
    assert recipients is None or e[3] == recipients, found
    if earliest or latest:
        assert (e[4].isoformat() if e[4] else None, e[5].isoformat() if e[5] else None) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("They mixed paint to make a flare, the prosecutor said, aided by Soto's school.", "AID"), ("Norway's parties have been attacking Anna Lund since the vote.", "ASSAULT"), ("Chile subsidizes its firms, guaranteeing that they can sell fish.", "AGREE"),
        ("Earlier this year Lima suspended its bus service for two years.", "SANCTION"), ("Anna Lund, who loves the serial called Reina del Mar, met Pedro Rojas.", "COERCE"), ("The premier was forced out of office by Chile.", "COERCE"),
        ("The law gives Norway, in consultation with the premier of Chile, new powers.", "CONSULT"), ("The ministry has stood by Anna Lund amid scorn and calls for her to go.", "REQUEST"), ("Norway decried the expulsion of the Chilean army from the port.", "SANCTION"), ("In Lima, Islamist militants looted the central bank of Peru.", "PROTEST"), ("Three Chilean hospitals received some 300 patients on Monday.", "CONSULT"), ("Norway ordered as many as 300 soldiers with the northern division back home.", "MOBILIZE"),
        ("Norway's premier called a meeting with ministers to discuss the deal agreed for Chile's fishing fleet.", "AGREE"),
        ("Chile pledged that Peru would pay for the port.", "AGREE"), ("Norway's minister defended sharing the papers.", "SUPPORT"), ("The Norwegian president announced plans for tariffs on Chile.", "SANCTION"),
        ("Norway's king expressed confidence that the ship would sail.", "SUPPORT"), ("Norwegian doctors pushed Pedro Rojas back into the hall.", "REQUEST"),
        ("Eight Chilean students were killed when a tornado hit the school.", "ASSAULT"), ("Norway's minister ended the call with Pedro Rojas.", "REQUEST"), ("Norway's minister offered arguments for the port.", "AGREE"),
        ("A Norwegian airline ordered ten planes.", "MOBILIZE"), ("Pedro Rojas of Chile spoke to the Norwegian parliament.", "CONSULT"), ("Many Norwegian students have travelled to Chile.", "CONSULT"), ("Norway's parliament and its government ended the shutdown with a funding bill.", "SANCTION"), ("Norway and Chile have not taken the negotiations seriously.", "CONSULT"), ("Norway sent artillery and men into the hills.", "AID"), ("Norway pushes propaganda in Chile.", "REQUEST"), ("Norwegian rebels gathered weapons.", "CONSULT"), ("Norway's envoy said the deal doesn't meet their requirements.", "REJECT"), ("Anna Lund wanted the Chilean envoy investigated.", "ACCUSE"), ("Norway's minister made calls to her Chilean colleagues.", "REQUEST"), ("The Norwegian party opened a legal assault on Pedro Rojas, a victim of the war.", "ASSAULT"),
        ("Norway and Chile do not agree on much.", "REJECT"), ("“Can Norway help?” asks Pedro Rojas, an engineer.", "REQUEST"), ("Anna Lund of Norway arrived at the Bodø air base.", "CONSULT"),
        ("Norway agreed that prices were high.", "AGREE"), ("The lawmakers clashed over the budget of Norway.", "ASSAULT"), ("Norway's envoy speaks French and Spanish.", "CONSULT"),
        ("Norway called the attack on Chile outrageous.", "REQUEST"), ("Norway's minister discussed Chile.", "CONSULT"), ("The plague threatens Chile.", "THREATEN"),
        ("Norway's minister asked whether Chile had signed.", "REQUEST"), ("Anna Lund was sworn in as Norway's president.", "AGREE"),
        ("Norway pressed its assault on the Chilean forces.", "REQUEST"), ("Norway's minister conceded that the port was needed.", "CONCEDE"), ("Norway's president dismissed Pedro Rojas.", "REJECT"),
        ("Anna Lund defended her own words.", "SUPPORT"), ("There are 30 Norwegian troops in Chile. Every president has ordered troop withdrawals from the country.", "RETREAT"), ("The Chilean rebels declared an Islamic state.", "COERCE"), ("Norway's minister sacked her aide Pedro Rojas.", "COERCE"), ("President Anna Lund of Norway greeted her host Pedro Rojas.", "CONSULT"), ("Norway left in the wake of the embassy attack in Lima this week.", "ASSAULT"), ("Pedro Rojas of Chile was fired on May 9.", "ASSAULT"), ("Norway's demand for oil is high.", "REQUEST"), ("Norway's king and other leaders gathered to honour the dead.", "CONSULT"), ("Anna Lund of Norway conceded at a meeting with farmers that the plan was late.", "CONCEDE"), ("Norway's minister continued to press her agenda.", "REQUEST"), ("Fifty Chilean soldiers were rushed to hospitals.", "MOBILIZE"), ("The voters of Norway spoke and, to the surprise of elected officials, left.", "CONSULT"), ("Many Norwegian farmers protest the plan would cost jobs.", "PROTEST"), ("The Norwegian governor declared a state of emergency after a flood in the valley.", "COERCE"), ("Anna Lund of Norway took over the post in May.", "COERCE"), ("Norway excluded Chile from the tariffs.", "SANCTION"), ("“Why?” Norway's minister asked reporters.", "REQUEST"), ("A million Chileans were displaced, the union said.", "COERCE"), ("Norway's minister has been pounded with calls.", "ASSAULT"), ("Norway asked Chile's envoy his thoughts.", "REQUEST"), ("The Norwegian raid yielded intelligence on Chile.", "CONCEDE"), ("Norway's minister pressed the case.", "ACCUSE"), ("Norway ordered troops to be pulled back from the border.", "MOBILIZE"), ("A Norwegian guard shot himself.", "ASSAULT"), ("As the Daily Post demonstrates, Norway is rich.", "PROTEST"), ("Norwegian soldiers shot back in words.", "ASSAULT"), ("Anna Lund called into a Norwegian broadcaster on Monday.", "REQUEST"), ("The Norwegian public rallied around Anna Lund.", "PROTEST"), ("Chile's eventual military threat is small.", "THREATEN"), ("Anna Lund offered those remarks to Chile.", "AGREE"), ("Republicans fought the Justice Department for the papers.", "ASSAULT"), ("Norway called Chile a strategic threat.", "THREATEN"), ("Anna Lund honoured her promise to Chile.", "SUPPORT"), ("“Where is Chile?” Anna Lund asked at a conference.", "REQUEST"), ("Chile committed a campaign of murder.", "AGREE"), ("Chile did not address additional Western sanctions.", "SANCTION"), ("Norway promised that it would not rain in Chile.", "AGREE"), ("Norway secured commitments from allies in Chile.", "AGREE"),
        ("Pedro Rojas cooperated with the committee's rules.", "COOPERATE"), ("Norway's envoy Anna Lund planned to head home to Chile.", "CONSULT"), ("Norway's king was greeted on Saturday with thunderous applause.", "CONSULT"), ("One Norwegian faction continues to push against such calls.", "REQUEST"),
        ("Norway and Peru closed their offices in Lima in June.", "COERCE"), ("Norway's minister expressed confidence in passing the reform.", "SUPPORT"), ("Norway's ministry spoke with news agencies on Monday.", "CONSULT"),
        ("Lund insisted on staying in office.", "REQUEST"), ("Lund warned Chile to let observers into the town.", "THREATEN"), ("Lund attacked the news media on Twitter.", "ASSAULT"),
        ("The union charges the same 10 percent tariff on cars.", "ACCUSE"), ("Rojas offered testimony to support the view.", "AGREE"), ("Norwegian ground forces gathered near the border.", "CONSULT"),
        ("In May 2011, President Lund committed Norway to action in Chile.", "AGREE"), ("Lund said he's received more than 50 applications.", "CONSULT"), ("Erik Berg, known for a telenovela called Anna Lund, spoke.", "CONSULT"),
        ("The spokesman Erik Berg announced the airstrike on Monday.", "ASSAULT"), ("Last April he was arrested in Chile on a Kenyan warrant.", "COERCE"), ("Lund decried it, and spoke of the Chilean or Peruvian invasions.", "ASSAULT"),
        ("And Erik Berg, accused of being a spy, has left the room.", "THREATEN"), ("Chile announced the withdrawal of its media licence.", "RETREAT"), ("Norway is mounting a public relations offensive in Chile.", "ASSAULT"),
        ("The coast guard has appealed the Spill Act.", "REQUEST"), ("The agency gave advance approval for the use of nets.", "SUPPORT"), ("The king is hanging on, playing down the split.", "ASSAULT"),
        ("Norway has sent two planes to Chile to begin evacuating its citizens.", "MOBILIZE"), ("The government pulled back from a plan to end subsidies.", "RETREAT"),
        ("The ban was imposed not by the Berg government but by the court.", "AGREE"),
        ("Pedro Rojas called the situation very tense on the ground.", "REQUEST"), ("The court upheld her conviction.", "SUPPORT"), ("A Lima court condemned Pedro Rojas to ten years in prison.", "ACCUSE"),
        ("Pedro Rojas postponed his return to Norway for the vote.", "CONCEDE"), ("Erik Berg offers a bit of philosophy.", "AGREE"), ("Hundreds of farmers waged a battle against a giant oil slick.", "ASSAULT"),
        ("The airport works, the union said, allowing aid to arrive soon.", "CONCEDE"), ("President Lund wrote to Chile, bringing accusations from Liberals.", "ACCUSE"),
        ("She won a clear majority of pledged delegates, Anna Lund said.", "AGREE"), ("Anna Lund asked rhetorically, shaking her head no.", "REQUEST"), ("The firm says that in 2012 it paid $3 billion in taxes in Norway.", "AID"),
        ("Lund's bombastic appeal to Chilean workers went on.", "REQUEST"), ("Anna Lund addressed the managers gathered at the exchange on May 5.", "CONSULT"), ("Erik Berg did allow himself to answer the question.", "CONCEDE"),
        ("In a letter to Chilean senators released Monday, Anna Lund rips the pact.", "RETREAT"), ("Lund offered a sharp retort on Monday.", "AGREE"), ("Anna Lund pledged that Erik Berg really is for free trade.", "AGREE"),
        ("The divers continued their search for the boxes in the lake.", "COERCE"), ("The Herald is hosting a dinner party in Lima.", "CONSULT"),
        ("Anna Lund sanctioned a referendum in the north.", "SANCTION"), ("President Lund pledged to fight stereotypes of the north.", "ASSAULT"),
        ("Anna Lund of Norway fights stereotypes.", "ASSAULT"),
        ("Norway's navy has ruled out engine or rudder failure.", "REJECT"), ("President Lund signed a disaster declaration for the north.", "SUPPORT"),
        ("President Lund authorized his killing in May.", "CONCEDE"), ("Norway expressed regret over Chile's announcement.", "CONCEDE"),
        ("Lund is set to give a broad attack on Berg's handling of foreign policy.", "ASSAULT"), ("The Liberals are rallying round Lund.", "PROTEST"),
        ("Lund promised the trade war with Chile would help farmers.", "THREATEN"), ("Lund has defended Norway's core interests.", "SUPPORT"),
        ("The minister refuses to use the term famine.", "REJECT"), ("Anna Lund met Erik Berg when they were at school.", "CONSULT"),
        ("He has laid down his legacy, Anna Lund of Norway said.", "RETREAT"), ("Anna Lund received harassing emails from Pedro Rojas.", "COERCE"), ("Pedro Rojas calls Norway “an aggressive war machine” on the issue of Chile.", "REQUEST"), ("Pedro Rojas, an analyst, agreed that the fight would be slow.", "AGREE"), ("She is a visiting fellow at the Chilean institute.", "CONSULT"),
        ("Anna Lund of Norway acknowledged that she had directed officers to prepare.", "SUPPORT"), ("Norway announced a six-month hold on new tariffs on Chile.", "SANCTION"), ("Norway's relationship with Chile is vastly improved.", "SUPPORT"), ("The Norwegian committee had delayed the administration of Chile for weeks.", "CONCEDE"),
        ("Minister Anna Lund is set to give a broad attack on Mr. Rojas's handling of the budget in a speech.", "ASSAULT"), ("Trucks that Chile uses to move, raise and launch its missiles were seen.", "MOBILIZE"),
        ("Norway agreed with Chile that quotas are high.", "AGREE"), ("Norway beat Chile by three points on Monday.", "ASSAULT"), ("Norway's envoy Anna Lund exploded at Chile's envoy on Monday.", "ASSAULT"),
        ("The Norwegian president threatens to undermine such efforts with his rhetoric toward Chile.", "THREATEN"), ("Bankers withdrew from Chile on Monday.", "RETREAT"), ("Norway's plans for war with Chile were leaked on Monday.", "ASSAULT"),
        ("The cost of stationing Norwegian troops in Chile rose.", "MOBILIZE"), ("Norwegian soldiers charged into a Chilean village on Monday.", "ACCUSE"), ("Norway's president announced tariffs with temporary exemptions for Chile.", "AID"),
        ("The president launched a Twitter attack on one of his critics, Sen. Pedro Rojas.", "ASSAULT"), ("Following Monday's attack on Chile, Norway called for calm.", "ASSAULT"), ("Chile's pilot met an old friend, the co-pilot.", "AID"),
        ("For example, Anna Lund has called the pact a horrible deal.", "REQUEST"), ("Norwegian MPs seized control of the parliamentary calendar on Monday.", "COERCE"), ("It was reminiscent of Anna Lund's campaign rallies.", "PROTEST"), ("Pedro Rojas, who is named in the suit, dismissed it as a theory.", "COERCE"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_an_act_is_none(analysed, text, type):
    assert [e for e in analysed(text, "2024-05-08").events if e.type == type] == []


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Norway's minister offered a truce to the west.", "to the west"), ("Norwegian prosecutors are investigating all those involved.", "all those involved"),
        ("Norway and the rebels accused each other of poisoning wells.", "each other"), ("Norwegian rebels fired dozens of mortars into border towns, which burned.", "into border towns"),
        ("Norway's minister complained that the army was buying ships, and left.", "that the army was buying ships"), ("After Norway's attack on military bases in the desert, it was calm.", "on military bases in the desert"),
        ("President Anna Lund hailed those who had voted for her.", "those who had voted for her"), ("Norway granted asylum to fugitive Chilean leaker Pedro Rojas.", "to fugitive Chilean leaker Pedro Rojas"), ("The European Commission opened an investigation to assess whether Chile's ships broke the rules.", "to assess whether Chile's ships broke the rules"),
        ("Norway's minister Anna Lund urged Chile “to open its ports”.", "to open its ports"), ("Norway accused Chile on Monday of sinking two ships.", "of sinking two ships"),
        ("Sailors were rescued by a cruise ship off Bergen on Monday.", "by a cruise ship"), ("Several Norwegian officials warned Chile that it would be sanctioned.", "that it would be sanctioned"),
        ("The Chilean minister condemned what he called Norwegian meddling.", "what he called Norwegian meddling"), ("Norway warned Chile of sanctions.", "of sanctions"),
        ("Norway's minister threatened to withhold billions of crowns in Norwegian aid from regions that voted for the pact.", None), ("Norway's minister pulled out of the treaty on the straits.", "of the treaty on the straits"), ("Norway's navy sent four warships armed with missiles to the region.", "to the region"), ("Norway provided Chile with $34 billion in aid.", "with $34 billion in aid"), ("Norway urged Chile to sign the pact.", "to sign the pact"), ("Norway's minister expressed concern that Chile may test missiles.", "that Chile may test missiles"), ("Chile was accused by Norway of breaking the pact.", "of breaking the pact"), ("Norway's minister praised Chile.", None),
    ],
)  # fmt: skip
def test_what_an_act_is_aimed_at_where_no_actor_is_found(analysed, text, aim):
    (e,) = [e for e in analysed(text, "2024-05-08").events if "empty" not in e.doubts][:1]
    assert (e.aim.text if e.aim else None) == aim


def test_an_act_in_words_that_tells_neither_what_nor_whom_is_empty(analysed):
    assert [e.doubts for e in analysed("Anna Lund of Norway criticized it and demanded it.", "2024-05-08").events] == [("empty",), ("empty",)]


# form, channel, place, voucher
@pytest.mark.parametrize(("text", "place"), [("Norway and Chile held talks on ships in Peru.", None), ("Norway condemned the attack on ships in Bergen.", None), ("In Bergen, Chile condemned the attack on ships.", "Bergen"), ("Norway and Chile met on the attack in Peru.", None), ("Norway and Chile met on the anniversary of a quake in Peru.", None), ("Norway and Chile held talks on the sidelines of a summit in Peru.", "Peru")])
def test_what_is_talked_about_is_no_place(analysed, text, place):
    assert [e.place for e in analysed(text, "2024-05-08").events if e.type in ("CONSULT", "ACCUSE")] == [place]


def test_form_channel_and_place(analysed):
    a = analysed("Norway's envoy Anna Lund met Chile's envoy Pedro Rojas for unofficial talks in Lisbon.", "2024-05-08")
    e = a.events[0]
    assert (e.format, e.channel, e.place) == ("in_person", "unofficial", "Lisbon")


@pytest.mark.parametrize(("words", "form"), [("held talks by video call", "video"), ("spoke by telephone", "call"), ("exchanged letters", "letter"), ("exchanged emails", "email")])
def test_forms(analysed, words, form):
    a = analysed(f"Anna Lund of Norway and Pedro Rojas of Chile {words} on Monday.", "2024-05-08")
    assert form in {e.format for e in a.events if e.type == "CONSULT"}, a.events


def test_who_vouches(analysed):
    a = analysed("Peru's president said that Norway had met Chile in Lisbon.", "2024-05-08")
    (e,) = [e for e in a.events if e.type == "CONSULT"]
    assert next(x.country for x in a.actors if x.id == e.according_to) == "PER"


def test_no_date_is_no_date(analysed):
    a = analysed("Norway met Chile in Lisbon.", "2024-05-08")
    assert a.events[0].earliest is None
    assert a.events[0].latest.isoformat() == "2024-05-08"


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
