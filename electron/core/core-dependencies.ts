import type { SpawnHost } from './host-process.ts';
import type { Shell } from './shell.ts';

/** What the core needs from outside: clock, identifiers and processes come from the shell that runs it. */
export interface CoreDependencies {
  readonly clock: () => Date;
  readonly createId: () => string;
  readonly spawnHost: SpawnHost;
  /** Threads for training and scoring. */
  readonly threads: number;
  /** What a second opener is told about who holds the project, such as `pilotlight run`. */
  readonly command: string;
  /** Versions by name that results depend on. */
  readonly versions: Readonly<Record<string, string>>;
  /** The shell around the core; without one there are no screens. */
  readonly shell?: Shell;
}
