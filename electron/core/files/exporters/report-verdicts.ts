import { decidingReasons } from '../../../../shared/evaluation/deciding-reasons.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import { verdictGrammar } from '../../../../shared/evaluation/verdict-rules.ts';
import type { VerdictRow } from '../../../../shared/evaluation/verdict-table.ts';
import { verdictTable } from '../../../../shared/evaluation/verdict-table.ts';
import type { Html } from './html.ts';
import { html, nothing } from './html.ts';
import type { ReportPart } from './report-elements.ts';
import { ruleEntry } from './report-elements.ts';
import { partIntroductions, partTitles } from '../../../../shared/evaluation/report-prose.ts';

/** What the simulated answers can be used for: a row a purpose with its verdict, the reasons beside it, and the rules. */
export function verdictsPart(results: EvaluationResults): ReportPart[] {
  const verdicts = verdictTable(results);
  if (verdicts === null) return [];
  const { subject, others, rows } = verdicts;
  const body = html`<p>${partIntroductions.verdicts}</p>
    <table class="findings verdicts">
      <thead>
        <tr>
          <th scope="col">Purpose</th>
          <th scope="col">${subject}</th>
          <th scope="col">Reasons</th>
          ${others.map((label) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(verdictRow)}
      </tbody>
    </table>
    <details>
      <summary>Rules of the verdicts</summary>
      <dl class="rules">
        ${rows.map(({ title, rule }) => ruleEntry(title, withoutGrammar(rule)))}
        ${rows.some(({ rule }) => rule.endsWith(verdictGrammar)) ? ruleEntry('Common to those marked *', verdictGrammar) : nothing}
      </dl>
    </details>`;
  return [{ id: 'verdicts', title: partTitles.verdicts, body }];
}

/** The reasons that decide stand open, the others folded. */
function verdictRow({ title, verdict, reasons, needed, others }: VerdictRow): Html {
  const deciding = decidingReasons({ verdict, reasons });
  const further = reasons.filter((reason) => !deciding.includes(reason));
  const missing = needed === null ? nothing : html`<p class="soft">To say more: ${needed}</p>`;
  return html`<tr>
    <th scope="row">${title}</th>
    <td class="verdict">${verdict}</td>
    <td>
      ${deciding.map(paragraph)}${missing}${
        further.length === 0
          ? nothing
          : html`<details>
              <summary>Further reasons: ${title}</summary>
              ${further.map(paragraph)}
            </details>`
      }
    </td>
    ${others.map((other) => html`<td class="verdict">${other ?? '–'}</td>`)}
  </tr> `;
}

function paragraph(text: string): Html {
  return html`<p>${text}</p>`;
}

/** The part of a rule that belongs to its purpose alone; a star stands for what several have in common. */
function withoutGrammar(rule: string): string {
  return rule.endsWith(verdictGrammar) ? `${rule.slice(0, -verdictGrammar.length).trimEnd()} *` : rule;
}
