import { basename } from 'node:path';
import { z } from 'zod';
import { lossPointSchema } from '../../../shared/contract/adapt.ts';
import { parts as partNames } from '../../../shared/domain/split.ts';
import { withExperiments } from '../../../shared/evaluation/experiments/with-experiments.ts';
import { promptTemplate } from '../../../shared/evaluation/prompt-template.ts';
import type { Provenance, ReportDocument, ReportTraining } from '../../../shared/evaluation/report-document.ts';
import { reportVersion } from '../../../shared/evaluation/report-document.ts';
import { evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import { countLeftOut } from '../database/repositories/datasets.ts';
import { findEvaluation } from '../database/repositories/evaluations.ts';
import { listLossPoints } from '../database/repositories/loss-points.ts';
import { readCounts } from '../database/repositories/splits.ts';
import { hashJson } from '../files/hash.ts';
import { experimentResults } from '../operations/experiment-parts.ts';
import type { StudyState } from '../operations/study-state.ts';
import { modelMetadataSchema, required } from '../operations/study-state.ts';
import { adaptOutputSchema } from './adapt-job.ts';

/** Everything a report says, gathered from the project. Throws `not-found` when a phase is missing. */
export function buildReportDocument(
  db: ReadDb,
  state: StudyState,
  versions: Readonly<Record<string, string>>,
): ReportDocument {
  const record = required(findEvaluation(db, state.phases.get('evaluate')?.outputId ?? ''), 'an evaluation');
  return {
    schemaVersion: reportVersion,
    evaluation: withExperiments(evaluationResultsSchema.parse(record.results), experimentResults(db, state, versions)),
    // An adapter made elsewhere has no training that is known here.
    training: state.adapter === null || state.adapter.jobId === null ? null : trainingOf(db, state.adapter),
    provenance: provenanceOf(db, state, versions),
  };
}

function trainingOf(db: ReadDb, adapter: AdapterRecord): ReportTraining {
  const output = adaptOutputSchema.parse(adapter.metadata);
  const points = z.array(lossPointSchema).parse(adapter.jobId === null ? [] : listLossPoints(db, adapter.jobId));
  return {
    losses: points.map(({ step, epoch, part, loss }) => ({ step, epoch, part, loss })),
    bestEpoch: output.bestEpoch,
    stoppedEarly: output.stoppedEarly,
    trainableParameters: output.trainableParameters,
    examples: output.examples,
    selfChecks: output.selfChecks,
  };
}

const elsewhereSchema = z.looseObject({ fileName: z.string(), rank: z.int(), alpha: z.number() });

/** What is known of an adapter that was not trained here. */
function madeElsewhere({ metadata }: AdapterRecord): {
  rank: number;
  alpha: number;
  madeElsewhere: { fileName: string };
} {
  const { fileName, rank, alpha } = elsewhereSchema.parse(metadata);
  return { rank, alpha, madeElsewhere: { fileName } };
}

function dataOf(db: ReadDb, state: StudyState): Provenance['data'] {
  const dataset = required(state.dataset, 'imported data');
  const { rejectedCells, rejectedRows } = countLeftOut(db, dataset);
  return { fileName: dataset.fileName, sha256: dataset.sha256, rows: dataset.rowCount, rejectedCells, rejectedRows };
}

function provenanceOf(db: ReadDb, state: StudyState, versions: Readonly<Record<string, string>>): Provenance {
  const { study, adapter } = state;
  const split = required(state.split, 'a split');
  const model = required(state.model, 'a base model');
  const counts = readCounts(db, split.id);
  const { name, architecture, description, licence } = modelMetadataSchema.parse(model.metadata);
  const template = promptTemplate(study.codebook, study.prompt);
  const { seed, ...adaptation } = study.adaptation;
  return {
    data: dataOf(db, state),
    codebook: { sha256: hashJson(study.codebook) },
    split: {
      sha256: split.hash,
      seed: study.split.seed,
      unit: study.split.unit,
      parts: partNames.map((part) => ({ name: part, n: counts[part] })),
    },
    model: {
      name,
      fileName: basename(model.path),
      sha256: model.sha256,
      sizeBytes: model.size,
      architecture,
      description,
      licence,
    },
    adapter:
      adapter === null
        ? null
        : {
            sha256: adapter.sha256,
            sizeBytes: adapter.byteLength,
            ...(adapter.jobId === null ? madeElsewhere(adapter) : adaptation),
          },
    prompts: {
      sha256: hashJson({ template, settings: study.prompt }),
      instruction: study.prompt.instruction,
      answers: study.prompt.answers,
      persona: study.prompt.persona,
      optionOrder: study.simulation.optionOrder,
      template,
    },
    seeds: {
      split: study.split.seed,
      adaptation: adapter === null || adapter.jobId === null ? null : seed,
      simulation: study.simulation.seeds,
      evaluation: study.evaluation.seed,
    },
    versions: {
      pilotlight: versions['pilotlight'] ?? '',
      node: versions['node'] ?? '',
      'node-llama-cpp': versions['node-llama-cpp'] ?? '',
      llamaCpp: versions['llama.cpp'] ?? '',
      platform: versions['platform'] ?? '',
    },
  };
}
