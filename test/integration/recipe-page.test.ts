import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readRecipe } from '../../electron/core/files/recipe/read-recipe.ts';
import { recipeSchema } from '../../shared/domain/recipe.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('docs/recipe.md', () => {
  const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../docs/recipe.md'), 'utf8');
  const example = /## A complete example\n+```yaml\n(?<yaml>[\s\S]*?)```/.exec(page)?.groups?.['yaml'] ?? '';

  test('has an example without faults', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'wave-1.csv'), 'respondent\n');
    writeFileSync(join(folder, 'study.yaml'), example);
    expect(readRecipe(join(folder, 'study.yaml')).study.name).toBe('disclosure-2025');
  });

  test('shows every key of the sections in the example and explains it in a table', () => {
    for (const [section, schema] of Object.entries(recipeSchema.shape)) {
      expect(example).toMatch(new RegExp(`^${section}:`, 'm'));
      for (const key of keysOf(schema)) {
        expect(example).toContain(`${key}:`);
        expect(page).toMatch(new RegExp(`^\\| .*\`(?:parts\\.|cases\\[\\]\\.)?${key}\``, 'm'));
      }
    }
  });
});

/** Keys of a block or of the blocks in a list. */
function keysOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord) return keysOf(schema.valueType);
  if (schema instanceof z.ZodArray) return keysOf(schema.element);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodNullable)
    return keysOf(schema.unwrap());
  return [];
}
