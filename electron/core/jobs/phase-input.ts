import { z } from 'zod';

/** Input of the jobs that do a phase: the hashes, by name, of what the phase is computed from when it starts. */
export const phaseInputSchema = z.object({ parts: z.record(z.string(), z.string()) });
