import type { BeliefModel } from './model.ts';
import { actionCoefficients, ethnicities, thresholds, treatments } from './model.ts';

/** Columns of a respondent by name: treatments, persona, and beliefs where they are answered. */
export type Known = Readonly<Record<string, number | string>>;

/** Mean of the latent answer of a belief over caution and error, given treatments and persona. */
export function latentMean(model: BeliefModel, known: Known): number {
  const ethnicity = ethnicities.find((name) => name === known['ethnicity']);
  return (
    model.intercept +
    treatments.reduce((sum, name) => sum + model[name] * Number(known[name]), 0) +
    (model.age * (Number(known['age']) - 45)) / 10 +
    model.woman * Number(known['woman']) +
    (ethnicity === undefined ? 0 : model.ethnicity[ethnicity]) +
    model.education * (Number(known['education']) - 3)
  );
}

/** Category of a latent answer, 1 to 5. */
export function answerOf(latent: number): number {
  return 1 + thresholds.filter((threshold) => latent > threshold).length;
}

/** Log odds to disclose, given treatments, persona and the answers of the beliefs. */
export function actionLogit(known: Known): number {
  return Object.entries(actionCoefficients).reduce((sum, [name, coefficient]) => {
    if (name === '(Intercept)') return sum + coefficient;
    if (name.startsWith('ethnicity')) return sum + (name === `ethnicity${known['ethnicity']}` ? coefficient : 0);
    return sum + coefficient * Number(known[name]);
  }, 0);
}
