import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Adapter, FoundModel, ModelSummary, modelsContract } from '../../../shared/contract/models.ts';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { ProjectDb, ReadDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { setMeta } from '../database/repositories/meta.ts';
import type { ModelRecord } from '../database/repositories/models.ts';
import { listModels, readModel } from '../database/repositories/models.ts';
import { describeGguf } from '../files/gguf/describe-gguf.ts';
import type { ModelPlace } from '../files/gguf/find-models.ts';
import { findModels } from '../files/gguf/find-models.ts';
import type { Session } from '../session.ts';
import { describeAdapters, useAdapter } from './adapters.ts';
import { inspectModel } from './inspect-model.ts';
import { measureModel } from './measure-model.ts';
import { registerAdapter } from './register-adapter.ts';
import { registerModel } from './register-model.ts';
import { requireIdleModel } from './require-idle-model.ts';
import { tellProgress } from './tell-progress.ts';
import { currentModel, currentModelKey, findStudyState, modelMetadataSchema } from './study-state.ts';

type ModelsHandlers = Handlers<typeof modelsContract>;

const usualRank = 8;

export function modelsOperations(session: Session): ModelsHandlers {
  return { ...registeredOperations(session), ...fileOperations(session) };
}

function registeredOperations(
  session: Session,
): Omit<ModelsHandlers, 'models.found' | 'models.inspect' | 'models.measure'> {
  const { clock } = session.dependencies;
  const db = (): ProjectDb => session.current().project.db;
  return {
    'models.register': ({ path }, { signal }) =>
      tellProgress(clock, async (report) => summaryOf(await registerModel(session, path, signal, report))),
    'models.current'() {
      const model = currentModel(db());
      return model === null ? null : summaryOf(model);
    },
    'models.list'() {
      const current = currentModel(db())?.id;
      return listModels(db()).map((model) => ({
        ...summaryOf(model),
        isCurrent: model.id === current,
        isMissing: !existsSync(model.path),
      }));
    },
    'models.setBase'({ id }) {
      const model = readModel(db(), id);
      const { command } = session.dependencies;
      const details = { sha256: model.sha256 };
      writeTransaction(db(), ['meta', 'audit'], (write) => {
        setMeta(write, currentModelKey, id);
        appendAudit(write, { at: clock().toISOString(), actor: command, action: 'base-model-set', details });
      });
      return summaryOf(model);
    },
    'models.adapters': () => describeAdapters(db()),
    'models.registerAdapter': ({ path }, { signal }) =>
      tellProgress(clock, async (report) => {
        const { id } = await registerAdapter(session, path, signal, report);
        return describedAdapter(db(), id);
      }),
    'models.useAdapter'({ id }) {
      useAdapter(session, id);
      return describedAdapter(db(), id);
    },
  };
}

function describedAdapter(db: ReadDb, id: string): Adapter {
  const found = describeAdapters(db).find((adapter) => adapter.id === id);
  if (found === undefined) throw new PilotlightError('internal', `There is no adapter ${id}.`);
  return found;
}

function fileOperations(session: Session): Pick<ModelsHandlers, 'models.found' | 'models.inspect' | 'models.measure'> {
  const { dependencies } = session;
  return {
    async 'models.found'(_input, { signal }) {
      const found: FoundModel[] = [];
      for (const place of findModels(dependencies.paths)) {
        // Headers with large vocabularies take a tenth of a second each; others get their turn in between.
        await setImmediate();
        throwIfAborted(signal);
        found.push(describePlace(place));
      }
      return found;
    },
    'models.inspect'({ path }) {
      const state = session.opened === null || session.locked ? null : findStudyState(session.opened.project.db);
      return inspectModel(resolve(path), state?.study.adaptation.rank ?? usualRank);
    },
    async *'models.measure'({ path, training }, { signal }) {
      requireIdleModel(session);
      yield* measureModel(dependencies, { path: resolve(path), training }, signal);
    },
  };
}

function summaryOf({ id, path, sha256, size, metadata }: ModelRecord): ModelSummary {
  return { id, path, sha256, sizeBytes: size, ...modelMetadataSchema.parse(metadata) };
}

function describePlace(place: ModelPlace): FoundModel {
  try {
    return { ...place, facts: describeGguf(place.path), problem: null };
  } catch (error) {
    if (!(error instanceof PilotlightError)) throw error;
    return { ...place, facts: null, problem: error.message };
  }
}
