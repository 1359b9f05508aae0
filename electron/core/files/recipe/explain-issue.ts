import { z } from 'zod';
import { closestName } from '../../../../shared/domain/closest-name.ts';
import {
  fieldEmpty,
  fieldMissing,
  fieldNeedsItems,
  fieldNeedsText,
  fieldNotAmong,
  fieldOutOfRange,
  fieldUnknown,
  fieldUnusable,
  fieldWrongKind,
} from '../../../../shared/messages/recipe-messages.ts';
import type { FieldPath } from './recipe-document.ts';

/** A fault of a recipe in words; `key` is set when the fault is a key that does not belong there. */
export interface FieldFault {
  readonly path: FieldPath;
  readonly key?: string;
  readonly message: string;
}

/**
 * Words for the issues that a schema has no sentence of its own for; give it to `safeParse` as `error`. Unknown keys are
 * told by `fieldFaults`, which needs the keys that are known: they are its message here, one a line.
 */
export function explainIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return fieldWrongKind(issue.expected, shown(issue.input));
    case 'invalid_value':
      return notAmong(issue.values.map(String), issue.input);
    case 'too_small':
      if (issue.origin === 'string') return fieldNeedsText();
      return issue.origin === 'array'
        ? fieldNeedsItems(Number(issue.minimum))
        : fieldOutOfRange(issue.inclusive === true ? 'at least' : 'more than', Number(issue.minimum));
    case 'too_big':
      return fieldOutOfRange(issue.inclusive === true ? 'at most' : 'less than', Number(issue.maximum));
    case 'unrecognized_keys':
      return knownKeys(issue.inst).join('\n');
    default:
      return fieldUnusable();
  }
}

function notAmong(known: readonly string[], input: unknown): string {
  const near = typeof input === 'string' ? closestName(input, known) : undefined;
  return fieldNotAmong(known, shown(input), near);
}

function knownKeys(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
  return [];
}

function shown(input: unknown): string {
  if (typeof input === 'string') return `"${input.length > 40 ? `${input.slice(0, 40)}…` : input}"`;
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'a block of keys' : String(input);
}

/** The faults behind the issues of one parse of `value`, one for each field or key concerned. */
export function fieldFaults(issues: readonly z.core.$ZodIssue[], value: unknown): FieldFault[] {
  return issues.flatMap((issue) => faultsOf(issue, [], value));
}

function faultsOf(issue: z.core.$ZodIssue, above: FieldPath, root: unknown): FieldFault[] {
  const path = [...above, ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))];
  const input = valueAt(root, path);
  if (input === undefined) return [{ path, message: fieldMissing() }];
  if (input === null) return [{ path, message: fieldEmpty() }];
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split('\n').filter((key) => key !== '');
    return issue.keys.map((key) => ({ path, key, message: fieldUnknown(known, closestName(key, known)) }));
  }
  if (issue.code === 'invalid_union') {
    // The form that was meant is the one whose own kind fits; its faults say more than "none of these".
    const meant = issue.errors.filter(
      (branch) => !branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0),
    );
    const [only] = meant;
    if (only !== undefined && meant.length === 1 && issue.message === fieldUnusable())
      return only.flatMap((inner) => faultsOf(inner, path, root));
  }
  return [{ path, message: issue.message }];
}

function valueAt(root: unknown, path: FieldPath): unknown {
  let value: unknown = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(segment))?.[1];
  }
  return value;
}
