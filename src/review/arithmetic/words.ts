const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that end what stands before them and may introduce an expression: `so 3 + 4 = 7`. */
const introducing = set(
  "is are was were be being been gives give giving gave gets get got makes make making yields yield yielding obtain obtains " +
    "obtained find finds found have has had having so thus hence therefore then that which where since because as for and " +
    "but or when now here this these those we us using use uses used compute computes computed computing calculate " +
    "calculates calculated calculating evaluate evaluates evaluating simplify simplifies simplifying add adding sum " +
    "multiply multiplying subtract subtracting " +
    "equals equal next finally also only exactly about approximately roughly needs need costs cost takes take left leaves " +
    "remain remains total totals altogether together means implies shows note check verify recall becomes become brings " +
    "holds contains there actually just still again namely until while it its they their our i.e e.g say by must will can " +
    "brought cover covers fall falls give rise amounts",
);

/** Words that end a number or an expression, and after which an expression is not read by itself. */
const closing = set(
  "of times plus minus over mod modulo remainder rem percent per twice thrice half double triple quadruple not no " +
    "hundred thousand million billion trillion dozen squared cubed choose out each every all more less fewer other root " +
    "superscript subscript index a an the to from into than both if unless whether does do did would could should may might let rounding rounded doubling halving tripling " +
    "squaring cubing averaging negating inverting negative positive minimum maximum between base step power exponent",
);

/** Words in front of a number that is a name: `rows 1 + 2`. */
const naming = set(
  "step steps case cases part parts row rows column columns line lines figure figures fig table tables eq eqs equation " +
    "equations problem problems question questions exercise exercises section sections chapter chapters page pages item " +
    "items level levels day days week weeks year years month months round rounds stage stages phase phases trial trials " +
    "sample samples group groups team teams player players version option options no number numbers node nodes cell cells " +
    "index element elements rule rules law laws example examples january february march april june july august september " +
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec type class grade tube bin state",
);

/** Names of amounts, of which an expression may be said: `a total of 3 × 4 = 12`. */
const amounts = set(
  "total sum rate cost mass area volume value result amount length distance probability force energy speed velocity time price " +
    "weight height width depth concentration charge current voltage pressure temperature profit income balance score work " +
    "heat resistance acceleration momentum perimeter circumference count frequency chance",
);

/** Words behind a number that make it another one, or say of what kind of number it is. */
const changing = set(
  "mod modulo remainder rem times plus minus over divided multiplied percent hundred hundreds thousand thousands million " +
    "billion trillion dozen dozens factorial squared cubed base or to through pair pairs out half r more less fewer of " +
    "choose and-a-half xor",
);

/** Words that change even a number with its unit. */
const changingUnits = set("or times plus minus over divided multiplied squared cubed mod modulo");

/** Names of numbers, coins and spans that stand for several of something else. */
export const scales = set(
  "ten tens hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens pair " +
    "pairs couple couples score scores gross half halves third thirds quarter quarters fourth fourths fifth fifths sixth " +
    "sixths eighth eighths tenth tenths hundredth hundredths thousandth thousandths dollar dollars cent cents penny " +
    "pennies nickel nickels dime dimes euro euros pound pounds pence rupee rupees month months decade decades century " +
    "centuries fortnight fortnights weekend weekends stack stacks pack packs set sets calorie calories percent points " +
    "unit units o'clock revolutions rotations turns cycles cup cups pint pints quart quarts tablespoon tablespoons " +
    "teaspoon teaspoons gallon gallons ounce ounces ton tons parts digits",
);

/** Words that join what stands behind them to what stands before: `the sum of 3 and 4 + 5`. */
export const joining = set(
  "sum product difference quotient ratio average mean between both maximum minimum gcd lcm divisor multiple half third " +
    "thirds quarter add adding subtract subtracting multiply multiplying divide dividing together one two three four five " +
    "six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
);

/** What a verb says between two expressions. */
export const verbs = set("equals equal is gives makes yields");
export const hedges = set("about approximately approx roughly around nearly almost circa");

export const operatorsInWords: Readonly<Record<string, string>> = {
  plus: "+",
  minus: "-",
  times: "*",
  "multiplied by": "*",
  "divided by": "/",
};

const prepositions = set("with in at on by for from after before during without within while above below under");

export const isStopword = (word: string): boolean =>
  introducing.has(word) || closing.has(word) || changing.has(word) || prepositions.has(word);

/** Whether the word behind a number, or a number with its unit, leaves it as it is: `= 12 apples`, but not `= 12 hundred`. */
export function leavesWhole(word: string, [later, third]: readonly (string | undefined)[], hasUnit: boolean): boolean {
  const lower = word.toLowerCase();
  const ends = later === undefined || /^[.,;:)]$/.test(later);
  if (lower === "times") return ends;
  if (hasUnit) return !changingUnits.has(lower);
  if (/^(?:more|less|fewer)$/.test(lower)) return later !== "than" || /^\p{L}/u.test(third ?? "");
  if (lower === "to") return later !== undefined && /^\p{L}/u.test(later) && later !== "the";
  return !changing.has(lower);
}

/** One letter, digits or capitals inside: it may be multiplied with what stands beside it. */
export const isSymbol = (word: string): boolean =>
  /^\p{L}$/u.test(word) ? !/^[aAI]$/.test(word) : /\p{N}|_|\p{L}\p{Lu}|^[\u0370-\u03ff]/u.test(word);

/**
 * Whether an expression may begin behind the word. Words that nobody knows may be half of a longer expression in words;
 * behind them only what is plainly a calculation is read.
 */
export function introduces(word: string, earlier: string, calculation: boolean): boolean {
  const lower = word.toLowerCase();
  if (lower === "of") return amounts.has(earlier.toLowerCase());
  if (lower === "by") return !/^(?:multipl|divid|times|\d|$)/i.test(earlier);
  if (lower === "with") return !/^(?:together|combined|along|starting|\d)/i.test(earlier);
  if (/^(?:in|at|on)$/.test(lower)) return calculation && /(?:ed|en|ne|wn|de)$/.test(earlier);
  if (introducing.has(lower)) return true;
  if (closing.has(lower) || changing.has(lower) || naming.has(lower) || joining.has(lower) || isSymbol(word))
    return false;
  return calculation ? /^\p{L}{2,}$/u.test(word) : /^\p{Ll}{3,}$/u.test(word);
}
