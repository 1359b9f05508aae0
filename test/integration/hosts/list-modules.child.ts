import { registerHooks } from 'node:module';

/** Loads the module named by the argument and prints the addresses of all that came with it, in one line. */
const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
await import(process.argv[2] ?? '');
console.log(JSON.stringify(loaded));
