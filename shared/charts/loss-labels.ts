/** A name beside the end of a curve. */
export interface EndLabel {
  readonly text: string;
  /** Where the curve ends, in the units of the axes. */
  readonly epoch: number;
  readonly loss: number;
  /** Height of the name's middle in units of the loss; another one than `loss` where names would lie on each other. */
  readonly place: number;
}

/** Pixels from one name to the next. */
const gap = 16;

/**
 * Places for names at the right edge of a picture, in the order of the ends of their curves and none on another.
 *
 * @param domain losses at the bottom and at the top of the picture
 * @param height of the picture in pixels
 */
export function placeEndLabels(
  ends: readonly Omit<EndLabel, 'place'>[],
  [low, high]: readonly [number, number],
  height: number,
): EndLabel[] {
  const unit = (high - low) / height;
  const sorted = ends.toSorted((a, b) => b.loss - a.loss);
  const pixels: number[] = [];
  for (const { loss } of sorted) pixels.push(Math.max((high - loss) / unit, (pixels.at(-1) ?? -gap) + gap));
  // Names that were pushed below the picture go up again, as far as each needs.
  let lowest = height + gap / 2;
  for (let index = pixels.length - 1; index >= 0; index--) {
    const place = Math.min(pixels[index] ?? 0, lowest);
    pixels[index] = place;
    lowest = place - gap;
  }
  return sorted.map((end, index) => ({ ...end, place: high - (pixels[index] ?? 0) * unit }));
}
