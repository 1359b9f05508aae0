import { writeFileSync } from 'node:fs';
import type { Random } from '../../../shared/statistics/random.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import type { Belief, Ethnicity } from './model.ts';
import {
  actionCoefficients,
  beliefModels,
  beliefs,
  ethnicities,
  ethnicityShares,
  residual,
  respondents,
  seed,
  treatments,
} from './model.ts';
import { actionLogit, answerOf, latentMean } from './process.ts';

type Row = Readonly<Record<string, number | string>>;

interface Persona {
  readonly age: number;
  readonly woman: number;
  readonly ethnicity: Ethnicity;
  readonly education: number;
  readonly income: number;
  readonly online_hours: number;
}

/** The synthetic experiment: the data as CSV, and the true coefficients of the action as JSON. */
export function makeData(): { readonly csv: string; readonly coefficients: string } {
  const random = createRandom(seed, 'disclosure-synthetic');
  // Eight arms of 116 or 117 respondents in random order.
  const arms = random.shuffle(Array.from({ length: respondents }, (_, index) => index % 2 ** treatments.length));
  const rows = arms.map((arm, index) => makeRow(arm, index, random));
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map((cells) => cells.join(','));
  const coefficients = {
    notice: 'Synthetic data. True values of the logit of disclose.',
    seed,
    coefficients: actionCoefficients,
  };
  return { csv: `${lines.join('\n')}\n`, coefficients: `${JSON.stringify(coefficients, null, 2)}\n` };
}

function makeRow(arm: number, index: number, random: Random): Row {
  const treated = Object.fromEntries(treatments.map((name, bit) => [name, (arm >> bit) & 1]));
  const persona = makePersona(random);
  const caution = random.normal();
  const answers = Object.fromEntries(
    beliefs.map((belief): [Belief, number] => {
      const latent =
        latentMean(beliefModels[belief], { ...treated, ...persona }) +
        beliefModels[belief].caution * caution +
        residual * random.normal();
      return [belief, answerOf(latent)];
    }),
  );
  const before = { respondent: index + 1, ...treated, ...persona, ...answers };
  const probability = 1 / (1 + Math.exp(-actionLogit(before)));
  return { ...before, disclose: random.next() < probability ? 1 : 0 };
}

function makePersona(random: Random): Persona {
  const ethnicity = ethnicities[random.weightedIndex(ethnicities.map((name) => ethnicityShares[name]))] ?? 'White';
  const age = Math.round(Math.min(85, Math.max(18, 45 + 16 * random.normal())));
  const woman = random.next() < 0.51 ? 1 : 0;
  const schooling = random.normal();
  const education = 1 + [-1.4, -0.4, 0.3, 1.2].filter((cut) => schooling > cut).length;
  const earning = 0.5 * schooling + random.normal();
  const income = 1 + [-1.2, -0.5, 0.1, 0.7, 1.4].filter((cut) => earning > cut).length;
  const hours = Math.exp(1.3 - 0.012 * (age - 45) + 0.5 * random.normal());
  return { age, woman, ethnicity, education, income, online_hours: Math.min(16, Math.round(hours)) };
}

if (import.meta.main) {
  const { csv, coefficients } = makeData();
  writeFileSync(new URL('data.csv', import.meta.url), csv);
  writeFileSync(new URL('coefficients.json', import.meta.url), coefficients);
}
