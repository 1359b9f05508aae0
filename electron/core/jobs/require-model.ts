import { statSync } from 'node:fs';
import { PilotlightError } from '../../../shared/errors.ts';
import { ggufMissing, modelChanged } from '../../../shared/messages/model-messages.ts';
import type { ModelRecord } from '../database/repositories/models.ts';
import { hashFile } from '../files/hash.ts';

/**
 * The path of a registered model, which is linked and not copied, so that it may have been replaced since. The file is only
 * read again where size or time differ.
 *
 * @throws `file-not-found`, `model-changed`, `cancelled`
 */
export async function requireModelFile(model: ModelRecord, signal: AbortSignal): Promise<string> {
  const { path } = model;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new PilotlightError('file-not-found', ggufMissing(path), { path });
  const isUntouched = found.size === model.size && found.mtimeMs === model.mtimeMs;
  if (!isUntouched && (await hashFile(path, signal)) !== model.sha256) {
    throw new PilotlightError('model-changed', modelChanged(path), { path });
  }
  return path;
}
