import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation } from '@tanstack/react-query';
import { useCore } from './core-context.ts';
import type { CommandName, Input, Output } from './operation-types.ts';

/** A command to be given by `mutate(input)`; what it changes comes back through `changes.watch`. */
export function useCoreCommand<Name extends CommandName>(
  name: Name,
): UseMutationResult<Output<Name>, Error, Input<Name>> {
  const core = useCore();
  return useMutation<Output<Name>, Error, Input<Name>>({
    mutationKey: [name],
    mutationFn: (input) => core.call(name, input),
  });
}

/** For the rejection of a command whose `error` is shown beside its button. */
export function ignore(): void {}
