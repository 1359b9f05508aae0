import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Number of physical cores this process may use. Two threads on one core slow llama.cpp down, since its threads spin while
 * they wait.
 */
export function physicalCores(): number {
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
