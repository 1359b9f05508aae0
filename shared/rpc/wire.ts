import { z } from 'zod';
import { PilotlightError, errorCodes } from '../errors.ts';

/** Messages of the protocol, in both directions. Anything else on a port is refused. */
const id = z.int().nonnegative();

export const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});

export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id }),
  /** Permission to send so many more items: back-pressure of streams. */
  z.object({ type: z.literal('more'), id, items: z.int().positive() }),
]);

export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id, value: z.unknown() }),
  z.object({ type: z.literal('item'), id, value: z.unknown() }),
  z.object({ type: z.literal('end'), id }),
  z.object({ type: z.literal('error'), id, error: wireErrorSchema }),
]);

export type Request = z.infer<typeof requestSchema>;
export type Reply = z.infer<typeof replySchema>;

export function errorToWire(error: PilotlightError): z.infer<typeof wireErrorSchema> {
  const details: z.infer<typeof wireErrorSchema>['details'] = {};
  for (const [key, value] of Object.entries(error.details))
    details[key] = typeof value === 'object' && value !== null ? [...value] : value;
  return { code: error.code, message: error.message, details };
}

export function errorFromWire(error: z.infer<typeof wireErrorSchema>): PilotlightError {
  return new PilotlightError(error.code, error.message, error.details);
}
