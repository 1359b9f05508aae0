import { PilotlightError } from '../../shared/errors.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { checkGradient } from '../core/trainer/check-gradient.ts';
import { trainerContract } from '../core/trainer/trainer-contract.ts';
import { createTrainer } from '../core/trainer/trainer.ts';
import type { Trainer } from '../core/trainer/training-types.ts';
import { hostPort } from './ports/from-parent.ts';

/** AdamW's usual moments (Loshchilov & Hutter 2019). */
const moments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

let opened: Trainer | null = null;

function trainer(): Trainer {
  if (opened === null) throw new PilotlightError('internal', 'The trainer has no model yet.');
  return opened;
}

serve(
  trainerContract,
  {
    'trainer.open'({ modelPath, threads, rank, alpha, seed, checkpoint }) {
      opened?.[Symbol.dispose]();
      opened = createTrainer({ modelPath, threads, mode: { kind: 'lora', rank, alpha, seed }, transposed: 'auto' });
      if (checkpoint !== null) opened.restore(checkpoint);
      return opened.info;
    },
    'trainer.logits': ({ tokens }) => trainer().logits(tokens),
    'trainer.checkGradient': ({ sequence, seed }) => ({
      worstRelativeError: checkGradient(trainer(), sequence, seed),
    }),
    'trainer.evaluate': ({ sequences }) => sequences.map((sequence) => trainer().evaluate(sequence)),
    'trainer.step'({ sequences, learningRate, weightDecay, clipNorm }) {
      let loss = 0;
      for (const sequence of sequences) loss += trainer().accumulate(sequence).loss;
      const { gradientNorm } = trainer().step({ ...moments, learningRate, weightDecay, clipNorm });
      return { loss, gradientNorm, memoryBytes: process.memoryUsage.rss() };
    },
    'trainer.checkpoint': () => trainer().checkpoint(),
    'trainer.adapter': ({ metadata }) => trainer().adapter(metadata),
  },
  hostPort(),
);
