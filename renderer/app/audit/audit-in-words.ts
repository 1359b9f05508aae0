import type { Output } from '../../bridge/operation-types.ts';
import { formatCount } from '../../../shared/evaluation/format-number.ts';

export type AuditEntry = Output<'audit.list'>[number];

export interface AuditLine {
  readonly action: string;
  readonly details: string;
}

const actions: Readonly<Record<string, string>> = {
  'project-created': 'Project created',
  'project-opened': 'Project opened',
  'project-recovered': 'Project opened with the recovery key, new passphrase set',
  'recovery-key-shown': 'Recovery key shown',
  'passphrase-changed': 'Passphrase changed, file encrypted anew',
  'study-set': 'Study changed',
  'recipe-exported': 'Recipe written to a file',
  'codebook-exported': 'Codebook written to a file',
  'model-registered': 'Model linked',
  'base-model-set': 'Base model chosen',
  'phase-done': 'Phase completed',
  'job-done': 'Work completed',
  'job-failed': 'Work failed',
  'job-cancelled': 'Work cancelled',
  'job-interrupted': 'Work interrupted',
  'rows-exported': 'Rows of respondents written to a file',
  'rows-export-failed': 'Rows of respondents could not be written',
};

const names: Readonly<Record<string, string>> = {
  changed: 'sections',
  fileName: 'file',
  path: 'file',
  kind: 'kind',
  phase: 'phase',
  sha256: 'SHA-256',
  job: 'job',
  output: 'result',
};

/** An entry as a person reads it. What has no words yet is shown as it is stored. */
export function auditInWords({ action, details }: Pick<AuditEntry, 'action' | 'details'>): AuditLine {
  return { action: actions[action] ?? spaced(action), details: detailsInWords(details) };
}

function detailsInWords(details: AuditEntry['details']): string {
  return Object.entries(details)
    .map(([name, value]) => [names[name] ?? spaced(name), valueInWords(name, value)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Hashes and identifiers by their first characters; the CSV holds them whole. */
function valueInWords(name: string, value: unknown): string {
  if (typeof value === 'string') return shortened(value);
  if (typeof value === 'number') return name === 'bytes' ? `${value}` : formatCount(value);
  if (Array.isArray(value)) return value.map((one) => valueInWords('', one)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function shortened(text: string): string {
  if (/^[0-9a-f]{32,}$/.test(text)) return `${text.slice(0, 12)}…`;
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+$/.test(text) ? `${text.slice(0, 8)}…` : text;
}

function spaced(name: string): string {
  return name.replaceAll('-', ' ').replaceAll(/([a-z])([A-Z])/g, (_all, left: string, right: string) => {
    return `${left} ${right.toLowerCase()}`;
  });
}
