import { z } from 'zod';
import { dialectSchema } from '../../../shared/domain/dialect.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { importDelimited } from '../files/importers/import-delimited.ts';
import { present } from '../files/present.ts';
import { importParts } from '../operations/phase-parts.ts';
import { readStudyState } from '../operations/study-state.ts';
import { finishPhase } from './finish-phase.ts';
import { defineJob } from './job-context.ts';

const inputSchema = z.object({ path: z.string(), dialect: dialectSchema.partial() });

/** Imports a data file by the study's codebook. Begun again after a crash it starts anew, since nothing half-read is kept. */
export const importJob = defineJob({
  kind: 'import',
  input: inputSchema,
  async run({ path, dialect }, context) {
    const { db, dependencies, signal } = context;
    const { study } = readStudyState(db);
    const imported = await importDelimited({
      path,
      dialect: present(dialect),
      codebook: study.codebook,
      db,
      datasetId: dependencies.createId(),
      clock: dependencies.clock,
      signal,
      onProgress: ({ bytesRead, totalBytes }) =>
        context.report({ phase: 'Importing', done: bytesRead, total: totalBytes, unit: 'bytes' }),
    });
    writeTransaction(db, ['phases'], (write) => {
      const parts = importParts(study, imported.sha256, dialect);
      finishPhase(write, context, 'import', parts, imported.datasetId);
    });
    return { ...imported, columns: [...imported.columns], leftOut: [...imported.leftOut] };
  },
});
