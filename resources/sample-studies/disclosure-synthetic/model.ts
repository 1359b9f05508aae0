/**
 * The structural model of the synthetic disclosure experiment; README.md has it as equations. Every number is made up:
 * none was estimated from people, and differences between groups say nothing about people.
 */

export const seed = 929;
export const respondents = 929;

/** Treatment variables, each 0 or 1; their combinations are the eight arms. */
export const treatments = ['attack_announced', 'high_stake', 'other_discloses'] as const;
export const beliefs = ['risk_self', 'risk_other', 'benefit', 'trust', 'attack', 'norm'] as const;
/** The first one is the reference of the regression. */
export const ethnicities = ['White', 'Black', 'Hispanic', 'Asian', 'Other'] as const;

export type Belief = (typeof beliefs)[number];
export type Ethnicity = (typeof ethnicities)[number];

export const ethnicityShares: Readonly<Record<Ethnicity, number>> = {
  White: 0.55,
  Black: 0.16,
  Hispanic: 0.16,
  Asian: 0.09,
  Other: 0.04,
};

export interface BeliefModel {
  readonly intercept: number;
  readonly attack_announced: number;
  readonly high_stake: number;
  readonly other_discloses: number;
  /** Per ten years above 45. */
  readonly age: number;
  readonly woman: number;
  readonly ethnicity: Readonly<Record<Ethnicity, number>>;
  /** Per level of education above the third. */
  readonly education: number;
  /** Loading on the respondent's caution, which is standard normal. */
  readonly caution: number;
}

const noDifference: Readonly<Record<Ethnicity, number>> = { White: 0, Black: 0, Hispanic: 0, Asian: 0, Other: 0 };

/** Latent answer of a belief, before a standard normal error that is multiplied by `residual`. */
export const beliefModels: Readonly<Record<Belief, BeliefModel>> = {
  risk_self: {
    intercept: 0.1,
    attack_announced: 0.25,
    high_stake: 0.6,
    other_discloses: -0.2,
    age: 0.12,
    woman: 0.1,
    ethnicity: { ...noDifference, Black: 0.7, Hispanic: 0.5, Asian: -0.5, Other: 0.5 },
    education: -0.05,
    caution: 0.7,
  },
  risk_other: {
    intercept: -0.1,
    attack_announced: 0.45,
    high_stake: 0,
    other_discloses: -0.35,
    age: 0.04,
    woman: 0.15,
    ethnicity: { ...noDifference, Black: -0.5, Hispanic: 0.5, Asian: 0.5 },
    education: 0.05,
    caution: 0.6,
  },
  benefit: {
    intercept: 0.3,
    attack_announced: 0.35,
    high_stake: -0.1,
    other_discloses: 0.3,
    age: -0.03,
    woman: 0,
    ethnicity: { ...noDifference, Black: -0.5, Hispanic: 0.4, Asian: 0.6, Other: -0.4 },
    education: 0.1,
    caution: -0.65,
  },
  trust: {
    intercept: 0.1,
    attack_announced: -0.2,
    high_stake: -0.1,
    other_discloses: 0.15,
    age: 0.05,
    woman: 0.05,
    ethnicity: { ...noDifference, Black: -0.8, Hispanic: -0.5, Asian: 0.4, Other: -0.6 },
    education: 0.05,
    caution: -0.7,
  },
  attack: {
    intercept: -0.3,
    attack_announced: 0.8,
    high_stake: 0.3,
    other_discloses: 0.1,
    age: 0.05,
    woman: 0.05,
    ethnicity: { ...noDifference, Black: 0.4, Hispanic: 0.6, Asian: -0.4 },
    education: -0.05,
    caution: 0.6,
  },
  norm: {
    intercept: -0.2,
    attack_announced: 0.05,
    high_stake: -0.15,
    other_discloses: 0.75,
    age: 0,
    woman: 0,
    ethnicity: { ...noDifference, Black: -0.4, Hispanic: 0.5, Asian: 0.5 },
    education: 0,
    caution: -0.55,
  },
};

export const residual = 0.65;

/** A latent answer is category 1 below the first threshold and category 5 above the last. */
export const thresholds: readonly number[] = [-1.5, -0.5, 0.6, 1.6];

/** True coefficients of the action's logit, named as the regression of the recipe names them. */
export const actionCoefficients: Readonly<Record<string, number>> = {
  '(Intercept)': -3.6,
  attack_announced: 0.5,
  high_stake: -0.6,
  other_discloses: 0.6,
  risk_self: -0.8,
  risk_other: 0.4,
  benefit: 0.9,
  trust: 0.8,
  attack: -0.6,
  norm: 0.4,
  age: 0.015,
  woman: 0,
  ethnicityBlack: -0.7,
  ethnicityHispanic: 0,
  ethnicityAsian: 0.6,
  ethnicityOther: 0,
  education: 0.2,
  income: 0,
  online_hours: 0,
};
