import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchBoot } from './boot.ts';
import { benchEvaluate } from './evaluate.ts';
import { benchScore } from './score.ts';
import { benchTrain } from './train.ts';
import { benchUi } from './ui.ts';

const models = [
  { name: 'nano', path: 'resources/models/pilotlight-nano.gguf' },
  { name: 'qwen2-0.5b-q8_0', path: '.bench/qwen2-0.5b-q8_0.gguf' },
];

const benches = ['score', 'train', 'evaluate', 'boot', 'ui'];
const usage = `npm run bench -- <name> [--json] [--threads <number>] [--model <file>] [--repetitions <number>]

  score     scoring of a survey block ÷ llama.cpp's own prompt rate, same model and threads, same run
  train     training tokens a second ÷ forward-only tokens a second
  evaluate  one evaluation of 929 respondents with 8 items, 8 subgroups and 2,000 draws, by phase
  boot      bootstrapped distances here and by R's boot on the same rows (needs Rscript)
  ui        the screens in Chromium: time until they answer, weight, tasks of the main thread, frames while scrolling

Without --model, score and train run on the demonstration model and on a random-weight model of Qwen2.5-0.5B's shape, if it
has been made with npm run make:bench-model. Ratios of one run compare; absolute figures drift with the machine.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    threads: { type: 'string', default: '2' },
    model: { type: 'string' },
    repetitions: { type: 'string', default: '5' },
  },
});
const threads = Number(values.threads);
const repetitions = Number(values.repetitions);
const [name] = positionals;

async function run(): Promise<object[]> {
  const chosen = values.model === undefined ? models : [{ name: values.model, path: values.model }];
  const results: object[] = [];
  if (name === 'evaluate') return [benchEvaluate({ respondents: 929, draws: 2000 })];
  if (name === 'boot') return [benchBoot({ respondents: 929, draws: 2000 })];
  if (name === 'ui') return [{ bench: name, ...(await benchUi({ rows: 1_000_000, simulations: 2, repetitions })) }];
  for (const model of chosen) {
    if (!existsSync(model.path)) {
      console.error(`${model.path} does not exist and is left out; npm run make:bench-model makes the large one.`);
      continue;
    }
    const common = { modelPath: model.path, threads, repetitions };
    const result =
      name === 'score'
        ? await benchScore({ ...common, respondents: 12, answers: 'letters', kvCache: 'f32', clock: 'wall' })
        : await benchTrain({
            ...common,
            mode: { kind: 'lora', rank: 8, alpha: 16, seed: 1 },
            transposed: 'auto',
            tokens: 512,
          });
    results.push({ bench: name, model: model.name, ...result });
  }
  return results;
}

if (name === undefined || !benches.includes(name)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const results = await run();
  if (values.json) for (const result of results) console.log(JSON.stringify(result));
  else for (const result of results) console.table(result);
}
