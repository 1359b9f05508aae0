import { z } from 'zod';
import { command, query } from '../rpc/define.ts';

export const modelSummarySchema = z.object({
  id: z.string(),
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  name: z.string(),
  architecture: z.string(),
  description: z.string(),
  licence: z.string(),
  parameters: z.number(),
  contextLength: z.number(),
  hasChatTemplate: z.boolean(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelsContract = {
  /** Links a GGUF file (it is not copied), hashes it and makes it the project's base model. */
  'models.register': command(z.strictObject({ path: z.string().min(1) }), modelSummarySchema),
  'models.current': query(z.strictObject({}), modelSummarySchema.nullable()),
};
