import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Threads for training and scoring where nobody says otherwise: all physical cores but one, at least one. ggml's threads spin
 * while they wait for each other, so a single other busy process on the last core slows the whole computation down
 * several times.
 */
export function defaultThreads(): number {
  return Math.max(1, physicalCores() - 1);
}

/**
 * Number of physical cores this process may use. Two threads on one core slow llama.cpp down, since its threads spin while
 * they wait.
 */
function physicalCores(): number {
  const logical = availableParallelism();
  if (process.platform === 'darwin') return logical;
  if (process.platform !== 'linux' || !existsSync('/proc/cpuinfo')) return Math.max(1, Math.ceil(logical / 2));
  const cores = new Set<string>();
  let socket = '';
  for (const line of readFileSync('/proc/cpuinfo', 'utf8').split('\n')) {
    const [key = '', value = ''] = line.split(':').map((part) => part.trim());
    if (key === 'physical id') socket = value;
    else if (key === 'core id') cores.add(`${socket} ${value}`);
  }
  return cores.size === 0 ? logical : Math.min(logical, cores.size);
}
