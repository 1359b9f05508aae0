import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/core/database/connection.ts';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { readProjectKey } from '../../../electron/core/database/project-key.ts';
import { errorOf, runCommand } from '../../support/run-command.ts';
import type { CommandOptions, EndedCommand } from '../../support/run-command.ts';
import { editFile, surveyModel, writeSurveyStudy } from '../../support/survey-study.ts';
import type { SurveyStudy, SurveyStudyOptions } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'));
const passphrase = ['--passphrase-file', study.passphraseFile];

function aStudy(options: SurveyStudyOptions = {}): SurveyStudy & { readonly out: string } {
  const folder = temporaryFolder();
  return { ...writeSurveyStudy(join(folder, 'study'), options), out: join(folder, 'out') };
}

function run({ recipe, out }: { recipe: string; out: string }, options?: CommandOptions): Promise<EndedCommand> {
  return runCommand(['run', recipe, '--out', out, ...passphrase, '--threads', '1', '--json'], options);
}

let imported: Promise<string> | undefined;
/** A project with imported data, of which each test takes a copy. */
async function importedProject(): Promise<string> {
  imported ??= (async () => {
    const project = join(home, 'survey.pilotlight');
    expect((await runCommand(['import', project, study.recipe, ...passphrase])).code).toBe(0);
    return project;
  })();
  const copy = join(temporaryFolder(), 'survey.pilotlight');
  copyFileSync(await imported, copy);
  return copy;
}

describe('wrong usage', () => {
  const hint = 'pilotlight --help lists the commands, pilotlight COMMAND --help the options of one.';
  for (const { args, fault } of [
    { args: [], fault: 'a command is missing.' },
    { args: ['simulat'], fault: "unknown command 'simulat' (Did you mean simulate?)" },
    { args: ['run'], fault: "missing required argument 'recipe'." },
    { args: ['run', 'a.yaml', '--outt', 'b'], fault: "unknown option '--outt' (Did you mean --out?)" },
    {
      args: ['adapt', 'p', '--threads', 'many'],
      fault: "option '--threads <number>' argument 'many' is invalid. It must be a whole number of at least 1.",
    },
    {
      args: ['simulate', 'p', '--by', 'third'],
      fault:
        "option '--by <model>' argument 'third' is invalid. Allowed choices are base, adapted, prompted, folds, both, all.",
    },
  ]) {
    it(`is told with the exit code 2: pilotlight ${args.join(' ')}`, async () => {
      const ended = await runCommand(args);
      expect(ended.code).toBe(2);
      expect(ended.stdout).toBe('');
      expect(ended.stderr.trim().split('\n').at(-1)).toBe(`pilotlight: ${fault} ${hint}`);
    });
  }

  it('is an event on the output stream with --json', async () => {
    const json = await runCommand(['run', '--json']);
    expect(json.code).toBe(2);
    expect(json.stderr).toBe('');
    expect(errorOf(json)).toEqual({
      code: 'usage',
      message: `missing required argument 'recipe'. ${hint}`,
      details: {},
    });
  });
});

