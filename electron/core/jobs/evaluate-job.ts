import { setImmediate } from 'node:timers/promises';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import type { EvaluationPhase } from '../../../shared/evaluation/evaluation-input.ts';
import { withLeakage } from '../../../shared/evaluation/leakage/leakage.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { adapterMadeElsewhere } from '../../../shared/messages/model-messages.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import { insertEvaluation } from '../database/repositories/evaluations.ts';
import { startHost } from '../host-process.ts';
import { adapterFileName } from '../operations/adapters.ts';
import { fingerprintOf } from '../operations/phase-parts.ts';
import { readStudyState } from '../operations/study-state.ts';
import { evaluationRequest } from './evaluation-request.ts';
import { evaluatorContract } from './evaluator-contract.ts';
import { finishPhase } from './finish-phase.ts';
import { defineJob } from './job-context.ts';
import { measureLeakage } from './measure-leakage.ts';
import { phaseInputSchema } from './phase-input.ts';

/** What each phase of an evaluation does, and what it counts. */
const phases: Readonly<Record<EvaluationPhase, { readonly phase: string; readonly unit: string }>> = {
  baselines: { phase: 'Fitting the baselines', unit: 'questions' },
  resampling: { phase: 'Resampling respondents', unit: 'draws' },
  fits: { phase: 'Fitting the regressions', unit: 'fits' },
  regressions: { phase: 'Resampling the regressions', unit: 'draws' },
  groups: { phase: 'Counting structures by group', unit: 'variables' },
  rectification: { phase: 'Rectifying estimates', unit: 'steps' },
  classifiers: { phase: 'Telling humans and twins apart', unit: 'steps' },
  summary: { phase: 'Summing up', unit: 'cells' },
};

/** Compares the evaluation humans with their twins, in a process of its own so that the core stays responsive. */
export const evaluateJob = defineJob({
  kind: 'evaluate',
  input: phaseInputSchema,
  async run({ parts }, context) {
    const { db, dependencies, signal } = context;
    const state = readStudyState(db);
    const request = await inTurns(evaluationRequest(db, state), signal);
    await using host = startHost(dependencies.spawnHost, 'evaluator', evaluatorContract, signal);
    let results: EvaluationResults | null = null;
    for await (const event of host.client.stream('evaluator.run', request, { signal })) {
      if (event.type === 'results') results = event.results;
      else context.report({ ...phases[event.phase], done: event.done, total: event.total });
    }
    if (results === null) throw new PilotlightError('internal', 'The evaluation ended without results.');
    results = withLeakage(results, request.input, await measureLeakage(context, state));
    results = withAdapterWarning(results, state.adapter);
    const id = dependencies.createId();
    const createdAt = dependencies.clock().toISOString();
    writeTransaction(db, ['evaluations', 'phases'], (write) => {
      insertEvaluation(write, { id, fingerprint: fingerprintOf(parts), results, createdAt });
      finishPhase(write, context, 'evaluate', parts, id);
    });
    return { evaluationId: id };
  },
});

/** Whom an adapter made elsewhere was trained on is not known, which every reader of its results must know. */
function withAdapterWarning(results: EvaluationResults, adapter: AdapterRecord | null): EvaluationResults {
  if (adapter === null || adapter.jobId !== null) return results;
  const warning = { code: 'adapter-made-elsewhere', text: adapterMadeElsewhere(adapterFileName(adapter.metadata)) };
  return { ...results, warnings: [...results.warnings, warning] };
}

/** Does work between which others have their turn. Throws `cancelled`. */
async function inTurns<Result>(work: Generator<void, Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    throwIfAborted(signal);
    const step = work.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
