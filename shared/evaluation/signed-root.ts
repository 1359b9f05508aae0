/** Root of the absolute value with the sign of the number: 0.3 for 0.09 and −0.3 for −0.09. Charts use it, which need no statistics. */
export function signedRoot(square: number): number {
  return Math.sign(square) * Math.sqrt(Math.abs(square));
}
