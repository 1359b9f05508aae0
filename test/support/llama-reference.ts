import { getLlama, LlamaLogLevel, type Token } from 'node-llama-cpp';

/** llama.cpp's own forward pass with a 32-bit cache, to compare results with. */
export interface LlamaReference extends AsyncDisposable {
  /** Logits after each token of a sequence. */
  logits(tokens: readonly number[]): Promise<Float64Array[]>;
  tokenize(text: string): number[];
}

export async function openLlamaReference(modelPath: string, adapterPath?: string): Promise<LlamaReference> {
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({
    contextSize: 512,
    threads: 1,
    flashAttention: false,
    experimentalKvCacheKeyType: 'F32',
    experimentalKvCacheValueType: 'F32',
    ...(adapterPath === undefined ? {} : { lora: { adapters: [{ filePath: adapterPath, scale: 1 }] } }),
  });
  const sequence = context.getSequence();
  return {
    async logits(tokens) {
      await sequence.clearHistory();
      const evaluated = await sequence.controlledEvaluate(
        // Token ids are branded numbers in node-llama-cpp.
        tokens.map((token) => [token as Token, { generateNext: { logits: true } }]),
      );
      return evaluated.map((item) => {
        const logits = item?.next.logits;
        if (logits === undefined) throw new Error('llama.cpp returned no logits.');
        const values = new Float64Array(logits.size);
        for (const [token, value] of logits) values[token] = value;
        return values;
      });
    },
    tokenize: (text) => model.tokenize(text).map(Number),
    async [Symbol.asyncDispose]() {
      await context.dispose();
      await model.dispose();
      await llama.dispose();
    },
  };
}
