/** Frequent words of questionnaires: material for option lists and labels that mean nothing in particular. */
export const commonWords: readonly string[] = `
able about above accept access accident account across action active activity actual add address adult advice affair afford
afraid after again against agency agent ago aid air all allow almost alone along already also although always amount animal
another answer any apartment appear application apply approach approve area argue arm around arrange arrive art article ask
attack attempt attend attention attitude audience author authority available average avoid aware away baby back bad balance
ban bank base basic bear beat beautiful become bed before begin behavior behaviour behind belief believe belong below benefit
best better between big bill birth black block blood blue board body book border born both bottom box boy branch break bridge
brief bring brother budget build building burden business busy buy call camera campaign candidate capital car care career
carry case cash cause center central century certain chance change character charge cheap check child children choice choose
church citizen city civil claim class clean clear climate close clothes club coach cold collect college color come comfort
comment common community company compare complete computer concern condition confident conflict connect consent consider
constant consumer contact content contract control cost council country county couple course court cover create credit crime
criminal crisis culture current customer cut daily damage danger dark data daughter day dead deal death debate debt decade
decide decision decline deep defence defense degree delay deliver demand deny depend describe design despite detail develop
device die diet differ different difficult dinner direct disagree disaster disclose discover discuss disease distance divide
doctor door doubt down draw dream drink drive drop drug due during duty each early earn earth easy eat economy economic edge
educate effect effort either elect election electric else email emotion employ employee employer empty end enemy energy
engage enjoy enough enter entire equal error escape especially establish estate even evening event ever every evidence exact
example except exchange exist expect expensive experience experiment expert explain express extra extreme eye face fact
factory fail fair faith fall false family famous far farm fast father favor favorite fear feature federal feel female few
field fight figure fill final finance find fine finger finish fire firm first fit five fix flat floor follow food foot force
foreign forget form former forward four free freedom frequent fresh friend front fruit full fun fund future gain game garden
gas gather general gentle get gift girl give glad glass global goal gold good govern government grade grandparent great green
ground group grow growth guard guess guest guide guilty gun habit hair half hand happen happy hard harm hate have head health
hear heart heat heavy help here hide high history hold hole holiday home honest honor hope horse hospital hostile hot hour
house household housing how however huge human hundred hunt hurt husband idea identify identity ignore ill image imagine
immigrant impact important improve incident include income increase independent indicate individual industry inform
information injury inside instead insurance intend interest internet interview invest involve island issue item job join
journey judge just justice keep key kill kind kitchen know knowledge labor lack lake land language large last late laugh law
lawyer lay lead leader learn least leave left legal less letter level library lie life light like likely limit line link list
listen literature little live loan local location long look lose loss lot loud love low lower luck lunch machine magazine main
maintain major majority make male manage many map mark market marriage married mass match material matter maybe meal mean
measure meat media medical medicine medium meet meeting member memory mental mention message method middle might military
milk mind minister minor minute miss mission mistake mix mobile model modern moment money month mood moral more morning most
mother mountain mouth move movie much murder muscle museum music must name narrow nation natural near nearly necessary need
negative neighbor neighborhood neither nervous network never new news next nice night nobody noise none normal north not note
nothing notice now nuclear number nurse object observe occupation occur ocean offer office officer official often oil old
once one online only open operate opinion opponent opportunity oppose option orange order organization other outside over
own owner page pain paint paper parent park part participate particular partner party pass past patient pattern pay peace
people percent perfect perhaps period permit person personal phone photo physical picture piece place plan plant play please
point poison police policy political poor popular position positive possible post pound poverty power practice prefer pregnant
prepare present president press pressure pretty prevent previous price pride primary prison private prize probably problem
process produce product profession program project promise proper property protect protest proud prove provide public publish
pull punish purchase purpose push put quality quarter question quick quiet quite radio rain raise range rare rate rather
reach react read ready real reason receive recent recognize recommend record recover red reduce refer refuse regard region
regular reject relate relation relative religion remain remember remove rent repair repeat reply report represent request
require research resident resource respect respond rest result return reveal review reward rich ride right rise risk river
road rock role room rule run rural sad safe salary sale same sample satisfy save say school science scientist score sea search
season seat second secret section secure security see seek seem select sell send senior sense separate series serious serve
service session set seven several severe shape share shelter shift ship shop short should show shut sick side sign silent
similar simple since single sister site situation six size skill skin sleep slight slow small smart smile smoke social society
soft soldier solid solution some son song soon sort sound source south space speak special specific speech speed spend spirit
sport spouse spring staff stage stand standard start state statement station status stay steal step still stock stop store
storm story strange street strength stress strict strike strong structure student study stuff style subject success sudden
suffer sugar suggest summer sun supply support sure surface surprise survey survive suspect symptom system table take talk
target task tax teach teacher team technology teenager telephone television tell ten tend tense term terrible test text thank
theory thing think third thought thousand threat three through throw ticket time tired today together tonight tool top total
touch tough tourist town track trade tradition traffic train training transport travel treat treatment tree trial trip trouble
true trust truth try turn twice two type typical unable uncertain under understand unfair unhappy union unit unknown unless
until upper urban urgent usual vaccine value various vehicle very victim victory video view village violence visible visit
voice volunteer vote voter wage wait walk wall want war warm warn wash waste watch water way weak wealth weapon weather
website wedding week weekend weight welcome welfare well west while white whole wide wife wild willing win wind window winter
wish within without witness woman wonder wood word work worker world worry worse worst worth write wrong year yellow yes
yesterday young youth zero Democrat Republican`
  .trim()
  .split(/\s+/);
