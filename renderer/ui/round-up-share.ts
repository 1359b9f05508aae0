/** The next whole tenth above all shares, at most 1: the right end of a scale that several plots have in common. */
export function roundUpShare(shares: readonly (number | null)[]): number {
  const most = Math.max(0, ...shares.map((share) => share ?? 0));
  return Math.min(1, Math.max(1, Math.ceil(most * 10 - 1e-9)) / 10);
}
