import type { Output } from '../../bridge/operation-types.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';
import { Facts } from '../../ui/pane.tsx';

export type ReadRecipe = Output<'study.fromRecipe'>;

/** What a recipe holds, before it is used. */
export function RecipeFacts({ recipe }: { readonly recipe: ReadRecipe }) {
  const { study, data, model, adapter } = recipe;
  return (
    <Facts
      facts={[
        ['Study', study.title],
        ['Notice', study.notice],
        ['Variables', formatCount(study.codebook.variables.length)],
        ['Rule', study.rule === null ? 'none' : `for ${study.rule.action}`],
        ['Regressions', formatCount(study.regressions.length)],
        ['Data file', <code key="data">{data.path}</code>],
        ['Base model', <code key="model">{model.path}</code>],
        ['Adapter made elsewhere', adapter === null ? '' : <code key="adapter">{adapter.path}</code>],
      ]}
    />
  );
}