describe('a recipe', () => {
  it('with faults is refused with all of them, each with file, line and column', async () => {
    const { recipe, out } = aStudy();
    editFile(recipe, 'role: persona\n    scale: nominal', 'role: persna\n    scale: nominal');
    editFile(recipe, 'evaluation: 40\n', 'evaluation: 40\n    reserve: 3\n');
    const ended = await runCommand(['run', recipe, '--out', out, ...passphrase]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('cannot be used because of 2 faults');
    expect(ended.stderr).toMatch(
      /The first one: study\.yaml:27:11: codebook\.region\.role: .*did you mean "persona"\?$/m,
    );
    expect(ended.stderr).toMatch(/^ {2}study\.yaml:78:5: split\.parts\.reserve: is not known/m);
    const json = await run({ recipe, out });
    expect(errorOf(json)).toMatchObject({ code: 'recipe-invalid', details: { count: 2 } });
    expect(() => readdirSync(out)).toThrow(/ENOENT/);
  });

  it('without its data file is refused at the place where it is named', async () => {
    const { recipe, out, data } = aStudy();
    rmSync(data);
    const ended = await run({ recipe, out });
    expect(ended.code).toBe(2);
    expect(errorOf(ended).message).toContain(`study.yaml:6:9: data.file: the data file ${data} does not exist`);
  });

  it('that is not there is told', async () => {
    const ended = await run({ recipe: join(home, 'none.yaml'), out: join(home, 'none') });
    expect(ended.code).toBe(1);
    expect(errorOf(ended).code).toBe('file-not-found');
  });
});

describe('the model file', () => {
  it('that is missing is told by its path', async () => {
    const ended = await run(aStudy({ model: join(home, 'none.gguf') }));
    expect(ended.code).toBe(1);
    expect(errorOf(ended)).toMatchObject({
      code: 'file-not-found',
      message: `The model file ${join(home, 'none.gguf')} does not exist. Check the path, or add the model again.`,
    });
  });

  it('that was cut off is told', async () => {
    const model = join(temporaryFolder(), 'cut.gguf');
    copyFileSync(surveyModel, model);
    truncateSync(model, 1_000_000);
    const ended = await run(aStudy({ model }));
    expect(ended.code).toBe(1);
    expect(errorOf(ended).code).toBe('model-invalid');
    expect(errorOf(ended).message).toMatch(/is incomplete or damaged .*Download or copy it again\.$/);
  });
});

describe('a model file that was replaced after it was registered', () => {
  it('is refused until the study is set again', async () => {
    const model = join(temporaryFolder(), 'model.gguf');
    copyFileSync(surveyModel, model);
    const { recipe } = aStudy({ model });
    const project = join(temporaryFolder(), 'survey.pilotlight');
    for (const args of [
      ['import', project, recipe],
      ['split', project],
    ]) {
      expect((await runCommand([...args, ...passphrase])).code).toBe(0);
    }
    const bytes = readFileSync(model);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(model, bytes);
    const ended = await runCommand(['adapt', project, ...passphrase, '--json']);
    expect([ended.code, errorOf(ended).code]).toEqual([1, 'model-changed']);
  });
});

describe('the passphrase', () => {
  it('that is wrong opens nothing and changes nothing', async () => {
    const project = await importedProject();
    const before = readFileSync(project);
    const wrong = join(home, 'wrong.txt');
    writeFileSync(wrong, 'another one\n');
    const ended = await runCommand(['status', project, '--passphrase-file', wrong, '--json']);
    expect(ended.code).toBe(1);
    expect(errorOf(ended)).toMatchObject({ code: 'passphrase-wrong' });
    expect(readFileSync(project)).toEqual(before);
  });

  it('that nobody can be asked for is told with the exit code 2', async () => {
    const ended = await runCommand(['status', await importedProject(), '--json']);
    expect(ended.code).toBe(2);
    expect(errorOf(ended).message).toContain('Use --passphrase-file FILE or set PILOTLIGHT_PASSPHRASE.');
  });

  it('that stands in a file that is missing or empty is told', async () => {
    const [project, empty] = [await importedProject(), join(home, 'empty.txt')];
    writeFileSync(empty, '\n');
    const missing = await runCommand(['status', project, '--passphrase-file', join(home, 'no.txt'), '--json']);
    expect([missing.code, errorOf(missing).code]).toEqual([1, 'file-not-found']);
    const without = await runCommand(['status', project, '--passphrase-file', empty, '--json']);
    expect([without.code, errorOf(without).code]).toEqual([2, 'passphrase-missing']);
  });

  it('is also taken from the environment', async () => {
    const env = { PILOTLIGHT_PASSPHRASE: study.passphrase };
    const ended = await runCommand(['status', await importedProject()], { env });
    expect(ended.stdout).toMatch(/^Import +done$/m);
  });
});

describe('a project', () => {
  it('that is not there is told', async () => {
    const ended = await runCommand(['adapt', join(home, 'no.pilotlight'), ...passphrase, '--json']);
    expect([ended.code, errorOf(ended).code]).toEqual([1, 'project-missing']);
  });

  it('that is none, or whose pages are damaged, is told', async () => {
    const other = join(home, 'other.pilotlight');
    writeFileSync(other, 'something else! '.repeat(1024));
    const none = await runCommand(['status', other, ...passphrase, '--json']);
    expect([none.code, errorOf(none).code]).toEqual([1, 'project-damaged']);
    expect(errorOf(none).message).toContain('is not a Pilotlight project');

    const project = await importedProject();
    const bytes = readFileSync(project);
    // Every page but the first.
    for (let at = 4096 + 100; at < bytes.length; at += 4096) bytes.writeUInt8(bytes.readUInt8(at) ^ 255, at);
    writeFileSync(project, bytes);
    const damaged = await runCommand(['status', project, ...passphrase, '--json']);
    expect([damaged.code, errorOf(damaged).code]).toEqual([1, 'project-damaged']);
    expect(errorOf(damaged).message).toContain('Restore a backup of it.');
  });

  it('of a newer version is refused and stays as it is', async () => {
    const project = await importedProject();
    const connection = openConnection(project, readProjectKey(project, study.passphrase));
    connection.pragma('user_version = 900');
    connection.close();
    const before = readFileSync(project);
    const ended = await runCommand(['status', project, ...passphrase, '--json']);
    expect([ended.code, errorOf(ended).code]).toEqual([1, 'project-newer']);
    expect(readFileSync(project)).toEqual(before);
  });

  it('that another process holds is refused with who it is', async () => {
    const project = await importedProject();
    using held = openProject({ path: project, passphrase: study.passphrase, clock: fixedClock, command: 'the test' });
    const ended = await runCommand(['status', held.path, ...passphrase, '--json']);
    expect(ended.code).toBe(1);
    expect(errorOf(ended)).toMatchObject({
      code: 'project-locked',
      details: { pid: process.pid, command: 'the test' },
    });
    expect(errorOf(ended).message).toContain(`"the test" (process ${process.pid} on `);
  });

  it('without the step before is told what comes first', async () => {
    const project = await importedProject();
    const adapt = await runCommand(['adapt', project, ...passphrase, '--json']);
    expect([adapt.code, errorOf(adapt).message]).toEqual([1, 'This needs a split and a base model first.']);
    const evaluate = await runCommand(['evaluate', project, ...passphrase, '--json']);
    expect(evaluate.code).toBe(1);
    expect(errorOf(evaluate).message).toContain('simulated answers of the base and the adapted model');
  });
});

describe('the folder of the results', () => {
  it('that is a file is told', async () => {
    const { recipe } = study;
    const out = join(temporaryFolder(), 'a-file');
    writeFileSync(out, 'already here');
    const ended = await run({ recipe, out });
    expect([ended.code, errorOf(ended).code]).toEqual([1, 'file-write-failed']);
    expect(readFileSync(out, 'utf8')).toBe('already here');
  });

  it.skipIf(process.getuid?.() !== 0)('that may not be written to is told', async () => {
    // Root may write anywhere, so the command runs as somebody else.
    const folder = temporaryFolder();
    const { recipe } = writeSurveyStudy(join(folder, 'study'));
    mkdirSync(join(folder, 'closed'));
    for (const path of [folder, join(folder, 'study'), join(folder, 'closed')]) chmodSync(path, 0o555);
    const env = { NODE_COMPILE_CACHE: join(folder, 'cache'), HOME: folder };
    const out = join(folder, 'closed', 'out');
    const words = ['--passphrase-file', join(folder, 'study', 'passphrase.txt'), '--json'];
    const ended = await runCommand(['run', recipe, '--out', out, ...words], { user: 65_534, env });
    for (const path of [folder, join(folder, 'closed')]) chmodSync(path, 0o755);
    expect(ended.code).toBe(1);
    expect(errorOf(ended)).toMatchObject({ code: 'file-write-failed' });
    expect(errorOf(ended).message).toContain('Check that you may write there');
  });
});

/** Mounts a small disk in a name space of its own, in which the command then runs. */
function onSmallDisk(folder: string, megabytes: number): readonly string[] | null {
  const script = `mount -t tmpfs -o size=${megabytes}m none '${folder}' && exec "$@"`;
  const wrap = ['unshare', '--mount', 'sh', '-c', script, 'sh'];
  const [program = '', ...args] = wrap;
  const trial = spawnSync(program, [...args, 'true'], { encoding: 'utf8' });
  if (trial.status === 0) return wrap;
  console.info(`Skipped: the full disk, since a small one cannot be mounted here (${trial.stderr.trim()}).`);
  return null;
}

describe('a full disk', () => {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const small = onSmallDisk(disk, 1);

  it.skipIf(small === null)('ends the command with its sentence, and frees the project', async () => {
    const large = writeSurveyStudy(join(home, 'large'), {
      rows: 4000,
      fields: (row) => ({ town: `${row} ${'long name of a town '.repeat(20)}` }),
    });
    const project = join(disk, 'survey.pilotlight');
    const check = `; code=$?; ls -A ${disk}; exit $code`;
    const words = ['import', project, large.recipe, ...passphrase];
    const wrap = (command: readonly string[]): readonly string[] => [
      ...(small ?? []),
      'sh',
      '-c',
      `"$@"${check}`,
      'sh',
      ...command,
    ];
    const ended = await runCommand(words, { wrap });
    expect(ended.stderr).toMatch(
      /pilotlight: .*could not be written.*Check that you may write there and that the disk has room\.\n$/,
    );
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('survey.pilotlight\n');
    expect(ended.stdout).not.toContain('.lock');
  });
});

it('prints nothing but JSON lines with --json, and the texts of answers in no place but `rejected`', async () => {
  const secret = 'seventy-seven and a half';
  const { recipe, data } = aStudy();
  editFile(data, readFileSync(data, 'utf8').split('\n')[5] ?? '', `r5,0,${secret},1,Ashby,none,1,1,0`);
  const project = join(temporaryFolder(), 'survey.pilotlight');
  const text = await runCommand(['import', project, recipe, ...passphrase]);
  expect(text.stderr).toContain('  refused: line 6, record 5, age: the value is not a number\n');
  expect(text.stderr).toContain('Import: 88 respondents, 1 cell refused');
  expect(text.stdout + text.stderr).not.toContain(secret);
  const rejected = await runCommand(['rejected', project, ...passphrase]);
  expect(rejected.stdout).toBe(`line 6, record 5, age: the value is not a number: "${secret}"\n`);
  const json = await runCommand(['rejected', project, ...passphrase, '--json']);
  expect(json.events).toMatchObject([{ event: 'rejected', line: 6, row: 5, column: 'age', value: secret }]);
});
