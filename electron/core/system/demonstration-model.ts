import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Path of the model that is shipped to try the software with, or null where it is not installed. */
export function demonstrationModel(resources: string | null): string | null {
  const path = resources === null ? null : join(resources, 'models', 'pilotlight-nano.gguf');
  return path !== null && existsSync(path) ? path : null;
}
