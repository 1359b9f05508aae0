import { normalQuantile } from '../statistics/normal-quantile.ts';

/**
 * How a number of humans is best spent between tuning a model and rectifying what it simulates, and how many simulated rows
 * pay off. All of it follows from one measured quantity, ρ²: the squared correlation between a human's contribution to an
 * estimate and that of the human's twin. With n rectification humans and N twins of other people,
 *
 *   effective n = n / (1 − ρ²·N/(N + n)),
 *
 * the number of humans who alone would give the precision of the rectified estimate at the best λ. Source: Angelopoulos,
 * Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, section 6; the same as a regression estimator with double sampling, Cochran
 * (1977), Sampling Techniques, section 12.6.
 */
export interface Rectification {
  /** Humans in the part rectification, at least 1. */
  readonly humans: number;
  /** Twins of other people; `Infinity` for as many as one likes. */
  readonly simulated: number;
  /** In [0, 1]. */
  readonly rhoSquared: number;
}

/** N/(N + n). */
function share({ humans, simulated }: Pick<Rectification, 'humans' | 'simulated'>): number {
  return simulated === Number.POSITIVE_INFINITY ? 1 : simulated / (simulated + humans);
}

export function effectiveHumans(rectification: Rectification): number {
  const { humans, rhoSquared } = rectification;
  return humans / (1 - rhoSquared * share(rectification));
}

/** The ρ² behind a measured ratio of standard errors, rectified/human-only: (1 − ratio²)·(N + n)/N, cut to [0, 1]. */
export function rhoSquaredOf(
  ratio: number,
  { humans, simulated }: Pick<Rectification, 'humans' | 'simulated'>,
): number {
  return Math.min(1, Math.max(0, (1 - ratio ** 2) / share({ humans, simulated })));
}

/**
 * Simulated rows that bring a share s in (0, 1) of the worth that unlimited rows would have:
 * N = n·s / ((1 − s)·(1 − ρ²)). Infinite at ρ² = 1.
 */
export function rowsForShare({ humans, rhoSquared }: Omit<Rectification, 'simulated'>, s: number): number {
  return (humans * s) / ((1 - s) * (1 - rhoSquared));
}

/**
 * The ρ² that the model would have to reach if `moved` rectification humans tuned it instead, so that the estimate stays as
 * precise; null where no correlation would do.
 */
export function breakEven(now: Rectification, moved: number): number | null {
  const humans = now.humans - moved;
  if (humans < 1) return null;
  const wanted = (1 - humans / effectiveHumans(now)) / share({ humans, simulated: now.simulated });
  return wanted <= 1 ? Math.max(0, wanted) : null;
}

/** Chance of telling a correlation from 0 that a number of humans is named for. */
const power = 0.8;

/**
 * Rectification humans that tell a correlation from 0 at a level of confidence with 80 % power, two-sided, by Fisher's z:
 * ((z₁ + z₂)/artanh ρ)² + 3 (Cohen 1988, Statistical Power Analysis, section 3.3). Infinite at ρ² = 0.
 */
export function humansToTell(rhoSquared: number, level: number): number {
  const distance = Math.atanh(Math.min(Math.sqrt(rhoSquared), 1 - 1e-9));
  return Math.ceil(((normalQuantile((1 + level) / 2) + normalQuantile(power)) / distance) ** 2 + 3);
}

/** ρ² of a model that was tuned with so many humans. */
export interface CurvePoint {
  readonly tuning: number;
  readonly rhoSquared: number;
}

export interface Split {
  readonly tuning: number;
  readonly rectification: number;
  readonly rhoSquared: number;
  readonly effective: number;
  /** Whether ρ² was measured at this number of tuning humans, or lies between measured ones. */
  readonly measured: boolean;
}

/** Measured points below which nothing is said about what lies between them. */
const fewestPoints = 3;
const gridSize = 50;

/**
 * Every way to spend `humans` that the learning curve allows to judge, best first: the measured points, and, with three of
 * them, a grid between the smallest and the largest, in which ρ² is interpolated linearly in log(1 + tuning humans). Nothing
 * is extrapolated.
 */
export function splitsByCurve(humans: number, simulated: number, curve: readonly CurvePoint[]): readonly Split[] {
  const points = [...curve].sort((a, b) => a.tuning - b.tuning);
  const most = points.at(-1)?.tuning ?? 0;
  const grid =
    points.length < fewestPoints
      ? []
      : Array.from({ length: gridSize }, (_, index) => Math.round((most * (index + 1)) / gridSize));
  const measured = new Set(points.map(({ tuning }) => tuning));
  return [...new Set([...measured, ...grid])]
    .filter((tuning) => tuning >= (points[0]?.tuning ?? 0) && humans - tuning >= 1)
    .map((tuning) => {
      const rhoSquared = onCurve(points, tuning);
      const rectification = humans - tuning;
      const effective = effectiveHumans({ humans: rectification, simulated, rhoSquared });
      return { tuning, rectification, rhoSquared, effective, measured: measured.has(tuning) };
    })
    .sort((a, b) => b.effective - a.effective || a.tuning - b.tuning);
}

function onCurve(points: readonly CurvePoint[], tuning: number): number {
  const after = points.find((point) => point.tuning >= tuning) ?? points.at(-1);
  const before = points.findLast((point) => point.tuning <= tuning) ?? points[0];
  if (before === undefined || after === undefined) return 0;
  if (after.tuning === before.tuning) return before.rhoSquared;
  const [low, here, high] = [before.tuning, tuning, after.tuning].map(Math.log1p);
  const part = ((here ?? 0) - (low ?? 0)) / ((high ?? 1) - (low ?? 0));
  return before.rhoSquared + part * (after.rhoSquared - before.rhoSquared);
}
