import type { SpawnHost } from './host-process.ts';
import type { Shell } from './shell.ts';

/** Folders outside of projects; null where a shell offers none. */
export interface CorePaths {
  /** What is shipped with the program: sample studies and the demonstration model. */
  readonly resources: string | null;
  /** The person's settings and list of recent projects; null keeps neither. */
  readonly config: string | null;
  /** The person's home folder, in which other programs keep models. */
  readonly home: string | null;
}

/** What the core needs from outside: clock, identifiers and processes come from the shell that runs it. */
export interface CoreDependencies {
  readonly clock: () => Date;
  readonly createId: () => string;
  readonly spawnHost: SpawnHost;
  /** Threads for training and scoring. */
  readonly threads: number;
  /** Whether a GPU may be used; `auto` unless told. */
  readonly gpu?: 'auto' | 'off';
  /** What a second opener is told about who holds the project, such as `pilotlight run`. */
  readonly command: string;
  /** Versions by name that results depend on. */
  readonly versions: Readonly<Record<string, string>>;
  readonly paths: CorePaths;
  /** The shell around the core; without one there are no screens. */
  readonly shell?: Shell;
}
