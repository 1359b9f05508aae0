import {
  beliefModels,
  beliefs,
  ethnicities,
  ethnicityShares,
  residual,
  thresholds,
} from '../../resources/sample-studies/disclosure-synthetic/model.ts';
import type { Known } from '../../resources/sample-studies/disclosure-synthetic/process.ts';
import { actionLogit, answerOf, latentMean } from '../../resources/sample-studies/disclosure-synthetic/process.ts';
import type { RectificationTwins } from '../../shared/evaluation/evaluation-input.ts';
import { normalCdf } from '../../shared/statistics/normal-distribution.ts';
import type { Random } from '../../shared/statistics/random.ts';
import { createRandom } from '../../shared/statistics/random.ts';

/** What a simulator of the synthetic experiment knows and ignores. */
export interface DisclosureSimulator {
  /** Whom it takes the respondent for; `byLot` when chance decides, so that its twins have draws only. */
  readonly sees: (known: Known, random: Random) => Known;
  readonly byLot: boolean;
  /** Always the most frequent answer of people with the same persona, arm and caution, as if there were no other. */
  readonly modal: boolean;
  /** Whether the action follows the twin's own beliefs, or has the share of such people whatever they are. */
  readonly followsBeliefs: boolean;
}

/** The generating process itself. */
export const copiesProcess: DisclosureSimulator = {
  sees: (known) => known,
  byLot: false,
  modal: false,
  followsBeliefs: true,
};

export const answersModally: DisclosureSimulator = { ...copiesProcess, modal: true };
export const ignoresBeliefs: DisclosureSimulator = { ...copiesProcess, followsBeliefs: false };
/** Takes everybody for a member of an ethnicity drawn with the shares of the population. */
export const ignoresSubgroups: DisclosureSimulator = {
  ...copiesProcess,
  byLot: true,
  sees: (known, random) => ({
    ...known,
    ethnicity: ethnicities[random.weightedIndex(ethnicities.map((name) => ethnicityShares[name]))] ?? 'White',
  }),
};

const people = 400;

function drawBeliefs({ modal }: DisclosureSimulator, seen: Known, random: Random): number[] {
  const caution = random.normal();
  return beliefs.map((belief) => {
    const model = beliefModels[belief];
    const error = residual * random.normal();
    return answerOf(latentMean(model, seen) + model.caution * caution + (modal ? 0 : error));
  });
}

function yesGiven(seen: Known, answers: readonly number[]): number {
  const own = Object.fromEntries(beliefs.map((belief, item) => [belief, answers[item] ?? 0]));
  return 1 / (1 + Math.exp(-actionLogit({ ...seen, ...own })));
}

/** Share of people like this who disclose. */
function yesOf(seen: Known, random: Random): number {
  let sum = 0;
  for (let k = 0; k < people; k++) sum += yesGiven(seen, drawBeliefs(copiesProcess, seen, random));
  return sum / people;
}

/** Shares of the five answers of a belief among people like this. */
function sharesOf({ modal }: DisclosureSimulator, seen: Known, belief: (typeof beliefs)[number]): number[] {
  const model = beliefModels[belief];
  const mean = latentMean(model, seen);
  const sd = Math.hypot(model.caution, modal ? 0 : residual);
  const below = [...thresholds.map((threshold) => normalCdf((threshold - mean) / sd)), 1];
  return below.map((share, k) => share - (below[k - 1] ?? 0));
}

/** One twin for each respondent and seed: six beliefs on five points, then the action, as indices of options. */
export function disclosureTwins(
  id: string,
  simulator: DisclosureSimulator,
  respondents: readonly Known[],
  seed: string,
): RectificationTwins {
  const random = createRandom(seed, 'disclosure twins', id);
  const yes = respondents.map((known) => (simulator.followsBeliefs ? 0 : yesOf(known, random)));
  const actions = new Float64Array(2 * respondents.length);
  const seeds = 5;
  const draws = Array.from({ length: seeds }, () => {
    const columns = Array.from({ length: beliefs.length + 1 }, () => new Int16Array(respondents.length));
    respondents.forEach((known, row) => {
      const seen = simulator.sees(known, random);
      const answers = drawBeliefs(simulator, seen, random);
      const share = simulator.followsBeliefs ? yesGiven(seen, answers) : (yes[row] ?? 0);
      actions[2 * row] = (actions[2 * row] ?? 0) + (1 - share) / seeds;
      actions[2 * row + 1] = (actions[2 * row + 1] ?? 0) + share / seeds;
      const indices = [...answers.map((answer) => answer - 1), random.next() < share ? 1 : 0];
      indices.forEach((index, item) => ((columns[item] ?? [])[row] = index));
    });
    return columns;
  });
  const exact = beliefs.map((belief) =>
    Float64Array.from(respondents.flatMap((known) => sharesOf(simulator, known, belief))),
  );
  return { id, draws, probabilities: simulator.byLot ? [...beliefs.map(() => null), null] : [...exact, actions] };
}
