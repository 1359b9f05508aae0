import { PilotlightError } from '../../shared/errors.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { engineContract } from '../core/engine/engine-contract.ts';
import type { Engine } from '../core/engine/engine.ts';
import { openEngine } from '../core/engine/open-engine.ts';
import { createNamelessFile } from '../core/files/nameless-file.ts';
import type { NamelessFile } from '../core/files/nameless-file.ts';
import { hostPort } from './ports/from-parent.ts';

let opened: Engine | null = null;
/** Contexts read the adapter from it, the first and every later one. */
let adapterFile: NamelessFile | null = null;

function engine(): Engine {
  if (opened === null) throw new PilotlightError('internal', 'The engine has no model yet.');
  return opened;
}

serve(
  engineContract,
  {
    async 'engine.open'({ modelPath, adapter, threads, gpu }, { signal }) {
      await opened?.[Symbol.asyncDispose]();
      adapterFile?.[Symbol.dispose]();
      adapterFile = adapter === null ? null : createNamelessFile(adapter);
      const file = adapterFile === null ? {} : { adapterPath: adapterFile.path };
      const next = await openEngine({ modelPath, threads, gpu: gpu === 'off' ? false : gpu, signal, ...file });
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
    'engine.measure': async ({ tokens }, { signal }) => ({
      rate: await engine().measurePromptRate(tokens, { signal }),
      memoryBytes: process.memoryUsage.rss(),
    }),
    'engine.logits': ({ tokens }) => engine().logits(tokens),
  },
  hostPort(),
);
