/** What a person reads about a split. */

export function smallCellWarning(part: string, variable: string, value: string, n: number): string {
  return `${part} has only ${n} ${n === 1 ? 'respondent' : 'respondents'} with ${variable} = ${value}; numbers of this group will be very uncertain.`;
}

export function splitStratumSpread(strata: number, pilot: number): string {
  return `There are ${strata} combinations of the stratifying variables, but pilot-train has ${pilot} respondents, so some combinations have none. Stratify by fewer variables, or enlarge the pilot.`;
}
