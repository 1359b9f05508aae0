import { PilotlightError } from '../../../shared/errors.ts';
import { chatTemplateUnusable } from '../../../shared/messages/model-messages.ts';
import type { PromptText } from './engine.ts';

/** A model's chat template reduced to what scoring needs: where the system and the user text go. */
export interface ChatTemplate {
  /** The conversation up to the place where the model's answer begins. Both texts are trimmed. */
  render(prompt: PromptText): string;
}

export interface ChatTemplateSource {
  readonly template: string;
  readonly beginToken: string;
  readonly endToken: string;
  /** Renders a Jinja template; throws when it cannot. */
  readonly render: (template: string, values: Record<string, unknown>) => string;
}

type Message = { readonly role: 'system' | 'user'; readonly content: string };

const systemMark = 'PILOTLIGHTSYSTEMTEXT';
const userMark = 'PILOTLIGHTUSERTEXT';

/** Some templates write today's date into the prompt; a fixed one keeps the same prompt the same from day to day. */
const fixedDate = '26 Jul 2024';

/**
 * Renders the template once with marks in place of the texts; prompts are then put together without it, so that nothing
 * in a text can act as part of the template. Templates without a system role get the system text at the start of the
 * user's. Reasoning is switched off where the template offers that. Throws `model-invalid` when neither works.
 */
export function readChatTemplate(source: ChatTemplateSource): ChatTemplate {
  const user: Message = { role: 'user', content: userMark };
  const withSystem =
    frame(source, [{ role: 'system', content: systemMark }, user]) ??
    frame(source, [{ role: 'user', content: `${systemMark}\n\n${userMark}` }]);
  const userOnly = frame(source, [user]);
  if (withSystem === undefined || userOnly === undefined) {
    throw new PilotlightError('model-invalid', chatTemplateUnusable());
  }
  return {
    render(prompt) {
      const [system, text] = [prompt.system.trim(), prompt.user.trim()];
      return system === ''
        ? `${userOnly.before}${text}${userOnly.after}`
        : `${withSystem.before}${system}${withSystem.between}${text}${withSystem.after}`;
    },
  };
}

interface Frame {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

/** What the template writes around the texts; undefined when it fails or drops, doubles or reorders a text. */
function frame(source: ChatTemplateSource, messages: readonly Message[]): Frame | undefined {
  const text = tryRender(source, messages);
  const hasSystem = messages.some(({ content }) => content.includes(systemMark));
  const parts = text?.split(userMark) ?? [];
  const [head, after] = parts;
  if (parts.length !== 2 || head === undefined || after === undefined) return undefined;
  if (!hasSystem) return { before: head, between: '', after };
  const [before, between, ...rest] = head.split(systemMark);
  if (before === undefined || between === undefined || rest.length > 0) return undefined;
  return { before, between, after };
}

function tryRender(source: ChatTemplateSource, messages: readonly Message[]): string | undefined {
  const template = source.template.replaceAll(/strftime_now\s*\([^)]*\)/g, `'${fixedDate}'`);
  try {
    return source.render(template, {
      messages,
      add_generation_prompt: true,
      bos_token: source.beginToken,
      eos_token: source.endToken,
      date_string: fixedDate,
      enable_thinking: false,
    });
  } catch {
    return undefined;
  }
}
