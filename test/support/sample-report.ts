import { evaluate } from '../../shared/evaluation/evaluate.ts';
import { promptTemplate } from '../../shared/evaluation/prompt-template.ts';
import type { Provenance, ReportDocument, ReportTraining } from '../../shared/evaluation/report-document.ts';
import { reportVersion } from '../../shared/evaluation/report-document.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { sampleCodebook, sampleEvaluationInput } from './sample-evaluation-input.ts';

const hashOf = (digit: string): string => digit.repeat(64);
const instruction = 'Answer the survey question as the person described would.';

/** A loss curve that falls, then rises on pilot-validation. */
function sampleTraining(): ReportTraining {
  const random = createRandom(3, 'sample-training');
  const train = Array.from({ length: 48 }, (_, index) => ({
    step: index + 1,
    epoch: (index + 1) / 12,
    part: 'pilot-train' as const,
    loss: 0.92 + 0.7 * Math.exp(-index / 11) + 0.04 * (random.next() - 0.5),
  }));
  const validation = [1.66, 1.31, 1.18, 1.14, 1.155].map((loss, epoch) => ({
    step: epoch * 12,
    epoch,
    part: 'pilot-validation' as const,
    loss,
  }));
  return {
    losses: [...train, ...validation].sort((a, b) => a.step - b.step),
    bestEpoch: 3,
    stoppedEarly: true,
    trainableParameters: 1_081_344,
    examples: 476,
    selfChecks: { forwardDifference: 1.2e-5, gradientError: 8.4e-5 },
  };
}

function sampleProvenance(): Provenance {
  return {
    data: { fileName: 'neighbours <wave 1>.csv', sha256: hashOf('a'), rows: 673, rejectedCells: 14, rejectedRows: 3 },
    codebook: { sha256: hashOf('b') },
    split: {
      sha256: hashOf('c'),
      seed: 11,
      unit: 'respondent',
      parts: [
        { name: 'pilot-train', n: 96 },
        { name: 'pilot-validation', n: 24 },
        { name: 'rectification', n: 150 },
        { name: 'evaluation', n: 400 },
      ],
    },
    model: {
      name: 'Nano demonstration model',
      fileName: 'nano.gguf',
      sha256: hashOf('d'),
      sizeBytes: 6_291_456,
      architecture: 'llama',
      description: 'A demonstration model of no scientific meaning, trained on made-up sentences.',
      licence: 'MIT',
    },
    adapter: {
      sha256: hashOf('e'),
      sizeBytes: 524_288,
      rank: 8,
      alpha: 16,
      learningRate: 0.0005,
      epochs: 4,
      batch: 8,
      warmup: 0.1,
      weightDecay: 0,
      clipNorm: 1,
      patience: 1,
    },
    prompts: {
      sha256: hashOf('f'),
      instruction,
      answers: 'letters',
      persona: true,
      optionOrder: 'codebook',
      template: promptTemplate(sampleCodebook, { instruction, answers: 'letters', persona: true }),
    },
    seeds: { split: 11, adaptation: 1, simulation: [1, 2, 3], evaluation: 1 },
    versions: {
      pilotlight: '0.1.0',
      node: '24.0.0',
      'node-llama-cpp': '3.22.1',
      llamaCpp: 'b9000',
      platform: 'linux-x64',
    },
  };
}

/** The report of the made-up study, computed by the real evaluation. */
export function sampleReport(n?: number, bootstrap?: number, rectified = 150): ReportDocument {
  return {
    schemaVersion: reportVersion,
    evaluation: evaluate(sampleEvaluationInput(n, bootstrap, rectified)),
    training: sampleTraining(),
    provenance: sampleProvenance(),
  };
}
