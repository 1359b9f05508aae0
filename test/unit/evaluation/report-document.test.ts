import { describe, expect, it } from 'vitest';
import { promptTemplate } from '../../../shared/evaluation/prompt-template.ts';
import { reportDocumentSchema } from '../../../shared/evaluation/report-document.ts';
import { sampleCodebook } from '../../support/sample-evaluation-input.ts';
import { sampleReport } from '../../support/sample-report.ts';

describe('results.json', () => {
  it('is read back by its own schema without loss', () => {
    const document = sampleReport();
    expect(reportDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it('is the same for the same study', () => {
    expect(JSON.stringify(sampleReport(60, 100))).toBe(JSON.stringify(sampleReport(60, 100)));
  });

  it('is refused with a hash that is none', () => {
    const document = sampleReport(60, 100);
    const broken = { ...document, provenance: { ...document.provenance, codebook: { sha256: 'abc' } } };
    expect(reportDocumentSchema.safeParse(broken).success).toBe(false);
  });
});

describe('the prompt in a report', () => {
  const settings = { instruction: 'Answer.', answers: 'letters' as const, persona: true };

  it('has the names of the variables where values would stand', () => {
    const { system, user } = promptTemplate(sampleCodebook, settings);
    expect(system).toBe('Answer.');
    expect(user).toContain('- Age: ‹Age›');
    expect(user).toContain('- Trust in neighbours: ‹answer›');
    expect(user).toContain('Question: Would you pass this message on?');
  });

  it('is only the instruction where nothing is asked', () => {
    const codebook = { variables: sampleCodebook.variables.filter(({ role }) => role === 'persona') };
    expect(promptTemplate(codebook, settings)).toEqual({ system: 'Answer.', user: '' });
  });
});
