import type { ReactNode } from 'react';
import type { ReportSection } from '../../../shared/contract/report.ts';
import { reportSections } from '../../../shared/contract/report.ts';
import { partTitles } from '../../../shared/evaluation/report-prose.ts';
import { defaultSmallestCell } from '../../../shared/evaluation/small-cells.ts';
import { chaptersComing, reportGate, reportReplaces } from '../../../shared/messages/evaluate-messages.ts';
import { Checkbox } from '../../ui/choice-group.tsx';
import { OptionsPane } from '../../ui/pane.tsx';
import { PathField } from '../../ui/path-field.tsx';
import styles from './report.module.css';

export interface ReportOptionsProps {
  /** Chapters that the study has something for; undefined until it is known. */
  readonly available: readonly ReportSection[] | undefined;
  /** Null: all of them. */
  readonly sections: readonly ReportSection[] | null;
  readonly onSections: (sections: ReportSection[] | null) => void;
  readonly folder: string;
  readonly onFolder: (folder: string) => void;
  readonly actions: ReactNode;
}

/** What goes into the report, and where it is written. */
export function ReportOptions({ available, sections, onSections, folder, onFolder, actions }: ReportOptionsProps) {
  const offered = available ?? [];
  const toggle = (section: ReportSection, selected: boolean): void => {
    const chosen = reportSections.filter((one) =>
      one === section ? selected : offered.includes(one) && (sections?.includes(one) ?? true),
    );
    onSections(offered.every((one) => chosen.includes(one)) ? null : chosen);
  };
  return (
    <OptionsPane title="Contents" actions={actions}>
      <fieldset className={styles.group}>
        <legend>Chapters</legend>
        <div className={styles.checks}>
          {offered.map((section) => (
            <Checkbox
              key={section}
              isSelected={sections?.includes(section) ?? true}
              onChange={(selected) => toggle(section, selected)}
            >
              {partTitles[section]}
            </Checkbox>
          ))}
        </div>
        {available === undefined && <p className={styles.note}>{chaptersComing()}</p>}
        <p className={styles.note}>
          Verdicts, findings, summary, sample, limits, definitions and provenance always stand in it.
        </p>
      </fieldset>
      <PathField
        label="Folder"
        kind="folder"
        title="Folder of the report"
        value={folder}
        onChange={onFolder}
        description={reportReplaces()}
      />
      <p className={styles.note}>{reportGate(defaultSmallestCell)}</p>
    </OptionsPane>
  );
}
