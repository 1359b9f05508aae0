import { expect, it } from 'vitest';
import { fileName, projectName } from '../../../../renderer/app/project/project-name.ts';

it('A project is called like its file, without folder and ending, on every system', () => {
  expect(projectName('/home/a/trust.pilotlight')).toBe('trust');
  expect(projectName('C:\\studies\\trust 2.pilotlight')).toBe('trust 2');
  expect(fileName('/home/a/trust.pilotlight')).toBe('trust.pilotlight');
});
