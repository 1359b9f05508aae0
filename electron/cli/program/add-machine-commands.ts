import type { Command } from 'commander';
import { Option } from 'commander';
import { addCommand, finished, portNumber, whenGiven, withThreads } from './command-outline.ts';

/** The commands about this machine: its check and its screens. */
export function addMachineCommands(program: Command): void {
  addDoctor(program);
  addServe(program);
}

function addDoctor(program: Command): void {
  addCommand(program, {
    name: 'doctor',
    summary: 'check this machine and installation',
    description:
      'Tries the engine, the trainer and the encryption, and shows what speaks for the promise that nothing leaves this machine.',
    example: 'pilotlight doctor --model models/qwen2.5-0.5b.gguf',
  })
    .option('--model <file>', 'GGUF model to try (default: the demonstration model)')
    .option('--json', 'print one JSON object a line instead of text')
    .action(whenGiven(async () => (await import('../commands/inspect.ts')).doctorCommand));
}

function addServe(program: Command): void {
  const command = addCommand(program, {
    name: 'serve',
    summary: 'show the screens in a browser of this machine',
    description:
      'Shows the screens in a browser of this machine. No other machine is answered, and nothing is fetched.\nJobs go on when the page is closed. Ctrl-C ends the server; its jobs can be resumed.',
    example: 'pilotlight serve --open',
  })
    .option('--project <file>', 'open this project before the page is shown')
    .option('--open', 'open the page in the browser')
    .option('--port <number>', 'port to listen on (default: any free one)', portNumber)
    .addOption(new Option('--screens <folder>', 'folder of the built screens').hideHelp());
  finished(withThreads(command)).action(
    whenGiven(async () => (await import('../serve/serve-command.ts')).serveCommand),
  );
  const start = addCommand(program, {
    name: 'start',
    summary: 'open the window, or the page where there is none',
    description:
      'Opens the window of the program. Where Electron is not installed, it does what "serve --open" does. In a copy of the source, what is out of date is built first.',
    example: 'pilotlight start --port 8123',
  }).option('--port <number>', 'port of the page (default: any free one)', portNumber);
  finished(start).action(whenGiven(async () => (await import('../start/start-command.ts')).startCommand));
}
