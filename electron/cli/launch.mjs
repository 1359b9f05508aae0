#!/usr/bin/env node
// Starts the command line under Node 24, whatever Node was found first: older versions crash in native modules, so this file
// keeps to old syntax and speaks before anything else is loaded.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const needed = 24;
const folder = dirname(fileURLToPath(import.meta.url));
const bundled = join(folder, 'main.js');
const entry = existsSync(bundled) ? bundled : join(folder, 'main.ts');

// Stripping types and compiling take most of a start, so Node keeps what it compiled: beside the built program, where only those
// may write who may write the program. Where that is nobody who runs it, every start compiles anew.
const compiled = join(folder, '..', '..', '.vite', 'compiled');

function majorVersion() {
  return Number(process.versions.node.split('.')[0]);
}

/** The Node that npm installed with the project, if this platform has one. */
function installedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  try {
    const root = dirname(modules.createRequire(import.meta.url).resolve(`${name}/package.json`));
    const binary = join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

function startElsewhere(node) {
  const child = spawn(node, ['--report-exclude-network', entry, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
  });
  // A terminal interrupts both processes, `kill` only this one: as a message it is not counted twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (child.connected) child.send({ type: 'interrupt' }, () => undefined);
    });
  }
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      console.error(
        `pilotlight: The program was ended by ${signal}. What was confirmed is kept; run the same command again to go on.`,
      );
    }
    process.exit(code === null ? 1 : code);
  });
}

if (majorVersion() >= needed) {
  // A native library asks for a report on this process to learn its C library; that would list the network cards too.
  process.report.excludeNetwork = true;
  modules.enableCompileCache(compiled);
  const { main } = await import(pathToFileURL(entry).href);
  await main(process.argv.slice(2));
} else {
  const node = installedNode();
  if (node === null) {
    console.error(
      `Pilotlight needs Node ${needed} or newer; this is Node ${process.versions.node}. Install Node ${needed} and try again.`,
    );
    process.exit(1);
  }
  startElsewhere(node);
}
