/** Sentences of the charts on the screen. */

export function chartLoadsNothing(address: string): string {
  return `A chart asked for ${address}, and charts load nothing.`;
}

export function codeNote(): string {
  return 'The picture as a Vega-Lite specification with its data, without counts of few people. The report folder holds reproduce.R and reproduce.py, which compute the numbers again.';
}

export function nothingReleased(): string {
  return 'This chart rests on too few people, so nothing of it may leave the project. It is shown here only.';
}
