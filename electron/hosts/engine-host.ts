import { PilotlightError } from '../../shared/errors.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { engineContract } from '../core/engine/engine-contract.ts';
import type { Engine } from '../core/engine/engine.ts';
import { openEngine } from '../core/engine/open-engine.ts';
import { withNamelessFile } from '../core/files/nameless-file.ts';
import { parentPort } from './ports/parent-process.ts';

let opened: Engine | null = null;

function engine(): Engine {
  if (opened === null) throw new PilotlightError('internal', 'The engine has no model yet.');
  return opened;
}

serve(
  engineContract,
  {
    async 'engine.open'({ modelPath, adapter, threads }, { signal }) {
      await opened?.[Symbol.asyncDispose]();
      const options = { modelPath, threads, signal };
      const next =
        adapter === null
          ? await openEngine(options)
          : await withNamelessFile(adapter, (adapterPath) => openEngine({ ...options, adapterPath }));
      opened = next;
      return next.info;
    },
    'engine.tokenize': ({ prompts }) =>
      prompts.map(({ system, user, answers }) => engine().tokenizePrompt({ system, user }, answers)),
    'engine.score': async ({ prompts }, { signal }) =>
      engine().score(
        prompts.map(({ system, user, answers }) => ({ prompt: { system, user }, answers })),
        { signal },
      ),
    'engine.logits': ({ tokens }) => engine().logits(tokens),
  },
  parentPort(),
);
