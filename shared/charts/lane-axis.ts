import type { LaneAxis, LaneChart } from './lane.ts';

/** A value pulled to the nearer edge of the domain. */
export function onAxis(value: number, domain: readonly [number, number]): number {
  return Math.min(domain[1], Math.max(domain[0], value));
}

/**
 * Domain that holds every value, interval, band and reference, with a little room. Ratios at or below 0 have no place on
 * a logarithmic scale and are left at its lower edge.
 */
export function laneDomain({ groups, axis }: Pick<LaneChart, 'groups' | 'axis'>): readonly [number, number] {
  const numbers = groups.flatMap((group) => [
    ...(group.band === null ? [] : [group.band.low, group.band.high]),
    ...group.lanes.flatMap((lane) => [
      lane.value,
      lane.low,
      lane.high,
      ...(lane.band === null ? [] : [lane.band.low, lane.band.high]),
    ]),
  ]);
  const log = axis.scale === 'log';
  const limits = axis.limits ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const usable = numbers.filter(
    (value): value is number => value !== null && Number.isFinite(value) && (!log || value > 0),
  );
  const fixed = [...axis.include, ...axis.references];
  const clipped = usable.map((value) => onAxis(value, [limits[0], limits[1]]));
  const all = [...clipped, ...fixed];
  if (all.length === 0) return log ? [0.5, 2] : [0, 1];
  const low = Math.min(...all);
  const high = Math.max(...all);
  if (log) {
    const room = Math.max(1.15, (high / low) ** 0.04);
    return [Math.max(limits[0], low / room), Math.min(limits[1], high * room)];
  }
  const room = high > low ? (high - low) * 0.04 : Math.max(Math.abs(high) * 0.1, 0.1);
  // A bound that means something, such as 0 for a distance, is the edge itself.
  const floor = axis.include.includes(low) ? low : low - room;
  const ceiling = axis.include.includes(high) ? high : high + room;
  return [Math.max(limits[0], floor), Math.min(limits[1], ceiling)];
}

/** Tick positions inside the domain, about one per 70 pixels: round numbers, or powers of a base on a log scale. */
export function laneTicks(axis: LaneAxis, domain: readonly [number, number], plotWidth: number): number[] {
  const wanted = Math.max(3, Math.min(8, Math.floor(plotWidth / 70)));
  if (axis.scale === 'log') return logTicks(domain, wanted);
  return linearTicks(domain, wanted);
}

/** Round numbers inside a domain, about as many as wanted. */
export function linearTicks(domain: readonly [number, number], wanted: number): number[] {
  const step = roundStep((domain[1] - domain[0]) / wanted);
  const ticks = multiplesInside(domain, step);
  // Two ticks at least, or the scale cannot be read.
  return ticks.length > 1 ? ticks : multiplesInside(domain, roundStep(step / 3));
}

function multiplesInside(domain: readonly [number, number], step: number): number[] {
  const ticks: number[] = [];
  for (let k = Math.ceil(domain[0] / step - 1e-9); k * step <= domain[1] + step * 1e-9; k += 1) {
    ticks.push(Number((k * step).toPrecision(15)));
  }
  return ticks;
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}

function logTicks([low, high]: readonly [number, number], wanted: number): number[] {
  // Powers of 2 read well around 1, where they have few decimals; wider ranges take powers of 10.
  if (low < 1 / 16 && Math.log10(high / low) >= 2) return powersOfTen([low, high], wanted);
  const first = Math.ceil(Math.log2(low) - 1e-9);
  const last = Math.floor(Math.log2(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / wanted));
  const ticks: number[] = [];
  for (let power = Math.ceil(first / stride) * stride; power <= last; power += stride) ticks.push(2 ** power);
  return ticks;
}

function powersOfTen([low, high]: readonly [number, number], wanted: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / wanted));
  const ticks: number[] = [];
  for (let power = Math.ceil(first / stride) * stride; power <= last; power += stride) {
    ticks.push(Number(`1e${power}`));
  }
  return ticks;
}
