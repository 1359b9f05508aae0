import type { ChartTable } from '../../../shared/charts/chart.ts';
import { estimateColumns } from '../../../shared/charts/lane-of.ts';
import { labelOfSource } from '../../../shared/charts/source-style.ts';
import {
  formatCount,
  formatEstimate,
  formatNumber,
  formatP,
  formatPercent,
} from '../../../shared/evaluation/format-number.ts';
import type { LeakageBlock, MembershipAttack } from '../../../shared/evaluation/leakage/leakage-results.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';

export interface NamedTable {
  readonly title: string;
  /** What the numbers are, with n. */
  readonly note: string;
  readonly table: ChartTable;
}

const attackWords: Readonly<Record<MembershipAttack, string>> = {
  loss: 'by the loss under the adapted model',
  'loss-against-base': 'by how much smaller it is than under the base model',
};

/** What was measured of what adapter and twins may give away; parts that could not be measured are missing. */
export function leakageTables(leakage: LeakageBlock, results: EvaluationResults): NamedTable[] {
  return [copyingTable(leakage, results), membershipTable(leakage), canaryTable(leakage)].filter((one) => one !== null);
}

function copyingTable({ copying }: LeakageBlock, results: EvaluationResults): NamedTable | null {
  if (copying === null) return null;
  return {
    title: 'Belief structures of the pilot that occur again',
    note: `${formatCount(copying.pilot)} pilot-train respondents have ${formatCount(copying.pilotStructures)} different structures of ${formatCount(copying.items.length)} beliefs. The difference shows whether the simulation repeats them more often than people do.`,
    table: {
      columns: estimateColumns(['Source'], ['Share with a structure of the pilot', 'Minus that of the humans']),
      rows: [
        ['human sample', formatEstimate(copying.human, 'percent'), '', formatCount(copying.human.n)],
        ...copying.sources.map(({ source, simulated, excess }) => [
          labelOfSource(results, source),
          formatEstimate(simulated, 'percent'),
          formatEstimate(excess, 'percent'),
          formatCount(simulated.n),
        ]),
      ],
    },
  };
}

function membershipTable({ membership }: LeakageBlock): NamedTable | null {
  if (membership === null) return null;
  return {
    title: 'Telling who was in the pilot',
    note: `${formatCount(membership.members)} people of pilot-train against ${formatCount(membership.nonMembers)} of the evaluation part. An area of 0.5: they cannot be told apart by this attack.`,
    table: {
      columns: estimateColumns(
        ['Attack'],
        ['Area under the curve', `Recognised at ${formatPercent(membership.allowed, 0)} false positives`],
      ),
      rows: membership.attacks.map(({ attack, auc, truePositiveRate }) => [
        attackWords[attack],
        formatEstimate(auc),
        formatEstimate(truePositiveRate, 'percent'),
        formatCount(auc.n),
      ]),
    },
  };
}

function canaryTable({ canaries }: LeakageBlock): NamedTable | null {
  if (canaries === null) return null;
  return {
    title: 'Planted respondents',
    note: `${formatCount(canaries.planted)} made-up respondents were in the training. Exposure in bits: ${formatNumber(canaries.most)} at most, ${formatNumber(canaries.expected)} for answers that were not planted.`,
    table: {
      columns: [
        { label: 'Planted', numeric: true },
        { label: 'Mean exposure', numeric: true },
        { label: 'Largest exposure', numeric: true },
        { label: 'p without memorisation', numeric: true },
      ],
      rows: [
        [
          formatCount(canaries.planted),
          formatNumber(canaries.mean),
          formatNumber(Math.max(...canaries.exposures)),
          formatP(canaries.p),
        ],
      ],
    },
  };
}
