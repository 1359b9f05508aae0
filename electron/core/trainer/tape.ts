import type { Tensor, TensorBuilder } from './tensor-builder.ts';

/** Records how gradients flow back through the operations of a forward pass, in reverse order. */
export interface Tape {
  /** Notes what passes the gradient of `output` on; it is left out when nothing depends on `output`. */
  record(output: Tensor, backward: (gradient: Tensor) => void): void;
  /** Adds a contribution to the gradient of a tensor. */
  accumulate(tensor: Tensor, gradient: Tensor): void;
  /** Declares that nothing below this tensor is trained. */
  freeze(tensor: Tensor): void;
  /** Whether the gradient of this tensor is of use. */
  wants(tensor: Tensor): boolean;
  gradient(tensor: Tensor): Tensor | undefined;
  /** Builds the backward pass from the gradients accumulated so far. */
  unwind(): void;
}

export function createTape(builder: TensorBuilder): Tape {
  const steps: { output: Tensor; backward: (gradient: Tensor) => void }[] = [];
  const gradients = new Map<Tensor, Tensor>();
  const frozen = new Set<Tensor>();
  return {
    record: (output, backward) => steps.push({ output, backward }),
    accumulate(tensor, gradient) {
      if (frozen.has(tensor)) return;
      const before = gradients.get(tensor);
      gradients.set(tensor, before === undefined ? gradient : builder.add(before, gradient));
    },
    freeze: (tensor) => frozen.add(tensor),
    wants: (tensor) => !frozen.has(tensor),
    gradient: (tensor) => gradients.get(tensor),
    unwind() {
      for (const { output, backward } of steps.reverse()) {
        const gradient = gradients.get(output);
        if (gradient !== undefined) backward(gradient);
      }
    },
  };
}
