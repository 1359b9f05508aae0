import { execFileSync } from 'node:child_process';
import { cruise } from 'dependency-cruiser';
import { cruiseOptions, layerRules } from './layer-rules.ts';

/**
 * Checks the layers of the architecture and refuses to pass when the tool saw suspiciously few modules, since a checker that
 * cannot read TypeScript finds no violation either.
 */
const folders = ['shared', 'electron', 'renderer', 'resources'];
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'));

const { output } = await cruise(folders, {
  ...cruiseOptions,
  ruleSet: { forbidden: layerRules },
  validate: true,
});
if (typeof output === 'string') throw new Error('The layer check expected a result, not text.');
const own = output.modules.filter((module) => folders.some((folder) => module.source.startsWith(`${folder}/`)));
const dependencies = own.reduce((sum, module) => sum + module.dependencies.length, 0);
const problems = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
if (own.length < tracked.length * 0.95) problems.push(`only ${own.length} of ${tracked.length} modules were read`);
if (dependencies < own.length) problems.push(`only ${dependencies} imports were found in ${own.length} modules`);
for (const problem of problems) console.error(problem);
console.log(`Layers: ${own.length} modules, ${dependencies} imports, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
