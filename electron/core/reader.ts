import { throwIfAborted } from '../../shared/errors.ts';
import { connect } from '../../shared/rpc/connect.ts';
import type { Client } from '../../shared/rpc/define.ts';
import type { HostProcess, SpawnHost } from './host-process.ts';
import type { ProjectAccess } from './reading-contract.ts';
import { readingContract } from './reading-contract.ts';

type ReadingClient = Client<typeof readingContract>;

/** Answers long questions about the open project in a process of its own, so that the core goes on answering short ones. */
export interface Reader extends AsyncDisposable {
  /**
   * Asks one question after the other. The signal ends the process in the middle of its work, since a question that was taken
   * back must not hold up the one that took its place; the next question starts another.
   */
  read<Answer>(signal: AbortSignal, ask: (client: ReadingClient) => Promise<Answer>): Promise<Answer>;
}

export interface ReaderDependencies {
  readonly spawnHost: SpawnHost;
  readonly versions: Readonly<Record<string, string>>;
}

interface RunningReader {
  readonly process: HostProcess;
  readonly client: ReadingClient;
  readonly opened: Promise<null>;
}

/** The process is started by the first question and ends with the returned object, since starting it takes longer than most answers. */
export function createReader({ spawnHost, versions }: ReaderDependencies, access: ProjectAccess): Reader {
  let running: RunningReader | null = null;
  let gone: Promise<unknown> = Promise.resolve();
  let turn: Promise<unknown> = Promise.resolve();
  const ended = new AbortController();

  function start(): RunningReader {
    const process = spawnHost('reader');
    const client = connect(readingContract, process.port, 'reader');
    const opened = client.call('reader.open', { access, versions: { ...versions } });
    const started = { process, client, opened };
    gone = Promise.all([gone, process.exited]);
    const forget = (): void => {
      if (running === started) running = null;
    };
    void process.exited.then(forget);
    return started;
  }
  function end(): void {
    running?.process.kill();
    running = null;
  }
  async function answer<Answer>(signal: AbortSignal, ask: (client: ReadingClient) => Promise<Answer>): Promise<Answer> {
    throwIfAborted(signal);
    signal.addEventListener('abort', end, { once: true });
    try {
      running ??= start();
      const { client, opened } = running;
      await opened;
      return await ask(client);
    } catch (error) {
      // A process that was ended on purpose has not crashed.
      throwIfAborted(signal);
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
    }
  }
  return {
    read(signal, ask) {
      const answered = turn.then(() => answer(AbortSignal.any([signal, ended.signal]), ask));
      turn = answered.catch(() => undefined);
      return answered;
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      end();
      await gone;
    },
  };
}
