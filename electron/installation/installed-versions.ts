import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { installationFolder } from './installed-files.ts';

const versioned = z.object({ version: z.string() });
const release = z.object({ release: z.string() });

function readJson<Value>(path: string, schema: z.ZodType<Value>): Value {
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Version of this program, from its package.json. */
export function programVersion(): string {
  const folder = installationFolder();
  return folder === null ? 'unknown' : readJson(join(folder, 'package.json'), versioned).version;
}

/** Versions that results depend on, as the report and the manifest name them. */
export function installedVersions(): Record<string, string> {
  // The package exports its entry file only, which lies one folder below.
  const folder = join(dirname(createRequire(import.meta.url).resolve('node-llama-cpp')), '..');
  return {
    pilotlight: programVersion(),
    node: process.versions.node,
    'node-llama-cpp': readJson(join(folder, 'package.json'), versioned).version,
    'llama.cpp': readJson(join(folder, 'llama', 'binariesGithubRelease.json'), release).release,
    platform: `${process.platform}-${process.arch}`,
  };
}
