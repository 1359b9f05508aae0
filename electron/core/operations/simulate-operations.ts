import type { simulateContract } from '../../../shared/contract/simulate.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import { renderPrompt } from '../../../shared/domain/prompt.ts';
import { simulatedParts } from '../../../shared/domain/split.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { crossFitNotAsked, promptRowsNotAsked } from '../../../shared/messages/evaluation-messages.ts';
import { rowUnknown } from '../../../shared/messages/core-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { findFirstRow, readCounts } from '../database/repositories/splits.ts';
import type { Session } from '../session.ts';
import { askTwin } from './ask-twin.ts';
import { manyRows } from './many-rows.ts';
import { crossFitParts, simulateParts } from './phase-parts.ts';
import { startPhase } from './start-phase.ts';
import { requireIdleModel } from './require-idle-model.ts';
import { requireSound } from './require-sound.ts';
import { simulatedDistributions } from './simulate-distributions.ts';
import type { StudyState } from './study-state.ts';
import { findStudyState, readStudyState, required } from './study-state.ts';

export function simulateOperations(session: Session): Handlers<typeof simulateContract> {
  return {
    'simulate.start'({ by, again }) {
      const { db } = session.current().project;
      const state = readStudyState(db);
      requireSound(state.study);
      if (by === 'prompted' && state.study.evaluation.promptRows === undefined)
        throw new PilotlightError('usage', promptRowsNotAsked());
      const missing = by === 'adapted' ? 'a split, a base model and an adapter' : 'a split and a base model';
      const parts = required(simulateParts(db, state, by, session.dependencies.versions), missing);
      const input = { by, parts, again };
      return { jobId: startPhase(session, 'simulate', input, state.study.simulation.seeds[0] ?? null) };
    },
    'simulate.crossFit'() {
      const { db } = session.current().project;
      const state = readStudyState(db);
      requireSound(state.study);
      if (state.study.rectification === undefined) throw new PilotlightError('usage', crossFitNotAsked());
      const parts = required(crossFitParts(db, state, session.dependencies.versions), 'a split and a base model');
      return { jobId: startPhase(session, 'cross-fit', { parts }, state.study.adaptation.seed) };
    },
    async 'simulate.distributions'({ by }, { signal }) {
      const { project, reader } = session.current();
      const state = findStudyState(project.db);
      if (state === null) return null;
      return twinAnswers(project.db, state) > manyRows
        ? reader.read(signal, (client) => client.call('simulate.distributions', { by }))
        : simulatedDistributions(project.db, state, by, session.dependencies.versions);
    },
    async 'simulate.ask'(question, { signal }) {
      const { db } = session.current().project;
      requireIdleModel(session);
      return askTwin(db, readStudyState(db), question, session.dependencies, signal);
    },
    'simulate.preview'({ row }) {
      const { db } = session.current().project;
      const { study, dataset, split } = readStudyState(db);
      const { codebook, prompt: settings } = study;
      const { id } = required(dataset, 'imported data');
      const chosen = row ?? findFirstRow(db, required(split, 'a split').id, 'evaluation') ?? 1;
      const names = variablesWithRole(codebook, 'persona', 'treatment', 'belief', 'action').map(({ name }) => name);
      const respondent = readAnswers(db, id, names, [chosen])[0]?.answers;
      if (respondent === undefined) throw new PilotlightError('not-found', rowUnknown(chosen), { row: chosen });
      const beliefs = variablesWithRole(codebook, 'belief');
      return variablesWithRole(codebook, 'belief', 'action').map((item) => {
        const earlier =
          item.role === 'action'
            ? beliefs.map((belief) => ({ item: belief, value: respondent[belief.name] ?? null }))
            : [];
        const { system, user, answers } = renderPrompt({ codebook, settings, respondent, item, earlier });
        return { row: chosen, item: item.name, system, user, answers: [...answers] };
      });
    },
  };
}

/** Twins times sets of answers: the distributions of an action are kept for each. */
function twinAnswers(db: ReadDb, { study, split }: StudyState): number {
  if (split === null) return 0;
  const counts = readCounts(db, split.id);
  return simulatedParts.reduce((sum, part) => sum + counts[part], 0) * study.simulation.seeds.length;
}
