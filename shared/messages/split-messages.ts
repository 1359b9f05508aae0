/** What a person reads about a split. */

/** `cells`: parts in which a group is small, with its respondents in each. */
export function smallGroupWarning(
  variable: string,
  value: string,
  cells: readonly { readonly part: string; readonly n: number }[],
): string {
  const counted = cells.map(({ part, n }) => `${n} in “${part}”`).join(', ');
  return `Few respondents with ${variable} = ${value}: ${counted}.`;
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
