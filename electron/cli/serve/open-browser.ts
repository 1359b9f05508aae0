import { spawn } from 'node:child_process';

/** Opens an address in the person's browser. Says false when this machine has no program for that, as a server has none. */
export async function openBrowser(address: string): Promise<boolean> {
  const { platform, env } = process;
  const hasScreen = platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasScreen) return false;
  const [program, args] = openerOf(platform, address);
  const child = spawn(program, args, { stdio: 'ignore', detached: true, env: withoutPassphrase(env) });
  return await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function openerOf(platform: NodeJS.Platform, address: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [address]];
  // `start` is a command of the shell; its first quoted argument is a title.
  if (platform === 'win32') return ['cmd', ['/c', 'start', '""', address]];
  return ['xdg-open', [address]];
}

function withoutPassphrase(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PILOTLIGHT_PASSPHRASE: _, ...rest } = own;
  return rest;
}
