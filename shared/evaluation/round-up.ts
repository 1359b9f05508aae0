/** Two significant digits, upwards. */
export function roundUp(n: number): number {
  if (!Number.isFinite(n) || n <= 0) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return Math.ceil(n / unit) * unit;
}
