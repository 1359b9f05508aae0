/**
 * Largest difference of a logit between training graph and llama.cpp with a 32-bit KV cache, relative to the largest logit.
 * On 16-bit and quantised weights both round their activations, which alone gives up to some 1e-2; a wrong graph gives
 * about 1.
 */
export const forwardTolerance = 5e-2;

/** Largest |a − b| over the largest |b|. */
export function relativeDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let [difference, size] = [0, 0];
  b.forEach((row, index) => {
    row.forEach((value, column) => {
      difference = Math.max(difference, Math.abs(value - (a[index]?.[column] ?? Number.POSITIVE_INFINITY)));
      size = Math.max(size, Math.abs(value));
    });
  });
  return difference / Math.max(size, 1e-6);
}
