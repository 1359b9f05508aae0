import { z } from 'zod';
import { evaluationResultsSchema } from '../evaluation/results.ts';
import { command, query } from '../rpc/define.ts';

export const evaluateContract = {
  'evaluate.start': command(z.strictObject({}), z.object({ jobId: z.string() })),
  'evaluate.results': query(z.strictObject({}), evaluationResultsSchema.nullable()),
};
