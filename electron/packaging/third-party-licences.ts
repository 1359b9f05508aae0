import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).default('see text'),
});

/**
 * The licences of packages as one text: name, version and licence of each, and the text that it comes with.
 *
 * @param folders of packages below the source tree, such as `node_modules/zod`
 */
export function thirdPartyLicences(root: string, folders: Iterable<string>): string {
  const sections = [...folders]
    .sort()
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const path = join(root, folder);
      const { name, version, license } = manifestSchema.parse(
        JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')),
      );
      const texts = readdirSync(path)
        .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
        .map((file) => readFileSync(join(path, file), 'utf8').trim());
      return [`${name} ${version} (${license})`, ...new Set(texts)].join('\n\n');
    });
  return `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
