import { z } from 'zod';

/** What the addresses of the steps hold beside the step; what cannot be read is left out. */
const dataShape = z.object({
  view: z.enum(['rows', 'columns', 'refused']).optional().catch(undefined),
  column: z.string().optional().catch(undefined),
});
const codebookShape = z.object({
  view: z.enum(['variables', 'rule', 'regressions', 'study']).optional().catch(undefined),
  variable: z.string().optional().catch(undefined),
});
const simulateShape = z.object({
  view: z.enum(['distributions', 'prompt', 'ask']).optional().catch(undefined),
  row: z.int().positive().optional().catch(undefined),
});
const names = z.array(z.string()).min(1).optional().catch(undefined);
const evaluateShape = z.object({
  part: z.enum(['results', 'experiments']).optional().catch(undefined),
  detail: z.enum(['main', 'all']).optional().catch(undefined),
  items: names,
  sources: names,
  subgroup: z.string().optional().catch(undefined),
  item: z.string().optional().catch(undefined),
});

export type DataSearch = z.infer<typeof dataShape>;
export type CodebookSearch = z.infer<typeof codebookShape>;
export type SimulateSearch = z.infer<typeof simulateShape>;

export const dataSearch = (search: unknown): DataSearch => dataShape.parse(search);
export const codebookSearch = (search: unknown): CodebookSearch => codebookShape.parse(search);
export const evaluateSearch = (search: unknown): z.infer<typeof evaluateShape> => evaluateShape.parse(search);
export const simulateSearch = (search: unknown): SimulateSearch => simulateShape.parse(search);
