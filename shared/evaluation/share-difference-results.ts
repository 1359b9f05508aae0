import { estimate } from './estimate.ts';
import type { Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { DivergenceCell } from './results.ts';

/** Cells over everybody with the simulated − human share of every option; those of subgroups as they are. */
export function withShareDifferences(
  prepared: Prepared,
  cells: readonly DivergenceCell[],
  measured: Measured,
): DivergenceCell[] {
  const { level } = prepared.input.settings;
  return cells.map((cell) => {
    const item = prepared.items.find(({ variable }) => variable.name === cell.item);
    if (cell.group !== null || item === undefined) return cell;
    return {
      ...cell,
      sources: cell.sources.map((own) => {
        const s = prepared.sources.findIndex(({ id }) => id === own.source);
        const shareDifferences = Array.from({ length: item.options }, (_, k) => {
          const at = s * prepared.width + item.offset + k;
          const sides = { value: measured.point(at), draws: measured.draws(at) };
          return estimate({ ...sides, n: cell.nHuman, level, reason: 'no-answers', bounds: [-1, 1] });
        });
        return { ...own, shareDifferences };
      }),
    };
  });
}
