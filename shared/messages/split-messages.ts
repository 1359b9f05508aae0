/** What a person reads about a split. */

export function smallCellWarning(part: string, variable: string, value: string, n: number): string {
  return `The part “${part}” has only ${n} ${n === 1 ? 'respondent' : 'respondents'} with ${variable} = ${value}; numbers of this group will be very uncertain.`;
}

export function splitStratumSpread(strata: number, part: string, pilot: number): string {
  return `There are ${strata} combinations of the stratifying variables, but the part “${part}” has ${pilot} respondents, so some combinations have none. Stratify by fewer variables, or enlarge the pilot.`;
}

export function onePartTakesRest(parts: readonly string[]): string {
  return `Only one part can take the rest, not ${parts.map((part) => `“${part}”`).join(' and ')}.`;
}

export function noClusterLeft(part: string): string {
  return `No cluster is left for the part “${part}”. Ask for smaller parts, or split by respondent.`;
}
