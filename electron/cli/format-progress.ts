/** Seconds in words, such as "45 s" or "3 min 20 s". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A rate with two significant digits, such as "12 respondents/s". */
export function formatRate(rate: number, unit: string): string {
  return `${rate >= 10 ? Math.round(rate) : Number(rate.toPrecision(2))} ${unit}/s`;
}
