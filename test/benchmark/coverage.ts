import { parseArgs } from 'node:util';
import { crossFitReplications } from './replications/cross-fit-replications.ts';
import { distanceReplications } from './replications/distance-replications.ts';
import { evaluationReplications } from './replications/evaluation-replications.ts';
import { largeSampleReplications } from './replications/large-sample-replications.ts';
import { ppiReplications } from './replications/ppi-replications.ts';
import { crossFitSurveyReplications, ppiSurveyReplications } from './replications/ppi-survey-replications.ts';
import { regressionReplications } from './replications/regression-replications.ts';
import type { Study } from './replications/outcomes.ts';
import { summarise } from './replications/outcomes.ts';
import { resamplingReplications } from './replications/resampling-replications.ts';

/** Studies of intervals and tests on processes whose truth is known; every one has its own seeds. */
const studies: Readonly<Record<string, Study>> = {
  resampling: resamplingReplications,
  regression: regressionReplications,
  ppi: ppiReplications,
  'ppi-survey': ppiSurveyReplications,
  'cross-fit-survey': crossFitSurveyReplications,
  'cross-fit': crossFitReplications,
  distances: distanceReplications,
  evaluation: evaluationReplications,
  large: largeSampleReplications,
};

const usage = `node test/benchmark/coverage.ts [--study ${Object.keys(studies).join('|')}] [--replications 2000] [--json]

Share of replications in which a 95 % interval holds the truth, or a test at 5 % rejects what is true. The bands are
93.5-96.5 % for intervals and 4-6 % for tests; the Monte-Carlo error of 2,000 replications is 0.5 percentage points.`;

const { values } = parseArgs({
  options: {
    study: { type: 'string' },
    replications: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const replications = Number(values.replications);
const chosen = Object.entries(studies).filter(([name]) => values.study === undefined || values.study === name);
if (values.help || chosen.length === 0 || !Number.isInteger(replications) || replications < 1) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  for (const [name, study] of chosen) {
    const rows = summarise(study(replications)).map((row) => ({ study: name, ...row }));
    if (values.json) for (const row of rows) console.log(JSON.stringify(row));
    else console.table(rows);
  }
}
