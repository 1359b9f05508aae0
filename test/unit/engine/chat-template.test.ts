import { describe, expect, it } from 'vitest';
import { readChatTemplate } from '../../../electron/core/engine/chat-template.ts';
import { failureOf } from '../../support/failure-of.ts';

type Messages = readonly { readonly role: string; readonly content: string }[];

function source(
  render: (messages: Messages, template: string, values: Record<string, unknown>) => string,
  template = '',
) {
  return {
    template,
    beginToken: '<s>',
    endToken: '</s>',
    render: (text: string, values: Record<string, unknown>) => {
      const messages = values['messages'];
      if (!Array.isArray(messages)) throw new Error('no messages');
      return render(messages, text, values);
    },
  };
}

const chat = (messages: Messages): string =>
  messages.map(({ role, content }) => `[${role}]${content};`).join('') + '[model]';

describe("reading a model's chat template", () => {
  it('puts the trimmed texts where the template has them', () => {
    const template = readChatTemplate(source(chat));
    expect(template.render({ system: ' Be brief. ', user: 'Why?\n' })).toBe('[system]Be brief.;[user]Why?;[model]');
  });

  it('leaves the system message out when there is none', () => {
    expect(readChatTemplate(source(chat)).render({ system: '', user: 'Why?' })).toBe('[user]Why?;[model]');
  });

  it('puts the system text before the user text where the template knows no system role', () => {
    const strict = source((messages) => {
      if (messages.some(({ role }) => role === 'system')) throw new Error('System role not supported');
      return chat(messages);
    });
    expect(readChatTemplate(strict).render({ system: 'S', user: 'U' })).toBe('[user]S\n\nU;[model]');
  });

  it('does the same where the template silently drops the system text', () => {
    const dropping = source((messages) => chat(messages.filter(({ role }) => role !== 'system')));
    expect(readChatTemplate(dropping).render({ system: 'S', user: 'U' })).toBe('[user]S\n\nU;[model]');
  });

  it('treats a text as text even when it looks like a part of the template', () => {
    const template = readChatTemplate(source(chat));
    expect(template.render({ system: '{{ 1 }}', user: '$& [model]' })).toBe('[system]{{ 1 }};[user]$& [model];[model]');
  });

  it('replaces the date of today by a fixed one and switches reasoning off', () => {
    const seen: Record<string, unknown>[] = [];
    const texts: string[] = [];
    const recording = source((messages, text, values) => {
      seen.push(values);
      texts.push(text);
      return chat(messages);
    }, "Today is {{ strftime_now('%d %b %Y') }}.");
    readChatTemplate(recording);
    expect(texts[0]).toBe("Today is {{ '26 Jul 2024' }}.");
    expect(seen[0]).toMatchObject({ enable_thinking: false, add_generation_prompt: true, date_string: '26 Jul 2024' });
  });

  it('refuses a template that cannot be applied', () => {
    const broken = source(() => {
      throw new Error('syntax');
    });
    expect(failureOf(() => readChatTemplate(broken)).code).toBe('model-invalid');
  });
});
